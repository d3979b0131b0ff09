"""Erasing recorded messages when their time is over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from tortoise.queryset import QuerySet

from alttprbot.models import AuditMessages
from alttprbot.services.guild_config import GuildConfigService
from alttprbot.services.message_record import snowflake
from alttprbot.services.upkeep import Upkeep
from alttprbot.supervision import Service
from alttprbot.util.clock import Clock

CHUNK = 1000
PAUSE_SECONDS = 0.05
BUDGET_SECONDS = 300.0
INTERVAL = 3600.0
NAME = "message_retention"


class MessageRetention:
    """Erases messages older than `days`, earlier in guilds that set `AuditRetentionDays`.

    Goes in small steps, so that neither the recording nor a replica waits for it, and for a limited time; what is left
    then is erased at the next turn.
    """

    def __init__(self, *, clock: Clock, guild_config: GuildConfigService, days: int) -> None:
        self._clock = clock
        self._guild_config = guild_config
        self._days = days

    def service(self, upkeep: Upkeep) -> Service:
        """The hourly purge, to be supervised."""
        return Service(NAME, lambda health: upkeep.regularly(NAME, self.purge, seconds=INTERVAL, health=health))

    async def purge(self) -> int:
        """Erase what is due now; the number of rows."""
        deadline = self._clock.monotonic() + BUDGET_SECONDS
        erased = await self._erase(None, self._days, deadline)
        for guild_id, days in (await self._shorter()).items():
            erased += await self._erase(guild_id, days, deadline)
        return erased

    async def _shorter(self) -> Mapping[int, int]:
        settings = await self._guild_config.get_all_guilds_with_parameter("AuditRetentionDays")
        wanted = {setting.guild_id: int(value) for setting in settings if (value := setting.value or "").isdecimal()}
        return {guild_id: days for guild_id, days in wanted.items() if days < self._days}

    async def _erase(self, guild_id: int | None, days: int, deadline: float) -> int:
        before = self._clock.now() - timedelta(days=days)
        erased = 0
        for due in _due(before):
            query = due if guild_id is None else due.filter(guild_id=guild_id)
            while self._clock.monotonic() < deadline:
                # The ids first: DELETE with LIMIT means something else on each database.
                ids = await query.limit(CHUNK).values_list("id", flat=True)
                if not ids:
                    break
                erased += await AuditMessages.filter(id__in=ids).delete()
                await self._clock.sleep(PAUSE_SECONDS)
        return erased


def _due(before: datetime) -> tuple[QuerySet[AuditMessages], QuerySet[AuditMessages]]:
    dated = AuditMessages.filter(message_date__lt=before).order_by("message_date")
    undated = AuditMessages.filter(message_date__isnull=True, message_id__lt=snowflake(before)).order_by("id")
    return dated, undated
