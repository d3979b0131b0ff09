"""The `telemetry` commands."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from alttprbot.config import Settings
from alttprbot.database import Database
from alttprbot.models import AuditAction, TelemetryEvent
from sahasrahbot import parse
from tests.conftest import MakeSettings
from tests.services.telemetry_rows import fill

Command = Callable[..., Awaitable[int]]


@pytest.fixture
def settings(make_settings: MakeSettings, database_url: str) -> Settings:
    return make_settings(database_url=database_url, telemetry_retention_days=3)


@pytest.fixture
def telemetry(settings: Settings, database: Database) -> Command:
    async def run(*words: str) -> int:
        arguments = parse(["telemetry", *words])
        code: int = await arguments.run(arguments, settings)
        return code

    return run


@pytest.fixture
async def filled(database: Database) -> None:
    await fill(datetime.now(UTC).date())


@pytest.mark.usefixtures("filled")
async def test_report_says_what_is_used_and_what_fails(telemetry: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert await telemetry("report") == 0

    text = capsys.readouterr().out
    assert ": 22 (stored: 19)" in text
    assert "Active servers, about: 2" in text
    assert "discord generator  3 ok, 1 failed  75.0% succeed   p50 200 ms, p95 60000 ms" in text
    assert "alttpr  8 rolls  12.5% failed" in text
    assert "discord seed       invalid_preset" in text


@pytest.mark.usefixtures("filled")
async def test_report_for_programs(telemetry: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert await telemetry("report", "--days", "1", "--json") == 0

    report = json.loads(capsys.readouterr().out)
    assert (report["stored"], report["since"], report["until"]) == (13, report["until"], str(datetime.now(UTC).date()))
    assert report["providers"] == [{"provider": "alttpr", "seeds": 4, "failed": 1, "failure_rate": 0.25}]


async def test_report_of_nothing_says_so(telemetry: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert await telemetry("report") == 0

    assert capsys.readouterr().out.startswith("There are no events from ")


@pytest.mark.parametrize("days", ["0", "366", "-1", "seven", "1.5", "9" * 5000, "٧"])
def test_wrong_days_are_named(days: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["telemetry", "report", f"--days={days}"])

    assert ended.value.code == 2
    assert "is no number of days from 1 to 365" in capsys.readouterr().err


@pytest.mark.usefixtures("filled")
async def test_status_says_how_it_is_set_up_and_what_is_stored(
    telemetry: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await telemetry("status") == 0
    text = capsys.readouterr().out
    assert await telemetry("status", "--json") == 0
    document = json.loads(capsys.readouterr().out)

    assert "Telemetry is off" in text
    assert "Stored events: 69" in text
    assert "older than 3 days: 54" in text
    assert (document["enabled"], document["due"], document["stored"]["surfaces"]["discord"]) == (False, 54, 13)


@pytest.mark.usefixtures("filled")
async def test_purge_only_says_what_it_would_do(telemetry: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert await telemetry("purge") == 0

    assert "54 would be erased. Say --apply to do it." in capsys.readouterr().out
    assert await TelemetryEvent.all().count() == 69
    assert await AuditAction.all().count() == 0


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("words", "erased", "left"), [((), 54, 15), (("--all",), 69, 0)])
async def test_purge_erases_when_told_to_and_leaves_a_record(
    telemetry: Command, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], erased: int, left: int
) -> None:
    assert await telemetry("purge", *words, "--apply") == 0

    assert f"{erased} erased." in capsys.readouterr().out
    assert await TelemetryEvent.all().count() == left
    record = await AuditAction.get()
    assert (record.action, record.surface) == ("telemetry.purge", "cli")
    assert record.details == {"erased": erased, "everything": bool(words)}
