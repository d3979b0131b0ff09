"""The embed of AVIANART."""

from __future__ import annotations

import discord

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot_discord.embeds.look import Look, add, begin, code_text, finish, words
from alttprbot_discord.text import plain

CREDIT = "This game was made by AVIANART, the randomizer of Hi, I'm Cody."


def avianart_embed(seed: GeneratedSeed, look: Look) -> discord.Embed:
    """A seed for everybody to see; the tournament variant is for commentators, without preset and permalink."""
    embed = begin(look, *words(look, "A game of A Link to the Past, with other doors."))
    add(embed, "Door Randomizer" if look.tournament else "AVIANART", CREDIT)
    if look.include_settings and not look.tournament:
        add(embed, "Preset", plain(str(seed.plan.settings["preset"])))
    add(embed, "File Select Code", code_text(seed.response.code, look.emojis))
    if not look.tournament:
        add(embed, "Permalink", seed.response.url)
    add(embed, "Version", plain(seed.response.version or ""))
    return finish(embed, look)
