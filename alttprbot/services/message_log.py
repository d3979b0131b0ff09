"""Recording what was said: a bounded queue in memory, written to `audit_messages` in batches."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from tortoise.exceptions import BaseORMException
from tortoise.transactions import in_transaction

from alttprbot.database import DATABASE_ERRORS, is_database_error, is_refused_data, reason
from alttprbot.models import AuditMessages
from alttprbot.services.message_buffer import Entry, MessageBuffer
from alttprbot.services.message_record import Attachment, MessageDeletion, MessageRecord
from alttprbot.supervision import Health, Service
from alttprbot.util.clock import Clock

if TYPE_CHECKING:
    from alttprbot.metrics import Metrics

__all__ = ["Attachment", "MessageDeletion", "MessageLog", "MessageRecord"]

logger = logging.getLogger(__name__)

BATCH = 500
FLUSH_SECONDS = 1.0
SHUTDOWN_SECONDS = 5.0
FIRST_RETRY_SECONDS = 0.5
LONGEST_RETRY_SECONDS = 30.0
DROP_REPORT_SECONDS = 60.0
RECENT = 20_000


class MessageLog:
    """Takes what the audit bot sees and never makes it wait.

    While the database is away everything stays in the queue. When the queue is full the oldest new messages are
    dropped, counted and reported once a minute.
    """

    def __init__(self, *, clock: Clock, metrics: Metrics, queue_size: int) -> None:
        self._clock = clock
        self._metrics = metrics
        self._buffer = MessageBuffer(queue_size)
        self._recent: OrderedDict[int, MessageRecord] = OrderedDict()
        self._something = asyncio.Event()
        self._plenty = asyncio.Event()
        self._writing = asyncio.Lock()
        self._uncertain = False
        self._dropped = 0
        self._drops_reported_at: float | None = None

    @property
    def depth(self) -> int:
        """How much waits to be stored."""
        return len(self._buffer)

    @property
    def dropped(self) -> int:
        """How much was given up because the queue was full, since the start."""
        return self._dropped

    def posted(self, record: MessageRecord) -> None:
        """A new message."""
        self._remember(record)
        self._put(record)

    def edited(self, record: MessageRecord) -> bool:
        """A message as it is now; whether that is news, as far as memory tells.

        Link previews and pins come as edits too; they are no new version.
        """
        known = self._recent.get(record.message_id)
        if record.edited_at is None or (known is not None and known.version == record.version):
            return False
        self._remember(record)
        self._put(record)
        return True

    def deleted(self, deletions: Iterable[MessageDeletion]) -> None:
        """Messages that went away."""
        for deletion in deletions:
            self._put(deletion)

    def latest(self, message_id: int) -> MessageRecord | None:
        """The newest version of a message seen lately, from memory."""
        return self._recent.get(message_id)

    async def versions(self, message_ids: Collection[int]) -> Mapping[int, Sequence[MessageRecord]]:
        """Every version of each message, oldest first: those in the table and those still in the queue.

        Messages of which nothing is known are left out.
        """
        rows = await AuditMessages.filter(message_id__in=message_ids).order_by("id")
        known: dict[int, dict[datetime | None, MessageRecord]] = {}
        for record in map(MessageRecord.from_row, rows):
            known.setdefault(record.message_id, {})[record.edited_at] = record
        for entry in self._buffer.of(message_ids):
            versions = known.setdefault(entry.message_id, {})
            if isinstance(entry, MessageRecord):
                versions.setdefault(entry.edited_at, entry)
            else:
                versions.update({edited: record.deleted(entry.deleted_at) for edited, record in versions.items()})
        return {message_id: tuple(versions.values()) for message_id, versions in known.items() if versions}

    async def flush(self) -> None:
        """Store everything that is queued now. Raises what the database raises; nothing is lost by that."""
        async with self._writing:
            for _ in range(-(-self.depth // BATCH)):
                await self._store_batch()

    def service(self) -> Service:
        """The writer, to be supervised."""
        return Service("message_log", self._run)

    async def _run(self, health: Health) -> None:
        health.ready()
        try:
            while True:
                await self._wait_for_work()
                await self._flush_patiently(health)
        finally:
            await self._flush_last()

    async def _wait_for_work(self) -> None:
        await self._something.wait()
        with suppress(TimeoutError):
            async with asyncio.timeout(FLUSH_SECONDS):
                await self._plenty.wait()

    async def _flush_patiently(self, health: Health) -> None:
        delay = FIRST_RETRY_SECONDS
        while True:
            try:
                await self.flush()
            except DATABASE_ERRORS as error:
                logger.warning(
                    "audit messages not stored",
                    extra={"queued": self.depth, "retry_in": delay, "reason": reason(error)},
                    exc_info=None if is_database_error(error) else error,
                )
                health.failing(f"{self.depth} messages wait for the database")
                await self._clock.sleep(delay)
                delay = min(delay * 2, LONGEST_RETRY_SECONDS)
            else:
                health.ready()
                return

    async def _flush_last(self) -> None:
        try:
            async with asyncio.timeout(SHUTDOWN_SECONDS):
                await self.flush()
        except DATABASE_ERRORS as error:
            # TimeoutError is an OSError.
            logger.error("audit messages lost at shutdown", extra={"queued": self.depth, "reason": reason(error)})

    async def _store_batch(self) -> None:
        batch = self._buffer.take(BATCH)
        if not batch:
            return
        # Until it is known to be stored it may have been, by a commit whose answer got lost.
        again, self._uncertain = self._uncertain, True
        try:
            stored = await self._store(batch, again=again)
        except BaseORMException as error:
            if not is_refused_data(error):
                raise
            stored = await self._store_singly(batch, again=again)
        self._uncertain = False
        self._buffer.done()
        self._metrics.audit_messages_stored.inc(stored)
        self._update()

    async def _store_singly(self, batch: Sequence[Entry], *, again: bool) -> int:
        """One entry that the database refuses for good must not hold up all others."""
        stored = 0
        for entry in batch:
            try:
                stored += await self._store((entry,), again=again)
            except BaseORMException as error:
                if not is_refused_data(error):
                    raise
                self._count_drop()
                logger.error("audit message refused", extra={"message_id": entry.message_id, "error": str(error)})
        return stored

    async def _store(self, batch: Sequence[Entry], *, again: bool) -> int:
        """Write a batch in one transaction, `again` without what is there already; the number of rows written."""
        records, deletions = _sorted_out(batch)
        async with in_transaction():
            if again or any(record.edited_at for record in records):
                records = await _not_stored_yet(records)
            if records:
                await AuditMessages.bulk_create([record.row() for record in records])
            tombstones = await _mark_deleted(deletions, {record.message_id for record in records})
            if tombstones:
                await AuditMessages.bulk_create([record.row() for record in tombstones])
        return len(records) + len(tombstones)

    def _put(self, entry: Entry) -> None:
        if not self._buffer.put(entry):
            self._count_drop()
        self._update()

    def _remember(self, record: MessageRecord) -> None:
        self._recent[record.message_id] = record
        self._recent.move_to_end(record.message_id)
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)

    def _update(self) -> None:
        depth = self.depth
        self._metrics.audit_queue_depth.set(depth)
        _signal(self._something, depth > 0)
        _signal(self._plenty, depth >= BATCH)

    def _count_drop(self) -> None:
        self._dropped += 1
        self._metrics.audit_messages_dropped.inc()
        now = self._clock.monotonic()
        if self._drops_reported_at is None or now - self._drops_reported_at >= DROP_REPORT_SECONDS:
            self._drops_reported_at = now
            logger.error("audit messages dropped", extra={"dropped": self._dropped, "queued": self.depth})


def _sorted_out(batch: Sequence[Entry]) -> tuple[list[MessageRecord], dict[int, MessageDeletion]]:
    """The versions to insert, marked where they were deleted in the same batch, and all deletions."""
    deletions = {entry.message_id: entry for entry in batch if isinstance(entry, MessageDeletion)}
    records = [
        entry.deleted(deletions[entry.message_id].deleted_at) if entry.message_id in deletions else entry
        for entry in batch
        if isinstance(entry, MessageRecord)
    ]
    return records, deletions


async def _not_stored_yet(records: Sequence[MessageRecord]) -> list[MessageRecord]:
    """Leave out versions that the table has: after a broken commit, or an edit that is reported again."""
    ids = {record.message_id for record in records}
    rows = await AuditMessages.filter(message_id__in=ids).only("id", "message_id", "edited_at")
    seen = {(row.message_id, row.edited_at) for row in rows}
    fresh: list[MessageRecord] = []
    for record in records:
        if record.version not in seen:
            seen.add(record.version)
            fresh.append(record)
    return fresh


async def _mark_deleted(deletions: dict[int, MessageDeletion], in_batch: set[int]) -> list[MessageRecord]:
    """Mark stored versions; what is returned stands for messages that nobody recorded."""
    if not deletions:
        return []
    rows = await AuditMessages.filter(message_id__in=deletions.keys()).only("id", "message_id", "deleted")
    marked = [row for row in rows if not row.deleted and row.message_id is not None]
    for row in marked:
        row.deleted = 1
        row.deleted_at = deletions[row.message_id].deleted_at
    if marked:
        await AuditMessages.bulk_update(marked, fields=["deleted", "deleted_at"])
    known = in_batch | {row.message_id for row in rows}
    return [deletion.tombstone() for message_id, deletion in deletions.items() if message_id not in known]


def _signal(event: asyncio.Event, on: bool) -> None:
    if on:
        event.set()
    else:
        event.clear()
