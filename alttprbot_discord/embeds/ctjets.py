"""The embed of Jets of Time."""

from __future__ import annotations

import discord

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot_discord.embeds.look import Look, add, begin, finish, words
from alttprbot_discord.text import plain


def ctjets_embed(seed: GeneratedSeed, look: Look) -> discord.Embed:
    """A seed, from whose page players make their ROMs; the tournament variant does not lead there."""
    embed = begin(look, *words(look, "A game of Chrono Trigger: Jets of Time."))
    if look.include_settings:
        add(embed, "Preset", plain(seed.plan.preset or "custom"))
    if not look.tournament:
        add(embed, "Permalink", seed.response.url)
    return finish(embed, look)
