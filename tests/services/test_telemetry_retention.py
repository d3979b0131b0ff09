"""Usage events are kept for a while only."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from alttprbot.database import Database
from alttprbot.metrics import Metrics
from alttprbot.models import TelemetryEvent
from alttprbot.models.telemetry import TelemetryAction, TelemetryStatus, TelemetrySurface
from alttprbot.services.telemetry_retention import INTERVAL, TelemetryRetention
from alttprbot.services.upkeep import SPREAD, Upkeep
from alttprbot.supervision import Health, State
from tests.alttprgen.conftest import VirtualClock
from tests.clocks import HandClock


async def aged(clock: VirtualClock | HandClock, *days: float) -> None:
    moments = [clock.now() - timedelta(days=count) for count in days]
    await TelemetryEvent.bulk_create(
        TelemetryEvent(
            created_at=moment,
            day_bucket=moment.date(),
            event_name="discord.generator.preset.invoke",
            surface=TelemetrySurface.DISCORD,
            feature="generator",
            action=TelemetryAction.INVOKE,
            status=TelemetryStatus.OK,
        )
        for moment in moments
    )


async def test_events_are_erased_when_their_time_is_over(database: Database) -> None:
    clock = VirtualClock()
    await aged(clock, *[60] * 500, 31, 30.01, 29.99, 1, 0)

    erased = await TelemetryRetention(clock=clock, days=30).purge()

    assert erased == 502
    assert await TelemetryEvent.all().count() == 3


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_that_happens_every_day_whatever_becomes_of_the_database(database: Database) -> None:
    clock = HandClock()
    await aged(clock, 31)
    health = Health("telemetry_retention", lambda _: None)
    service = TelemetryRetention(clock=clock, days=30).service(Upkeep(clock=clock, metrics=Metrics()))
    task = asyncio.ensure_future(service.run(health))
    await clock.asleep(1)
    clock.advance(1)
    await clock.asleep(INTERVAL * (1 + SPREAD))
    assert await TelemetryEvent.all().count() == 0

    await database.close()
    clock.advance(INTERVAL * (1 + SPREAD))
    await clock.asleep(INTERVAL * (1 + SPREAD))

    assert health.state is State.READY
    task.cancel()
    await asyncio.wait({task})
