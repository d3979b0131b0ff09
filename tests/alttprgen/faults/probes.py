"""One call of each provider, to be disturbed in every way by the fault matrix.

A new provider adds its probe here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.journal import SimulatedService
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


async def _alttpr(road: Road) -> object:
    return await road.seeds.generate(request("open"))


PROBES = {probe.provider: probe for probe in (Probe("alttpr", AlttprServer, "/api/randomizer", _alttpr),)}
