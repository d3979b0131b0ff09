"""Text commands for the operators, by mention of the bot: they work while slash commands do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from alttprbot.caching import namespace_called
from alttprbot_discord.policy import Policy, allow
from alttprbot_discord.text import plain

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot


class Operator(commands.Cog):
    """Looking after the bot itself."""

    def __init__(self, bot: SahasrahBot) -> None:
        self._bot = bot

    @allow(Policy.OPERATOR)
    @commands.command()
    async def sync(self, context: commands.Context[SahasrahBot]) -> None:
        """Tell Discord of all slash commands, whether they changed or not."""
        await self._bot.sync_commands(force=True)
        await context.reply("Discord knows all slash commands now.")

    @allow(Policy.OPERATOR)
    @commands.command()
    async def providers(self, context: commands.Context[SahasrahBot]) -> None:
        """Say which providers are left alone because they failed again and again."""
        paused = self._bot.core.contract.paused
        lines = [f"{plain(name)}: asked again in {seconds} s" for name, seconds in sorted(paused.items())]
        await context.reply("\n".join(lines) or "All providers are being asked.")

    @allow(Policy.OPERATOR)
    @commands.command()
    async def forget(self, context: commands.Context[SahasrahBot], namespace: str | None = None) -> None:
        """Forget what the process remembers for a while, all of it or one namespace."""
        await self._bot.core.cache.clear(namespace_called(namespace) if namespace else None)
        await context.reply(f"Forgotten: {plain(namespace or 'everything')}.")
