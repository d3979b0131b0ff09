"""Reports about members."""

from __future__ import annotations

import discord
from discord.ext import commands
from discord.utils import utcnow

from alttprbot_audit import embeds
from alttprbot_audit.policy import RecordingPolicy
from alttprbot_audit.reports import Reporter


class MembersCog(commands.Cog):
    """Says who came and went, in guilds that have `AuditLogging` on."""

    def __init__(self, *, policy: RecordingPolicy, reporter: Reporter) -> None:
        self.policy = policy
        self.reporter = reporter

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Somebody came in."""
        await self._post(member.guild.id, embeds.joined(member, utcnow()))

    @commands.Cog.listener()
    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Somebody left, was kicked or banned."""
        await self._post(payload.guild_id, embeds.left(payload.user, utcnow()))

    @commands.Cog.listener()
    async def on_member_ban(self, guild: discord.Guild, user: discord.User | discord.Member) -> None:
        """Somebody was banned."""
        await self._post(guild.id, embeds.banned(user, utcnow()))

    async def _post(self, guild_id: int, embed: discord.Embed) -> None:
        if self.policy.of(guild_id).logging:
            await self.reporter.post(guild_id, embed)
