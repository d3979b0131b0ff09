"""Every simulated provider, by the name it has on the start page: the one place where a stand-in is registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.journal import SimulatedService

PROVIDERS: Mapping[str, Callable[[], SimulatedService]] = MappingProxyType({"alttpr": AlttprServer})
