"""Work that comes round again, such as forgetting what is over."""

from __future__ import annotations

import logging
import random
from collections.abc import Awaitable, Callable

from alttprbot.database import DATABASE_ERRORS, reason
from alttprbot.exceptions import DatabaseUnavailableException
from alttprbot.metrics import Metrics
from alttprbot.supervision import Health
from alttprbot.util.clock import Clock

logger = logging.getLogger(__name__)

SPREAD = 1 / 12
"""How much later a turn may come, as a part of the time between two: not all do at once what waits for the database."""


class Upkeep:
    """Does its work in turns. What a turn leaves undone, because the database is away, is left to the next one."""

    def __init__(self, *, clock: Clock, metrics: Metrics) -> None:
        self._clock = clock
        self._last_success = metrics.upkeep_last_success

    async def regularly(
        self, name: str, work: Callable[[], Awaitable[int]], *, seconds: float, health: Health | None = None
    ) -> None:
        """Do `work` now and every so many seconds until cancelled. It returns the number of rows that it was about."""
        while True:
            try:
                rows = await work()
            except (*DATABASE_ERRORS, DatabaseUnavailableException) as error:
                logger.warning("upkeep failed", extra={"upkeep": name, "reason": reason(error)})
                if health is not None:
                    health.failing("the database is away")
            else:
                if rows:
                    logger.info("upkeep done", extra={"upkeep": name, "rows": rows})
                self._last_success.labels(name).set(self._clock.now().timestamp())
                if health is not None:
                    health.ready()
            await self._clock.sleep(seconds * random.uniform(1, 1 + SPREAD))
