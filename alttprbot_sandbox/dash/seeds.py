"""The presets of dashrando.net, and made-up seeds of them."""

from __future__ import annotations

import random
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What a preset is called, and the tags by which it is found; the first is the one that is shown.
PRESETS: Mapping[str, Sequence[str]] = {
    "Classic": ("classic", "classic_mm", "standard_mm"),
    "Surprise Surprise": ("surprise_surprise",),
    "Chozo Bozo": ("chozo_bozo",),
    "2017 Major/Minor": ("2017_mm", "mm"),
    "SG Live 2023": ("sgl23",),
    "SG Live 2024": ("sgl24",),
    "SG Live 2025": ("sgl25",),
    "Spring 2024": ("spring24",),
    "Classic Full": ("classic_full", "standard_full"),
    "Chozo": ("chozo",),
    "Mystery": ("mystery",),
    "Mystery II": ("mystery-ii",),
}
ALWAYS_RACE = frozenset({"mystery", "mystery-ii"})
KEY_LENGTH = 12
PLACES = (
    "Morphing Ball",
    "Bombs",
    "Spazer",
    "Kraid Tank",
    "Ice Beam",
    "Space Jump",
    "Plasma Beam",
    "Spring Ball",
)
ITEMS = ("Morph Ball", "Bombs", "Charge Beam", "Varia Suit", "Gravity Suit", "Speed Booster", "Grapple Beam", "Missile")


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed: `items` are where which item is, `spoiler` whether everybody may see that."""

    key: str
    preset: str
    race: bool
    spoiler: bool
    items: Mapping[str, str]


def tags() -> list[str]:
    """Every tag there is."""
    return [tag for known in PRESETS.values() for tag in known]


def make_seed(tag: str, *, race: bool, spoiler: bool, rng: random.Random) -> Seed:
    """Roll. Raises `KeyError` for a tag that there is not."""
    name = next((name for name, known in PRESETS.items() if tag in known), None)
    if name is None:
        raise KeyError(tag)
    return Seed(
        key="".join(rng.choices(string.digits + string.ascii_lowercase, k=KEY_LENGTH)),
        preset=name,
        race=race or tag in ALWAYS_RACE,
        spoiler=spoiler,
        items=dict(zip(PLACES, rng.sample(ITEMS, len(ITEMS)), strict=True)),
    )
