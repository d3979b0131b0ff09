"""Rolling seeds of A Link to the Past."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot_discord import autocomplete
from alttprbot_discord.cogs.generator.kisspriest import KissPriestCommands
from alttprbot_discord.cogs.generator.latest import roll_and_keep
from alttprbot_discord.cogs.generator.mystery import MysteryCommands
from alttprbot_discord.cogs.generator.roller import BRANCH_TEXT, BRANCHES, ROLL, YES_NO, Roller
from alttprbot_discord.cogs.generator.spoiler import SpoilerCommands
from alttprbot_discord.policy import Policy, allow

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

GAME = "alttpr"

OPTION_CHOICES = {"race": YES_NO, "hints": YES_NO, "allow_quickswap": YES_NO, "branch": BRANCHES}
OPTION_TEXTS = {
    "race": "Make a race seed: no spoilers (default: no)",
    "hints": "Turn hints on; otherwise the preset decides (default: no)",
    "allow_quickswap": "Allow item quickswap, unless the preset decides (default: yes)",
    "branch": BRANCH_TEXT,
}


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class AlttprGenerator(
    SpoilerCommands,
    MysteryCommands,
    KissPriestCommands,
    commands.GroupCog,
    group_name=GAME,
    group_description="Seeds of A Link to the Past Randomizer",
):
    """Everybody may roll, everywhere."""

    def __init__(self, bot: SahasrahBot) -> None:
        self._core = bot.core
        self._roller = Roller(bot)

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Roll a seed from a preset")
    @app_commands.describe(preset="The name of the preset, or namespace/name", **OPTION_TEXTS)
    @app_commands.choices(**OPTION_CHOICES)
    @app_commands.autocomplete(preset=autocomplete.presets_of(GAME))
    async def preset(
        self,
        interaction: discord.Interaction[SahasrahBot],
        preset: str,
        race: str = "no",
        hints: str = "no",
        allow_quickswap: str = "yes",
        branch: str = "live",
    ) -> None:
        """Roll a preset that everybody has, or one from a namespace."""
        async with self._core.work.track(ROLL):
            await interaction.response.defer()
            seed = await self._roller.roll(interaction, GAME, preset, _options(race, hints, allow_quickswap, branch))
            await self._roller.deliver(interaction, seed)

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Roll a seed from a preset file of yours")
    @app_commands.describe(yamlfile="The preset, a YAML file", **OPTION_TEXTS)
    @app_commands.choices(**OPTION_CHOICES)
    async def custompreset(
        self,
        interaction: discord.Interaction[SahasrahBot],
        yamlfile: discord.Attachment,
        race: str = "no",
        hints: str = "no",
        allow_quickswap: str = "yes",
        branch: str = "live",
    ) -> None:
        """Roll an uploaded preset; what made a seed is kept as `latest` in the person's namespace."""
        options = _options(race, hints, allow_quickswap, branch)
        await roll_and_keep(interaction, GAME, yamlfile, options, kind="preset")


def _options(race: str, hints: str, allow_quickswap: str, branch: str) -> SeedOptions:
    racing = race == "yes"
    return SeedOptions(
        tournament=racing,
        spoilers=Spoilers.OFF if racing else Spoilers.ON,
        hints=True if hints == "yes" else None,
        allow_quickswap=allow_quickswap == "yes",
        branch=branch,
    )
