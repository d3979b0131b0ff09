"""Rolling seeds of Zelda II."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.request import SeedOptions
from alttprbot_discord.cogs.generator.roller import ROLL, Roller
from alttprbot_discord.delivery import deliver_text
from alttprbot_discord.policy import Policy, allow

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

GAME = "z2r"
PRESETS = ("maxrando", "groups1", "groups2", "groups3", "groups4", "brackets", "nit", "sgl4", "sgl")


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class Z2rGenerator(commands.GroupCog, group_name=GAME, group_description="Seeds of Zelda II Randomizer"):
    """Everybody may roll, everywhere."""

    def __init__(self, bot: SahasrahBot) -> None:
        self._core = bot.core
        self._roller = Roller(bot)

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Roll a seed with the flags of a preset")
    @app_commands.describe(preset="The name of the preset")
    @app_commands.choices(preset=[app_commands.Choice(name=name, value=name) for name in PRESETS])
    async def preset(self, interaction: discord.Interaction[SahasrahBot], preset: str) -> None:
        """Roll the flags of a preset."""
        await self._roll(interaction, preset)

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Roll a seed with one of the 12 sets of flags of MRB, drawn at random")
    async def mrb(self, interaction: discord.Interaction[SahasrahBot]) -> None:
        """Roll flags that the draw decides."""
        await self._roll(interaction, "mrb")

    async def _roll(self, interaction: discord.Interaction[SahasrahBot], preset: str) -> None:
        async with self._core.work.track(ROLL):
            await interaction.response.defer()
            seed = await self._roller.roll(interaction, GAME, None, SeedOptions(parameters={"preset": preset}))
            await deliver_text(interaction, _text(seed))


def _text(seed: GeneratedSeed) -> str:
    """Flags may look like markdown: as code they stay what they are."""
    lines = [f"**Seed:** `{seed.response.seed_number}`", f"**Flags:** `{seed.response.flags}`"]
    if seed.plan.goal:
        lines.append(f"**Description:** {seed.plan.goal}")
    return "\n".join(lines)
