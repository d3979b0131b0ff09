"""What the operator is told about the database."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from alttprbot.models import AuditGeneratedGames, AuditMessages, Config
from tests.commands.conftest import Command

SENT = datetime(2026, 5, 1, 12, tzinfo=UTC)
NOW = datetime.now(UTC)


async def rolled(game: str, preset: str | None, *, days_ago: float, seeds: int = 1) -> None:
    for _ in range(seeds):
        row = await AuditGeneratedGames.create(randomizer=game, genoption=preset)
        await AuditGeneratedGames.filter(id=row.id).update(timestamp=NOW - timedelta(days=days_ago))


async def test_an_empty_database_has_nothing_to_tell(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert await command("db", "stats") == 0

    told = capsys.readouterr().out
    assert "0 seeds in 30 days" in told
    assert "config" not in told


async def test_every_table_is_counted(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    await Config.create(guild_id=1, parameter="CommandPrefix", value="!")
    for days in (2, 0, 1):
        await AuditMessages.create(message_id=days, message_date=SENT + timedelta(days=days))
    await AuditMessages.create(message_id=4)

    await command("db", "stats", "--json")

    told = json.loads(capsys.readouterr().out)
    tables = {table["table"]: table for table in told["tables"]}
    assert tables["config"]["rows"] == 1
    assert tables["daily"]["rows"] == 0
    assert tables["audit_messages"]["rows"] == 4
    assert datetime.fromisoformat(tables["audit_messages"]["oldest"]) == SENT
    assert datetime.fromisoformat(tables["audit_messages"]["newest"]) == SENT + timedelta(days=2)
    assert told["size"] > 0


async def test_people_see_the_longest_tables_first(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    await Config.create(guild_id=1, parameter="CommandPrefix", value="!")
    for days in (2, 0):
        await AuditMessages.create(message_id=days, message_date=SENT + timedelta(days=days))

    await command("db", "stats")

    first, second = capsys.readouterr().out.splitlines()[1:3]
    assert first.split()[:2] == ["2", "audit_messages"]
    assert first.endswith("2026-05-01 12:00 to 2026-05-03 12:00")
    assert second.split()[:2] == ["1", "config"]


async def test_seeds_are_counted_by_day_game_and_preset(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    await rolled("alttpr", "open", days_ago=1, seeds=2)
    await rolled("alttpr", "ambrosia", days_ago=2)
    await rolled("smz3", None, days_ago=1)
    await rolled("alttpr", "open", days_ago=9)

    await command("db", "stats", "--days", "7", "--json")
    seeds = json.loads(capsys.readouterr().out)["seeds"]
    await command("db", "stats", "--days", "7")
    told = capsys.readouterr().out

    yesterday, before = (str((NOW - timedelta(days=days)).date()) for days in (1, 2))
    assert [(row["day"], row["game"], row["preset"], row["seeds"]) for row in seeds] == [
        (before, "alttpr", "ambrosia", 1),
        (yesterday, "alttpr", "open", 2),
        (yesterday, "smz3", None, 1),
    ]
    assert "4 seeds in 7 days" in told
    assert [line.split() for line in told.partition("by game:")[2].splitlines()[1:3]] == [
        ["3", "alttpr"],
        ["1", "smz3"],
    ]
    assert ["2", "alttpr/open"] in [line.split() for line in told.splitlines()]
