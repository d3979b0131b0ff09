"""A thousand writes while the database is killed: what was confirmed is there, the rest is known to be in doubt."""

from __future__ import annotations

import asyncio
import shutil
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alttprbot.database import Database, transactional, translate_errors
from alttprbot.exceptions import DatabaseUnavailableException, OutcomeUncertainException
from alttprbot.metrics import Metrics
from alttprbot.models import AuditMessages, Config
from alttprbot.services.message_log import MessageLog, MessageRecord
from alttprbot.supervision import Health, State
from alttprbot.util.clock import Clock
from tests.database_fixtures import DatabaseOnly, MariaDBServer, migrate, private_mariadb
from tests.e2e.process import ROOT

WRITES = 1000
DURABLE = "--innodb-flush-log-at-trx-commit=1"


class Hasty(Clock):
    """Waits a tenth of the time."""

    async def sleep(self, seconds: float) -> None:
        """Wait a little."""
        await asyncio.sleep(seconds / 10)


class Burst:
    """Many writers at once, and what each of them was told."""

    def __init__(self) -> None:
        self.confirmed: set[int] = set()
        self.refused: set[int] = set()
        self.in_doubt: set[int] = set()
        self._numbers = iter(range(1, WRITES + 1))
        self._told = asyncio.Condition()

    async def write_all(self, writers: int = 10) -> None:
        """Write until all were tried."""
        await asyncio.gather(*(self._write() for _ in range(writers)))

    async def reaches(self, count: int) -> None:
        """Wait until so many were tried."""
        async with self._told:
            await self._told.wait_for(lambda: self._tried() >= count)

    def _tried(self) -> int:
        return len(self.confirmed) + len(self.refused) + len(self.in_doubt)

    async def _write(self) -> None:
        for number in self._numbers:
            try:
                with translate_errors():
                    await _store(number)
            except OutcomeUncertainException:
                self.in_doubt.add(number)
            except DatabaseUnavailableException:
                self.refused.add(number)
            else:
                self.confirmed.add(number)
            async with self._told:
                self._told.notify_all()


@transactional
async def _store(number: int) -> None:
    await Config.create(guild_id=number, parameter="First", value="!")
    await Config.create(guild_id=number, parameter="Second", value="!")


@pytest.fixture(scope="module")
def migrated(pytestconfig: pytest.Config) -> Iterator[MariaDBServer]:
    """A server with the whole schema that keeps what it confirmed."""
    with private_mariadb(pytestconfig) as server:
        server.execute("CREATE DATABASE bot CHARACTER SET utf8mb4")
        migrate(server.url("bot"))
        server.stop()
        server.start(DURABLE)
        yield server


@pytest.fixture
async def durable(migrated: MariaDBServer) -> AsyncIterator[MariaDBServer]:
    """The server, with an opened database."""
    database = Database(DatabaseOnly(migrated.url("bot"), db_pool_max=10), Clock())
    await database.open()
    yield migrated
    await database.close()


def _kill_connections(server: MariaDBServer) -> None:
    for (number,) in server.execute("SELECT id FROM information_schema.processlist WHERE db = 'bot'"):
        server.execute(f"KILL {number}")


async def test_what_a_server_confirmed_survives_its_death(durable: MariaDBServer) -> None:
    burst = Burst()

    async def disturb() -> None:
        await burst.reaches(200)
        await asyncio.to_thread(_kill_connections, durable)
        await burst.reaches(400)
        await asyncio.to_thread(durable.stop, signal.SIGKILL)
        await burst.reaches(500)
        durable.start(DURABLE)

    await asyncio.gather(burst.write_all(), disturb())

    rows = await Config.all().values_list("guild_id", flat=True)
    stored = set(rows)
    assert len(burst.confirmed) + len(burst.refused) + len(burst.in_doubt) == WRITES
    assert burst.confirmed <= stored
    assert stored - burst.confirmed <= burst.in_doubt
    assert len(rows) == 2 * len(stored)


async def test_the_message_log_loses_and_doubles_nothing(durable: MariaDBServer) -> None:
    log = MessageLog(clock=Hasty(), metrics=Metrics(), queue_size=2 * WRITES)
    all_posted, all_stored = False, asyncio.Event()

    def look(health: Health) -> None:
        if all_posted and health.state is State.READY and not log.depth:
            all_stored.set()

    async with asyncio.TaskGroup() as group:
        writing = group.create_task(_run(log, Health("message_log", look)))
        for number in range(1, WRITES + 1):
            log.posted(_message(number))
            if number == WRITES // 2:
                await asyncio.to_thread(_kill_connections, durable)
                await asyncio.to_thread(durable.stop, signal.SIGKILL)
            await asyncio.sleep(0)
        all_posted = True
        durable.start(DURABLE)
        async with asyncio.timeout(20):
            await all_stored.wait()
        writing.cancel()

    ids = await AuditMessages.all().values_list("message_id", flat=True)
    assert sorted(ids) == list(range(1, WRITES + 1))


async def test_what_was_written_to_a_file_survives_the_death_of_the_process(
    migrated_sqlite: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(migrated_sqlite, tmp_path))
    writer = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.database.writer", f"sqlite://{file}"), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert writer.stdout is not None

    confirmed = {int(await writer.stdout.readline()) for _ in range(WRITES // 5)}
    writer.kill()
    confirmed |= {int(line) for line in (await writer.stdout.read()).splitlines(keepends=True) if line.endswith(b"\n")}
    await writer.wait()

    with sqlite3.connect(file) as survivor:
        rows = [number for (number,) in survivor.execute("SELECT guild_id FROM config")]
        assert survivor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert confirmed <= set(rows)
    assert len(set(rows) - confirmed) <= 1
    assert len(rows) == 2 * len(set(rows))


async def _run(log: MessageLog, health: Health) -> None:
    await log.service().run(health)


def _message(number: int) -> MessageRecord:
    return MessageRecord.of(
        message_id=number,
        guild_id=1,
        channel_id=1,
        user_id=1,
        sent_at=datetime(2026, 7, 1, tzinfo=UTC),
        content=f"message {number}",
    )
