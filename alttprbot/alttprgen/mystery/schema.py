"""What a weightset may hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from alttprbot.alttprgen.mystery.doors import DEFAULTS as DOOR_OPTIONS
from alttprbot.alttprgen.mystery.doors import TRIGGERS
from alttprbot.alttprgen.mystery.roll import NO_PRESET
from alttprbot.alttprgen.mystery.rules import EXACT
from alttprbot.alttprgen.mystery.site import DEFAULTS as SITE_DEFAULTS
from alttprbot.alttprgen.mystery.site import RENAMED, REQUIRED_OPTIONS
from alttprbot.alttprgen.mystery.weights import MOST, converted
from alttprbot.alttprgen.preset_schema import (
    ON_OFF,
    Anything,
    Choice,
    Defined,
    Entries,
    Flag,
    Items,
    JsonSchema,
    Label,
    Report,
    Shape,
    ThisGame,
)
from alttprbot.alttprgen.yaml_limits import KeyPath
from alttprbot.util.text import shortened

_CRYSTALS = ("0", "1", "2", "3", "4", "5", "6", "7", "random")
VALUES: Mapping[str, Sequence[str]] = {
    "glitches_required": ("none", "overworld_glitches", "hybrid_major_glitches", "major_glitches", "no_logic"),
    "item_placement": ("basic", "advanced"),
    "dungeon_items": ("standard", "mc", "mcs", "full"),
    "accessibility": ("items", "locations", "none"),
    "goals": ("ganon", "fast_ganon", "dungeons", "pedestal", "triforce-hunt", "trinity"),
    "tower_open": _CRYSTALS,
    "ganon_open": _CRYSTALS,
    "world_state": ("standard", "open", "inverted", "retro"),
    "entrance_shuffle": (
        *("none", "simple", "restricted", "full", "crossed", "insanity"),
        *("vanilla", "swapped", "dungeonsfull", "dungeonssimple"),
    ),
    "boss_shuffle": ("none", "simple", "full", "random", "unique"),
    "enemy_shuffle": ("none", "shuffled", "random"),
    "hints": ON_OFF,
    "weapons": ("randomized", "assured", "vanilla", "swordless"),
    "item_pool": ("normal", "hard", "expert", "crowd_control"),
    "item_functionality": ("normal", "hard", "expert"),
    "enemy_damage": ("default", "shuffled", "random"),
    "enemy_health": ("default", "easy", "hard", "expert"),
    "pot_shuffle": ON_OFF,
}
NUMBER = r"^(\d{1,3}|1000|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"
RULE_OPTIONS = frozenset(
    {RENAMED.get(option, option) for option in REQUIRED_OPTIONS}
    | {"entrance_shuffle", *SITE_DEFAULTS, *TRIGGERS, *DOOR_OPTIONS}
)


@dataclass(frozen=True, slots=True)
class Weights(Shape):
    """Values, and the weights by which one of them is picked."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Every weight is a number that is not negative, and there is one above zero."""
        wrong = [key for key, weight in value.items() if not _is_weight(weight)]
        for key in wrong:
            report.error((*path, key), "A weight is a number that is not negative.")
        if value and not wrong and sum(value.values()) <= 0:
            report.error(path, "One of the weights has to be above zero.")

    def json_schema(self) -> JsonSchema:
        """An object of numbers which are not all zero."""
        return {"type": "object", "additionalProperties": WEIGHT, "not": all_zero({"const": 0})}


def all_zero(zero: JsonSchema) -> JsonSchema:
    """The schema of an object that holds something, and nothing but `zero`."""
    return {"minProperties": 1, "additionalProperties": zero}


def _is_weight(weight: object) -> bool:
    return isinstance(weight, int | float) and not isinstance(weight, bool) and 0 <= weight < float("inf")


WEIGHT: JsonSchema = {"type": "number", "minimum": 0}
WEIGHTS_OF_VALUES = Defined("weights", Weights())


