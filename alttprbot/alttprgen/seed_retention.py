"""Forgetting what old seeds were made of: their records stay, the settings in them go."""

from __future__ import annotations

import logging
from datetime import timedelta

from alttprbot.database import DATABASE_ERRORS
from alttprbot.models import AuditGeneratedGames
from alttprbot.supervision import Health, Service
from alttprbot.util.clock import Clock

logger = logging.getLogger(__name__)

CHUNK = 500
PAUSE_SECONDS = 0.05
INTERVAL = timedelta(days=1)


class SeedRetention:
    """Once a day, empties `settings` of the records that are older than `days`; 0 keeps everything."""

    def __init__(self, *, clock: Clock, days: int) -> None:
        self._clock = clock
        self._days = days

    def service(self) -> Service:
        """The daily turn, to be supervised."""
        off = None if self._days else "SEED_SETTINGS_RETENTION_DAYS is 0: settings are kept for ever"
        return Service("seed_retention", self._run, off=off)

    async def forget(self) -> int:
        """Empty what is due now, in steps that nobody has to wait for; the number of records."""
        due = AuditGeneratedGames.filter(
            timestamp__lt=self._clock.now() - timedelta(days=self._days), settings__isnull=False
        ).order_by("timestamp")
        emptied = 0
        while ids := await due.limit(CHUNK).values_list("id", flat=True):
            emptied += await AuditGeneratedGames.filter(id__in=ids).update(settings=None)
            await self._clock.sleep(PAUSE_SECONDS)
        if emptied:
            logger.info("seed_settings_forgotten", extra={"rows": emptied})
        return emptied

    async def _run(self, health: Health) -> None:
        while True:
            try:
                await self.forget()
            except DATABASE_ERRORS as error:
                logger.warning("seed_settings_not_forgotten", extra={"error": type(error).__name__})
                health.failing("settings of old seeds could not be forgotten")
            else:
                health.ready()
            await self._clock.sleep(INTERVAL.total_seconds())
