"""Rolling spoiler races."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from alttprbot.alttprgen.request import SeedOptions, Spoilers, UploadedPreset
from alttprbot.core import Core
from alttprbot_discord import autocomplete
from alttprbot_discord.attachments import read_preset
from alttprbot_discord.cogs.generator.roller import BRANCH_TEXT, BRANCHES, ROLL, Roller
from alttprbot_discord.policy import Policy, allow

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

GAME = "alttpr"


class SpoilerCommands(commands.Cog):
    """The part of `/alttpr` that is about spoiler races."""

    _core: Core
    _roller: Roller

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Roll a spoiler race from a preset: everybody may read what is where")
    @app_commands.describe(
        preset="The name of the preset, or namespace/name",
        progression_spoiler="Tell only where to look, and not what for (default: no)",
        branch=BRANCH_TEXT,
    )
    @app_commands.choices(branch=BRANCHES)
    @app_commands.autocomplete(preset=autocomplete.presets_of(GAME))
    async def spoiler(
        self,
        interaction: discord.Interaction[SahasrahBot],
        preset: str,
        progression_spoiler: bool = False,
        branch: str = "live",
    ) -> None:
        """Roll a preset that everybody has, or one from a namespace."""
        async with self._core.work.track(ROLL):
            await interaction.response.defer()
            seed = await self._roller.roll(interaction, GAME, preset, _options(branch, progression_spoiler))
            await self._roller.deliver(interaction, seed)

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Roll a spoiler race from a preset file of yours")
    @app_commands.describe(yamlfile="The preset, a YAML file", branch=BRANCH_TEXT)
    @app_commands.choices(branch=BRANCHES)
    async def customspoiler(
        self, interaction: discord.Interaction[SahasrahBot], yamlfile: discord.Attachment, branch: str = "live"
    ) -> None:
        """Roll an uploaded preset, which is not kept."""
        async with self._core.work.track(ROLL):
            await interaction.response.defer()
            parsed = await asyncio.to_thread(self._core.presets.parse, GAME, await read_preset(yamlfile))
            seed = await self._roller.roll(interaction, GAME, UploadedPreset(parsed.raw), _options(branch))
            await self._roller.deliver(interaction, seed)


def _options(branch: str, progression: bool = False) -> SeedOptions:
    return SeedOptions(
        tournament=True, spoilers=Spoilers.GENERATE, progression=progression, allow_quickswap=True, branch=branch
    )
