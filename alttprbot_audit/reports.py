"""Posting to the log channels of guilds."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence

import discord
from discord.ext import commands

from alttprbot_audit.policy import RecordingPolicy

logger = logging.getLogger(__name__)

WAITING_AT_MOST = 50


class Reporter:
    """Posts reports where a guild wants them.

    discord.py keeps to Discord's limits by making posts wait. Of one guild only so many may wait; more are dropped
    and counted, so that a raid in one guild costs the others nothing.
    """

    def __init__(self, bot: commands.Bot, policy: RecordingPolicy) -> None:
        self._bot = bot
        self._policy = policy
        self._waiting: Counter[int] = Counter()
        self._unusable: dict[int, int] = {}
        self.dropped = 0

    def wanted(self, guild_id: int | None) -> bool:
        """Whether the guild has a log channel."""
        return guild_id is not None and self._policy.of(guild_id).log_channel is not None

    async def post(self, guild_id: int, embed: discord.Embed, *, files: Sequence[discord.File] = ()) -> None:
        """Post a report; a channel that is gone or closed to us is logged once."""
        channel = self._channel(guild_id)
        if channel is None:
            return
        if self._waiting[guild_id] >= WAITING_AT_MOST:
            self.dropped += 1
            logger.warning("audit report dropped", extra={"guild_id": guild_id, "dropped": self.dropped})
            return
        self._waiting[guild_id] += 1
        try:
            await channel.send(embed=embed, files=files)
            self._unusable.pop(guild_id, None)
        except (discord.Forbidden, discord.NotFound):
            self._complain(guild_id, channel.id)
        except discord.HTTPException as error:
            logger.warning("audit report not posted", extra={"guild_id": guild_id, "status": error.status})
        finally:
            self._waiting[guild_id] -= 1

    def _channel(self, guild_id: int) -> discord.abc.MessageableChannel | None:
        channel_id = self._policy.of(guild_id).log_channel
        guild = self._bot.get_guild(guild_id)
        if channel_id is None or guild is None:
            return None
        channel = guild.get_channel_or_thread(channel_id)
        if isinstance(channel, discord.TextChannel | discord.Thread | discord.VoiceChannel):
            return channel
        self._complain(guild_id, channel_id)
        return None

    def _complain(self, guild_id: int, channel_id: int) -> None:
        if self._unusable.get(guild_id) != channel_id:
            self._unusable[guild_id] = channel_id
            logger.warning("audit log channel unusable", extra={"guild_id": guild_id, "channel_id": channel_id})
