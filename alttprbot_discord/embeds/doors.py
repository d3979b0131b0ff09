"""The embed of the door randomizer."""

from __future__ import annotations

import discord

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.util.text import cut
from alttprbot_discord.embeds.seed import (
    DEFAULT_TITLE,
    DESCRIPTION_LIMIT,
    FOOTER_EMOJI,
    TITLE_LIMIT,
    Emojis,
    code_text,
)
from alttprbot_discord.text import plain


def doors_embed(
    seed: GeneratedSeed,
    emojis: Emojis,
    *,
    name: str | None = None,
    notes: str | None = None,
    tournament: bool = False,
) -> discord.Embed:
    """A seed for everybody to see; the tournament variant is for commentators and has no permalink."""
    response = seed.response
    if not tournament:
        name = name or DEFAULT_TITLE
        notes = notes or "A game of the door randomizer."
    embed = discord.Embed(
        title=cut(plain(name), TITLE_LIMIT) if name else None,
        description=cut(notes, DESCRIPTION_LIMIT) if notes else None,
        colour=discord.Colour.dark_gold() if tournament else discord.Colour.dark_red(),
    )
    embed.add_field(
        name="Door Randomizer", value="This game was generated using Aerinon's Door Randomizer.", inline=False
    )
    code = code_text(response.code, emojis) or "unknown"
    embed.add_field(name="File Select Code", value=code, inline=False)
    if not tournament:
        embed.add_field(name="Permalink", value=response.url, inline=False)
    if response.spoiler_url:
        embed.add_field(name="Spoiler Log", value=response.spoiler_url, inline=False)
        if response.provider_meta.attempt_count > 1:
            embed.add_field(name="Generation Attempts", value=str(response.provider_meta.attempt_count), inline=False)
    embed.add_field(name="Version", value=response.version or "unknown")
    footer = emojis.get(FOOTER_EMOJI)
    embed.set_footer(text="Generated", icon_url=footer.url if footer else None)
    return embed
