"""What the simulated site accepts as settings: a few rules of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# The newest first.
VERSIONS = ("8.2.0", "7.1.0", "6.1.0", "devSGLive22_8.1.49-40")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "logic_rules": ("glitchless", "glitched", "none"),
    "open_forest": ("open", "closed_deku", "closed"),
    "bridge": ("open", "vanilla", "stones", "medallions", "dungeons", "tokens", "hearts", "random"),
    "starting_age": ("child", "adult", "random"),
    "shuffle_smallkeys": ("remove", "vanilla", "dungeon", "regional", "overworld", "any_dungeon", "keysanity"),
    "hints": ("none", "mask", "agony", "always"),
}
RANGES: Mapping[str, tuple[int, int]] = {"world_count": (1, 255), "bridge_stones": (0, 3), "starting_hearts": (3, 20)}
LISTS = ("allowed_tricks", "disabled_locations", "starting_equipment", "starting_songs")


def complaint(settings: Any) -> str | None:
    """Why no seed can be made of this; None when one can."""
    if not isinstance(settings, dict) or not settings:
        return "The settings are missing."
    for name, value in settings.items():
        if name in CHOICES and value not in CHOICES[name]:
            return f"{name} cannot be {value}."
        if name in RANGES and not _in_range(value, *RANGES[name]):
            return f"{name} must be a number from {RANGES[name][0]} to {RANGES[name][1]}."
        if name in LISTS and not isinstance(value, list):
            return f"{name} must be a list."
        if name == "seed" and not isinstance(value, str):
            return "seed must be text."
    return None


def _in_range(value: Any, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
