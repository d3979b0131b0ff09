"""Every provider of the application, by name: the one place where an adapter is registered."""

from __future__ import annotations

from collections.abc import Mapping

import aiohttp

from alttprbot.alttprgen.adapters.alttpr import ALTTPRProvider
from alttprbot.alttprgen.adapters.avianart import AvianartProvider
from alttprbot.alttprgen.adapters.base import SeedProvider
from alttprbot.alttprgen.adapters.ctjets import CTJetsProvider
from alttprbot.alttprgen.adapters.dash import SMDashProvider
from alttprbot.alttprgen.adapters.doors import DoorProvider
from alttprbot.alttprgen.adapters.local import LOCAL_GAMES, LocalProvider
from alttprbot.alttprgen.adapters.ootr import OotrProvider
from alttprbot.alttprgen.adapters.samus import SamusProvider
from alttprbot.alttprgen.adapters.varia import VariaProvider
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.randomizer.alttpr import AlttprClient
from alttprbot.alttprgen.randomizer.avianart import AvianartClient
from alttprbot.alttprgen.randomizer.ctjets import CTJetsClient
from alttprbot.alttprgen.randomizer.dash import DashClient
from alttprbot.alttprgen.randomizer.doors import DoorRandomizer, DoorTools
from alttprbot.alttprgen.randomizer.ootr import OotrClient
from alttprbot.alttprgen.randomizer.samus import SamusClient
from alttprbot.alttprgen.randomizer.varia import VariaClient
from alttprbot.alttprgen.storage import Stores
from alttprbot.caching import Cache
from alttprbot.config import Settings

MIB = 1024 * 1024


def build_providers(
    *, settings: Settings, http: aiohttp.ClientSession, contract: ProviderContract, cache: Cache, stores: Stores
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
    doors = DoorRandomizer(_door_tools(settings))
    adapters: tuple[SeedProvider, ...] = (
        ALTTPRProvider(alttpr, contract, cache),
        DoorProvider(doors, contract, stores.patches, settings.door_patcher_url),
        SamusProvider(sm, contract, cache, "sm"),
        SamusProvider(smz3, contract, cache, "smz3"),
        SMDashProvider(dash, contract, cache),
        VariaProvider(varia, contract, cache),
        _ctjets(settings, http, contract),
        _avianart(settings, http, contract),
        *_ootr(settings, http, contract),
        *(LocalProvider(contract, game) for game in LOCAL_GAMES),
    )
    return {adapter.PROVIDER_NAME: adapter for adapter in adapters}


def _door_tools(settings: Settings) -> DoorTools:
    return DoorTools(
        home=settings.door_rando_home,
        unstable_home=settings.door_rando_unstable_home,
        rom=settings.alttp_rom,
        enemizer_home=settings.enemizer_home,
        python=settings.door_rando_python,
        flips=settings.flips_path,
        memory=settings.door_rando_memory_mb * MIB,
    )


def _ctjets(settings: Settings, http: aiohttp.ClientSession, contract: ProviderContract) -> CTJetsProvider:
    client = CTJetsClient(
        http,
        contract.clock,
        base_url=settings.ctjot_baseurl,
        share_base_url=settings.ctjot_share_baseurl,
        rom=settings.ct_rom,
    )
    return CTJetsProvider(client, contract)


def _avianart(settings: Settings, http: aiohttp.ClientSession, contract: ProviderContract) -> AvianartProvider:
    key = settings.avianart_api_key.get_secret_value()
    client = AvianartClient(http, contract.clock, base_url=settings.avianart_baseurl, api_key=key)
    return AvianartProvider(client, contract, patience=settings.avianart_patience_seconds)


def _ootr(settings: Settings, http: aiohttp.ClientSession, contract: ProviderContract) -> list[OotrProvider]:
    """Without a key nothing can be asked of it."""
    key = settings.ootr_api_key.get_secret_value()
    client = OotrClient(http, contract.clock, base_url=settings.ootr_baseurl, api_key=key)
    return [OotrProvider(client, contract)] if key else []
