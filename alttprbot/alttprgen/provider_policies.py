"""How patient we are with each provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Policy:
    """`timeout` is the seconds of one attempt, `attempts` counts the first; None is what the settings say.

    `repeatable` says whether a request whose fate is unknown (it was sent, no answer came) may be sent again.
    """

    timeout: float | None = None
    attempts: int | None = None
    concurrency: int | None = None
    repeatable: bool = True


POLICIES: Mapping[str, Policy] = MappingProxyType(
    {
        "alttpr": Policy(),
        "alttprdoor": Policy(timeout=120, attempts=2, concurrency=1),
        "sm": Policy(concurrency=2),
        "smz3": Policy(concurrency=2),
        "varia": Policy(attempts=2, concurrency=2),
        "smdash": Policy(attempts=2),
        "ctjets": Policy(attempts=2, concurrency=1),
        "ootr": Policy(concurrency=1, repeatable=False),
        "avianart": Policy(concurrency=2, repeatable=False),
    }
)


def policy_of(provider: str) -> Policy:
    """The policy of a provider; those not listed get the default."""
    return POLICIES.get(provider, Policy())
