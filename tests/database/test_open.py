from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest
from tortoise.transactions import in_transaction

from alttprbot.database import Database
from alttprbot.exceptions import DatabaseUnavailableException
from alttprbot.models import Config
from alttprbot.util.clock import Clock
from tests.database_fixtures import DatabaseOnly


async def test_rows_written_are_read_back(database: Database) -> None:
    await Config.create(guild_id=1, parameter="CommandPrefix", value="!")

    rows = await Config.filter(guild_id=1)

    assert [(row.parameter, row.value) for row in rows] == [("CommandPrefix", "!")]


async def test_each_test_starts_with_empty_tables(database: Database) -> None:
    count = await Config.all().count()

    assert count == 0


async def test_migrated_database_has_nothing_pending(database: Database) -> None:
    pending = await database.pending()

    assert pending == []


async def test_ping_is_answered(database: Database) -> None:
    await database.ping()


async def test_a_closed_database_is_unavailable(database: Database) -> None:
    await database.close()

    with pytest.raises(DatabaseUnavailableException):
        await database.ping()


async def test_tasks_of_the_opener_use_its_database(database: Database) -> None:
    await asyncio.create_task(_remember("from a task"))

    assert [row.value for row in await Config.all()] == ["from a task"]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_two_applications_in_one_process_keep_apart(database_url: str, tmp_path: Path) -> None:
    async def application(url: str, name: str, both_open: asyncio.Barrier) -> list[str | None]:
        database = Database(DatabaseOnly(url), Clock())
        await database.open()
        try:
            await database.require_current()
            await both_open.wait()
            await asyncio.create_task(_remember(name))
            await both_open.wait()
            return [row.value for row in await Config.all()]
        finally:
            await both_open.wait()
            await database.close()

    together = asyncio.Barrier(2)

    seen = await asyncio.gather(
        application(database_url, "first", together),
        application(f"sqlite://{tmp_path / 'second.sqlite3'}", "second", together),
    )

    assert seen == [["first"], ["second"]]


@pytest.mark.parametrize("steps", range(12))
async def test_a_transaction_cancelled_at_any_step_leaves_the_database_usable(database: Database, steps: int) -> None:
    task = asyncio.create_task(_transaction())
    for _ in range(steps):
        await asyncio.sleep(0)

    task.cancel()
    with suppress(asyncio.CancelledError):
        await task

    async with asyncio.timeout(5):
        await _remember("still here")
        await _transaction()
    assert await Config.all().count() == 1


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_the_directory_of_a_new_file_is_made(tmp_path: Path, database_kind: str) -> None:
    database = Database(DatabaseOnly(f"sqlite://{tmp_path}/new/deep/bot.sqlite3"), Clock())

    await database.open()
    await database.close()

    assert (tmp_path / "new" / "deep" / "bot.sqlite3").exists()


async def _remember(value: str) -> None:
    await Config.create(guild_id=1, parameter="CommandPrefix", value=value)


async def _transaction() -> None:
    async with in_transaction():
        await Config.all().count()
