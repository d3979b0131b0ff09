"""From the events in memory to rows in `telemetry_events`."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from tortoise.exceptions import BaseORMException
from tortoise.transactions import in_transaction

from alttprbot.database import is_refused_data, reason
from alttprbot.metrics import Metrics
from alttprbot.models import TelemetryEvent
from alttprbot.services.telemetry_event import UsageEvent
from alttprbot.supervision import Health
from alttprbot.util.clock import Clock

logger = logging.getLogger(__name__)

SHUTDOWN_SECONDS = 5.0
FIRST_RETRY_SECONDS = 1.0
LONGEST_RETRY_SECONDS = 60.0
GIVE_UP_AFTER = 10
"""How often a batch is tried, which takes about five minutes."""
DROPS_PER_WARNING = 100


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits to be stored, and what was lost since the start."""

    queued: int = 0
    dropped: int = 0
    flush_failures: int = 0


class DatabaseTelemetryService:
    """Keeps events in a bounded queue and stores them in batches, every `flush_seconds` or when there are enough.

    When the queue is full the oldest give way. What the database does not take now is tried again; an event may be
    stored twice if the connection breaks in the moment of the commit, which statistics can bear.
    """

    def __init__(
        self, *, clock: Clock, metrics: Metrics, queue_size: int, batch_size: int, flush_seconds: float
    ) -> None:
        self._clock = clock
        self._metrics = metrics
        self._queue_size = queue_size
        self._batch_size = min(batch_size, queue_size)
        self._flush_seconds = flush_seconds
        self._queue: deque[UsageEvent] = deque()
        self._something = asyncio.Event()
        self._plenty = asyncio.Event()
        self._writing = asyncio.Lock()
        self._dropped = 0
        self._failures = 0

    @property
    def backlog(self) -> Backlog:
        """What waits and what was lost."""
        return Backlog(len(self._queue), self._dropped, self._failures)

    async def record(self, event: UsageEvent) -> None:
        """Put an event into the queue; in a full one the oldest gives way."""
        if len(self._queue) >= self._queue_size:
            self._drop_oldest(1)
        self._queue.append(event)
        self._update()

    async def flush(self) -> None:
        """Store everything that is queued now; what cannot be stored stays queued."""
        await self._try_to_store()

    async def run(self, health: Health) -> None:
        """Store what comes, until cancelled; then what is left.

        Always reported as ready: nobody misses anything while events wait.
        """
        health.ready()
        try:
            while True:
                await self._something.wait()
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._flush_seconds):
                        await self._plenty.wait()
                await self._store_patiently()
        finally:
            await self._store_last()

    async def _store_patiently(self) -> None:
        delay = FIRST_RETRY_SECONDS
        for _ in range(GIVE_UP_AFTER):
            if await self._try_to_store():
                return
            await self._clock.sleep(delay)
            delay = min(delay * 2, LONGEST_RETRY_SECONDS)
        self._drop_oldest(min(self._batch_size, len(self._queue)))
        self._update()

    async def _store_last(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(SHUTDOWN_SECONDS):
                await self._try_to_store()
        if self._queue or self._dropped:
            logger.warning("telemetry events lost", extra={"queued": len(self._queue), "dropped": self._dropped})

    async def _try_to_store(self) -> bool:
        try:
            async with self._writing:
                for _ in range(-(-len(self._queue) // self._batch_size)):
                    await self._store_batch()
        except Exception as error:  # noqa: BLE001 - whatever it is, whoever uses a feature has nothing to do with it
            self._failures += 1
            self._metrics.telemetry_flush_failures.inc()
            logger.warning("telemetry not stored", extra={"queued": len(self._queue), "reason": reason(error)})
            return False
        return True

    async def _store_batch(self) -> None:
        batch = deque(self._queue.popleft() for _ in range(min(self._batch_size, len(self._queue))))
        try:
            try:
                await _store(batch)
                batch.clear()
            except BaseORMException as error:
                if not is_refused_data(error):
                    raise
                await self._store_singly(batch)
        finally:
            self._put_back(batch)
            self._update()

    async def _store_singly(self, batch: deque[UsageEvent]) -> None:
        """One event that the database refuses for good must not take the others with it."""
        while batch:
            try:
                await _store((batch[0],))
            except BaseORMException as error:
                if not is_refused_data(error):
                    raise
                self._count_drops(1)
                logger.warning("telemetry event refused", extra={"reason": reason(error)})
            batch.popleft()

    def _put_back(self, batch: deque[UsageEvent]) -> None:
        """To the front of the queue, as far as there is room: others may have come in the meantime."""
        excess = max(0, len(batch) + len(self._queue) - self._queue_size)
        for _ in range(excess):
            batch.popleft()
        self._count_drops(excess)
        self._queue.extendleft(reversed(batch))

    def _drop_oldest(self, count: int) -> None:
        for _ in range(count):
            self._queue.popleft()
        self._count_drops(count)

    def _count_drops(self, count: int) -> None:
        warned = self._dropped // DROPS_PER_WARNING
        self._dropped += count
        self._metrics.telemetry_dropped.inc(count)
        if self._dropped // DROPS_PER_WARNING > warned:
            logger.warning("telemetry events dropped", extra={"dropped": self._dropped, "queued": len(self._queue)})

    def _update(self) -> None:
        depth = len(self._queue)
        self._metrics.telemetry_queue_depth.set(depth)
        _signal(self._something, depth > 0)
        _signal(self._plenty, depth >= self._batch_size)


async def _store(events: Collection[UsageEvent]) -> None:
    async with in_transaction():
        await TelemetryEvent.bulk_create([event.row() for event in events])


def _signal(event: asyncio.Event, on: bool) -> None:
    if on:
        event.set()
    else:
        event.clear()
