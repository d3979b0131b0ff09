"""What becomes of a transaction that does not come to its end."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from pymysql.constants import CR
from pymysql.err import OperationalError as DriverError
from tortoise.backends.mysql.client import TransactionWrapper
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from alttprbot.database import Database, transactional, translate_errors
from alttprbot.exceptions import DatabaseUnavailableException, OutcomeUncertainException, StorageFullException
from alttprbot.models import Config
from alttprbot.util.clock import Clock
from tests.database_fixtures import DatabaseOnly, MariaDBServer

on_mariadb = pytest.mark.parametrize("database_kind", ["mariadb"], indirect=True)
on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@pytest.fixture
def kill_connections(mariadb_server: MariaDBServer) -> Callable[[], None]:
    """Let the server end every connection to the shared database."""

    def kill() -> None:
        for (number,) in mariadb_server.execute(
            "SELECT id FROM information_schema.processlist WHERE db = 'sahasrahbot'"
        ):
            mariadb_server.execute(f"KILL {number}")

    return kill


@on_mariadb
async def test_of_two_transactions_in_a_deadlock_both_come_to_their_end(database: Database) -> None:
    await Config.create(id=1, guild_id=1, parameter="CommandPrefix", value="")
    await Config.create(id=2, guild_id=2, parameter="CommandPrefix", value="")
    both_hold_one = asyncio.Barrier(2)
    attempts = []

    @transactional
    async def write(first: int, second: int, value: str) -> None:
        attempts.append(value)
        await Config.filter(id=first).update(value=value)
        if len(attempts) <= 2:
            await both_hold_one.wait()
        await Config.filter(id=second).update(value=value)

    await asyncio.gather(write(1, 2, "a"), write(2, 1, "b"))

    assert len(attempts) == 3
    assert {row.value for row in await Config.all()} == {attempts[-1]}


@on_mariadb
async def test_a_deadlock_in_a_nested_transaction_repeats_the_outer_one(database: Database) -> None:
    await Config.create(id=1, guild_id=1, parameter="CommandPrefix", value="")
    await Config.create(id=2, guild_id=2, parameter="CommandPrefix", value="")
    both_hold_one = asyncio.Barrier(2)
    attempts = []

    @transactional
    async def add(number: int, letter: str) -> None:
        row = await Config.filter(id=number).select_for_update().get()
        await Config.filter(id=number).update(value=f"{row.value}{letter}")

    @transactional
    async def write(first: int, second: int, letter: str) -> None:
        attempts.append(letter)
        await add(first, letter)
        if len(attempts) <= 2:
            await both_hold_one.wait()
        await add(second, letter)

    await asyncio.gather(write(1, 2, "a"), write(2, 1, "b"))

    assert len(attempts) == 3
    assert [sorted(row.value or "") for row in await Config.all()] == [["a", "b"], ["a", "b"]]


@on_mariadb
async def test_a_lock_that_nobody_lets_go_is_reported_in_the_end(
    database_url: str, mariadb_server: MariaDBServer
) -> None:
    holder = mariadb_server.connect("sahasrahbot")
    mariadb_server.execute("SET GLOBAL innodb_lock_wait_timeout = 0")
    database = Database(DatabaseOnly(database_url), Clock())
    await database.open()
    await Config.create(id=1, guild_id=1, parameter="CommandPrefix", value="kept")
    attempts = []

    @transactional
    async def write() -> None:
        attempts.append(1)
        await Config.filter(id=1).update(value="changed")

    try:
        holder.begin()
        holder.cursor().execute("SELECT * FROM config FOR UPDATE")
        with pytest.raises(DatabaseUnavailableException), translate_errors():
            await write()
        assert len(attempts) > 1
        assert [row.value for row in await Config.all()] == ["kept"]
    finally:
        holder.close()
        mariadb_server.execute("SET GLOBAL innodb_lock_wait_timeout = 50")
        await database.close()


@on_sqlite
async def test_a_transaction_waits_for_another_process_that_writes(database: Database, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "database.sqlite3", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO config (guild_id, parameter, value) VALUES (1, 'CommandPrefix', '?')")

    attempts, has_read = [], asyncio.Event()

    @transactional
    async def write() -> int:
        attempts.append(1)
        count = await Config.all().count()
        has_read.set()
        await Config.create(guild_id=2, parameter="CommandPrefix", value=str(count))
        return count

    writing = asyncio.create_task(write())
    # It must not: what it reads now would be out of date before it writes.
    with suppress(TimeoutError):
        async with asyncio.timeout(0.05):
            await has_read.wait()
    other.execute("COMMIT")
    other.close()

    assert await writing == 1
    assert len(attempts) == 1


@on_mariadb
async def test_a_transaction_whose_connection_is_lost_begins_anew(
    database: Database, kill_connections: Callable[[], None]
) -> None:
    attempts = []

    @transactional
    async def write() -> None:
        attempts.append(1)
        await Config.create(guild_id=len(attempts), parameter="CommandPrefix", value="!")
        if len(attempts) == 1:
            kill_connections()
        await Config.create(guild_id=10 + len(attempts), parameter="CommandPrefix", value="!")

    await write()

    assert sorted(row.guild_id for row in await Config.all()) == [2, 12]


@on_mariadb
async def test_a_refused_transaction_is_not_repeated(database: Database) -> None:
    attempts = []

    @transactional
    async def write() -> None:
        attempts.append(1)
        for _ in range(2):
            await Config.create(guild_id=1, parameter="CommandPrefix", value="!")

    with pytest.raises(IntegrityError):
        await write()

    assert len(attempts) == 1
    assert await Config.all().count() == 0


@on_mariadb
@pytest.mark.parametrize("stored", [True, False])
async def test_a_commit_whose_answer_is_lost_is_not_repeated(
    database: Database, monkeypatch: pytest.MonkeyPatch, stored: bool
) -> None:
    attempts = []
    commit = TransactionWrapper.commit

    async def lose_the_answer(client: TransactionWrapper) -> None:
        if stored:
            await commit(client)
        client._connection.close()
        raise DriverError(CR.CR_SERVER_LOST, "Lost connection to MySQL server during query")

    @transactional
    async def write() -> None:
        attempts.append(1)
        await Config.create(guild_id=1, parameter="CommandPrefix", value="!")

    with monkeypatch.context() as patch:
        patch.setattr(TransactionWrapper, "commit", lose_the_answer)
        with pytest.raises(OutcomeUncertainException, match="look whether it was saved"), translate_errors():
            await write()

    assert len(attempts) == 1
    assert await Config.all().count() == int(stored)


@on_mariadb
async def test_a_connection_that_ended_before_commit_leaves_no_doubt(
    database: Database, kill_connections: Callable[[], None]
) -> None:
    """Where the body goes on after its connection was lost, COMMIT is never sent."""
    attempts = []

    @transactional
    async def write() -> None:
        attempts.append(1)
        await Config.create(guild_id=1, parameter="CommandPrefix", value="!")
        if len(attempts) == 1:
            kill_connections()
            with suppress(Exception):
                await Config.all().count()

    await write()

    assert len(attempts) == 2
    assert await Config.all().count() == 1


async def test_work_inside_of_a_transaction_becomes_a_part_of_it(database: Database) -> None:
    @transactional
    async def write(guild_id: int) -> None:
        await Config.create(guild_id=guild_id, parameter="CommandPrefix", value="!")

    @transactional
    async def write_and_fail(guild_id: int) -> None:
        await write(guild_id)
        raise LookupError

    with pytest.raises(LookupError):
        await write_and_fail(1)
    async with in_transaction():
        await write(2)
        with pytest.raises(IntegrityError):
            await write(2)

    assert [row.guild_id for row in await Config.all()] == [2]


@on_sqlite
async def test_what_a_failed_commit_left_is_not_stored_with_the_next(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = database.client._connection  # type: ignore[attr-defined]
    commit = connection.commit

    async def fail_once() -> None:
        monkeypatch.setattr(connection, "commit", commit)
        raise sqlite3.OperationalError("database or disk is full")

    @transactional
    async def write() -> None:
        await Config.create(guild_id=1, parameter="CommandPrefix", value="!")
        monkeypatch.setattr(connection, "commit", fail_once)

    with pytest.raises(StorageFullException), translate_errors():
        await write()
    async with in_transaction():
        await Config.create(guild_id=2, parameter="CommandPrefix", value="!")

    assert [row.guild_id for row in await Config.all()] == [2]


@pytest.mark.parametrize("steps", range(0, 30, 3))
async def test_a_cancelled_bulk_is_stored_whole_or_not_at_all(database: Database, steps: int) -> None:
    async def write() -> None:
        await Config.bulk_create(Config(guild_id=each, parameter="CommandPrefix", value="!") for each in range(1, 4))

    task = asyncio.create_task(write())
    for _ in range(steps):
        await asyncio.sleep(0)

    task.cancel()
    await asyncio.wait({task})
    async with in_transaction():
        await Config.create(guild_id=9, parameter="CommandPrefix", value="!")

    assert await Config.all().count() in {1, 4}
