"""Rolling seeds of the randomizers of Super Metroid that keep their presets themselves: VARIA and DASH."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from alttprbot.alttprgen.request import SeedOptions
from alttprbot_discord.autocomplete import Choices, Latest, among
from alttprbot_discord.cogs.generator.roller import ROLL, YES_NO, Roller
from alttprbot_discord.policy import Policy, allow

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

VARIA, DASH = "varia", "smdash"


class MetroidGenerator(commands.Cog):
    """Everybody may roll, everywhere."""

    def __init__(self, bot: SahasrahBot) -> None:
        self._core = bot.core
        self._roller = Roller(bot)
        seeds = bot.core.seeds
        self._dash_presets = Latest(seeds.usual(DASH, "preset"), partial(seeds.suggestions, DASH, "preset"))

    async def cog_unload(self) -> None:
        """Ask for no more presets."""
        await self._dash_presets.close()

    @allow(Policy.PUBLIC)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.command(description="Roll a seed of the VARIA randomizer of Super Metroid")
    @app_commands.describe(
        settings="The preset of settings of the VARIA site",
        skills="The preset of skills: what you can do",
        race="Make a race seed: no spoilers (default: no)",
    )
    @app_commands.choices(race=YES_NO)
    async def smvaria(
        self, interaction: discord.Interaction[SahasrahBot], settings: str, skills: str, race: str = "no"
    ) -> None:
        """Roll a game of two presets of VARIA."""
        await self._roll(interaction, VARIA, {"settings": settings, "skills": skills, "race": race})

    @allow(Policy.PUBLIC)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.command(description="Roll a race seed of the DASH randomizer of Super Metroid")
    @app_commands.describe(
        preset="The preset of the DASH site", spoiler="Make a spoiler log that can be read at once (default: no)"
    )
    @app_commands.choices(spoiler=YES_NO)
    async def smdash(self, interaction: discord.Interaction[SahasrahBot], preset: str, spoiler: str = "no") -> None:
        """Roll a preset of DASH."""
        await self._roll(interaction, DASH, {"preset": preset, "spoiler": spoiler})

    @smvaria.autocomplete("settings")
    async def _varia_settings(self, _interaction: discord.Interaction[SahasrahBot], typed: str) -> Choices:
        return among(self._core.seeds.usual(VARIA, "settings"), typed)

    @smvaria.autocomplete("skills")
    async def _varia_skills(self, _interaction: discord.Interaction[SahasrahBot], typed: str) -> Choices:
        return among(self._core.seeds.usual(VARIA, "skills"), typed)

    @smdash.autocomplete("preset")
    async def _presets_of_dash(self, _interaction: discord.Interaction[SahasrahBot], typed: str) -> Choices:
        return among(self._dash_presets.now(), typed)

    async def _roll(
        self, interaction: discord.Interaction[SahasrahBot], game: str, parameters: Mapping[str, str]
    ) -> None:
        async with self._core.work.track(ROLL):
            await interaction.response.defer()
            seed = await self._roller.roll(interaction, game, None, SeedOptions(parameters=parameters))
            await self._roller.deliver(interaction, seed)
