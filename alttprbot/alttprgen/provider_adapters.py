"""Every provider of the application, by name: the one place where an adapter is registered."""

from __future__ import annotations

from collections.abc import Mapping

import aiohttp

from alttprbot.alttprgen.adapters.alttpr import ALTTPRProvider
from alttprbot.alttprgen.adapters.base import SeedProvider
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.randomizer.alttpr import AlttprClient
from alttprbot.caching import Cache
from alttprbot.config import Settings


def build_providers(
    *, settings: Settings, http: aiohttp.ClientSession, contract: ProviderContract, cache: Cache
) -> Mapping[str, SeedProvider]:
    """Every provider that rolls seeds."""
    alttpr = AlttprClient(http, settings.alttpr_default, settings.alttpr_branches, contract.clock)
    adapters: tuple[SeedProvider, ...] = (ALTTPRProvider(alttpr, contract, cache),)
    return {adapter.PROVIDER_NAME: adapter for adapter in adapters}
