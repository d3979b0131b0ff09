"""One call of each provider, to be disturbed in every way by the fault matrix.

A new provider adds its probe here.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial

from alttprbot.alttprgen.adapters.avianart import AvianartProvider
from alttprbot.alttprgen.adapters.ootr import OotrProvider
from alttprbot.alttprgen.adapters.samus import SamusProvider
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_exceptions import SeedProviderResponseFormatError, SeedProviderUnavailableError
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.alttprgen.storage import StoredObject
from alttprbot.services.clients.bingosync_site import SUPER_METROID
from alttprbot.services.clients.webhooks import WebhookMessage
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.avianart import AvianartServer
from alttprbot_sandbox.avianart.server import Seed as SimulatedAvianartSeed
from alttprbot_sandbox.bad_domains import BadDomainsServer
from alttprbot_sandbox.bingosync import BingosyncServer
from alttprbot_sandbox.bingosync.rooms import Room as SimulatedRoom
from alttprbot_sandbox.ctjot import CtjotServer
from alttprbot_sandbox.dash import DashServer
from alttprbot_sandbox.holyimage import HolyImageServer
from alttprbot_sandbox.ladder import LINK, LadderServer
from alttprbot_sandbox.league import LeagueServer
from alttprbot_sandbox.ootr import OotrServer
from alttprbot_sandbox.ootr.server import Seed as SimulatedOotrSeed
from alttprbot_sandbox.s3 import S3Server
from alttprbot_sandbox.samus import SamusServer
from alttprbot_sandbox.speedgaming import SpeedGamingServer
from alttprbot_sandbox.varia import VariaServer
from alttprbot_sandbox.webhooks import WebhookServer
from tests.alttprgen.conftest import Road, request
from tests.alttprgen.faults.probe import Probe

# A seed that cannot be made looks like a failure of the site, so that it is tried only twice.
SAMUS = {
    "500": {
        "most": 2,
        "message": "{provider} is unreachable or failing right now (HTTP 500). Please try again later. "
        "The settings may be impossible, or the name of a player is not allowed.",
    }
}
# S3 may find out that it failed when it has already begun to say 200, so that anything but its own XML after that is a
# failure of its own to whoever speaks its protocol.
FAILED_AFTER_ALL: Mapping[str, object] = {
    "kind": SeedProviderUnavailableError,
    "message": "{provider} is unreachable or failing right now (HTTP 500). Please try again later.",
    "retried": True,
    "level": logging.WARNING,
}
S3 = dict.fromkeys(("wrong JSON", "web page", "100 MB", "truncated"), FAILED_AFTER_ALL)
# The answer of some is an address: whatever comes with a 200 is wrong, even if there should be more of it.
ADDRESS: Mapping[str, Mapping[str, object]] = {
    "truncated": {
        "kind": SeedProviderResponseFormatError,
        "message": "{provider} answered with something unexpected. The maintainers have been told.",
        "retried": False,
        "level": logging.ERROR,
    }
}
# Whoever asks too often is shut out for a minute, which is longer than anybody waits for another attempt.
OOTR = {
    "429 without Retry-After": {
        "retried": False,
        "message": "{provider} is limiting requests. Please try again in 60 s.",
    }
}
ROOM = "MDEyMzQ1Njc4OWFiY2RlZg"


# Discord says of a message that arrived that there is nothing to say: an answer of any length is none.
WEBHOOK: Mapping[str, Mapping[str, object]] = {
    "truncated": {
        "kind": SeedProviderResponseFormatError,
        "message": "{provider} answered with something unexpected. The maintainers have been told.",
        "retried": False,
        "level": logging.ERROR,
    }
}


async def _alttpr(road: Road) -> object:
    return await road.seeds.generate(request("open"))


async def _sm(road: Road) -> object:
    return await road.seeds.generate(request("casual_full", game="sm"))


async def _smz3(road: Road) -> object:
    return await road.seeds.generate(request("normal", game="smz3"))


async def _samus_options(road: Road) -> object:
    provider = road.providers["smz3"]
    assert isinstance(provider, SamusProvider)
    return await provider.get_options()


async def _s3(road: Road) -> None:
    await road.stores.patches.put(StoredObject("patch/DR_a.bps", b"BPS1"))


async def _varia(road: Road) -> object:
    form = {"seed": "0", "preset": "regular", "paramsFileTarget": "{}"}
    plan = SeedPlan(
        game="varia",
        preset="",
        provider="varia",
        operation="generate_seed",
        endpoint="POST /randomizerWebService",
        payload=form,
        settings=form,
        options=SeedOptions(),
    )
    return await road.providers["varia"].generate_seed(plan)


async def _varia_of_presets(road: Road) -> object:
    return await road.seeds.generate(
        request(None, game="varia", parameters={"settings": "Season_Races", "skills": "newbie"})
    )


async def _smdash(road: Road) -> object:
    return await road.seeds.generate(request(None, game="smdash", parameters={"preset": "classic"}))


VARIA_PRESETS = partial(Probe, "varia", VariaServer, call=_varia_of_presets, timeout=15)


async def _schedule(road: Road) -> object:
    return await road.clients.speedgaming.get_schedule("alttpr")


async def _episode(road: Road) -> object:
    return await road.clients.speedgaming.get_episode(101)


async def _league(road: Road) -> object:
    return await road.clients.league.get_episode_mode(101)


async def _racers(road: Road) -> object:
    return await road.clients.ladder.get_active_racers()


async def _history(road: Road) -> object:
    return await road.clients.ladder.get_history(LINK)


async def _archive(road: Road) -> object:
    return await road.clients.ladder.get_archive_count(1)


async def _holy_images(road: Road) -> object:
    return await road.clients.holy_images.get_catalog()


async def _bad_domains(road: Road) -> object:
    return await road.clients.bad_domains.get_hashes()


async def _webhook(road: Road) -> object:
    return await road.clients.webhooks.execute(road.settings.sg_discord_webhook, WebhookMessage("Hello"))


SPEEDGAMING = partial(Probe, "speedgaming", SpeedGamingServer, timeout=20, rolls=False)
LADDER = partial(Probe, "alttprladder", LadderServer, rolls=False)


async def _ctjets(road: Road) -> object:
    return await road.seeds.generate(request("race", game="ctjets"))


async def _avianart(road: Road) -> object:
    return await road.seeds.generate(request("crosshunt"))


async def _avianart_poll(road: Road) -> object:
    provider = road.providers["avianart"]
    assert isinstance(provider, AvianartProvider)
    return await provider.poll_seed("Ab12Cd")


def _ootr_provider(road: Road) -> OotrProvider:
    provider = road.providers["ootr"]
    assert isinstance(provider, OotrProvider)
    return provider


async def _ootr(road: Road) -> object:
    return await road.seeds.generate(request("sgl2024", game="ootr"))


async def _ootr_status(road: Road) -> object:
    return await _ootr_provider(road).get_status("1000")


async def _ootr_details(road: Road) -> object:
    return await _ootr_provider(road).get_details("1000")


async def _bingosync(road: Road) -> object:
    return await road.clients.bingosync.create_room("Samus - Bingo", SUPER_METROID)


async def _bingosync_join(road: Road) -> None:
    await road.clients.bingosync.join_room(road.clients.bingosync.room(ROOM, "secret"))


async def _bingosync_card(road: Road) -> None:
    room = road.clients.bingosync.room(ROOM, "secret")
    await road.clients.bingosync.new_card(room, SUPER_METROID, 4711)


def avianart_with_a_seed() -> AvianartServer:
    server = AvianartServer()
    server.seeds["Ab12Cd"] = SimulatedAvianartSeed("Ab12Cd", "crosskeys", True, ("Bow",) * 5, 0)
    return server


def ootr_with_a_seed() -> OotrServer:
    server = OotrServer(flood_limit=None)
    server.seeds[1000] = SimulatedOotrSeed(1000, "8.2.0", {"world_count": 1}, True, ("Bow",) * 5, fails=False)
    return server


def bingosync_with_a_room() -> BingosyncServer:
    server = BingosyncServer()
    server.rooms[ROOM] = SimulatedRoom(ROOM, "Bingo", "secret", 4, 4, "1", 1, hide_card=True)
    return server


PROBES = {
    probe.name: probe
    for probe in (
        Probe("alttpr", AlttprServer, "/api/randomizer", _alttpr),
        Probe("sm", partial(SamusServer, "sm"), "/api/randomizers/sm/", _sm, deviations=SAMUS),
        Probe("smz3", partial(SamusServer, "smz3"), "/api/randomizers/smz3/", _smz3, deviations=SAMUS),
        Probe(
            "smz3",
            partial(SamusServer, "smz3"),
            "/api/randomizers/smz3",
            _samus_options,
            2.5,
            1,
            1,
            rolls=False,
            operation="get_options",
        ),
        Probe("varia", VariaServer, "/randomizerWebService", _varia, attempts=2, ambiguous=2, rolls=False),
        VARIA_PRESETS(path="/randoPresetWebService", operation="settings"),
        VARIA_PRESETS(path="/presetWebService", operation="skills"),
        Probe("smdash", DashServer, "/generate/", _smdash, attempts=2, ambiguous=2, deviations=ADDRESS),
        Probe("ctjets", CtjotServer, "/3_1_0/options/", _ctjets, attempts=2, ambiguous=2, operation="form"),
        Probe("ctjets", CtjotServer, "/3_1_0/generate-rom/", _ctjets, attempts=2, ambiguous=2),
        Probe("avianart", AvianartServer, "/api.php", _avianart, ambiguous=1, waits=(5.0, 5.0)),
        Probe(
            "avianart", avianart_with_a_seed, "/api.php", _avianart_poll, timeout=15, rolls=False, operation="poll_seed"
        ),
        Probe(
            "ootr",
            ootr_with_a_seed,
            "/api/v2/seed/create",
            _ootr,
            ambiguous=1,
            waits=(2.0, 3.0, 4.5, 2 / 3),
            deviations=OOTR,
        ),
        Probe(
            "ootr",
            ootr_with_a_seed,
            "/api/v2/seed/status",
            _ootr_status,
            rolls=False,
            deviations=OOTR,
            operation="get_status",
        ),
        Probe(
            "ootr",
            ootr_with_a_seed,
            "/api/v2/seed/details",
            _ootr_details,
            rolls=False,
            deviations=OOTR,
            operation="get_details",
        ),
        Probe("bingosync", BingosyncServer, "/", _bingosync, timeout=30, ambiguous=1, rolls=False),
        Probe(
            "bingosync",
            bingosync_with_a_room,
            "/api/new-card",
            _bingosync_card,
            timeout=15,
            rolls=False,
            operation="new_card",
        ),
        Probe(
            "bingosync",
            bingosync_with_a_room,
            "/api/join-room",
            _bingosync_join,
            timeout=15,
            rolls=False,
            operation="join_room",
            deviations=ADDRESS,
        ),
        Probe("s3", S3Server, "/patches-", _s3, rolls=False, deviations=S3),
        SPEEDGAMING(path="/api/schedule", call=_schedule, operation="schedule"),
        SPEEDGAMING(path="/api/episode", call=_episode, operation="episode"),
        Probe("alttprleague", LeagueServer, "/api/episode", _league, rolls=False),
        LADDER(path="/api/v1/PublicAPI/GetActiveRacers", call=_racers, timeout=30, operation="racers"),
        LADDER(path="/api/v1/PublicAPI/GetRacerHistory", call=_history, operation="history"),
        LADDER(path="/archive/", call=_archive, operation="archive"),
        Probe("holyimage", HolyImageServer, "/holyimage/", _holy_images, 10, 2, 2, rolls=False),
        Probe("baddomains", BadDomainsServer, "/bad-domains/hashes", _bad_domains, 20, 2, 2, rolls=False),
        Probe("webhook", WebhookServer, "/api/webhooks/", _webhook, 15, ambiguous=1, rolls=False, deviations=WEBHOOK),
    )
}
