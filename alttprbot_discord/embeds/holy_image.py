"""The embed of a holy image."""

from __future__ import annotations

import discord

from alttprbot.services.clients.holy_images import REDIRECT, Catalogue, HolyImage
from alttprbot.util.text import cut
from alttprbot_discord.embeds.look import DESCRIPTION_LIMIT, FIELD_LIMIT, TITLE_LIMIT
from alttprbot_discord.text import from_html, plain

COLOUR = discord.Colour.from_rgb(0xFF, 0xAF, 0x00)


def holy_image_embed(catalogue: Catalogue, game: str, image: HolyImage) -> discord.Embed:
    """An entry with its picture, or with a link where it has none."""
    embed = discord.Embed(
        title=cut(plain(image.title or image.slug), TITLE_LIMIT),
        description=cut(from_html(image.desc), DESCRIPTION_LIMIT),
        colour=COLOUR,
    )
    address = catalogue.address_of(image)
    if address and image.mode == REDIRECT:
        embed.add_field(name="Link", value=cut(address, FIELD_LIMIT), inline=False)
    elif address:
        embed.set_thumbnail(url=address)
    embed.add_field(name="Source", value=catalogue.page_of(game, image), inline=False)
    if image.credit:
        embed.set_footer(text=cut(f"Created by {image.credit}", TITLE_LIMIT))
    return embed
