from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest
from tortoise.transactions import in_transaction

from alttprbot.database import Database, DatabaseConfigurationError, reason, translate_errors
from alttprbot.exceptions import DatabaseUnavailableException
from alttprbot.models import Config
from alttprbot.util.clock import Clock
from tests.database_fixtures import DatabaseOnly, MariaDBServer
from tests.e2e.process import free_port


class Impatient(Clock):
    """Waits for nothing between two attempts."""

    async def sleep(self, seconds: float) -> None:
        """Return at once."""


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


async def test_a_directory_that_cannot_be_made_is_named_with_the_setting_to_change(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    database = Database(DatabaseOnly(f"sqlite://{tmp_path}/file/bot.sqlite3"), Clock())

    with pytest.raises(DatabaseConfigurationError) as caught:
        await database.open()

    assert str(tmp_path / "file") in str(caught.value)
    assert "Set DATA_DIR" in str(caught.value)


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bot.sqlite3"
    file.write_bytes(b"something else altogether " * 100)
    database = Database(DatabaseOnly(f"sqlite://{file}"), Clock())

    with pytest.raises(DatabaseConfigurationError, match="is not a SQLite database"):
        await database.open()

    assert file.read_bytes().startswith(b"something else")


async def test_a_file_that_cannot_be_opened_is_not_tried_again(tmp_path: Path) -> None:
    (tmp_path / "bot.sqlite3").mkdir()
    database = Database(DatabaseOnly(f"sqlite://{tmp_path}/bot.sqlite3"), Clock())

    async with asyncio.timeout(10):
        with pytest.raises(DatabaseUnavailableException) as caught:
            await database.open(patience=60)

    assert reason(caught.value) == "unable to open database file"


async def test_a_server_that_knows_no_such_database_is_not_asked_again(mariadb_server: MariaDBServer) -> None:
    database = Database(DatabaseOnly(mariadb_server.url("nowhere")), Clock())

    async with asyncio.timeout(10):
        with pytest.raises(DatabaseUnavailableException) as caught:
            await database.open(patience=60)

    assert caught.value.__cause__ is not None
    assert reason(caught.value.__cause__) == "Unknown database 'nowhere'"


async def test_reason_for_waiting_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    port = free_port()
    database = Database(DatabaseOnly(f"mysql://root@127.0.0.1:{port}/nowhere"), Impatient())

    with pytest.raises(DatabaseUnavailableException):
        await database.open(patience=0.05)

    waiting = [record for record in caplog.records if record.getMessage() == "database not reachable yet"]
    assert waiting
    assert all("127.0.0.1" in vars(record)["reason"] for record in waiting)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_a_full_disk_is_a_database_that_does_not_answer(database: Database) -> None:
    await database.client.execute_query("PRAGMA max_page_count = 1")

    with pytest.raises(DatabaseUnavailableException) as caught, translate_errors():
        await _remember("x" * 1_000_000)

    assert reason(caught.value) == "database or disk is full"


async def _remember(value: str) -> None:
    await Config.create(guild_id=1, parameter="CommandPrefix", value=value)


async def _transaction() -> None:
    async with in_transaction():
        await Config.all().count()


async def test_connections_are_counted(database: Database) -> None:
    await database.ping()
    idle = database.connections
    async with in_transaction():
        busy = database.connections
    await database.close()

    assert (idle[0], busy[0], database.connections) == (0, 1, (0, 0))
    assert idle[1] >= 1
