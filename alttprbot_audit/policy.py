"""Which messages are recorded, answered from memory: a listener must not wait for the database."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from alttprbot.database import DATABASE_ERRORS
from alttprbot.services.guild_config import GuildConfigService
from alttprbot.services.guild_settings import DECLARED, is_true

logger = logging.getLogger(__name__)

DEFAULT_PREFIX = DECLARED["CommandPrefix"].default or ""
PARAMETERS = ("AuditIgnoredChannels", "AuditLogChannel", "AuditLogging", "AuditRecordMessages", "CommandPrefix")


@dataclass(slots=True)
class GuildPolicy:
    """What one guild asked of the audit bot, as it is stored."""

    settings: dict[str, str] = field(default_factory=dict)

    @property
    def logging(self) -> bool:
        """Whether joins, leaves and bans are reported."""
        return is_true(self.settings.get("AuditLogging"))

    @property
    def recording(self) -> bool:
        """Whether messages are recorded: what `AuditRecordMessages` says, else as `AuditLogging`."""
        chosen = self.settings.get("AuditRecordMessages")
        return self.logging if chosen is None else is_true(chosen)

    @property
    def log_channel(self) -> int | None:
        """Where reports go."""
        channel = self.settings.get("AuditLogChannel", "").strip()
        return int(channel) if channel.isdecimal() else None

    @property
    def ignored(self) -> frozenset[int]:
        """Channels, threads' parents and categories that are left out."""
        items = self.settings.get("AuditIgnoredChannels", "").split(",")
        return frozenset(int(item) for item in items if item.strip().isdecimal())


class RecordingPolicy:
    """The audit settings of all guilds. Recording is opt-in."""

    def __init__(self, *, guild_config: GuildConfigService) -> None:
        self._guild_config = guild_config
        self._guilds: dict[int, GuildPolicy] = {}

    def of(self, guild_id: int) -> GuildPolicy:
        """The settings of one guild."""
        return self._guilds.get(guild_id) or GuildPolicy()

    def records(self, guild_id: int | None, places: Iterable[int | None]) -> bool:
        """Whether a message is recorded that was written in `places`: its channel, that one's parent and category.

        Direct messages to the bot always are.
        """
        if guild_id is None:
            return True
        policy = self.of(guild_id)
        return policy.recording and policy.ignored.isdisjoint(places)

    def prefix(self, guild_id: int | None) -> str:
        """What text commands start with."""
        settings = self.of(guild_id).settings if guild_id is not None else {}
        return settings.get("CommandPrefix") or DEFAULT_PREFIX

    async def load(self) -> None:
        """Read the settings of all guilds."""
        guilds: dict[int, GuildPolicy] = {}
        for setting in await self._guild_config.get_all_guilds_with_parameter(*PARAMETERS):
            if setting.value is not None:
                guilds.setdefault(setting.guild_id, GuildPolicy()).settings[setting.parameter] = setting.value
        self._guilds = guilds

    async def reload(self) -> None:
        """Take over what was changed in the table itself; the settings stay as they are while the database is away."""
        try:
            await self.load()
        except DATABASE_ERRORS as error:
            logger.warning("audit settings not reloaded", extra={"error": type(error).__name__})

    def follow(self) -> Callable[[], None]:
        """Take over changes made through the service from now on; returns how to stop that."""
        return self._guild_config.watch(self._changed)

    def _changed(self, guild_id: int, parameter: str, value: str | None) -> None:
        if parameter not in PARAMETERS:
            return
        settings = self._guilds.setdefault(guild_id, GuildPolicy()).settings
        if value is None:
            settings.pop(parameter, None)
        else:
            settings[parameter] = value
