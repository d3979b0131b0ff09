"""What becomes of text commands, which are the operators' only; slash commands end in the command tree."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from alttprbot_discord import usage
from alttprbot_discord.failures import UNREACHABLE, classify
from alttprbot_discord.text import plain

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

Context = commands.Context["SahasrahBot"]

BEGUN, DONE, FAILED = "⌚", "✅", "❌"


class Errors(commands.Cog):
    """Marks the message of a text command with how it goes, explains failures, counts everything."""

    def __init__(self, bot: SahasrahBot) -> None:
        self._bot = bot
        self._counter = bot.core.metrics.discord_commands

    @commands.Cog.listener()
    async def on_command(self, context: Context) -> None:
        """A text command begins."""
        await self._react(context, BEGUN)

    @commands.Cog.listener()
    async def on_command_completion(self, context: Context) -> None:
        """It did what it was asked to."""
        self._count(context, "success")
        await self._mark(context, DONE)

    @commands.Cog.listener()
    async def on_command_error(self, context: Context, error: commands.CommandError) -> None:
        """It failed. Mentions that are no command of ours, and people who may give none, get no answer."""
        if isinstance(error, commands.CommandNotFound | commands.CheckFailure):
            return
        failure = classify(error, str(context.command))
        self._count(context, failure.outcome)
        await self._mark(context, FAILED)
        with suppress(*UNREACHABLE):
            await context.reply(plain(failure.text))

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: discord.Interaction[Any], command: app_commands.Command[Any, ..., Any]
    ) -> None:
        """A slash command did what it was asked to."""
        self._counter.labels(command.qualified_name, "success").inc()
        await usage.succeed(interaction)

    def _count(self, context: Context, outcome: str) -> None:
        self._counter.labels(str(context.command), outcome).inc()

    async def _mark(self, context: Context, sign: str) -> None:
        await self._react(context, sign)
        if self._bot.user is not None:
            with suppress(*UNREACHABLE):
                await context.message.remove_reaction(BEGUN, self._bot.user)

    async def _react(self, context: Context, sign: str) -> None:
        with suppress(*UNREACHABLE):
            await context.message.add_reaction(sign)
