"""Rolling a series of Kiss Priest games."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.kiss_priest import KissPriestPlanner, series
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.core import Core
from alttprbot.util.text import cut
from alttprbot_discord.cogs.generator.roller import ROLL, Roller, requester
from alttprbot_discord.delivery import deliver
from alttprbot_discord.embeds.look import add, code_text
from alttprbot_discord.failures import classify
from alttprbot_discord.policy import Policy, allow
from alttprbot_discord.text import plain

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

TITLE = "Kiss Priest Games"
# The site rolls for others as well.
AT_ONCE = 2
# Of why a game failed. Ten of these fit into one embed, even if every character has to be escaped.
REASON_LENGTH = 250


class KissPriestCommands(commands.Cog):
    """The part of `/alttpr` that is about Kiss Priest."""

    _core: Core
    _roller: Roller

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Roll a series of Kiss Priest games, a mode by hycutype")
    @app_commands.describe(count="How many games (default: 10)")
    async def kisspriest(
        self, interaction: discord.Interaction[SahasrahBot], count: app_commands.Range[int, 1, 10] = 10
    ) -> None:
        """Roll the games, and show those that there are."""
        async with self._core.work.track(ROLL):
            await interaction.response.defer()
            self._core.seeds.require_allowance(requester(interaction))
            slots = asyncio.Semaphore(AT_ONCE)
            async with asyncio.TaskGroup() as group:
                rolls = [
                    group.create_task(self._game(interaction, parameters, slots))
                    for parameters in series(count, secrets.SystemRandom())
                ]
            games = [roll.result() for roll in rolls]
            failures = [game for game in games if isinstance(game, Exception)]
            if len(failures) == count:
                raise failures[0]
            await deliver(interaction, self._embed(games))

    async def _game(
        self, interaction: discord.Interaction[SahasrahBot], parameters: Mapping[str, str], slots: asyncio.Semaphore
    ) -> GeneratedSeed | Exception:
        """One game, or why there is none; the whole series counts as one roll."""
        first = parameters["number"] == "1"
        try:
            async with slots:
                return await self._roller.roll(
                    interaction, KissPriestPlanner.game, None, SeedOptions(parameters=parameters), limited=first
                )
        except Exception as error:  # noqa: BLE001 - classified and told beside the others
            return error

    def _embed(self, games: list[GeneratedSeed | Exception]) -> discord.Embed:
        embed = discord.Embed(title=TITLE, colour=discord.Colour.blurple())
        for index, game in enumerate(games):
            if isinstance(game, Exception):
                why = plain(cut(classify(game, "alttpr kisspriest").text, REASON_LENGTH))
                add(embed, f"Game {index}", f"This game could not be rolled: {why}")
            else:
                code = code_text(game.response.code, self._roller.emojis)
                add(embed, game.plan.genoption or f"Game {index}", f"{game.response.url}\n{code}")
        return embed
