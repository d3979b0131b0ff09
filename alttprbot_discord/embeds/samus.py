"""The embeds of Super Metroid and SMZ3."""

from __future__ import annotations

import discord

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot_discord.embeds.look import Look, add, begin, finish, words

NAMES = {"sm": "Super Metroid Randomizer", "smz3": "SMZ3 Randomizer"}


def samus_embed(seed: GeneratedSeed, look: Look) -> discord.Embed:
    """A seed for everybody to see; the tournament variant is for commentators and has no permalink.

    None of its fields is about settings.
    """
    embed = begin(look, *words(look, f"A game of the {NAMES.get(seed.plan.game, seed.plan.game)}."))
    add(embed, "File Select Code", seed.response.code_text or "")
    if not look.tournament:
        add(embed, "Permalink", seed.response.url)
        if seed.response.spoiler_url:
            add(embed, "Race Spoiler Log", seed.response.spoiler_url)
    return finish(embed, look)
