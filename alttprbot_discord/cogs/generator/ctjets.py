"""Rolling seeds of Chrono Trigger: Jets of Time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from alttprbot.alttprgen.request import SeedOptions
from alttprbot_discord import autocomplete
from alttprbot_discord.cogs.generator.roller import ROLL, Roller
from alttprbot_discord.policy import Policy, allow

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot


class CTJetsGenerator(commands.Cog):
    """Everybody may roll, everywhere."""

    def __init__(self, bot: SahasrahBot) -> None:
        self._core = bot.core
        self._roller = Roller(bot)

    @allow(Policy.PUBLIC)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.command(description="Roll a seed of Chrono Trigger: Jets of Time")
    @app_commands.describe(preset="The name of the preset, or namespace/name")
    @app_commands.autocomplete(preset=autocomplete.presets_of("ctjets"))
    async def ctjets(self, interaction: discord.Interaction[SahasrahBot], preset: str) -> None:
        """Roll a preset of Jets of Time."""
        async with self._core.work.track(ROLL):
            await interaction.response.defer()
            seed = await self._roller.roll(interaction, "ctjets", preset, SeedOptions())
            await self._roller.deliver(interaction, seed)
