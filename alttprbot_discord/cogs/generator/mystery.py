"""Rolling mystery games."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot.core import Core
from alttprbot_discord import autocomplete
from alttprbot_discord.cogs.generator.latest import roll_and_keep
from alttprbot_discord.cogs.generator.roller import ROLL, YES_NO, Roller
from alttprbot_discord.policy import Policy, allow

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

GAME = "alttprmystery"
OPTION_CHOICES = {"race": YES_NO, "mask_settings": YES_NO}
OPTION_TEXTS = {
    "race": "Make a race seed (default: yes)",
    "mask_settings": "Hide the settings; a seed that is no race never hides them (default: yes)",
}


class MysteryCommands(commands.Cog):
    """The part of `/alttpr` that is about mystery games."""

    _core: Core
    _roller: Roller

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Roll a mystery game from a weightset")
    @app_commands.describe(weightset="The name of the weightset, or namespace/name", **OPTION_TEXTS)
    @app_commands.choices(**OPTION_CHOICES)
    @app_commands.autocomplete(weightset=autocomplete.presets_of(GAME))
    async def mystery(
        self,
        interaction: discord.Interaction[SahasrahBot],
        weightset: str,
        race: str = "yes",
        mask_settings: str = "yes",
    ) -> None:
        """Roll a weightset that everybody has, or one from a namespace."""
        async with self._core.work.track(ROLL):
            await interaction.response.defer()
            seed = await self._roller.roll(interaction, GAME, weightset, _options(race, mask_settings))
            await self._roller.deliver(interaction, seed)

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Roll a mystery game from a weightset file of yours")
    @app_commands.describe(yamlfile="The weightset, a YAML file", **OPTION_TEXTS)
    @app_commands.choices(**OPTION_CHOICES)
    async def custommystery(
        self,
        interaction: discord.Interaction[SahasrahBot],
        yamlfile: discord.Attachment,
        race: str = "yes",
        mask_settings: str = "yes",
    ) -> None:
        """Roll an uploaded weightset; what made a seed is kept as `latest` in the person's namespace."""
        await roll_and_keep(interaction, GAME, yamlfile, _options(race, mask_settings), kind="custom weightset")


def _options(race: str, mask_settings: str) -> SeedOptions:
    return SeedOptions(
        tournament=race == "yes",
        spoilers=Spoilers.MYSTERY if mask_settings == "yes" else Spoilers.OFF,
        allow_quickswap=True,
    )
