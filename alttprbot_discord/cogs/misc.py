"""Small helps for players."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from alttprbot.services.clients.holy_images import USUAL_GAME
from alttprbot_discord.autocomplete import LENGTH, Choices, choice, never_fails
from alttprbot_discord.embeds.holy_image import holy_image_embed
from alttprbot_discord.policy import Policy, allow

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

DEFAULT_GAME = "HolyImageDefaultGame"


@never_fails
async def _images(interaction: discord.Interaction[SahasrahBot], typed: str) -> Choices:
    game = await _game(interaction, interaction.namespace.game)
    found = interaction.client.core.clients.holy_images.known().suggest(game, typed)
    return [choice(image.slug, image.title) for image in found if len(image.slug) <= LENGTH]


@never_fails
async def _games(interaction: discord.Interaction[SahasrahBot], typed: str) -> Choices:
    return [choice(game) for game in interaction.client.core.clients.holy_images.known().suggest_games(typed)]


class Misc(commands.Cog):
    """For everybody, everywhere."""

    def __init__(self, bot: SahasrahBot) -> None:
        self._images = bot.core.clients.holy_images

    @allow(Policy.PUBLIC)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.command(description="Show a holy image, which explains a piece of a game")
    @app_commands.describe(slug="The name of the image, or its number", game="The game (default: that of this server)")
    @app_commands.autocomplete(slug=_images, game=_games)
    async def holyimage(
        self, interaction: discord.Interaction[SahasrahBot], slug: str, game: str | None = None
    ) -> None:
        """Find an entry of the catalogue by its name, another name of it, or its number."""
        await interaction.response.defer()
        chosen = await _game(interaction, game)
        catalogue = await self._images.get_catalog()
        embed = holy_image_embed(catalogue, chosen, catalogue.find(chosen, slug))
        await interaction.edit_original_response(embed=embed)


async def _game(interaction: discord.Interaction[SahasrahBot], chosen: str | None) -> str:
    """The game that was chosen, else what the server says; in direct messages the usual one."""
    if chosen:
        return chosen
    if interaction.guild_id is None:
        return USUAL_GAME
    return await interaction.client.core.guild_config.get(interaction.guild_id, DEFAULT_GAME) or USUAL_GAME
