"""Which embed a seed gets: the one place where a provider's own is registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import discord

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.randomizer.alttpr_labels import Labels
from alttprbot_discord.embeds.doors import doors_embed
from alttprbot_discord.embeds.metroid import dash_embed, varia_embed
from alttprbot_discord.embeds.samus import samus_embed
from alttprbot_discord.embeds.seed import Emojis, seed_embed

# By the name of the provider.
EMBEDS: Mapping[str, Callable[[GeneratedSeed, Emojis], discord.Embed]] = MappingProxyType(
    {
        "alttprdoor": doors_embed,
        "sm": samus_embed,
        "smz3": samus_embed,
        "varia": varia_embed,
        "smdash": dash_embed,
    }
)


def embed_of(seed: GeneratedSeed, labels: Labels, emojis: Emojis) -> discord.Embed:
    """The public embed of a seed; `labels` say what the values of its settings are called."""
    own = EMBEDS.get(seed.plan.provider)
    return own(seed, emojis) if own else seed_embed(seed.response, labels, emojis)
