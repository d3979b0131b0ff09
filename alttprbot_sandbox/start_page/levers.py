"""What the start page knows, and what it can do."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from alttprbot.supervision import Readiness
from alttprbot_sandbox.discord import Persona
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.journal import Exchange, SimulatedService

# By the names that the page's form sends: what it says, and how to make it so.
FAULTS: Mapping[str, tuple[str, Callable[[], Fault]]] = MappingProxyType(
    {
        "slow": ("answers after 4 seconds", lambda: Fault(FaultKind.SLOW, seconds=4)),
        "silent": ("does not answer", lambda: Fault(FaultKind.SLOW, seconds=600)),
        "limited": ("limits requests (429)", lambda: Fault(FaultKind.RATE_LIMIT, seconds=5)),
        "down": ("fails (500)", lambda: Fault(FaultKind.STATUS, status=500)),
        "maintenance": ("is in maintenance (503)", lambda: Fault(FaultKind.STATUS, status=503)),
        "malformed": ("answers broken JSON", lambda: Fault(FaultKind.MALFORMED)),
        "html": ("answers a web page", lambda: Fault(FaultKind.HTML)),
        "truncated": ("stops in the middle", lambda: Fault(FaultKind.TRUNCATED)),
        "dropped": ("hangs up", lambda: Fault(FaultKind.DROP)),
        "oversize": ("answers 100 MB", lambda: Fault(FaultKind.OVERSIZE, megabytes=100)),
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: a card on the page and an entry in `sandbox.json`."""

    key: str
    title: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """A persona with an account on RaceTime."""

    persona: Persona
    racetime_id: str

    def as_dict(self) -> dict[str, str]:
        """The entry in `sandbox.json`."""
        return {
            "name": self.persona.name,
            "role": self.persona.role,
            "discord_id": str(self.persona.discord_id),
            "racetime_id": self.racetime_id,
        }


ROOM_SCAN = re.compile(r"(/o)?/[a-z0-9-]+/data")


@dataclass(slots=True)
class Traffic:
    """The same request with the same outcome, once or `times` times."""

    service: str
    newest: Exchange
    times: int = 0


@dataclass(frozen=True, slots=True)
class SandboxMap:
    """Where everything is. `services` are the simulated ones that can fail; `addresses` holds theirs and ours."""

    places: Sequence[Place]
    people: Sequence[Person]
    services: Mapping[str, SimulatedService]
    addresses: Mapping[str, str]
    channels: Sequence[str]

    def as_dict(self) -> dict[str, Any]:
        """The answer of `GET /sandbox.json`."""
        return {
            **{place.key: place.url for place in self.places},
            "services": dict(self.addresses),
            "personas": [person.as_dict() for person in self.people],
            "faults": {
                name: [str(fault.kind) for fault in service.faults.active] for name, service in self.services.items()
            },
            "fault_kinds": list(FAULTS),
        }

    def traffic(self, count: int) -> list[Traffic]:
        """What the simulated services were asked last, newest first; those that look for news are left out."""
        found: dict[tuple[object, ...], Traffic] = {}
        for name, service in self.services.items():
            for exchange in reversed(service.exchanges):
                request = exchange.request
                if request.path.endswith(("/live", ".js", ".css", ".ico", ".png")):
                    continue
                # Each of a dozen bots asks for its rooms all the time.
                if exchange.status == HTTPStatus.OK and ROOM_SCAN.fullmatch(request.path):
                    continue
                key = (name, request.method, request.path, exchange.status, exchange.seconds is None)
                found.setdefault(key, Traffic(name, exchange)).times += 1
        return sorted(found.values(), key=lambda entry: entry.newest.request.at, reverse=True)[:count]


@dataclass(frozen=True, slots=True)
class Levers:
    """What the page asks and does. `advance_clock` and `show_channel` raise `BusyError` and `OfflineError`."""

    readiness: Callable[[], Readiness]
    now: Callable[[], datetime]
    channel: Callable[[], str]
    advance_clock: Callable[[float], Awaitable[None]]
    show_channel: Callable[[str], Awaitable[None]]
