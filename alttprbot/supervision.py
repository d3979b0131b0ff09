"""Keeping the parts of the process alive, and ending them in order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from alttprbot.config_types import StartupPolicy


class ServiceError(Exception):
    """A service cannot do its work; the message is for the operator and says all that is to be known."""


class State(StrEnum):
    """Where a service is in its life."""

    OFF = "off"
    STARTING = "starting"
    READY = "ready"
    FAILING = "failing"
    STOPPED = "stopped"


class Health:
    """How a running service tells whether it is usable. The supervisor hands one to `Service.run`."""

    def __init__(self, name: str, changed: Callable[[Health], None]) -> None:
        self.name = name
        self.state = State.STARTING
        self.detail = ""
        self._changed = changed

    def ready(self, detail: str = "") -> None:
        """The service does its work."""
        self._set(State.READY, detail)

    def failing(self, detail: str) -> None:
        """The service runs but cannot do its work at the moment; `detail` says why, without secrets."""
        self._set(State.FAILING, detail)

    def _set(self, state: State, detail: str) -> None:
        self.state, self.detail = state, detail
        self._changed(self)


@dataclass(frozen=True, slots=True)
class Service:
    """One supervised part of the process.

    `run` works until it is cancelled; returning earlier counts as a failure. `off` is the reason why this service is
    not configured, None when it is. `quiesce` stops taking new work when the process begins to stop; what is under way
    goes on until `run` is cancelled.
    """

    name: str
    run: Callable[[Health], Awaitable[None]]
    off: str | None = None
    quiesce: Callable[[], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the readiness answer."""

    state: State
    policy: StartupPolicy
    since: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the process does its work, part by part."""

    ready: bool
    checks: dict[str, Check] = field(default_factory=dict)
