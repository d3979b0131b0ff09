"""What a document has to look like to be a preset of A Link to the Past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alttprbot.alttprgen.alttpr_locations import LOCATION_NAMES
from alttprbot.alttprgen.forced_locations import location_name
from alttprbot.alttprgen.preset_schema import (
    PATTERN_MESSAGE,
    Anything,
    Choice,
    Entries,
    Flag,
    Items,
    JsonSchema,
    Number,
    Report,
    Shape,
    Text,
    ThisGame,
    whole,
)
from alttprbot.alttprgen.yaml_limits import KeyPath
from alttprbot.util.text import shortened

_CRYSTALS = ("0", "1", "2", "3", "4", "5", "6", "7", "random")
_ON_OFF = ("on", "off")

# The values that the site's own form offers.
SITE_VALUES: Mapping[KeyPath, Sequence[str]] = {
    ("glitches",): ("none", "overworld_glitches", "hybrid_major_glitches", "major_glitches", "no_logic"),
    ("item_placement",): ("basic", "advanced"),
    ("dungeon_items",): ("standard", "mc", "mcs", "full"),
    ("accessibility",): ("items", "locations", "none"),
    ("goal",): ("ganon", "fast_ganon", "dungeons", "pedestal", "triforce-hunt", "ganonhunt", "completionist"),
    ("crystals", "tower"): _CRYSTALS,
    ("crystals", "ganon"): _CRYSTALS,
    ("mode",): ("open", "standard", "inverted", "retro"),
    ("entrances",): ("none", "simple", "restricted", "full", "crossed", "insanity"),
    ("hints",): _ON_OFF,
    ("weapons",): ("randomized", "assured", "vanilla", "swordless"),
    ("item", "pool"): ("normal", "hard", "expert", "crowd_control"),
    ("item", "functionality"): ("normal", "hard", "expert"),
    ("enemizer", "boss_shuffle"): ("none", "simple", "full", "random"),
    ("enemizer", "enemy_shuffle"): ("none", "shuffled", "random"),
    ("enemizer", "enemy_damage"): ("default", "shuffled", "random"),
    ("enemizer", "enemy_health"): ("default", "easy", "hard", "expert"),
    ("enemizer", "pot_shuffle"): _ON_OFF,
}
SITE_BOOLEANS = ("allow_quickswap", "pseudoboots", "tournament")
SITE_MAPPINGS = ("crystals", "item", "enemizer")
# What the customizer fails without.
REQUIRED_CUSTOM_KEYS = ("item.require.Lamp", "rom.freeItemMenu", "rom.freeItemText")

NAME_LIMIT = 100
NOTES_LIMIT = 300
START_SCREEN = Items(
    Number(0, 31), least=5, most=5, otherwise="This has to be a list of exactly five numbers from 0 to 31."
)
AVIANART_NAME = Text(
    # It becomes part of an address.
    pattern=r"[A-Za-z0-9_./-]{1,80}",
    otherwise="This has to be the name of a preset at AVIANART, such as `crosskeys` or `somebody/name`.",
)


# In base64 `:1` looks different after three, five and four other bytes.
ENCODED_LOCATION = r"(?:[A-Za-z0-9+/]{4})*(?:OjE=|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]6MQ==|[A-Za-z0-9+/][DTjz]ox)"
NO_LOCATION = "A location is the base64 form of its name and `:1`: `Q2F0ZmlzaDox` is Catfish."


@dataclass(frozen=True, slots=True)
class Location(Shape):
    """A location as the customizer spells it."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """The base64 form of a name that the customizer knows."""
        name = location_name(value) if isinstance(value, str) else None
        if name is None:
            report.error(path, NO_LOCATION)
        elif name not in LOCATION_NAMES:
            text = f"The customizer has no location “{shortened(name)}”."
            report.warn(path, text, hint=(name, LOCATION_NAMES))

    def json_schema(self) -> JsonSchema:
        """Base64 text of something that ends in `:1`."""
        return {"type": "string", "pattern": whole(ENCODED_LOCATION), PATTERN_MESSAGE: NO_LOCATION}


@dataclass(frozen=True, slots=True)
class Placements(Shape):
    """Which item is where; an empty list stands for nowhere."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Locations and items."""
        if value == []:
            return
        Entries({}, others=Anything()).check(value, path, report)
        if isinstance(value, dict):
            for location, item in value.items():
                Location().check(location, (*path, location), report)
                if not isinstance(item, str):
                    report.error((*path, location), "This has to be an item, such as `Hookshot:1`.")

    def json_schema(self) -> JsonSchema:
        """An object, or an empty list."""
        placed = {
            "type": "object",
            "propertyNames": Location().json_schema(),
            "additionalProperties": {"type": "string"},
        }
        return {"anyOf": [placed, {"type": "array", "maxItems": 0}]}


