"""The disk is full: nothing is half stored, people and operators are told why, and it goes on when there is room."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pymysql.err import InternalError, OperationalError

from alttprbot.database import Database, reason, translate_errors, unavailable
from alttprbot.exceptions import StorageFullException
from alttprbot.metrics import Metrics
from alttprbot.models import AuditMessages, PresetNamespaces, PresetRevisions, Presets
from alttprbot.services.message_log import MessageLog, MessageRecord
from alttprbot.services.preset_storage import create_preset
from alttprbot.util.clock import Clock
from tests.database_fixtures import DatabaseOnly, MariaDBServer, private_mariadb

SMALL = ("--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M:autoextend:max:32M")
LARGE = ("--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M:autoextend")
MESSAGES = 50


class Disk:
    """Where a database is kept, and how much room it has."""

    def __init__(
        self, database: Database, fill: Callable[[], Awaitable[None]], make_room: Callable[[], Awaitable[None]]
    ):
        self.database = database
        self.fill = fill
        self.make_room = make_room


@asynccontextmanager
async def small_file(path: Path) -> AsyncIterator[Disk]:
    """A SQLite file that may grow no further."""
    database = Database(DatabaseOnly(f"sqlite://{path / 'small.sqlite3'}"), Clock())
    await database.open()
    await database.upgrade()

    async def limit(pages: str) -> None:
        await database.client.execute_query(f"PRAGMA max_page_count = {pages}")

    try:
        yield Disk(database, lambda: limit("1"), lambda: limit("1000000"))
    finally:
        await database.close()


@asynccontextmanager
async def small_server(config: pytest.Config) -> AsyncIterator[Disk]:
    """A MariaDB whose tables share one file, which may grow no further."""
    with private_mariadb(config, *SMALL) as server:
        server.execute("CREATE DATABASE bot CHARACTER SET utf8mb4")
        server.execute("CREATE TABLE mysql.filler (content LONGTEXT) ENGINE=InnoDB")
        database = Database(DatabaseOnly(server.url("bot")), Clock())
        await database.open()
        await database.upgrade()

        async def fill() -> None:
            with pytest.raises(OperationalError, match="is full"):
                _write_for_ever(server)

        async def make_room() -> None:
            await asyncio.to_thread(server.stop)
            server.start(*LARGE)

        try:
            yield Disk(database, fill, make_room)
        finally:
            await database.close()


@pytest.fixture
async def disk(database_kind: str, tmp_path: Path, pytestconfig: pytest.Config) -> AsyncIterator[Disk]:
    """A disk with room for what a test needs, to be filled by it."""
    opened = small_file(tmp_path) if database_kind == "sqlite" else small_server(pytestconfig)
    async with opened as disk:
        yield disk


async def test_nothing_is_half_stored_and_all_goes_on_when_there_is_room(disk: Disk) -> None:
    namespace = await PresetNamespaces.create(name="aga", discord_user_id=7)
    log = MessageLog(clock=Clock(), metrics=Metrics(), queue_size=1000)
    for number in range(MESSAGES):
        log.posted(_message(number))
    await disk.fill()

    with pytest.raises(StorageFullException, match="cannot be stored right now") as told, translate_errors():
        await create_preset(namespace, "alttpr", "mine", "x" * 500_000, author=7, note=None)
    with pytest.raises(StorageFullException), translate_errors():
        await log.flush()

    assert "full" in reason(told.value)
    await disk.database.ping()
    assert await Presets.all().count() == await PresetRevisions.all().count() == await AuditMessages.all().count() == 0
    assert log.depth == MESSAGES

    await disk.make_room()
    await create_preset(namespace, "alttpr", "mine", "x" * 500_000, author=7, note=None)
    await log.flush()

    assert await Presets.all().count() == await PresetRevisions.all().count() == 1
    assert await AuditMessages.all().count() == MESSAGES


@pytest.mark.parametrize(
    "refusal",
    [
        OperationalError(1021, "Disk full (/tmp/x); waiting for someone to free some space..."),
        OperationalError(1114, "The table 'audit_messages' is full"),
        OperationalError(3, 'Error writing file "/tmp/x" (Errcode: 28 "No space left on device")'),
        InternalError(1030, 'Got error 28 "No space left on device" from storage engine InnoDB'),
        OperationalError(1026, 'Error writing file "./bot/x" (Errcode: 122 "Disk quota exceeded")'),
    ],
    ids=lambda refusal: refusal.args[0],
)
def test_every_way_in_which_a_server_says_that_it_is_full_is_known(refusal: Exception) -> None:
    assert isinstance(unavailable(refusal), StorageFullException)


def _write_for_ever(server: MariaDBServer) -> None:
    while True:
        server.execute("INSERT INTO mysql.filler VALUES (REPEAT('x', 300000))")


def _message(number: int) -> MessageRecord:
    return MessageRecord.of(
        message_id=number,
        guild_id=1,
        channel_id=1,
        user_id=1,
        sent_at=datetime(2026, 7, 1, tzinfo=UTC),
        content="x" * 4000,
    )
