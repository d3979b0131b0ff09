"""Forgetting what old seeds were made of: their records stay, the settings in them go."""

from __future__ import annotations

from datetime import timedelta

from alttprbot.database.statements.steps import Steps
from alttprbot.models import AuditGeneratedGames
from alttprbot.services.upkeep import Upkeep
from alttprbot.supervision import Service
from alttprbot.util.clock import Clock

BUDGET_SECONDS = 600.0
INTERVAL = 86_400.0
NAME = "seed_retention"


class SeedRetention:
    """Once a day, empties what the records that are older than `days` have of settings; 0 keeps everything."""

    def __init__(self, *, clock: Clock, days: int) -> None:
        self._clock = clock
        self._days = days

    def service(self, upkeep: Upkeep) -> Service:
        """The daily turn, to be supervised."""
        off = None if self._days else "SEED_SETTINGS_RETENTION_DAYS is 0: settings are kept for ever"
        return Service(
            NAME, lambda health: upkeep.regularly(NAME, self.forget, seconds=INTERVAL, health=health), off=off
        )

    async def forget(self) -> int:
        """Empty what is due now; the number of records."""
        steps = Steps(self._clock, seconds=BUDGET_SECONDS)
        due = AuditGeneratedGames.filter(
            timestamp__lt=self._clock.now() - timedelta(days=self._days), settings__isnull=False
        )
        nothing = dict.fromkeys(("settings", "request", "details"))
        return sum([await step.update(**nothing) async for step in steps.through(due, along="timestamp")])
