"""Forgetting from where seeds were fetched at events: the history stays, the networks in it go."""

from __future__ import annotations

from datetime import timedelta

from alttprbot.database.statements.steps import Steps
from alttprbot.models import SGL2023OnsiteHistory
from alttprbot.services.upkeep import Upkeep
from alttprbot.supervision import Service
from alttprbot.util.clock import Clock

BUDGET_SECONDS = 600.0
INTERVAL = 86_400.0
NAME = "onsite_retention"


class OnsiteRetention:
    """Once a day, empties `ip_address` of what is older than `days`; also where the pages are off by now."""

    def __init__(self, *, clock: Clock, days: int) -> None:
        self._clock = clock
        self._days = days

    def service(self, upkeep: Upkeep) -> Service:
        """The daily turn, to be supervised."""
        return Service(NAME, lambda health: upkeep.regularly(NAME, self.forget, seconds=INTERVAL, health=health))

    async def forget(self) -> int:
        """Empty what is due now; the number of rows."""
        steps = Steps(self._clock, seconds=BUDGET_SECONDS)
        due = SGL2023OnsiteHistory.filter(date__lt=self._clock.now() - timedelta(days=self._days), ip_address__not="")
        return sum([await step.update(ip_address="") async for step in steps.through(due, along="id")])
