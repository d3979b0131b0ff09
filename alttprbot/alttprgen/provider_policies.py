"""How patient we are with each provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Policy:
    """`timeout` is the seconds of one attempt, `attempts` counts the first; None is what the settings say.

    `repeatable` says whether a request whose fate is unknown (it was sent, no answer came) may be sent again. What is
    not `vital` has a breaker of its own: that it fails is no reason to leave the provider alone.
    """

    timeout: float | None = None
    attempts: int | None = None
    repeatable: bool = True
    vital: bool = True


# Somebody waits for a seed meanwhile, which can be rolled without.
_ASIDE = Policy(timeout=2.5, attempts=1, vital=False)


# By `provider.operation`, else by `provider`.
POLICIES: Mapping[str, Policy] = MappingProxyType(
    {
        "alttprdoor": Policy(timeout=120, attempts=2),
        "s3.delete_object": Policy(attempts=1),
        "sm.get_options": _ASIDE,
        "smz3.get_options": _ASIDE,
        "varia": Policy(timeout=15),
        "varia.generate_seed": Policy(attempts=2),
        "smdash.generate_seed": Policy(attempts=2),
        "smdash.get_presets": Policy(timeout=15),
        "ctjets.generate_seed": Policy(attempts=2),
        "bingosync.create_room": Policy(timeout=30, repeatable=False),
        "bingosync": Policy(timeout=15),
        "ootr.create_seed": Policy(repeatable=False),
        "avianart.create_seed": Policy(repeatable=False),
        "avianart.poll_seed": Policy(timeout=15),
        "speedgaming": Policy(timeout=20),
        "alttprladder.get_active_racers": Policy(timeout=30),
        "holyimage": Policy(timeout=10, attempts=2),
        "baddomains": Policy(timeout=20, attempts=2),
        # A message that arrived twice cannot be taken back.
        "webhook": Policy(timeout=15, repeatable=False),
    }
)
# How many requests are under way at the same time, where that is not what the settings say: by `provider.operation`,
# else by `provider`. Operations that have no number of their own share that of their provider.
CONCURRENCY: Mapping[str, int] = MappingProxyType(
    {
        "alttprdoor": 1,
        "sm": 2,
        "sm.get_options": 1,
        "smz3": 2,
        "smz3.get_options": 1,
        "varia.generate_seed": 2,
        "smdash.get_presets": 1,
        "ctjets": 1,
        "ootr.create_seed": 1,
        "avianart.create_seed": 2,
        "avianart.poll_seed": 2,
        "speedgaming": 2,
        "alttprladder.get_active_racers": 1,
        "holyimage": 1,
        "baddomains": 1,
        "webhook": 2,
        "bingosync.create_room": 2,
        "bingosync.new_card": 2,
    }
)


def policy_of(provider: str, operation: str) -> Policy:
    """The policy of an operation; those not listed get the default."""
    return POLICIES.get(f"{provider}.{operation}") or POLICIES.get(provider) or Policy()


def concurrency_of(provider: str, operation: str, usual: int) -> tuple[str, int]:
    """How many requests of an operation are under way at most, and the name of all those that count together."""
    own = f"{provider}.{operation}"
    return (own, CONCURRENCY[own]) if own in CONCURRENCY else (provider, CONCURRENCY.get(provider, usual))
