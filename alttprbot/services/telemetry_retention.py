"""Forgetting usage events when their time is over."""

from __future__ import annotations

from datetime import timedelta

from tortoise.queryset import QuerySet

from alttprbot.database.statements.steps import Steps, delete_in_steps
from alttprbot.models import TelemetryEvent
from alttprbot.services.upkeep import Upkeep
from alttprbot.supervision import Health, Service
from alttprbot.util.clock import Clock

BUDGET_SECONDS = 600.0
INTERVAL = 86_400.0
NAME = "telemetry_retention"


class TelemetryRetention:
    """Erases events older than `days`, once a day. It goes on when telemetry is switched off."""

    def __init__(self, *, clock: Clock, days: int) -> None:
        self._clock = clock
        self._days = days

    def service(self, upkeep: Upkeep) -> Service:
        """The daily turn, to be supervised."""

        async def run(health: Health) -> None:
            # Nobody misses anything when it is late.
            health.ready()
            await upkeep.regularly(NAME, self.purge, seconds=INTERVAL)

        return Service(NAME, run)

    def due(self) -> QuerySet[TelemetryEvent]:
        """The events whose time is over."""
        return TelemetryEvent.filter(created_at__lt=self._clock.now() - timedelta(days=self._days))

    async def purge(self) -> int:
        """Erase what is due, or as much as there is time for; the number of events."""
        return await delete_in_steps(self.due(), Steps(self._clock, seconds=BUDGET_SECONDS), along="created_at")