@dataclass(frozen=True, slots=True)
class Weighted(Shape):
    """A value, or values with the weights by which one of them is picked. `values` are those that are known, if any."""

    values: Sequence[str] = ()

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Weights are numbers, one of them above zero; values are known ones."""
        if isinstance(value, dict):
            WEIGHTS_OF_VALUES.check(value, path, report)
            for word in value:
                self._check_word(word, (*path, word), report)
        elif isinstance(value, list):
            report.error(path, "This has to be a value, or values with weights.")
        elif value is not None:
            self._check_word(value, path, report)

    def _check_word(self, word: object, path: KeyPath, report: Report) -> None:
        if self.values == ON_OFF and isinstance(word, bool):
            Choice(ON_OFF).check(word, path, report)
        elif self.values and str(word) not in self.values:
            text = f"“{shortened(str(word))}” is not known. Known are: {', '.join(self.values)}."
            report.warn(path, text, hint=(str(word), self.values))

    def json_schema(self) -> JsonSchema:
        """A scalar, or an object of weights."""
        scalar = {"type": ["string", "number", "null", *([] if self.values == ON_OFF else ["boolean"])]}
        if not self.values:
            return {"anyOf": [scalar, WEIGHTS_OF_VALUES.json_schema()]}
        weights = {**WEIGHTS_OF_VALUES.json_schema(), "properties": dict.fromkeys(self.values, WEIGHT)}
        return {"anyOf": [{"enum": list(self.values)}, scalar, weights]}


@dataclass(frozen=True, slots=True)
class Count(Shape):
    """How many of something there are: a whole number, also weighted."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Neither negative nor more than anybody can mean."""
        Weighted().check(value, path, report)
        if isinstance(value, dict):
            for number in value:
                self._check_number(number, (*path, number), report)
        elif not isinstance(value, list):
            self._check_number(value, path, report)

    def _check_number(self, value: object, path: KeyPath, report: Report) -> None:
        number = converted(value)
        if number is not None and (not isinstance(number, int) or not 0 <= number <= MOST):
            report.error(path, f"This has to be a whole number from 0 to {MOST}.")

    def json_schema(self) -> JsonSchema:
        """A number or its text, or an object of weights."""
        number = {"type": ["integer", "boolean", "null"], "minimum": 0, "maximum": MOST}
        text = {"type": "string", "pattern": NUMBER}
        weights = {**WEIGHTS_OF_VALUES.json_schema(), "propertyNames": {"pattern": NUMBER}}
        return {"anyOf": [number, text, weights]}


@dataclass(frozen=True, slots=True)
class Range(Shape):
    """A number, or the least and the most of one; also weighted."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Whole numbers, the smaller first."""
        if isinstance(value, dict):
            Weighted().check(value, path, report)
        elif isinstance(value, list):
            if len(value) != 2 or not all(map(_is_whole, value)) or value[0] > value[1]:
                report.error(path, "This has to be a whole number, or two of them: the least and the most.")
        elif not _is_whole(value):
            report.error(path, "This has to be a whole number, or two of them: the least and the most.")

    def json_schema(self) -> JsonSchema:
        """An integer, two of them, or an object of weights."""
        two = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
        return {"anyOf": [{"type": "integer"}, two, WEIGHTS_OF_VALUES.json_schema()]}


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class OptionName(Shape):
    """The name of something that is rolled, as rules use it."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """A known one."""
        if not isinstance(value, str) or value not in RULE_OPTIONS:
            text = f"Rules know no option “{shortened(str(value))}”."
            report.slip(path, text, hint=(str(value), RULE_OPTIONS))

    def json_schema(self) -> JsonSchema:
        """An enumeration."""
        return {"enum": sorted(RULE_OPTIONS)}


@dataclass(frozen=True, slots=True)
class Subweights(Shape):
    """Sets of weights: one is chosen, by its chance, and put over those around it. It may have subweights again."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Each with a chance and, if it changes anything, weights."""
        if not isinstance(value, dict):
            Entries({}, others=Anything()).check(value, path, report)
            return
        for name, entry in value.items():
            SUBWEIGHT.check(entry, (*path, name), report)
        chances = {name: entry.get("chance", 0) for name, entry in value.items() if isinstance(entry, dict)}
        Weights().check(chances, path, report)

    def json_schema(self) -> JsonSchema:
        """An object of such sets, one of which has a chance."""
        none = all_zero({"properties": {"chance": {"const": 0}}})
        return {"type": "object", "additionalProperties": {"$ref": "#/$defs/subweight"}, "not": none}


@dataclass(frozen=True, slots=True)
class Chance(Shape):
    """The weight of a set. It is checked with those of the others."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Nothing is wrong with it alone."""

    def json_schema(self) -> JsonSchema:
        """A number."""
        return WEIGHT


def _weighted(options: Iterable[str]) -> dict[str, Shape]:
    return {option: Weighted(VALUES.get(option, ())) for option in options}


ANY_WEIGHTED = Entries({}, others=Weighted())
COUNT = Count()
COUNTS = Entries({}, others=COUNT)
CUSTOMIZER = Entries(
    {
        "eq": ANY_WEIGHTED,
        "custom": ANY_WEIGHTED,
        "pool": COUNTS,
        "triforce-hunt": Entries({"goal": Range(), "pool": Range(), "min_difference": Range()}, closed=True),
        "timed-ohko": Entries(
            {
                "clock": Entries({}, others=Entries({"value": Range(), "pool": Range()}, closed=True)),
                "timerStart": Range(),
                # What it was meant to force is not forced.
                "forced_settings": Anything(),
            },
            closed=True,
        ),
    },
    closed=True,
)
RULE = Entries(
    {
        "conditions": Items(
            Entries(
                {"MatchType": Choice((EXACT,), closed=True), "Key": OptionName(), "Value": Anything()},
                missing={"Key": "This is missing.", "Value": "This is missing."},
                closed=True,
            )
        ),
        "actions": Entries({option: Weighted(VALUES.get(option, ())) for option in sorted(RULE_OPTIONS)}, closed=True),
    },
    closed=True,
)


