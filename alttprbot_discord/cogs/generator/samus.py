"""Rolling seeds of Super Metroid and SMZ3."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot_discord import autocomplete
from alttprbot_discord.cogs.generator.roller import ROLL, YES_NO, Roller
from alttprbot_discord.policy import Policy, allow

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

RACE = "Make a race seed: no spoilers (default: no)"


class SamusGenerator(commands.Cog):
    """Everybody may roll, everywhere."""

    def __init__(self, bot: SahasrahBot) -> None:
        self._core = bot.core
        self._roller = Roller(bot)

    @allow(Policy.PUBLIC)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.command(description="Roll a seed of Super Metroid Randomizer")
    @app_commands.describe(preset="The name of the preset, or namespace/name", race=RACE)
    @app_commands.choices(race=YES_NO)
    @app_commands.autocomplete(preset=autocomplete.presets_of("sm"))
    async def sm(self, interaction: discord.Interaction[SahasrahBot], preset: str, race: str = "no") -> None:
        """Roll a preset of Super Metroid."""
        await self._roll(interaction, "sm", preset, SeedOptions(tournament=race == "yes"))

    @allow(Policy.PUBLIC)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.command(description="Roll a seed of SMZ3, Super Metroid and A Link to the Past together")
    @app_commands.describe(
        preset="The name of the preset, or namespace/name",
        race=RACE,
        spoiler_race="Make a race whose spoiler log is there for those who know its address (default: no)",
    )
    @app_commands.choices(race=YES_NO, spoiler_race=YES_NO)
    @app_commands.autocomplete(preset=autocomplete.presets_of("smz3"))
    async def smz3(
        self, interaction: discord.Interaction[SahasrahBot], preset: str, race: str = "no", spoiler_race: str = "no"
    ) -> None:
        """Roll a preset of SMZ3."""
        spoilers = Spoilers.GENERATE if spoiler_race == "yes" else Spoilers.OFF
        await self._roll(interaction, "smz3", preset, SeedOptions(tournament=race == "yes", spoilers=spoilers))

    async def _roll(
        self, interaction: discord.Interaction[SahasrahBot], game: str, preset: str, options: SeedOptions
    ) -> None:
        async with self._core.work.track(ROLL):
            await interaction.response.defer()
            seed = await self._roller.roll(interaction, game, preset, options)
            await self._roller.deliver(interaction, seed)