@dataclass(frozen=True, slots=True)
class Custom(Shape):
    """The customizer's own settings, which may be written flat, nested or half of each."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """A mapping that has what the customizer fails without."""
        ANY_MAPPING.check(value, path, report)
        if not isinstance(value, dict):
            return
        missing = [key for key in REQUIRED_CUSTOM_KEYS if _dotted_get(value, key) is None]
        if missing:
            report.warn(path, f"The customizer does not work without {', '.join(missing)}.")

    def json_schema(self) -> JsonSchema:
        """An object."""
        return ANY_MAPPING.json_schema()


ANY_MAPPING = Entries({}, others=Anything())
FORCED_LOCATIONS = Items(
    Entries(
        {
            "item": Text(),
            "locations": Items(Location(), least=1, otherwise="This has to be a list with at least one location."),
            "quantity": Number(1, len(LOCATION_NAMES)),
            "chance": Number(0, 100),
            "override": Flag(),
        },
        missing={"item": "This is missing.", "locations": "This has to be a list with at least one location."},
        closed=True,
    )
)


def _site_fields() -> dict[str, Shape]:
    fields: dict[str, Shape] = {key: Flag() for key in SITE_BOOLEANS}
    fields |= {key: Anything() for key in ("lang", "spoilers", "texts", "version")}
    fields |= {"name": Text(kept=NAME_LIMIT), "notes": Text(kept=NOTES_LIMIT), "override_start_screen": START_SCREEN}
    groups: dict[str, dict[str, Shape]] = {key: {} for key in SITE_MAPPINGS}
    for path, values in SITE_VALUES.items():
        key = str(path[0])
        if len(path) == 1:
            fields[key] = Choice(values)
        else:
            groups[key][str(path[1])] = Choice(values)
    return fields | {key: Entries(inner, others=Anything()) for key, inner in groups.items()}


SITE_SETTINGS = Entries(_site_fields())
CUSTOMIZER_SETTINGS = Entries(
    {
        **_site_fields(),
        "l": Placements(),
        "eq": Items(Text(), otherwise="This has to be a list of names."),
        "drops": ANY_MAPPING,
        "custom": Custom(),
        "texts": ANY_MAPPING,
    }
)
AVIANART_SETTINGS = Entries({"preset": AVIANART_NAME}, missing={"preset": "This is missing."}, others=Anything())
TOP_LEVEL: Mapping[str, Shape] = {
    "settings": ANY_MAPPING,
    "goal_name": Text(),
    "description": Text(),
    "branch": Text(),
    "customizer": Flag(),
    "doors": Flag(),
    "avianart": Flag(),
    "festive": Flag(),
    "studytime": Number(0, 24 * 3600),
    "randomizer": ThisGame("alttpr"),
    "forced_locations": FORCED_LOCATIONS,
}
ABOUT: Mapping[str, str] = {
    "branch": "The deployment that has to roll it: live, tournament or beeta.",
    "customizer": "The customizer of the site rolls it: starting equipment, placements and pools.",
    "doors": "The door randomizer rolls it.",
    "avianart": "AVIANART rolls it; the name of its preset there is `settings.preset`.",
    "festive": "Without effect.",
    "studytime": "Seconds to study the log of a spoiler race.",
    "forced_locations": "Items that the bot places at random, anew for every seed; customizer only.",
}


def check_together(data: Mapping[str, Any], report: Report) -> None:
    """The settings are those of whoever rolls the preset, and the flags say who that is."""
    if isinstance(data.get("forced_locations"), list) and data.get("customizer") is not True:
        report.warn(("forced_locations",), "Only customizer presets use this. Add `customizer: true`.")
    settings = data.get("settings")
    if not isinstance(settings, dict) or data.get("doors") is True:
        return
    if data.get("avianart") is True:
        AVIANART_SETTINGS.check(settings, ("settings",), report)
    elif data.get("customizer") is not True:
        SITE_SETTINGS.check(settings, ("settings",), report)
    else:
        CUSTOMIZER_SETTINGS.check(settings, ("settings",), report)
        if settings.get("custom") is None and "custom" not in settings:
            report.warn(("settings", "custom"), "The customizer does not work without this.")


def _conditions() -> JsonSchema:
    def where(flag: str) -> JsonSchema:
        return {"properties": {flag: {"const": True}}, "required": [flag]}

    def settings(shape: Shape) -> JsonSchema:
        return {"properties": {"settings": shape.json_schema()}}

    site = {"if": where("customizer"), "then": settings(CUSTOMIZER_SETTINGS), "else": settings(SITE_SETTINGS)}
    elsewhere = {"if": where("avianart"), "then": settings(AVIANART_SETTINGS), "else": site}
    return {"if": where("doors"), "else": elsewhere}


CONDITIONS: Mapping[str, Any] = _conditions()
"""The same for editors."""


def _dotted_get(mapping: Mapping[str, Any], dotted_key: str) -> Any:
    """The value of `a.b.c`, which may be written flat, nested or half of each."""
    if dotted_key in mapping:
        return mapping[dotted_key]
    for key, value in mapping.items():
        if isinstance(value, Mapping) and dotted_key.startswith(f"{key}."):
            return _dotted_get(value, dotted_key.removeprefix(f"{key}."))
    return None
