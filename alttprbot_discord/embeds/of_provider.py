"""Which embed a seed gets: the one place where a provider's own is registered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import discord

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.randomizer.alttpr_labels import Labels
from alttprbot.util.text import cut
from alttprbot_discord.embeds.avianart import avianart_embed
from alttprbot_discord.embeds.ctjets import ctjets_embed
from alttprbot_discord.embeds.doors import doors_embed
from alttprbot_discord.embeds.metroid import dash_embed, varia_embed
from alttprbot_discord.embeds.samus import samus_embed
from alttprbot_discord.embeds.seed import FIELD_LIMIT, Emojis, seed_embed
from alttprbot_discord.text import plain

# By the name of the provider.
EMBEDS: Mapping[str, Callable[[GeneratedSeed, Emojis], discord.Embed]] = MappingProxyType(
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

SITE, MYSTERY = "alttpr", "alttprmystery"
NAMED: Mapping[str, str] = MappingProxyType({"alttpr": "Preset", MYSTERY: "Weightset"})
"""What that is called which a game was rolled from, in the games that tell."""


def embed_of(seed: GeneratedSeed, labels: Labels, emojis: Emojis) -> discord.Embed:
    """The public embed of a seed; `labels` say what the values of its settings are called."""
    own = EMBEDS.get(seed.plan.provider)
    embed = own(seed, emojis) if own else seed_embed(seed.response, labels, emojis)
    if seed.plan.game == MYSTERY:
        embed.title = "Mystery Game"
    for place, (title, text) in enumerate(_first_fields(seed)):
        embed.insert_field_at(place, name=title, value=cut(text, FIELD_LIMIT), inline=False)
    return embed


def _first_fields(seed: GeneratedSeed) -> Iterator[tuple[str, str]]:
    """What people want to know before the settings."""
    plan, address = seed.plan, seed.response.spoiler_url
    if address and plan.provider == SITE:
        yield "Spoiler Log URL", address
    if isinstance(seed.request.preset, str) and plan.game in NAMED:
        yield NAMED[plan.game], plain(plan.preset)
    if plan.instructions:
        yield "Custom Instructions", plain(plan.instructions)
