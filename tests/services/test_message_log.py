from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest
from tortoise.exceptions import BaseORMException

from alttprbot.database import Database
from alttprbot.metrics import Metrics
from alttprbot.models import AuditMessages
from alttprbot.services.message_log import Attachment, MessageDeletion, MessageLog, MessageRecord
from alttprbot.supervision import Health, State
from alttprbot.util.clock import Clock
from tests.database_fixtures import MariaDBServer

NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


def said(message_id: int, content: str = "hello", *, edited: int | None = None) -> MessageRecord:
    return MessageRecord.of(
        message_id=message_id,
        guild_id=1,
        channel_id=2,
        user_id=3,
        sent_at=NOON,
        content=content,
        edited_at=None if edited is None else NOON + timedelta(seconds=edited),
    )


def gone(message_id: int) -> MessageDeletion:
    return MessageDeletion(message_id, guild_id=1, channel_id=2, sent_at=NOON, deleted_at=NOON + timedelta(hours=1))


def make_log(*, clock: Clock | None = None, metrics: Metrics | None = None, queue_size: int = 10_000) -> MessageLog:
    return MessageLog(clock=clock or Clock(), metrics=metrics or Metrics(), queue_size=queue_size)


@asynccontextmanager
async def running(log: MessageLog) -> AsyncIterator[Health]:
    """The writer at work; leaving stops it as the supervisor does."""
    started = asyncio.Event()
    health = Health("message_log", lambda _: started.set())
    task = asyncio.ensure_future(log.service().run(health))
    await started.wait()
    try:
        yield health
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(reached: Callable[[], Awaitable[bool]]) -> None:
    """Give the loop back until it is so."""
    async with asyncio.timeout(20):
        while not await reached():  # noqa: ASYNC110 - what is waited for is a row in the database
            await asyncio.sleep(0)


