"""A seed's settings in a few words, such as `open 6/6 fast ganon`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

GLITCHES = {
    "OverworldGlitches": "overworld glitches",
    "MajorGlitches": "major glitches",
    "HybridMajorGlitches": "hybrid major glitches",
    "NoLogic": "no logic",
}
EASY = {"easy", "normal"}


def generated_goal(meta: Mapping[str, Any]) -> str:
    """The words for the `meta` of an ALTTPR seed; what it does not say counts as the site's default."""
    if meta.get("spoilers") == "mystery":
        return "mystery"
    return " ".join(_Words(meta))


class _Words:
    def __init__(self, meta: Mapping[str, Any]) -> None:
        def of(key: str, default: str) -> str:
            value = meta.get(key)
            return default if value is None else str(value)

        self.mode = of("mode", "open")
        self.weapons = of("weapons", "randomized")
        self.goal = of("goal", "ganon")
        self.logic = of("logic", "NoGlitches")
        self.dungeon_items = of("dungeon_items", "standard")
        self.pool, self.functionality = of("item_pool", "normal"), of("item_functionality", "normal")
        self.tower, self.ganon = of("entry_crystals_tower", "7"), of("entry_crystals_ganon", "7")
        self.entrance = of("shuffle", "none") != "none"
        self.customizer = of("difficulty", "") == "custom"
        self.enemizer = (
            of("enemizer.boss_shuffle", "none") != "none"
            or of("enemizer.enemy_shuffle", "none") != "none"
            or of("enemizer.enemy_damage", "default") != "default"
            or of("enemizer.enemy_health", "default") != "default"
        )

    def __iter__(self) -> Iterator[str]:
        if not {self.pool, self.functionality} <= EASY:
            yield "hard"
        elif self.dungeon_items == "full" and self.goal != "dungeons":
            yield "normal"
        if self.enemizer:
            yield "enemizer"
        if self.weapons == "swordless":
            yield "swordless"
        if not (self.dungeon_items == "full" and self.goal == "dungeons"):
            yield from self._world()
        if self.logic in GLITCHES:
            yield GLITCHES[self.logic]
        if (self.tower, self.ganon) != ("7", "7"):
            yield f"{self.tower}/{self.ganon}"
        yield from self._goal()
        yield from {"mc": ["mc"], "mcs": ["mcs"], "full": ["keysanity"]}.get(self.dungeon_items, [])
        if self.entrance:
            yield "+ entrance shuffle"
        if self.customizer:
            yield "(customizer)"

    def _world(self) -> Iterator[str]:
        plain = self.pool == "normal" and self.functionality == "normal"
        match self.mode, self.weapons:
            case "open", weapons:
                if not self.entrance and not self.enemizer and plain and weapons != "swordless":
                    yield "casual"
                yield "open"
            case "standard", "randomized":
                yield "standard"
            case "standard", "assured" if plain:
                yield "casual"
            case ("inverted" | "retro") as mode, _:
                yield mode

    def _goal(self) -> Iterator[str]:
        match self.goal, self.entrance:
            case "ganon", True:
                yield "defeat ganon"
            case "fast_ganon", False:
                yield "fast ganon"
            case "dungeons", _:
                yield "all dungeons"
            case "triforce-hunt", _:
                yield "triforce hunt"
            case "pedestal", _:
                yield "pedestal"
