"""Placements that the bot decides before the customizer sees the settings."""

from __future__ import annotations

import base64
import binascii
import random
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

WORLD_SUFFIX = ":1"


def place_forced_locations(
    placements: MutableMapping[str, str], entries: Iterable[Mapping[str, Any]], rng: random.Random
) -> list[str]:
    """Put each entry's item into randomly chosen locations of the entry, in `placements` (location key to item).

    `chance` is rolled for each copy. `override: true` (the default) may replace what the preset itself placed, if no
    free location is left; nothing ever replaces what another entry has placed. Copies without a location are left out,
    and what is returned says so.
    """
    warnings = []
    taken: set[str] = set()
    for entry in entries:
        locations = list(dict.fromkeys(entry["locations"]))
        for _ in range(min(entry.get("quantity", 1), len(locations))):
            if rng.randint(1, 100) > entry.get("chance", 100):
                continue
            location = _choose(locations, placements, taken, rng, override=entry.get("override", True))
            if location is None:
                warnings.append(f"no location is left for {entry['item']}")
                break
            placements[location] = entry["item"]
            taken.add(location)
        if entry.get("quantity", 1) > len(locations):
            warnings.append(f"{entry['item']} has fewer locations than copies")
    return warnings


def _choose(
    locations: list[str], placements: Mapping[str, str], taken: set[str], rng: random.Random, *, override: bool
) -> str | None:
    free = [location for location in locations if location not in placements]
    if not free and override:
        free = [location for location in locations if location not in taken]
    return rng.choice(free) if free else None


def location_name(key: str) -> str | None:
    """`Catfish` for `Q2F0ZmlzaDox`; None for what is no location key."""
    try:
        name = base64.b64decode(key, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    return name.removesuffix(WORLD_SUFFIX) if name.endswith(WORLD_SUFFIX) else None


def location_key(name: str) -> str:
    """`Q2F0ZmlzaDox` for `Catfish`."""
    return base64.b64encode(f"{name}{WORLD_SUFFIX}".encode()).decode("ascii")