class Retries(Clock):
    """Sleeping ends when the test lets it; how long was asked for is kept."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self.sleeping = asyncio.Event()
        self.go_on = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.asked.append(seconds)
        self.sleeping.set()
        await self.go_on.wait()


async def stored() -> list[tuple[int | None, str | None, int]]:
    return [(row.message_id, row.content, row.deleted) for row in await AuditMessages.all().order_by("id")]


async def test_listeners_never_touch_the_database(database: Database) -> None:
    log = make_log()
    await database.close()

    log.posted(said(1))
    log.edited(said(1, "changed", edited=1))
    log.deleted([gone(1)])

    assert log.depth == 3


async def test_a_burst_is_stored_in_order(database: Database) -> None:
    log = make_log()
    for number in range(1200):
        log.posted(said(number, f"message {number}"))

    await log.flush()

    rows = await AuditMessages.all().order_by("id").values_list("message_id", flat=True)
    assert rows == list(range(1200))
    assert log.depth == 0


async def test_the_writer_stores_without_being_asked(database: Database) -> None:
    log = make_log()

    async with running(log):
        for number in range(500):
            log.posted(said(number))
        await until(lambda: _count_is(500))


async def test_what_is_queued_at_shutdown_is_stored(database: Database) -> None:
    log = make_log()

    async with running(log):
        log.posted(said(1))

    assert await stored() == [(1, "hello", 0)]


async def test_an_edit_and_a_deletion_in_one_batch(database: Database) -> None:
    log = make_log()
    log.posted(said(1, "first"))
    log.edited(said(1, "second", edited=1))
    log.posted(said(2, "other"))
    log.deleted([gone(1)])

    await log.flush()

    assert await stored() == [(1, "first", 1), (1, "second", 1), (2, "other", 0)]


async def test_an_edit_reported_again_is_stored_once(database: Database) -> None:
    log = make_log()
    log.posted(said(1, "first"))
    log.edited(said(1, "second", edited=1))
    await log.flush()
    log.edited(said(1, "second", edited=1))
    after_restart = make_log()
    after_restart.edited(said(1, "second", edited=1))

    await log.flush()
    await after_restart.flush()

    assert await stored() == [(1, "first", 0), (1, "second", 0)]


async def test_an_update_that_is_no_edit_is_no_version(database: Database) -> None:
    log = make_log()
    log.posted(said(1))
    log.edited(said(1))

    await log.flush()

    assert await stored() == [(1, "hello", 0)]


async def test_deleting_keeps_the_first_time_of_deletion(database: Database) -> None:
    log = make_log()
    log.posted(said(1))
    log.deleted([gone(1)])
    await log.flush()
    later = MessageDeletion(1, guild_id=1, channel_id=2, sent_at=NOON, deleted_at=NOON + timedelta(hours=9))

    log.deleted([later])
    await log.flush()

    row = await AuditMessages.get()
    assert row.deleted_at == NOON + timedelta(hours=1)


async def test_an_unknown_deleted_message_leaves_a_tombstone(database: Database) -> None:
    log = make_log()
    log.deleted([gone(1), gone(2)])

    await log.flush()

    assert await stored() == [(1, None, 1), (2, None, 1)]
    assert {row.user_id for row in await AuditMessages.all()} == {None}


async def test_versions_are_known_before_and_after_they_are_stored(database: Database) -> None:
    log = make_log()
    log.posted(said(1, "first"))
    await log.flush()
    log.edited(said(1, "second", edited=1))
    log.deleted([gone(1)])

    waiting = (await log.versions([1, 2]))[1]
    await log.flush()
    written = (await log.versions([1]))[1]

    assert [version.content for version in waiting] == ["first", "second"]
    assert all(version.deleted_at is not None for version in waiting)
    assert [version.content for version in written] == ["first", "second"]
    assert log.latest(1) == said(1, "second", edited=1)


async def test_text_that_no_column_takes_is_made_to_fit(database: Database) -> None:
    log = make_log()
    log.posted(said(1, "x" * 5000))
    log.posted(said(2, "broken \ud83d half"))
    huge = Attachment("huge.txt", "https://cdn.example/" + "u" * 2000, 10)
    log.posted(
        MessageRecord.of(
            message_id=3, guild_id=1, channel_id=2, user_id=3, sent_at=NOON, content="", attachments=[huge]
        )
    )

    await log.flush()

    rows = await AuditMessages.all().order_by("id")
    assert [len(row.content or "") for row in rows] == [4000, 13, 0]
    assert rows[2].attachment is None
    assert rows[2].attachments == [{"name": "huge.txt", "url": huge.url, "size": 10, "type": None}]


async def test_one_message_that_the_database_refuses_holds_up_no_other(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    metrics = Metrics()
    log = make_log(metrics=metrics)
    too_big = MessageRecord(
        message_id=2, guild_id=1, channel_id=2, user_id=3, sent_at=NOON, content="longer than its column" * 1000
    )
    for record in (said(1), too_big, said(3)):
        log.posted(record)

    with caplog.at_level(logging.ERROR):
        await log.flush()

    assert await stored() == [(1, "hello", 0), (3, "hello", 0)]
    assert "audit message refused" in caplog.messages
    assert metrics.registry.get_sample_value("sahasrahbot_audit_dropped_total") == 1


async def test_a_full_queue_drops_the_oldest_new_message_and_says_so_once(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    metrics = Metrics()
    log = make_log(metrics=metrics, queue_size=3)
    log.posted(said(1))
    log.edited(said(1, "changed", edited=1))
    log.posted(said(2))

    with caplog.at_level(logging.ERROR):
        log.posted(said(3))
        log.posted(said(4))
    await log.flush()

    assert await stored() == [(1, "changed", 0), (3, "hello", 0), (4, "hello", 0)]
    assert log.dropped == 2
    assert caplog.messages == ["audit messages dropped"]
    assert metrics.registry.get_sample_value("sahasrahbot_audit_dropped_total") == 2
    assert metrics.registry.get_sample_value("sahasrahbot_audit_stored_total") == 3
    assert metrics.registry.get_sample_value("sahasrahbot_audit_queue_depth") == 0


@pytest.mark.parametrize("database_kind", ["mariadb"], indirect=True)
async def test_nothing_is_lost_while_the_database_is_away(database: Database, mariadb_server: MariaDBServer) -> None:
    clock = Retries()
    log = make_log(clock=clock)

    async with running(log) as health:
        mariadb_server.stop(signal.SIGKILL)
        for number in range(600):
            log.posted(said(number))
        await clock.sleeping.wait()
        assert health.state is State.FAILING
        for number in range(600, 700):
            log.posted(said(number))
        mariadb_server.start()
        clock.go_on.set()
        await until(lambda: _count_is(700))
        await until(lambda: _is(health, State.READY))

    ids = await AuditMessages.all().order_by("id").values_list("message_id", flat=True)
    assert ids == list(range(700))


@pytest.mark.parametrize("database_kind", ["mariadb"], indirect=True)
async def test_a_commit_whose_answer_got_lost_stores_nothing_twice(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = make_log()
    for number in range(10):
        log.posted(said(number))
    real_store = log._store

    async def store_and_break(*args: object, **options: object) -> int:
        await real_store(*args, **options)  # type: ignore[arg-type]
        raise BaseORMException("the connection broke after COMMIT")

    monkeypatch.setattr(log, "_store", store_and_break)
    with pytest.raises(BaseORMException):
        await log.flush()
    monkeypatch.undo()

    await log.flush()

    assert [row[0] for row in await stored()] == list(range(10))


async def _count_is(count: int) -> bool:
    with suppress(BaseORMException):
        return await AuditMessages.all().count() == count
    return False


async def _is(health: Health, state: State) -> bool:
    return health.state is state
