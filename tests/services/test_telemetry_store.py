"""Events on their way to the table."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

import pytest

from alttprbot.database import Database
from alttprbot.metrics import Metrics
from alttprbot.models import TelemetryEvent
from alttprbot.models.telemetry import TelemetryAction, TelemetrySurface
from alttprbot.services import telemetry_store
from alttprbot.services.telemetry import DatabaseTelemetryService
from alttprbot.services.telemetry_event import ErrorType, UsageEvent
from alttprbot.supervision import Health, State
from alttprbot.util.clock import Clock

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
LONG = 3600.0


def event(number: int) -> UsageEvent:
    return UsageEvent(
        event_name="discord.generator.preset.failure",
        surface=TelemetrySurface.DISCORD,
        feature="generator",
        action=TelemetryAction.FAILURE,
        created_at=NOON,
        provider="alttpr",
        guild_hash="a" * 64,
        duration_ms=number,
        error_type=ErrorType.PROVIDER_TIMEOUT,
        sample_rate=0.25,
        status=ErrorType.PROVIDER_TIMEOUT.status,
    )


def make_service(
    *,
    clock: Clock | None = None,
    metrics: Metrics | None = None,
    queue_size: int = 1000,
    batch_size: int = 200,
    flush_seconds: float = LONG,
) -> DatabaseTelemetryService:
    return DatabaseTelemetryService(
        clock=clock or Clock(),
        metrics=metrics or Metrics(),
        queue_size=queue_size,
        batch_size=batch_size,
        flush_seconds=flush_seconds,
    )


async def tell(service: DatabaseTelemetryService, *numbers: int) -> None:
    for number in numbers:
        await service.record(event(number))


async def stored() -> list[int | None]:
    return [row.duration_ms for row in await TelemetryEvent.all().order_by("id")]


@asynccontextmanager
async def running(service: DatabaseTelemetryService) -> AsyncIterator[Health]:
    """The writer at work; leaving stops it as the supervisor does."""
    started = asyncio.Event()
    health = Health("telemetry", lambda _: started.set())
    task = asyncio.ensure_future(service.run(health))
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
    """Sleeping ends at once, until there were enough of it; how long was asked for is kept."""

    def __init__(self, enough: int) -> None:
        self.asked: list[float] = []
        self.reached = asyncio.Event()
        self._enough = enough

    async def sleep(self, seconds: float) -> None:
        self.asked.append(seconds)
        if len(self.asked) >= self._enough:
            self.reached.set()
            await asyncio.Event().wait()


async def test_an_event_is_stored_as_it_is(database: Database) -> None:
    service = make_service()
    await tell(service, 1250)

    await service.flush()

    row = await TelemetryEvent.get()
    assert (row.event_name, row.surface, row.feature, row.action, row.status) == (
        "discord.generator.preset.failure", "discord", "generator", "failure", "timeout",
    )  # fmt: skip
    assert (row.provider, row.guild_hash, row.duration_ms, row.error_type, row.sample_rate) == (
        "alttpr", "a" * 64, 1250, "provider_timeout", 0.25,
    )  # fmt: skip
    assert (row.created_at, row.day_bucket) == (NOON, NOON.date())


async def test_telling_never_touches_the_database(database: Database) -> None:
    service = make_service()
    await database.close()

    await tell(service, 1, 2, 3)

    assert service.backlog.queued == 3


async def test_a_full_batch_is_stored_at_once(database: Database) -> None:
    service = make_service(batch_size=3)

    async with running(service):
        await tell(service, 1, 2, 3)
        await until(lambda: _stored_are(3))

    assert await stored() == [1, 2, 3]


async def test_a_few_events_are_stored_after_a_while(database: Database) -> None:
    service = make_service(flush_seconds=0.001)

    async with running(service):
        await tell(service, 1)
        await until(lambda: _stored_are(1))


async def test_what_waits_at_the_end_is_stored(database: Database) -> None:
    service = make_service()

    async with running(service):
        await tell(service, 1, 2)
        assert await stored() == []

    assert await stored() == [1, 2]


async def test_the_end_waits_five_seconds_at_most(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def hang(_: object) -> None:
        await asyncio.Event().wait()

    assert telemetry_store.SHUTDOWN_SECONDS == 5
    monkeypatch.setattr(telemetry_store, "SHUTDOWN_SECONDS", 0.01)
    monkeypatch.setattr(telemetry_store, "_store", hang)
    service = make_service()

    async with running(service):
        await tell(service, 1, 2)

    (record,) = [record for record in caplog.records if record.message == "telemetry events lost"]
    assert record.__dict__["queued"] == 2


async def test_the_oldest_give_way_when_there_are_too_many(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    metrics = Metrics()
    service = make_service(metrics=metrics, queue_size=5)

    await tell(service, *range(255))

    assert (service.backlog.queued, service.backlog.dropped) == (5, 250)
    assert metrics.registry.get_sample_value("sahasrahbot_telemetry_dropped_total") == 250
    assert metrics.registry.get_sample_value("sahasrahbot_telemetry_queue_depth") == 5
    warnings = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert [record.__dict__["dropped"] for record in warnings] == [100, 200]
    await service.flush()
    assert await stored() == [250, 251, 252, 253, 254]


async def test_one_event_that_is_refused_does_not_take_the_others_with_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_row = UsageEvent.row

    def row(self: UsageEvent) -> TelemetryEvent:
        made = make_row(self)
        if self.duration_ms == 2:
            made.provider = "x" * 51
        return made

    monkeypatch.setattr(UsageEvent, "row", row)
    service = make_service()
    await tell(service, 1, 2, 3)

    await service.flush()

    assert await stored() == [1, 3]
    assert (service.backlog.queued, service.backlog.dropped) == (0, 1)


async def test_what_could_not_be_stored_is_stored_later_and_in_order(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    metrics = Metrics()
    service = make_service(metrics=metrics)
    await tell(service, 1, 2)

    with monkeypatch.context() as patched:
        patched.setattr(telemetry_store, "_store", unavailable)
        await service.flush()
    await tell(service, 3)
    await service.flush()

    assert await stored() == [1, 2, 3]
    assert metrics.registry.get_sample_value("sahasrahbot_telemetry_flush_failures_total") == 1


async def test_what_is_put_back_makes_no_more_than_a_full_queue(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = make_service(queue_size=3)
    await tell(service, 1, 2, 3)

    async def meanwhile(_: object) -> None:
        await tell(service, 4, 5)
        raise OSError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(telemetry_store, "_store", meanwhile)
        await service.flush()
    await service.flush()

    assert await stored() == [3, 4, 5]
    assert service.backlog.dropped == 2


async def test_a_batch_is_given_up_after_ten_attempts(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Retries(enough=11)
    service = make_service(clock=clock, batch_size=2, flush_seconds=0.001)
    monkeypatch.setattr(telemetry_store, "_store", unavailable)

    async with running(service) as health:
        await tell(service, 1, 2, 3)
        async with asyncio.timeout(10):
            await clock.reached.wait()
        # Whoever looks at the health of the process does not hear of it.
        assert health.state is State.READY
        assert (service.backlog.queued, service.backlog.dropped) == (1, 2)
        monkeypatch.undo()

    assert clock.asked == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 1]
    assert await stored() == [3]


@pytest.mark.parametrize("error", [OSError("gone"), RuntimeError("a defect")])
async def test_flushing_never_fails(database: Database, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    async def fail(_: object) -> None:
        raise error

    monkeypatch.setattr(telemetry_store, "_store", fail)
    service = make_service()
    await tell(service, 1)

    await service.flush()

    assert service.backlog.queued == 1


async def unavailable(_: object) -> None:
    raise OSError("gone")


async def _stored_are(count: int) -> bool:
    return await TelemetryEvent.all().count() == count
