"""The embed of the door randomizer."""

from __future__ import annotations

import discord

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot_discord.embeds.look import DEFAULT_TITLE, Look, add, begin, code_text, finish
from alttprbot_discord.text import plain


def doors_embed(seed: GeneratedSeed, look: Look) -> discord.Embed:
    """A seed for everybody to see; the tournament variant is for commentators and has no permalink.

    None of its fields is about settings.
    """
    response = seed.response
    usual = (None, None) if look.tournament else (DEFAULT_TITLE, "A game of the door randomizer.")
    embed = begin(look, *usual)
    add(embed, "Door Randomizer", "This game was generated using Aerinon's Door Randomizer.")
    add(embed, "File Select Code", code_text(response.code, look.emojis))
    if not look.tournament:
        add(embed, "Permalink", response.url)
    if response.spoiler_url:
        add(embed, "Spoiler Log", response.spoiler_url)
        if response.provider_meta.attempt_count > 1:
            add(embed, "Generation Attempts", str(response.provider_meta.attempt_count))
    add(embed, "Version", plain(response.version or ""), inline=True)
    return finish(embed, look, "Generated")
