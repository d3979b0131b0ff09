"""Every kind of value that is remembered, and for how long."""

from __future__ import annotations

from dataclasses import dataclass

from alttprbot.exceptions import InvalidInputException

DAY = 86400.0


@dataclass(frozen=True, slots=True)
class Namespace:
    """One kind of value.

    A value is fresh for `lifetime` seconds. `stale` is for what others tell us: for so many seconds more a value is
    given when it cannot be found out anew, and others that fail are left alone for a minute. In memory at most `size`
    are kept; in Redis its own limit counts.
    """

    name: str
    lifetime: float
    size: int
    stale: float = 0.0


GUILD_CONFIG = Namespace("guildcfg", lifetime=300, size=10_000)
LEADERBOARD = Namespace("leaderboard", lifetime=3600, size=200)
BAD_DOMAINS = Namespace("baddomains", lifetime=3600, size=10, stale=7 * DAY)
HOLY_IMAGES = Namespace("holy", lifetime=300, size=10, stale=DAY)
DAILY = Namespace("daily", lifetime=60, size=10)
LABELS = Namespace("labels", lifetime=3600, size=10, stale=7 * DAY)
SAMUS_OPTIONS = Namespace("samus", lifetime=DAY, size=10, stale=7 * DAY)
DASH_PRESETS = Namespace("dash", lifetime=900, size=10, stale=DAY)
VARIA_PRESETS = Namespace("varia", lifetime=600, size=200)
SPEEDGAMING_SCHEDULES = Namespace("schedule", lifetime=60, size=200, stale=1800)
SPEEDGAMING_EPISODES = Namespace("episode", lifetime=60, size=500)
LEAGUE_MODES = Namespace("league", lifetime=60, size=500)
LADDER_RACERS = Namespace("ladder", lifetime=600, size=10, stale=DAY)

NAMESPACES = (
    GUILD_CONFIG,
    LEADERBOARD,
    BAD_DOMAINS,
    HOLY_IMAGES,
    DAILY,
    LABELS,
    SAMUS_OPTIONS,
    DASH_PRESETS,
    VARIA_PRESETS,
    SPEEDGAMING_SCHEDULES,
    SPEEDGAMING_EPISODES,
    LEAGUE_MODES,
    LADDER_RACERS,
)


def namespace_called(name: str) -> Namespace:
    """Raises `InvalidInputException` that lists the names there are."""
    for namespace in NAMESPACES:
        if namespace.name == name.removesuffix(":"):
            return namespace
    names = ", ".join(namespace.name for namespace in NAMESPACES)
    raise InvalidInputException(f"Nothing is remembered under “{name}”. There are: {names}.", namespace=name)
