"""`config …` on the command line."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from alttprbot.config import Settings
from alttprbot.config_loading import load
from sahasrahbot import main

SECRET = "correct-horse-battery-staple-and-more"
LEGACY = f'''\
"""Settings."""
import os
DEBUG = True
DISCORD_TOKEN = "{SECRET}"
DB_HOST: str = 'data"base\\\\'
DB_PORT = 3307
SENTRY_URL = None
SUPERUSER_DISCORD_IDS = [185198185990324225, 2]
GAMES = {{"alttpr": {{"name": "Zelda 🧝"}}}}
lower = os.environ
def HELPER(): return 1
'''


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty environment and an empty working directory."""
    for name in set(os.environ) - {"PATH", "HOME", "LANG", "TMPDIR"}:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_both_names_check_the_same(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB_PORT", "abc")

    codes = main(["config", "check", "--json"]), main(["check-config", "--json"])

    first, second = capsys.readouterr().out.splitlines()
    assert codes == (1, 1)
    assert first == second
    assert "DB_PORT" in {problem["setting"] for problem in json.loads(first)["problems"]}


def test_settings_are_shown_with_their_secrets_masked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", SECRET)
    monkeypatch.setenv("DATABASE_URL", f"mysql://bot:{SECRET}@db/bot")
    monkeypatch.setenv("APP_SECRET_KEY_FALLBACKS", f"{SECRET}1,{SECRET}2")
    monkeypatch.setenv("RACETIME_ENABLED", "false")
    monkeypatch.setenv("RACETIME_CLIENT_ID_CTJETS", "id")
    monkeypatch.setenv("RACETIME_CLIENT_SECRET_CTJETS", SECRET)
    monkeypatch.setenv("DB_POOL_MAX", "7")

    code = main(["config", "show"])

    shown = capsys.readouterr().out
    assert code == 0
    assert SECRET not in shown
    assert {"DB_POOL_MAX=7", "DISCORD_TOKEN=**********", "RACETIME_CLIENT_ID_CTJETS=id"} < set(shown.splitlines())
    assert {"# API_PORT=5001", "# AUDIT_DISCORD_TOKEN="} < set(shown.splitlines())


def test_settings_are_shown_to_programs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB_POOL_MAX", "7")

    main(["config", "show", "--json"])

    shown = json.loads(capsys.readouterr().out)
    assert shown["DB_POOL_MAX"] == {"value": "7", "default": False}
    assert shown["API_PORT"] == {"value": "5001", "default": True}


def test_a_legacy_module_becomes_settings_that_load(tmp_path: Path) -> None:
    (tmp_path / "config.py").write_text(LEGACY)

    code = main(["config", "convert-legacy", "config.py", "-o", "new.env"])

    settings = load(environ={}, env_file=tmp_path / "new.env", for_serving=False).settings
    assert code == 0
    assert settings.debug is True
    assert settings.discord_token.get_secret_value() == SECRET
    assert settings.db_host == 'data"base\\'
    assert settings.db_port == 3307
    assert settings.sentry_url.get_secret_value() == ""
    assert settings.superuser_discord_ids == (185198185990324225, 2)
    assert stat.S_IMODE((tmp_path / "new.env").stat().st_mode) == 0o600
    assert 'GAMES="{\\"alttpr\\": {\\"name\\": \\"Zelda 🧝\\"}}"\n' in (tmp_path / "new.env").read_text()


def test_a_file_is_overwritten_only_by_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config.py").write_text("DEBUG = True\n")
    (tmp_path / ".env.converted").write_text("mine")

    refused = main(["config", "convert-legacy", "config.py"])
    kept = (tmp_path / ".env.converted").read_text()
    forced = main(["config", "convert-legacy", "config.py", "--force"])

    assert (refused, kept, forced) == (2, "mine", 0)
    assert (tmp_path / ".env.converted").read_text() == "DEBUG=true\n"
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("A = 1\nTOKEN = open('/etc/passwd').read()\n", "line 2: TOKEN is no plain value"),
        ("if True:\n    TOKEN = 1\n", "line 2: TOKEN is no plain value"),
        ("A, TOKEN = 1, 2\n", "line 1: TOKEN is no plain value"),
        ("TOKEN = b'1'\n", "line 1: TOKEN is no plain value"),
        ("TOKEN = \n", "line 1: is not Python"),
    ],
)
def test_what_would_have_to_be_run_is_refused(
    source: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.py").write_text(source)

    code = main(["config", "convert-legacy", "config.py"])

    assert code == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / ".env.converted").exists()


def test_the_inventory_has_every_setting_and_who_reads_it(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["config", "inventory"])

    lines = capsys.readouterr().out.splitlines()
    rows = {line.split("|")[1].strip(" `"): line for line in lines[2:]}
    assert code == 0
    assert rows.keys() == {name.upper() for name, field in Settings.model_fields.items() if not field.exclude}
    assert "`alttprbot_audit/bot.py`" in rows["AUDIT_DISCORD_TOKEN"]
