"""One call of each provider, to be disturbed in every way by the fault matrix.

A new provider adds its probe here.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from alttprbot.alttprgen.provider_exceptions import SeedProviderUnavailableError
from alttprbot.alttprgen.storage import StoredObject
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.s3 import S3Server
from alttprbot_sandbox.samus import SamusServer
from tests.alttprgen.conftest import Road, request


@dataclass(frozen=True)
class Probe:
    """A call that reaches `path` (a prefix) of the stand-in as its first request there, under the policy given here.

    `timeout` is in seconds, of one attempt; `attempts` counts the first. `ambiguous` is how often the call is tried
    when nobody knows whether the provider did what was asked. `rolls` says that a seed, and so a record, is expected.
    """

    provider: str
    stand_in: Callable[[], SimulatedService]
    path: str
    call: Callable[[Road], Awaitable[object]]
    timeout: float = 60
    attempts: int = 3
    ambiguous: int = 3
    rolls: bool = True
    settings: Mapping[str, object] | None = None
    deviations: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """What of the outcome of a fault is otherwise with this provider, by the name of the fault."""


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


async def _alttpr(road: Road) -> object:
    return await road.seeds.generate(request("open"))


async def _sm(road: Road) -> object:
    return await road.seeds.generate(request("casual_full", game="sm"))


async def _smz3(road: Road) -> object:
    return await road.seeds.generate(request("normal", game="smz3"))


async def _s3(road: Road) -> None:
    await road.stores.patches.put(StoredObject("patch/DR_a.bps", b"BPS1"))


PROBES = {
    probe.provider: probe
    for probe in (
        Probe("alttpr", AlttprServer, "/api/randomizer", _alttpr),
        Probe("sm", partial(SamusServer, "sm"), "/api/randomizers/sm/", _sm, deviations=SAMUS),
        Probe("smz3", partial(SamusServer, "smz3"), "/api/randomizers/smz3/", _smz3, deviations=SAMUS),
        Probe("s3", S3Server, "/patches-", _s3, rolls=False, deviations=S3),
    )
}