@dataclass(frozen=True, slots=True)
class OrNothing(Shape):
    """Something, or an empty value that cancels what was said of it before."""

    shape: Shape

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Nothing, or the right thing."""
        if value is not None:
            self.shape.check(value, path, report)

    def json_schema(self) -> JsonSchema:
        """The thing, or null."""
        return {"anyOf": [{"type": "null"}, self.shape.json_schema()]}


OPTIONS = Entries(
    {"FillItemPoolWith": Weighted(), "force_doors": Flag(), "branch": Choice(("stable", "volatile", "unstable"))}
)
WEIGHTS: Mapping[str, Shape] = MappingProxyType(
    {
        **_weighted((*REQUIRED_OPTIONS, "entrance_shuffle", *SITE_DEFAULTS)),
        **_weighted((*TRIGGERS, *DOOR_OPTIONS)),
        "startinventorylimit": COUNT,
        "startinventory": OrNothing(COUNTS),
        "custom_instructions": Weighted(),
        "customizer": OrNothing(Defined("customizer", CUSTOMIZER)),
        "rules": OrNothing(Items(Defined("rule", RULE))),
        "options": OrNothing(OPTIONS),
        "subweights": OrNothing(Subweights()),
        "festive": Flag(),
        # Weightsets in use say these; nobody reads them.
        "retro": Anything(),
        "rom.logicMode": Anything(),
    }
)
SUBWEIGHT = Entries(
    {"chance": Chance(), "weights": OrNothing(Entries(WEIGHTS, closed=True))},
    missing={"chance": "This is missing: the weight by which it is chosen."},
    closed=True,
)
DEFINITIONS: Mapping[str, Shape] = MappingProxyType(
    {"weights": Weights(), "customizer": CUSTOMIZER, "rule": RULE, "subweight": SUBWEIGHT}
)
ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "preset": "Rolls one of these presets, instead of settings; `none` is for settings.",
        "subweights": "Sets of weights: one is chosen, by its chance, and put over what stands around it.",
        "rules": "What else is to be when something was rolled.",
        "customizer": "What the customizer of the site is to do, if no entrances are shuffled.",
        "custom_instructions": "A text that players are shown.",
    }
)
TOP_LEVEL: Mapping[str, Shape] = MappingProxyType(
    {
        "description": Label(),
        "goal_name": Label(),
        "randomizer": ThisGame("alttprmystery"),
        "preset": Weighted(),
        **WEIGHTS,
    }
)


def check_complete(data: Mapping[str, Any], report: Report) -> None:
    """Whatever is chosen, everything that has to be rolled is there."""
    only_presets = data.get("preset") is not None and not _may_be(data["preset"], NO_PRESET)
    # Those for the seasonal variant of the site say only what differs from the usual.
    if only_presets or data.get("festive") is True:
        return
    for path, weights in _ends((), _known(data)):
        missing = [option for option in (*REQUIRED_OPTIONS, "entrance_shuffle") if option not in weights]
        options = weights.get("options")
        if isinstance(options, dict) and options.get("force_doors") is True:
            missing = [option for option in missing if option not in {"glitches_required", "item_placement"}]
        if missing:
            report.warn(path, f"This cannot be rolled: nothing is said of {', '.join(missing)}.")


def _may_be(option: object, value: str) -> bool:
    return value in option if isinstance(option, dict) else option == value


def _known(weights: Mapping[str, Any]) -> dict[str, Any]:
    """Without keys that mean nothing, of which there may be very many."""
    return {key: value for key, value in weights.items() if key in WEIGHTS}


def _ends(path: KeyPath, weights: Mapping[str, Any], depth: int = 0) -> Iterable[tuple[KeyPath, Mapping[str, Any]]]:
    """What may be in force in the end, and where the last choice stands."""
    subweights = weights.get("subweights")
    if not isinstance(subweights, dict) or not subweights or depth > 5:
        yield path, weights
        return
    for name, entry in subweights.items():
        changes = entry.get("weights") if isinstance(entry, dict) else None
        changes = _known(changes) if isinstance(changes, dict) else {}
        here = (*path, "subweights", name)
        deeper = {**weights, **changes, "subweights": changes.get("subweights")}
        yield from _ends((*here, "weights") if "subweights" in changes else here, deeper, depth + 1)
