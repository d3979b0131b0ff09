"""What the parts of a preset may hold that only alttpr.com's customizer understands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from alttprbot.alttprgen.alttpr_items import AUTO_FILL, DROP_NAMES, ITEM_NAMES, PRIZE_PACKS
from alttprbot.alttprgen.alttpr_locations import LOCATION_NAMES
from alttprbot.alttprgen.forced_locations import WORLD_SUFFIX, location_name
from alttprbot.alttprgen.preset_schema import (
    ANY_MAPPING,
    PATTERN_MESSAGE,
    Anything,
    BareChoice,
    Choice,
    Entries,
    Flag,
    Items,
    JsonSchema,
    Number,
    Report,
    Shape,
    Text,
    whole,
)
from alttprbot.alttprgen.yaml_limits import LARGEST_NUMBER, KeyPath
from alttprbot.util.text import shortened

# What the customizer fails without.
REQUIRED_CUSTOM_KEYS = ("item.require.Lamp", "rom.freeItemMenu", "rom.freeItemText")
CUSTOM_WORDS: Mapping[str, Choice] = MappingProxyType(
    {
        "rom.dungeonCount": BareChoice(("off", "on", "pickup")),
        "rom.timerMode": BareChoice(
            ("off", "none", "stopwatch", "countdown-ohko", "countdown-continue", "countdown-stop", "countdown-end")
        ),
        "rom.logicMode": BareChoice(
            ("NoGlitches", "OverworldGlitches", "MajorGlitches", "HybridMajorGlitches", "NoLogic")
        ),
        "rom.GanonAgRNG": BareChoice(("none", "table")),
    }
)
# In base64 `:1` looks different after three, five and four other bytes.
ENCODED_LOCATION = r"(?:[A-Za-z0-9+/]{4})*(?:OjE=|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]6MQ==|[A-Za-z0-9+/][DTjz]ox)"
NO_LOCATION = "A location is the base64 form of its name and `:1`: `Q2F0ZmlzaDox` is Catfish."
NO_ITEM = "An item ends in `:1` here, as `Hookshot:1` does."
# The site knows it without that as well.
ANY_BOTTLE = "BottleWithRandom"


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
class Item(Shape):
    """An item that is not placed anywhere."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """A name, and one that the customizer is known to have."""
        if not isinstance(value, str):
            report.error(path, "This has to be an item, such as `Hookshot`.")
        elif value not in ITEM_NAMES:
            text = f"The customizer has no item “{shortened(value)}”, as far as we know."
            report.warn(path, text, hint=(value, ITEM_NAMES))

    def json_schema(self) -> JsonSchema:
        """Text, with completion."""
        return {"anyOf": [{"enum": sorted(ITEM_NAMES)}, {"type": "string"}]}


@dataclass(frozen=True, slots=True)
class PlacedItem(Shape):
    """An item with the number of the world that it is in."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Name and number."""
        if not isinstance(value, str):
            report.error(path, "This has to be an item, such as `Hookshot:1`.")
        elif value.endswith(WORLD_SUFFIX) or value == ANY_BOTTLE:
            Item().check(value.removesuffix(WORLD_SUFFIX), path, report)
        else:
            report.error(path, NO_ITEM)

    def json_schema(self) -> JsonSchema:
        """Text that ends in `:1`."""
        pattern = whole(rf"[\s\S]*{WORLD_SUFFIX}|{ANY_BOTTLE}")
        return {"type": "string", "pattern": pattern, PATTERN_MESSAGE: NO_ITEM}


@dataclass(frozen=True, slots=True)
class Placements(Shape):
    """Which item is where; an empty list stands for nowhere."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Locations and items."""
        if value == []:
            return
        ANY_MAPPING.check(value, path, report)
        if isinstance(value, dict):
            for location, item in value.items():
                Location().check(location, (*path, location), report)
                PlacedItem().check(item, (*path, location), report)

    def json_schema(self) -> JsonSchema:
        """An object, or an empty list."""
        placed = {
            "type": "object",
            "propertyNames": Location().json_schema(),
            "additionalProperties": PlacedItem().json_schema(),
        }
        return {"anyOf": [placed, {"type": "array", "maxItems": 0}]}


@dataclass(frozen=True, slots=True)
class Custom(Shape):
    """The customizer's own settings, which may be written flat, nested or half of each."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """A mapping that has what the customizer fails without, and words where it expects words."""
        ANY_MAPPING.check(value, path, report)
        if not isinstance(value, dict):
            return
        missing = set(REQUIRED_CUSTOM_KEYS)
        for place, key, held in _settings(value):
            if held is not None:
                missing.discard(key)
            if key in CUSTOM_WORDS:
                CUSTOM_WORDS[key].check(held, (*path, *place), report)
        if missing:
            needed = ", ".join(key for key in REQUIRED_CUSTOM_KEYS if key in missing)
            report.warn(path, f"The customizer does not work without {needed}.")

    def json_schema(self) -> JsonSchema:
        """An object; what has to be a word is so in both ways of writing."""
        flat = {key: shape.json_schema() for key, shape in CUSTOM_WORDS.items()}
        nested = {key.removeprefix("rom."): schema for key, schema in flat.items()}
        return {**ANY_MAPPING.json_schema(), "properties": {**flat, "rom": {"properties": nested}}}


def _settings(custom: Mapping[str, Any], place: KeyPath = ()) -> Iterator[tuple[KeyPath, str, Any]]:
    """Each setting with its place and its name, which has the names of what is around it before dots."""
    for key, value in custom.items():
        here = (*place, key)
        if isinstance(value, dict):
            yield from _settings(value, here)
        else:
            yield here, ".".join(map(str, here)), value


def _drops(count: int) -> Shape:
    text = f"This has to be a list of exactly {count} {'drop' if count == 1 else 'drops'}."
    return Items(Choice((*DROP_NAMES, AUTO_FILL)), least=count, most=count, otherwise=text)


DROPS = Entries({pack: _drops(count) for pack, count in PRIZE_PACKS.items()})
EQUIPMENT = Items(Item(), otherwise="This has to be a list of names.")
FORCED_LOCATIONS = Items(
    Entries(
        {
            "item": PlacedItem(),
            "locations": Items(Location(), least=1, otherwise="This has to be a list with at least one location."),
            "quantity": Number(1, len(LOCATION_NAMES)),
            "chance": Number(0, 100),
            "override": Flag(),
        },
        missing={"item": "This is missing.", "locations": "This has to be a list with at least one location."},
        closed=True,
    )
)
_ANY_NUMBER = Number(-LARGEST_NUMBER, LARGEST_NUMBER)
# What a stored one can be placed with.
PLACEABLE = Items(
    Entries(
        {"locations": Items(Text()), "quantity": _ANY_NUMBER, "chance": _ANY_NUMBER},
        missing={"item": "This is missing.", "locations": "This is missing."},
        others=Anything(),
    )
)
