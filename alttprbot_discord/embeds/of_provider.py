"""Which embed a seed gets: the one place where a provider's own is registered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

import discord

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.util.text import cut
from alttprbot_discord.embeds.avianart import avianart_embed
from alttprbot_discord.embeds.ctjets import ctjets_embed
from alttprbot_discord.embeds.doors import doors_embed
from alttprbot_discord.embeds.look import FIELD_LIMIT, Look
from alttprbot_discord.embeds.metroid import dash_embed, varia_embed
from alttprbot_discord.embeds.samus import samus_embed
from alttprbot_discord.embeds.seed import seed_embed
from alttprbot_discord.text import plain

# By the name of the provider; all others look like those of the ALTTPR site.
EMBEDS: Mapping[str, Callable[[GeneratedSeed, Look], discord.Embed]] = MappingProxyType(
    {
        "alttprdoor": doors_embed,
        "sm": samus_embed,
        "smz3": samus_embed,
        "varia": varia_embed,
        "smdash": dash_embed,
        "avianart": avianart_embed,
        "ctjets": ctjets_embed,
    }
)

SITE, MYSTERY, MASKED = "alttpr", "alttprmystery", "mystery"
NAMED: Mapping[str, str] = MappingProxyType({"alttpr": "Preset", MYSTERY: "Weightset"})
"""What that is called which a game was rolled from, in the games that tell."""


def embed_of(seed: GeneratedSeed, look: Look) -> discord.Embed:
    """The embed of a seed, in the way of its provider."""
    if seed.plan.game == MYSTERY:
        look = replace(look, name=look.name or "Mystery Game")
    own = EMBEDS.get(seed.plan.provider)
    # Only the site hides by itself what nobody is to know.
    masked = own is not None and seed.plan.goal == MASKED
    embed = (own or seed_embed)(seed, replace(look, include_settings=False) if masked else look)
    for place, (title, text) in enumerate(() if look.tournament else _first_fields(seed, look)):
        embed.insert_field_at(place, name=title, value=cut(text, FIELD_LIMIT), inline=False)
    return embed


def _first_fields(seed: GeneratedSeed, look: Look) -> Iterator[tuple[str, str]]:
    """What people want to know before the settings."""
    plan, address = seed.plan, seed.response.spoiler_url
    if address and plan.provider == SITE:
        yield "Spoiler Log URL", address
    if look.include_settings and isinstance(seed.request.preset, str) and plan.game in NAMED:
        yield NAMED[plan.game], plain(plan.preset)
    if plan.instructions:
        yield "Custom Instructions", plain(plan.instructions)
