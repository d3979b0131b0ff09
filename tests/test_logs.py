"""Log lines: one fact a line, all fields, no secrets."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator

import discord
import pytest
from pydantic import SecretStr

from alttprbot.logs import configure_logging

logger = logging.getLogger("alttprbot.test")


@pytest.fixture(autouse=True)
def other_handlers_afterwards() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)
    logging.captureWarnings(False)


def test_text_line_holds_the_event_and_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging()

    logger.info("seed rolled", extra={"preset": "open", "room": "sleepy snake", "attempts": 2, "empty": ""})

    line = capsys.readouterr().out
    assert line.endswith('INFO     alttprbot.test: seed rolled preset=open room="sleepy snake" attempts=2 empty=""\n')


def test_start_without_the_packages_for_voice_is_not_warned_of(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in ("warn_nacl", "warn_dave"):
        monkeypatch.setattr(discord.VoiceClient, package, True)
    configure_logging()

    discord.Client(intents=discord.Intents(guilds=True))

    assert capsys.readouterr().out == ""


def test_json_line_holds_the_same_and_the_task(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(form="json")

    async def work() -> None:
        task = asyncio.current_task()
        assert task is not None
        task.set_name("web-run")
        logger.warning("slow %s", "answer", extra={"seconds": 1.5, "guilds": (1, 2)})

    asyncio.run(work())

    document = json.loads(capsys.readouterr().out)
    assert document.pop("ts").endswith("+00:00")
    assert document == {
        "level": "WARNING",
        "logger": "alttprbot.test",
        "event": "slow answer",
        "task": "web-run",
        "seconds": 1.5,
        "guilds": [1, 2],
    }


def test_lesser_levels_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("WARNING")

    logger.info("chatter")
    logger.warning("trouble")

    assert "chatter" not in (shown := capsys.readouterr().out)
    assert "trouble" in shown


@pytest.mark.parametrize("form", ["text", "json"])
def test_text_of_people_cannot_forge_a_line(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(form=form)

    logger.info("said %s", "hi\r\n2026 ERROR \x1b[31mforged", extra={"who": "a\nb"})

    shown = capsys.readouterr().out
    assert len(shown.splitlines()) == 1
    assert "\x1b" not in shown


def test_exception_text_cannot_forge_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging()

    try:
        raise ValueError("x\n2026-01-01 00:00:00.000 ERROR    root: forged\x1b[0m")
    except ValueError:
        logger.exception("failed")

    first, *traceback = capsys.readouterr().out.splitlines()
    assert "failed" in first
    assert all(line.startswith("  ") for line in traceback)
    assert "ValueError: x" in "\n".join(traceback)
    assert "\x1b" not in "".join(traceback)


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "text",
    [
        "logged in with hunter2hunter2",
        "GET /callback?code=hunter2&state=abc",
        "GET /submit?auth_key=hunter2",
        "Authorization: Bearer hunter2.hunter2",
        "POST https://discord.com/api/webhooks/1234/hunter2-abc",
        "mysql://bot:hunter2@localhost/bot",
    ],
)
def test_secrets_are_masked_wherever_they_turn_up(form: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(form=form, secrets={"hunter2hunter2"})

    logger.warning("strange: %s", text, extra={"detail": text, "listed": [text]})
    try:
        raise ValueError(text)
    except ValueError:
        logger.exception("failed", extra={"secret": SecretStr("hunter2")})

    shown = capsys.readouterr().out
    assert "hunter2" not in shown
    assert shown.count("**********") >= 5


def test_ordinary_text_stays_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(secrets={"short"})

    logger.info("a short line about https://alttpr.com/h/abc?x=1")

    assert "a short line about https://alttpr.com/h/abc?x=1" in capsys.readouterr().out
