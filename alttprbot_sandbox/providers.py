"""Every simulated provider, by the name it has on the start page: the one place where a stand-in is registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.avianart import AvianartServer
from alttprbot_sandbox.bad_domains import BadDomainsServer
from alttprbot_sandbox.bingosync import BingosyncServer
from alttprbot_sandbox.ctjot import CtjotServer
from alttprbot_sandbox.dash import DashServer
from alttprbot_sandbox.doors import DoorsServer
from alttprbot_sandbox.holyimage import HolyImageServer
from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.ladder import LadderServer
from alttprbot_sandbox.league import LeagueServer
from alttprbot_sandbox.ootr import OotrServer
from alttprbot_sandbox.s3 import S3Server
from alttprbot_sandbox.samus import SamusServer
from alttprbot_sandbox.speedgaming import SpeedGamingServer
from alttprbot_sandbox.varia import VariaServer
from alttprbot_sandbox.webhooks import WebhookServer

PROVIDERS: Mapping[str, Callable[[], SimulatedService]] = MappingProxyType(
    {
        "alttpr": AlttprServer,
        "alttprdoor": DoorsServer,
        "sm": partial(SamusServer, "sm"),
        "smz3": partial(SamusServer, "smz3"),
        "varia": VariaServer,
        "smdash": DashServer,
        "ctjets": CtjotServer,
        "ootr": OotrServer,
        "avianart": AvianartServer,
        "bingosync": BingosyncServer,
        "s3": S3Server,
        "speedgaming": SpeedGamingServer,
        "alttprleague": LeagueServer,
        "alttprladder": LadderServer,
        "holyimage": HolyImageServer,
        "baddomains": BadDomainsServer,
        "webhook": WebhookServer,
    }
)
