"""What the settings of a door preset may hold: those of the program's version 1.1.8-dev.

The versions of other branches know more values, so that those are only warned of there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from alttprbot.alttprgen.preset_schema import (
    ANY_MAPPING,
    BareChoice,
    Choice,
    Defined,
    Entries,
    JsonSchema,
    Report,
    Shape,
    Text,
    whole,
)
from alttprbot.alttprgen.randomizer.doors import UNSTABLE
from alttprbot.alttprgen.randomizer.doors_settings import NOT_FOR_PRESETS, OFF, ON, SWITCHES
from alttprbot.alttprgen.yaml_limits import KeyPath

BRANCHES = ("stable", "volatile", "unstable")
OTHER_VERSIONS = tuple(branch for branch in BRANCHES if branch in UNSTABLE)

_CRYSTALS = ("0", "1", "2", "3", "4", "5", "6", "7", "random")
_SHUFFLED = ("simple", "restricted", "full", "crossed", "insanity")
_WORDS: Mapping[str, Sequence[str]] = {
    "logic": ("noglitches", "minorglitches", "owglitches", "nologic"),
    "mode": ("open", "standard", "inverted", "retro"),
    "swords": ("random", "assured", "swordless", "vanilla"),
    "goal": ("ganon", "pedestal", "dungeons", "triforcehunt", "trinity", "crystals"),
    "difficulty": ("normal", "hard", "expert"),
    "item_functionality": ("normal", "hard", "expert"),
    "accessibility": ("items", "locations", "none"),
    "algorithm": ("balanced", "vanilla_fill", "major_only", "dungeon_only", "district"),
    "pottery": (*("none", "keys", "dungeon", "cave", "cavekeys", "reduced", "clustered", "nonempty", "lottery"),),
    "mixed_travel": ("prevent", "allow", "force"),
    "standardize_palettes": ("standardize", "original"),
    "timer": ("none", "display", "timed", "timed-ohko", "ohko", "timed-countdown"),
    "progressive": ("on", "off", "random"),
    "shuffle": (
        *("vanilla", *_SHUFFLED, "dungeonsfull", "dungeonssimple", "madness_legacy"),
        *(f"{shuffled}_legacy" for shuffled in _SHUFFLED),
    ),
    "door_shuffle": ("vanilla", "basic", "crossed"),
    "intensity": ("1", "2", "3", "random"),
    "dungeon_counters": ("default", "off", "on", "pickup"),
    "crystals_ganon": _CRYSTALS,
    "crystals_gt": _CRYSTALS,
    "beemizer": ("0", "1", "2", "3", "4"),
    "restrict_boss_items": ("none", "mapcompass", "dungeon"),
    "overworld_map": ("default", "compass", "map"),
    "shufflebosses": ("none", "simple", "unique", "full", "random"),
    "shuffleenemies": ("none", "shuffled", "random", "legacy"),
    "enemy_health": ("default", "easy", "normal", "hard", "expert"),
    "enemy_damage": ("default", "shuffled", "random"),
}
_MORE_WORDS: Mapping[str, Sequence[str]] = {
    "keyshuffle": ("none", "wild", "universal"),
    "dropshuffle": ("none", "keys", "underworld"),
    "door_shuffle": (*_WORDS["door_shuffle"], "partitioned"),
    "shuffle": (*_WORDS["shuffle"], "swapped"),
}
_PALETTES = ("default", "random", "blackout", "grayscale", "negative", "classic", "dizzy", "sick", "puke")
# Players choose these themselves when they patch, so that nobody needs to know them all.
_LOOKS: Mapping[str, Sequence[str]] = {
    "fastmenu": ("normal", "instant", "double", "triple", "quadruple", "half"),
    "heartbeep": ("normal", "double", "half", "quarter", "off"),
    "heartcolor": ("red", "blue", "green", "yellow", "random"),
    "ow_palettes": _PALETTES,
    "uw_palettes": _PALETTES,
}
_COUNTS = (
    *("triforce_pool", "triforce_pool_min", "triforce_pool_max"),
    *("triforce_goal", "triforce_goal_min", "triforce_goal_max", "triforce_min_difference"),
)
_FILLED_IN = (
    *("outputpath", "outputname", "create_rom", "create_spoiler", "calc_playthrough", "rom", "count", "multi", "names"),
    *("race", "bps"),
)


@dataclass(frozen=True, slots=True)
class Switch(Shape):
    """Something that is on or off, in any of the ways in which people say so."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """One of those: the program takes any other text for on."""
        if value not in self._values():
            report.error(path, "This has to be true or false, without quotes.")

    def json_schema(self) -> JsonSchema:
        """An enumeration."""
        return {"enum": self._values()}

    def _values(self) -> list[bool | int | str]:
        return [True, False, 1, 0, *sorted(ON | OFF)]


@dataclass(frozen=True, slots=True)
class Amount(Shape):
    """How many of something, with quotes or without."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """A whole number that is not negative."""
        if isinstance(value, bool) or not isinstance(value, int | str):
            report.error(path, "This has to be a whole number.")
        else:
            Text(pattern="[0-9]{1,4}", otherwise="This has to be a whole number.").check(str(value), path, report)

    def json_schema(self) -> JsonSchema:
        """An integer, or text that is one."""
        bare = {"type": "integer", "minimum": 0, "maximum": 9999}
        return {"anyOf": [bare, {"type": "string", "pattern": whole("[0-9]{1,4}")}]}


@dataclass(frozen=True, slots=True)
class OurOwn(Shape):
    """A setting that presets have no say in."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """It does no harm, but is not what its author may think."""
        report.warn(path, "The bot decides this itself, whatever stands here.")

    def json_schema(self) -> JsonSchema:
        """No constraint."""
        return {}


def _settings(words: Mapping[str, Shape]) -> Entries:
    return Entries(
        {
            **dict.fromkeys(sorted({*SWITCHES, "no_hints"}), Defined("switch", Switch())),
            **dict.fromkeys(_COUNTS, Defined("amount", Amount())),
            **{key: BareChoice(values) for key, values in _LOOKS.items()},
            "startinventory": Text(),
            **dict.fromkeys(("startinventoryarray", "customitemarray"), ANY_MAPPING),
            **dict.fromkeys(sorted({*_FILLED_IN, *NOT_FOR_PRESETS}), OurOwn()),
            **words,
        }
    )


SETTINGS = _settings({key: BareChoice(values, closed=True) for key, values in _WORDS.items()})
SETTINGS_ELSEWHERE = _settings({key: BareChoice(values) for key, values in {**_WORDS, **_MORE_WORDS}.items()})
DEFINITIONS: Mapping[str, Shape] = MappingProxyType({"switch": Switch(), "amount": Amount()})
WORDS: Mapping[str, Choice] = MappingProxyType(
    {key: shape for key, shape in SETTINGS.fields.items() if isinstance(shape, Choice)}
)
