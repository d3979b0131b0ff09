"""Erasing recorded messages when their time is over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from alttprbot.database.statements.steps import Steps, delete_in_steps
from alttprbot.models import AuditMessages
from alttprbot.services.guild_config import GuildConfigService
from alttprbot.services.message_record import snowflake
from alttprbot.services.upkeep import Upkeep
from alttprbot.supervision import Service
from alttprbot.util.clock import Clock

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
        steps = Steps(self._clock, seconds=BUDGET_SECONDS)
        before = self._clock.now() - timedelta(days=self._days)
        undated = AuditMessages.filter(message_date__isnull=True, message_id__lt=snowflake(before))
        erased = await delete_in_steps(undated, steps, along="message_id")
        erased += await delete_in_steps(AuditMessages.filter(message_date__lt=before), steps, along="message_date")
        for guild_id, days in (await self._shorter()).items():
            before = self._clock.now() - timedelta(days=days)
            theirs = AuditMessages.filter(guild_id=guild_id, message_date__lt=before)
            erased += await delete_in_steps(theirs, steps, along="message_date")
        return erased

    async def _shorter(self) -> Mapping[int, int]:
        settings = await self._guild_config.get_all_guilds_with_parameter("AuditRetentionDays")
        wanted = {setting.guild_id: int(value) for setting in settings if (value := setting.value or "").isdecimal()}
        return {guild_id: days for guild_id, days in wanted.items() if days < self._days}
