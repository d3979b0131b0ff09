"""Looking after the settings of servers: what they refer to may have been renamed or deleted."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import discord
from discord.ext import commands, tasks

from alttprbot.database import DATABASE_ERRORS, reason
from alttprbot.exceptions import DatabaseUnavailableException
from alttprbot.services.guild_config import GuildSetting
from alttprbot.services.guild_config_upkeep import QUIET, owners_told_since, record_owner_told, rewrite_names
from alttprbot.services.guild_settings import CHANNEL_KINDS, DECLARATIONS, DECLARED, Kind, items, snowflake
from alttprbot_discord.text import plain

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

logger = logging.getLogger(__name__)

REFERENCES = tuple(
    declaration.name
    for declaration in DECLARATIONS
    if declaration.kind in CHANNEL_KINDS or declaration.kind is Kind.ROLES
)


class ConfigUpkeep(commands.Cog):
    """Once at the start and then daily: names of channels become ids, and owners hear of what is gone."""

    def __init__(self, bot: SahasrahBot) -> None:
        self._bot = bot
        self._config = bot.core.guild_config

    async def cog_load(self) -> None:
        """Begin; the first time waits for Discord."""
        self.daily.start()

    async def cog_unload(self) -> None:
        """End."""
        self.daily.cancel()

    @tasks.loop(hours=24)
    async def daily(self) -> None:
        """What is left undone while the database is away is left to the next day."""
        await self._bot.wait_until_ready()
        try:
            await self._look_after_all()
        except (*DATABASE_ERRORS, DatabaseUnavailableException) as error:
            logger.warning("guild settings not looked after", extra={"reason": reason(error)})
        except Exception:
            # A loop that raises never comes round again.
            logger.exception("guild settings not looked after")

    async def _look_after_all(self) -> None:
        missing: dict[discord.Guild, list[str]] = {}
        for setting in await self._config.get_all_guilds_with_parameter(*REFERENCES):
            guild = self._bot.get_guild(setting.guild_id)
            if guild is None or guild.unavailable:
                continue
            current = await rewrite_names(self._config, setting, _channels_by_name(guild))
            if gone := await _gone(guild, current):
                self._config.complain(guild.id, setting.parameter, ", ".join(gone))
                missing.setdefault(guild, []).append(setting.parameter)
        told = await owners_told_since(self._bot.core.clock.now() - QUIET)
        for guild, parameters in missing.items():
            if guild.id not in told:
                await self._tell_owner(guild, parameters)

    async def _tell_owner(self, guild: discord.Guild, parameters: Sequence[str]) -> None:
        # Written down first: better not told than told every day.
        await record_owner_told(guild.id, parameters)
        try:
            owner = guild.owner or await self._bot.fetch_user(guild.owner_id or 0)
            await owner.send(
                f"Some settings of your server **{plain(guild.name)}** refer to channels or roles that are gone: "
                f"{', '.join(parameters)}. You can change them with `/guildconfig set`."
            )
        except discord.HTTPException as error:
            logger.info("owner not told", extra={"guild_id": guild.id, "reason": str(error)})


def _channels_by_name(guild: discord.Guild) -> Mapping[str, Sequence[int]]:
    channels: dict[str, list[int]] = {}
    for channel in guild.text_channels:
        channels.setdefault(channel.name, []).append(channel.id)
    return channels


async def _gone(guild: discord.Guild, setting: GuildSetting) -> Sequence[str]:
    """The channels or roles of a setting that there are no more."""
    roles = DECLARED[setting.parameter].kind is Kind.ROLES
    gone = []
    for item in items(setting.value or ""):
        number = snowflake(item)
        if number is None:
            continue
        there = guild.get_role(number) is not None if roles else await _channel_is_there(guild, number)
        if not there:
            gone.append(item)
    return gone


async def _channel_is_there(guild: discord.Guild, channel_id: int) -> bool:
    if guild.get_channel_or_thread(channel_id) is not None:
        return True
    try:
        # Threads that are archived are not among those we know of.
        await guild.fetch_channel(channel_id)
    except (discord.NotFound, discord.InvalidData):
        return False
    except discord.HTTPException:
        # It may be there, and only closed to us.
        return True
    return True
