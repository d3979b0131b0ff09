"""The server goes away and comes back."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator

import pytest
from tortoise.exceptions import BaseORMException, IntegrityError
from tortoise.transactions import in_transaction

from alttprbot.database import Database, is_database_error, is_refused_data, translate_errors
from alttprbot.database.engines import mysql
from alttprbot.exceptions import DatabaseUnavailableException
from alttprbot.models import AuditGeneratedGames, Config
from alttprbot.util.clock import Clock
from tests.database_fixtures import DatabaseOnly, MariaDBServer

pytestmark = pytest.mark.parametrize("database_kind", ["mariadb"], indirect=True)


@pytest.fixture
async def recycled(database_url: str) -> AsyncIterator[Database]:
    """A database whose every connection is known to the server."""
    database = Database(DatabaseOnly(database_url, db_pool_max=3), Clock())
    await database.open()
    yield database
    await database.close()


async def test_queries_go_on_after_every_connection_was_killed(
    recycled: Database, mariadb_server: MariaDBServer
) -> None:
    await Config.create(guild_id=1, parameter="CommandPrefix", value="!")
    for (connection_id,) in mariadb_server.execute(
        "SELECT id FROM information_schema.processlist WHERE db = 'sahasrahbot'"
    ):
        mariadb_server.execute(f"KILL {connection_id}")

    failures = [await _failure_of_a_query() for _ in range(3)]

    assert all(is_database_error(failure) for failure in failures if failure is not None)
    assert failures[1:] == [None, None]


async def test_a_server_that_is_away_is_reported_as_such(recycled: Database, mariadb_server: MariaDBServer) -> None:
    mariadb_server.stop(signal.SIGKILL)

    with pytest.raises(DatabaseUnavailableException):
        await recycled.ping()
    with pytest.raises(DatabaseUnavailableException), translate_errors():
        await Config.all().count()
    with pytest.raises(DatabaseUnavailableException), translate_errors():
        async with in_transaction():
            await Config.all().count()


async def test_the_server_comes_back(recycled: Database, mariadb_server: MariaDBServer) -> None:
    await Config.create(guild_id=1, parameter="CommandPrefix", value="!")
    mariadb_server.stop()
    with pytest.raises(DatabaseUnavailableException):
        await recycled.ping()

    mariadb_server.start()

    await recycled.ping()
    assert await Config.all().count() == 1


async def test_a_transaction_that_is_cut_off_leaves_nothing_behind(
    recycled: Database, mariadb_server: MariaDBServer
) -> None:
    async def work() -> None:
        async with in_transaction() as connection:
            await Config.create(guild_id=1, parameter="CommandPrefix", value="!", using_db=connection)
            mariadb_server.stop(signal.SIGKILL)
            await Config.create(guild_id=2, parameter="CommandPrefix", value="!", using_db=connection)

    with pytest.raises(DatabaseUnavailableException), translate_errors():
        await work()

    mariadb_server.start()

    assert await Config.all().count() == 0


async def test_a_task_goes_on_after_a_transaction_that_could_not_begin(
    recycled: Database, mariadb_server: MariaDBServer
) -> None:
    """And the pool is as large as it was: more transactions fail than it has connections."""
    mariadb_server.stop(signal.SIGKILL)
    for _ in range(4):
        with pytest.raises(DatabaseUnavailableException), translate_errors():
            await _transaction()

    mariadb_server.start()

    async with asyncio.timeout(5):
        await asyncio.gather(*(_transaction() for _ in range(6)))
    await Config.create(guild_id=1, parameter="CommandPrefix", value="!")
    assert await Config.all().count() == 1


async def test_a_server_that_hangs_keeps_nobody_waiting(database_url: str, mariadb_server: MariaDBServer) -> None:
    """Neither who asks, nor who has begun, nor who is about to end; more of them than the pool has connections."""
    database = Database(DatabaseOnly(database_url, db_pool_max=3, db_query_timeout=0.2), Clock())
    await database.open()
    begun, hangs = asyncio.Event(), asyncio.Event()

    async def end_a_transaction() -> None:
        async with in_transaction():
            await Config.create(guild_id=1, parameter="CommandPrefix", value="!")
            begun.set()
            await hangs.wait()

    ending = asyncio.create_task(end_a_transaction())
    await begun.wait()
    mariadb_server.signal(signal.SIGSTOP)
    hangs.set()

    try:
        async with asyncio.timeout(10):
            failures = await asyncio.gather(
                ending, *(Config.all().count() for _ in range(4)), _transaction(), return_exceptions=True
            )
    finally:
        mariadb_server.signal(signal.SIGCONT)

    try:
        assert all(isinstance(failure, Exception) and is_database_error(failure) for failure in failures)
        async with asyncio.timeout(10):
            await asyncio.gather(*(_transaction() for _ in range(6)))
    finally:
        await database.close()


async def test_a_cancelled_transaction_stays_cancelled_when_the_server_hangs(
    database_url: str, mariadb_server: MariaDBServer
) -> None:
    database = Database(DatabaseOnly(database_url, db_query_timeout=0.2), Clock())
    await database.open()
    begun = asyncio.Event()

    async def hold_a_transaction() -> None:
        async with in_transaction():
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hold_a_transaction())
    await begun.wait()
    mariadb_server.signal(signal.SIGSTOP)
    task.cancel()

    try:
        async with asyncio.timeout(10):
            await asyncio.wait({task})
    finally:
        mariadb_server.signal(signal.SIGCONT)
        await database.close()

    assert task.cancelled()


async def test_closing_does_not_wait_for_a_query_that_hangs(
    recycled: Database, mariadb_server: MariaDBServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mysql, "CLOSE_SECONDS", 0.05)
    begun = asyncio.Event()

    async def hang() -> None:
        async with in_transaction():
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await begun.wait()

    async with asyncio.timeout(5):
        await recycled.close()

    with pytest.raises(DatabaseUnavailableException):
        await recycled.ping()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_opening_waits_for_a_server_that_is_starting(database_url: str, mariadb_server: MariaDBServer) -> None:
    mariadb_server.stop()
    clock = ServerStartsWhileWeSleep(mariadb_server)
    database = Database(DatabaseOnly(database_url), clock)

    await database.open()

    try:
        await database.ping()
        assert clock.naps == 1
    finally:
        await database.close()


async def test_opening_gives_up_on_a_server_that_never_answers(
    database_url: str, mariadb_server: MariaDBServer
) -> None:
    mariadb_server.stop()
    database = Database(DatabaseOnly(database_url), Clock())

    with pytest.raises(DatabaseUnavailableException):
        await database.open(patience=0)


async def test_every_connection_runs_on_utc(recycled: Database) -> None:
    async def zone(*, hold: asyncio.Barrier) -> object:
        async with in_transaction() as connection:
            await hold.wait()
            rows = await connection.execute_query_dict("SELECT @@session.time_zone AS zone")
            return rows[0]["zone"]

    together = asyncio.Barrier(3)

    zones = await asyncio.gather(*(zone(hold=together) for _ in range(3)))

    assert zones == ["+00:00"] * 3


async def test_a_refused_statement_is_no_outage(recycled: Database) -> None:
    await Config.create(guild_id=1, parameter="CommandPrefix", value="!")

    with pytest.raises(IntegrityError) as refused:
        await Config.create(guild_id=1, parameter="CommandPrefix", value="?")

    assert not is_database_error(refused.value)
    assert is_refused_data(refused.value)


async def test_an_update_counts_rows_that_did_not_change(recycled: Database) -> None:
    await Config.create(guild_id=1, parameter="CommandPrefix", value="!")

    matched = await Config.filter(guild_id=1).update(value="!")

    assert matched == 1


async def test_machine_tokens_are_compared_letter_by_letter(recycled: Database) -> None:
    await AuditGeneratedGames.create(hash_id="aBcDeF")

    assert await AuditGeneratedGames.filter(hash_id="ABCDEF").count() == 0
    assert await AuditGeneratedGames.filter(hash_id="aBcDeF").count() == 1


class ServerStartsWhileWeSleep(Clock):
    def __init__(self, server: MariaDBServer) -> None:
        self.server = server
        self.naps = 0

    async def sleep(self, seconds: float) -> None:
        self.naps += 1
        self.server.start()


async def _transaction() -> None:
    async with in_transaction():
        await Config.all().count()


async def _failure_of_a_query() -> BaseORMException | None:
    try:
        await Config.all().count()
    except BaseORMException as error:
        return error
    return None
