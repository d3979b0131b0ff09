"""What the fault matrix has to know of a call that it disturbs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from alttprbot_sandbox.journal import SimulatedService
from tests.alttprgen.conftest import Road


@dataclass(frozen=True)
class Probe:
    """A call that reaches `path` (a prefix) of the stand-in as its first request there, under the policy given here.

    `timeout` is in seconds, of one attempt; `attempts` counts the first. `ambiguous` is how often the call is tried
    when nobody knows whether the provider did what was asked. `rolls` says that a seed, and so a record, is expected.
    `operation` tells several calls of one provider apart.
    """

    provider: str
    stand_in: Callable[[], SimulatedService]
    path: str
    call: Callable[[Road], Awaitable[object]]
    timeout: float = 60
    attempts: int = 3
    ambiguous: int = 3
    rolls: bool = True
    operation: str = ""
    waits: tuple[float, ...] = ()
    """The pauses, in seconds, of a call that goes well."""
    settings: Mapping[str, object] | None = None
    deviations: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """What of the outcome of a fault is otherwise with this provider, by the name of the fault."""

    @property
    def name(self) -> str:
        """How the tests call it."""
        return f"{self.provider} {self.operation}".strip()
