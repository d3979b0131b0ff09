"""The embeds of VARIA and DASH, randomizers of Super Metroid."""

from __future__ import annotations

import discord

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot_discord.embeds.look import Look, add, begin, finish, words
from alttprbot_discord.text import plain


def varia_embed(seed: GeneratedSeed, look: Look) -> discord.Embed:
    """A seed of VARIA, with what the site wants people to know about it; the tournament variant has no link."""
    settings, _, skills = seed.plan.preset.partition("/")
    presets = f"**Skills preset:** {plain(skills)}\n**Settings preset:** {plain(settings)}"
    title, notes = words(look, presets if look.include_settings else "", "Super Metroid VARIA Game")
    embed = begin(look, title, notes, colour=discord.Colour.orange())
    embed.timestamp = discord.utils.utcnow()
    if not look.tournament:
        add(embed, "Link", seed.response.url)
    if seed.response.warnings:
        add(embed, "Warnings", "\n".join(map(plain, seed.response.warnings)))
    return embed


def dash_embed(seed: GeneratedSeed, look: Look) -> discord.Embed:
    """A seed of DASH; the tournament variant has neither its link nor its log."""
    embed = begin(look, *words(look, "A game of the Super Metroid DASH Randomizer."))
    if look.include_settings:
        add(embed, "Preset", plain(seed.plan.preset))
    if not look.tournament:
        add(embed, "Permalink", seed.response.url)
        if seed.response.spoiler_url:
            add(embed, "Spoiler Log", seed.response.spoiler_url)
    return finish(embed, look)
