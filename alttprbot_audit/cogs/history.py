"""What moderators may look up."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Sequence
from io import BytesIO
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.utils import utcnow

from alttprbot.exceptions import InvalidInputException
from alttprbot.services.message_history import Question, as_csv, messages_of
from alttprbot.services.message_log import MessageLog
from alttprbot_audit import embeds
from alttprbot_audit.policy import RecordingPolicy
from alttprbot_audit.reports import Reporter

MESSAGE = re.compile(r"(?:https://\S+/)?(\d{15,20})")
SHOWN = 5
OPTION_TEXTS = {
    "user": "Whose messages; an id will do for somebody who left",
    "limit": "How many, newest first",
    "channel": "Only there",
}


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class HistoryCog(commands.GroupCog, group_name="audit", group_description="Look up recorded messages"):
    """Answers only the person who asks, only about channels that person can read, and says in the log who asked."""

    def __init__(self, *, message_log: MessageLog, policy: RecordingPolicy, reporter: Reporter) -> None:
        super().__init__()
        self.message_log = message_log
        self.policy = policy
        self.reporter = reporter

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Whatever a server has set in Discord, nobody else looks messages up."""
        return interaction.permissions.manage_messages

    @app_commands.command(description="Everything that somebody wrote in this server, as a table")
    @app_commands.describe(**OPTION_TEXTS)
    async def history(
        self,
        interaction: discord.Interaction,
        user: discord.User,
        limit: app_commands.Range[int, 1, 5000] = 500,
        channel: discord.TextChannel | None = None,
    ) -> None:
        """Send a member's messages."""
        await self._send_table(interaction, user, limit, channel, deleted_only=False)

    @app_commands.command(description="What somebody wrote in this server and is deleted now, as a table")
    @app_commands.describe(**OPTION_TEXTS)
    async def deleted(
        self,
        interaction: discord.Interaction,
        user: discord.User,
        limit: app_commands.Range[int, 1, 5000] = 500,
        channel: discord.TextChannel | None = None,
    ) -> None:
        """Send a member's deleted messages."""
        await self._send_table(interaction, user, limit, channel, deleted_only=True)

    @app_commands.command(description="Every version of a message")
    @app_commands.describe(message="The id of the message, or the link to it")
    async def message(self, interaction: discord.Interaction, message: str) -> None:
        """Show how a message changed."""
        found = MESSAGE.fullmatch(message.strip())
        if found is None:
            raise InvalidInputException("Please give the id of a message or the link to it.")
        message_id = int(found[1])
        await interaction.response.defer(ephemeral=True)
        versions = (await self.message_log.versions([message_id])).get(message_id, ())
        readable = _readable(interaction.guild, interaction.user, interaction.permissions)
        shown = [
            version
            for version in versions
            if version.guild_id == interaction.guild_id and (readable is None or version.channel_id in readable)
        ]
        if not shown:
            raise InvalidInputException("Nothing is recorded of that message here.")
        await self._note(interaction.guild_id or 0, interaction.user, f"message {message_id}")
        await interaction.followup.send(
            f"{len(shown)} versions:" if len(shown) > 1 else "One version:",
            embeds=[embeds.version(record) for record in shown[-SHOWN:]],
            ephemeral=True,
        )

    @app_commands.command(description="Whether messages are recorded here, and how that is going")
    async def status(self, interaction: discord.Interaction) -> None:
        """Say how the recording does."""
        recording = self.policy.of(interaction.guild_id or 0).recording
        await interaction.response.send_message(
            f"Messages are {'recorded' if recording else 'not recorded'} in this server. "
            f"{self.message_log.depth} wait to be stored, {self.message_log.dropped} were lost since the start.",
            ephemeral=True,
        )

    @commands.command()
    @commands.guild_only()
    @commands.has_guild_permissions(manage_messages=True)
    async def messagehistory(self, ctx: commands.Context[commands.Bot], user: discord.User, limit: int = 500) -> None:
        """What `/audit history` does, for those used to it; the table comes as a direct message."""
        await self._send_privately(ctx, user, limit, deleted_only=False)

    @commands.command()
    @commands.guild_only()
    @commands.has_guild_permissions(manage_messages=True)
    async def deletedhistory(self, ctx: commands.Context[commands.Bot], user: discord.User, limit: int = 500) -> None:
        """What `/audit deleted` does, for those used to it; the table comes as a direct message."""
        await self._send_privately(ctx, user, limit, deleted_only=True)

    async def _send_table(
        self,
        interaction: discord.Interaction,
        user: discord.User,
        limit: int,
        channel: discord.TextChannel | None,
        *,
        deleted_only: bool,
    ) -> None:
        await interaction.response.defer(ephemeral=True)
        readable = _readable(interaction.guild, interaction.user, interaction.permissions)
        if channel is not None:
            readable = {channel.id} if readable is None or channel.id in readable else set()
        question = Question(
            guild_id=interaction.guild_id or 0,
            user_id=user.id,
            limit=limit,
            deleted_only=deleted_only,
            channel_ids=readable,
        )
        answer, files = await self._look_up(question, interaction.user)
        await interaction.followup.send(answer, files=files, ephemeral=True)

    async def _send_privately(
        self, ctx: commands.Context[commands.Bot], user: discord.User, limit: int, *, deleted_only: bool
    ) -> None:
        question = Question(
            guild_id=ctx.guild.id if ctx.guild else 0,
            user_id=user.id,
            limit=limit,
            deleted_only=deleted_only,
            channel_ids=_readable(ctx.guild, ctx.author, ctx.permissions),
        )
        answer, files = await self._look_up(question, ctx.author)
        await ctx.author.send(answer, files=files)
        await ctx.message.add_reaction("📬")

    async def _look_up(
        self, question: Question, by: discord.User | discord.Member
    ) -> tuple[str, Sequence[discord.File]]:
        # What waits to be stored shall be in the table too.
        await self.message_log.flush()
        records = await messages_of(question)
        what = "deleted" if question.deleted_only else "history"
        await self._note(question.guild_id, by, f"{what} of <@{question.user_id}>")
        if not records:
            return "Nothing is recorded.", ()
        table = await asyncio.to_thread(as_csv, records)
        file = discord.File(BytesIO(table), f"{question.user_id}_{what}.csv")
        return f"{len(records)} message{'s' if len(records) > 1 else ''}, newest first.", (file,)

    async def _note(self, guild_id: int, by: discord.User | discord.Member, what: str) -> None:
        if self.reporter.wanted(guild_id):
            await self.reporter.post(guild_id, embeds.looked_up(by, what, utcnow()))


def _readable(
    guild: discord.Guild | None, member: discord.User | discord.Member, permissions: discord.Permissions
) -> Collection[int] | None:
    """The channels that somebody can read; None for administrators, who also see deleted channels."""
    if permissions.administrator:
        return None
    if guild is None or not isinstance(member, discord.Member):
        return set()
    places = [*guild.channels, *guild.threads]
    return {place.id for place in places if place.permissions_for(member).read_message_history}
