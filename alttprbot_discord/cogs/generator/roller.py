"""What all commands that roll a seed have in common."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import app_commands

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest, Surface, UploadedPreset
from alttprbot.services.telemetry import TelemetrySurface
from alttprbot_discord.delivery import deliver
from alttprbot_discord.embeds.look import Emojis, Look, add
from alttprbot_discord.embeds.of_provider import embed_of
from alttprbot_discord.failures import UNREACHABLE, answer_failure, classify

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

# What this work is called while the process waits for it to be finished.
ROLL = "discord roll"
BUTTON_URL_LIMIT = 512
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
        """A seed for the person who gave the command. Without `limited` it is a part of what counts as one roll."""
        request = SeedRequest(game, preset, requester(interaction), options)
        return await self.generate(interaction, request, limited=limited)

    async def generate(
        self, interaction: discord.Interaction[SahasrahBot], request: SeedRequest, *, limited: bool = True
    ) -> GeneratedSeed:
        """The seed that was asked for; whoever waits for it hears of it when the provider has to be asked again."""

        async def retrying(error: SeedProviderError) -> None:
            with suppress(*UNREACHABLE):
                await interaction.edit_original_response(content=f"{error.provider} has trouble. I am trying again …")

        return await self._seeds.generate(request, on_retry=retrying, limited=limited)

    async def deliver(
        self, interaction: discord.Interaction[SahasrahBot], seed: GeneratedSeed, *more: tuple[str, str]
    ) -> None:
        """Show the seed to everybody, with its buttons; `more` are the titles and texts of further fields."""
        embed = embed_of(seed, Look(await self._seeds.labels(seed), self.emojis))
        for title, text in more:
            add(embed, title, text)
        await deliver(interaction, embed, SeedView(seed))


def requester(interaction: discord.Interaction[SahasrahBot]) -> Requester:
    """Who gave the command, and where."""
    return Requester(
        Surface.DISCORD,
        discord_user_id=interaction.user.id,
        guild_id=interaction.guild_id,
        channel_id=interaction.channel_id,
    )


class SeedView(discord.ui.View):
    """The buttons below a seed. They need nothing of this process, and work for as long as the message is there."""

    def __init__(self, seed: GeneratedSeed) -> None:
        super().__init__(timeout=None)
        if len(seed.response.url) <= BUTTON_URL_LIMIT:
            self.add_item(discord.ui.Button(label="Open permalink", url=seed.response.url))
        if seed.audit_id is not None:
            self.add_item(RerollButton(seed.audit_id))


class RerollButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"seed:reroll:(?P<audit_id>[0-9]{1,18})"):
    """Rolls another seed like the one with this record, for whoever presses it."""

    def __init__(self, audit_id: int) -> None:
        button: discord.ui.Button[Any] = discord.ui.Button(label="Reroll", custom_id=f"seed:reroll:{audit_id}")
        super().__init__(button)
        self._audit_id = audit_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button of a message that may be from before this process began."""
        return cls(int(match["audit_id"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer with the new seed; the old one stays."""
        try:
            await self._reroll(interaction)
        except Exception as error:  # noqa: BLE001 - classified and told
            await answer_failure(interaction, classify(error, "reroll", interaction))

    async def _reroll(self, interaction: discord.Interaction[SahasrahBot]) -> None:
        core, roller = interaction.client.core, Roller(interaction.client)
        async with (
            core.work.track(ROLL),
            core.telemetry.track(TelemetrySurface.DISCORD, "generator", "reroll", guild_id=interaction.guild_id),
        ):
            await interaction.response.defer(thinking=True)
            request = await core.seeds.request_again(self._audit_id, requester(interaction))
            await roller.deliver(interaction, await roller.generate(interaction, request))
