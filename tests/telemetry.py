"""Looking at what a process told the statistics."""

from __future__ import annotations

import asyncio
from typing import Any

from alttprbot.core import Core
from alttprbot.models import TelemetryEvent
from alttprbot.services.telemetry_event import UsageEvent
from alttprbot.services.telemetry_store import Backlog
from alttprbot.supervision import Health

SALT = "a salt of the tests, long enough"
RECORDING: dict[str, Any] = {"telemetry_enabled": True, "telemetry_hash_salt": SALT}
"""Settings with which everything is kept."""


class BrokenTelemetry:
    """Fails at everything."""

    @property
    def backlog(self) -> Backlog:
        raise RuntimeError("broken")

    async def record(self, event: UsageEvent) -> None:
        raise RuntimeError("broken")

    async def flush(self) -> None:
        raise RuntimeError("broken")

    async def run(self, health: Health) -> None:
        raise RuntimeError("broken")


async def told(core: Core) -> list[TelemetryEvent]:
    """Every event, as it was stored."""
    await core.telemetry.service.flush()
    return await TelemetryEvent.all().order_by("id")


async def names(core: Core) -> list[str]:
    """The names of the events."""
    return [event.event_name for event in await told(core)]


async def heard(core: Core, name: str) -> list[TelemetryEvent]:
    """Wait until there is an event of this name; all events by then."""
    async with asyncio.timeout(20):
        while True:
            events = await told(core)
            if name in {event.event_name for event in events}:
                return events
            await asyncio.sleep(0)
