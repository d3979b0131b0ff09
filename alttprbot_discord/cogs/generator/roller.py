"""What all commands that roll a seed have in common."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest, Surface, UploadedPreset
from alttprbot_discord.embeds.of_provider import embed_of
from alttprbot_discord.embeds.seed import Emojis
from alttprbot_discord.failures import UNREACHABLE

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

# What this work is called while the process waits for it to be finished.
ROLL = "discord roll"
YES_NO = [app_commands.Choice(name="Yes", value="yes"), app_commands.Choice(name="No", value="no")]

BRANCHES = [
    app_commands.Choice(name="Live", value="live"),
    app_commands.Choice(name="Tournament", value="tournament"),
    app_commands.Choice(name="Beeta", value="beeta"),
]
BRANCH_TEXT = "The site to roll on, unless the preset decides (default: Live)"


class Roller:
    """Rolls seeds for people on Discord, and describes them."""

    def __init__(self, bot: SahasrahBot) -> None:
        self._bot = bot
        self._seeds = bot.core.seeds

    @property
    def emojis(self) -> Emojis:
        """What the icons of a seed look like."""
        return self._bot.seed_emojis

    async def roll(
        self,
        interaction: discord.Interaction[SahasrahBot],
        game: str,
        preset: str | UploadedPreset | None,
        options: SeedOptions,
        *,
        limited: bool = True,
    ) -> GeneratedSeed:
        """A seed for the person who gave the command, who hears of it when the provider has to be asked again.

        Without `limited` it is a part of something that counts as one roll.
        """

        async def retrying(error: SeedProviderError) -> None:
            with suppress(*UNREACHABLE):
                await interaction.edit_original_response(content=f"{error.provider} has trouble. I am trying again …")

        request = SeedRequest(game, preset, requester(interaction), options)
        return await self._seeds.generate(request, on_retry=retrying, limited=limited)

    async def embed(self, seed: GeneratedSeed) -> discord.Embed:
        """The seed for everybody to see."""
        return embed_of(seed, await self._seeds.labels(seed), self.emojis)


def requester(interaction: discord.Interaction[SahasrahBot]) -> Requester:
    """Who gave the command, and where."""
    return Requester(
        Surface.DISCORD,
        discord_user_id=interaction.user.id,
        guild_id=interaction.guild_id,
        channel_id=interaction.channel_id,
    )
