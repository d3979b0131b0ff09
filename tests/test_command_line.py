"""The command line: what each command answers, and with which exit code."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
from pathlib import Path

import pytest

from alttprbot.env_example import env_example
from sahasrahbot import explain_failure, main
from tests.conftest import MakeSettings
from tests.e2e.process import free_port, started

COMMANDS = (
    *("", "run", "sandbox", "check-config", "env-example", "db", "db init", "db upgrade", "db adopt", "db check"),
    *("db backup", "db restore"),
    *("fixtures", "fixtures seed", "fixtures reset"),
    *("config", "config check", "config show", "config convert-legacy", "config inventory"),
    *("cache", "cache clear", "health"),
    *(f"guild-config {action}".strip() for action in ("", "list", "get", "set", "unset", "resolve-channels")),
    *("presets", "presets list", "presets show", "presets payload", "presets lint"),
)
SECRET = "correct-horse-battery-staple-and-more"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty environment and an empty working directory."""
    for name in set(os.environ) - {"PATH", "HOME", "LANG", "TMPDIR"}:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def exit_code(*arguments: str) -> int:
    """Of a command that argparse ends."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = exit_code(*command.split(), "--help")

    assert code == 0
    assert capsys.readouterr().out.startswith(f"usage: sahasrahbot.py {command.partition(' ')[0]}")


@pytest.mark.parametrize(
    "arguments", [["dance"], ["db"], ["db", "drop"], ["sandbox", "--port", "many"], ["--env-file", "nowhere", "run"]]
)
def test_wrong_usage_is_told_with_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = exit_code(*arguments)

    assert code == 2
    assert "usage: sahasrahbot.py" in capsys.readouterr().err


def test_check_config_is_content_with_good_settings(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DEBUG=true\nRACETIME_HOTS=localhost\n")

    code = main(["check-config"])

    assert code == 0
    assert capsys.readouterr().out == (
        "RACETIME_HOTS is not a setting. Did you mean RACETIME_HOST?\nThe configuration is fine.\n"
    )


def test_check_config_tells_every_problem_and_no_secret(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "other.env"
    file.write_text(f"DB_PORT=abc\nAPP_URL=nonsense\nDISCORD_CLIENT_SECRET={SECRET}\nAPP_SECRET_KEY=hunter2\n")

    code = main(["--env-file", str(file), "check-config", "--json"])

    shown = capsys.readouterr().out
    answer = json.loads(shown)
    assert code == 1
    assert answer["ok"] is False
    assert {problem["setting"] for problem in answer["problems"]} == {
        "DB_PORT",
        "APP_URL",
        "DISCORD_CLIENT_ID",
        "APP_SECRET_KEY",
    }
    assert SECRET not in shown
    assert "hunter2" not in shown


def test_run_tells_every_problem_in_one_message(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["run"])

    shown = capsys.readouterr()
    assert code == 1
    assert shown.err.startswith("The configuration has 3 problems:\n")
    assert shown.out == ""


def test_env_example_prints_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["env-example"])

    assert code == 0
    assert capsys.readouterr().out == env_example()


def test_database_is_checked_and_upgraded(capsys: pytest.CaptureFixture[str]) -> None:
    before = main(["db", "check"])
    pending = capsys.readouterr().out
    upgraded = main(["db", "upgrade"])
    applied = capsys.readouterr().out
    after = main(["db", "check"])

    assert (before, upgraded, after) == (1, 0, 0)
    assert pending.startswith("pending: 0_")
    assert applied.startswith("applied 0_")


def test_run_refuses_an_outdated_schema_that_it_may_not_change(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEBUG", "true")
    monkeypatch.setenv("DB_AUTO_UPGRADE", "false")
    monkeypatch.setattr("sahasrahbot.configure_logging", lambda *_, **__: None)

    code = main(["run"])

    assert code == 1
    assert "sahasrahbot.py db upgrade" in capsys.readouterr().err


def test_operator_is_told_why_the_database_cannot_be_used(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DB_START_TIMEOUT", "0")
    monkeypatch.setenv("DATABASE_URL", f"mysql://bot:{SECRET}@127.0.0.1:{free_port()}/bot")

    code = main(["db", "check"])

    shown = capsys.readouterr().err
    assert code == 1
    assert "The database cannot be used" in shown
    assert "127.0.0.1" in shown
    assert "Set DATABASE_URL" in shown
    assert shown.count("\n") == 1
    assert SECRET not in shown


def test_presets_can_be_looked_at_without_any_setting(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["presets", "list", "alttpr"])

    assert code == 0
    assert "open" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.EADDRINUSE, "address 127.0.0.1:5001 is already in use: set API_PORT"),
        (errno.EACCES, "set API_PORT to a port above 1023"),
        (errno.EADDRNOTAVAIL, "set API_HOST"),
        (errno.ECONNRESET, "Connection reset by peer"),
    ],
)
def test_address_that_cannot_be_used_names_the_setting(number: int, advice: str, make_settings: MakeSettings) -> None:
    error = OSError(number, os.strerror(number))

    assert advice in explain_failure(make_settings(), "web", error)


def test_host_that_does_not_exist_names_the_setting(make_settings: MakeSettings) -> None:
    error = socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert explain_failure(make_settings(api_host="nowhere"), "web", error) == (
        "there is no host nowhere: set API_HOST, such as 127.0.0.1 or 0.0.0.0"
    )


async def test_port_in_use_ends_the_start_with_advice(tmp_path: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = str(listener.getsockname()[1])

        async with started(["run"], {"DEBUG": "true", "API_PORT": port, "APP_SECRET_KEY": SECRET}, tmp_path) as program:
            code = await program.ended()

    assert code == 1
    assert f"address 127.0.0.1:{port} is already in use: set API_PORT" in "\n".join(program.output)


async def test_program_runs_until_it_is_told_to_stop(tmp_path: Path) -> None:
    environment = {"DEBUG": "true", "API_PORT": str(free_port()), "APP_SECRET_KEY": SECRET, "LOG_FORMAT": "json"}

    async with started([], environment, tmp_path) as program:
        await program.printed("all services ready")
        program.interrupt(signal.SIGTERM)
        code = await program.ended()

    events = [json.loads(line) for line in program.output]
    assert code == 0
    off = [event["service"] for event in events if event["event"] == "service off"]
    assert off == ["telemetry", "seed_retention", "holy_images", "bad_domains", "discord", "audit", "racetime"]
    assert events[-1]["event"] == "stopped"
    assert SECRET not in "\n".join(program.output)


def test_file_that_cannot_be_written_is_named_without_a_traceback(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    main(["db", "upgrade"])

    code = main(["db", "backup", str(tmp_path / "nowhere" / "file.zip")])

    shown = capsys.readouterr().err
    assert code == 1
    assert str(tmp_path / "nowhere") in shown
    assert "Traceback" not in shown
