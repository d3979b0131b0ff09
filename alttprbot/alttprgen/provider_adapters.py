"""Every provider of the application, by name: the one place where an adapter is registered."""

from __future__ import annotations

from collections.abc import Mapping

import aiohttp

from alttprbot.alttprgen.adapters.alttpr import ALTTPRProvider
from alttprbot.alttprgen.adapters.base import SeedProvider
from alttprbot.alttprgen.adapters.dash import SMDashProvider
from alttprbot.alttprgen.adapters.local import LOCAL_GAMES, LocalProvider
from alttprbot.alttprgen.adapters.samus import SamusProvider
from alttprbot.alttprgen.adapters.varia import VariaProvider
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.randomizer.alttpr import AlttprClient
from alttprbot.alttprgen.randomizer.dash import DashClient
from alttprbot.alttprgen.randomizer.samus import SamusClient
from alttprbot.alttprgen.randomizer.varia import VariaClient
from alttprbot.caching import Cache
from alttprbot.config import Settings


def build_providers(
    *, settings: Settings, http: aiohttp.ClientSession, contract: ProviderContract, cache: Cache
) -> Mapping[str, SeedProvider]:
    """Every provider that rolls seeds."""
    alttpr = AlttprClient(http, settings.alttpr_default, settings.alttpr_branches, contract.clock)
    sm = SamusClient(
        http,
        "sm",
        contract.clock,
        base_url=settings.sm_baseurl,
        release_template=settings.sm_release_baseurl_template,
        releases=settings.samus_allowed_releases,
    )
    smz3 = SamusClient(
        http,
        "smz3",
        contract.clock,
        base_url=settings.smz3_baseurl,
        release_template=settings.smz3_release_baseurl_template,
        releases=settings.samus_allowed_releases,
    )
    dash = DashClient(http, contract.clock, base_url=settings.dash_baseurl)
    varia = VariaClient(http, contract.clock, base_url=settings.varia_baseurl)
    adapters: tuple[SeedProvider, ...] = (
        ALTTPRProvider(alttpr, contract, cache),
        SamusProvider(sm, contract, "sm"),
        SamusProvider(smz3, contract, "smz3"),
        SMDashProvider(dash, contract, cache),
        VariaProvider(varia, contract, cache),
        *(LocalProvider(contract, game) for game in LOCAL_GAMES),
    )
    return {adapter.PROVIDER_NAME: adapter for adapter in adapters}
