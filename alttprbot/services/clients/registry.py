"""Every such client: the one place where they are built."""

from __future__ import annotations

from dataclasses import dataclass

import aiohttp

from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.caching import Cache
from alttprbot.config import Settings
from alttprbot.services.clients.bad_domains import BadDomains
from alttprbot.services.clients.bingosync import Bingosync
from alttprbot.services.clients.holy_images import HolyImages
from alttprbot.services.clients.ladder import Ladder
from alttprbot.services.clients.league import League
from alttprbot.services.clients.racetime_history import RaceTimeHistory
from alttprbot.services.clients.speedgaming import SpeedGaming
from alttprbot.services.clients.webhooks import Webhooks


@dataclass(frozen=True, slots=True)
class Clients:
    """What the core may ask of others."""

    bad_domains: BadDomains
    bingosync: Bingosync
    holy_images: HolyImages
    ladder: Ladder
    league: League
    racetime_history: RaceTimeHistory
    speedgaming: SpeedGaming
    webhooks: Webhooks


def build_clients(
    *, settings: Settings, http: aiohttp.ClientSession, contract: ProviderContract, cache: Cache
) -> Clients:
    """The clients, leading to where the settings say."""
    return Clients(
        bad_domains=BadDomains(http, contract, cache, settings.bad_domains_url),
        bingosync=Bingosync(http, contract, base_url=settings.bingosync_baseurl, nickname=settings.bingosync_nickname),
        holy_images=HolyImages(http, contract, cache, settings.holyimage_baseurl),
        ladder=Ladder(
            http,
            contract,
            cache,
            base_url=settings.alttpr_ladder_baseurl,
            archive_base_url=settings.alttpr_ladder_archive_baseurl,
            timezone=settings.alttpr_ladder_timezone,
        ),
        league=League(http, contract, cache, settings.alttpr_league_baseurl),
        racetime_history=RaceTimeHistory(http, contract, settings.racetime_url),
        speedgaming=SpeedGaming(http, contract, cache, settings.sg_api_endpoint),
        webhooks=Webhooks(http, contract, settings.webhook_username),
    )
