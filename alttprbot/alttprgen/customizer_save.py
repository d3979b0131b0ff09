"""The file in which alttpr.com's customizer page saves what somebody put together, as a preset.

Source of the keys: the public ALTTPR randomizer, whose page unwraps `{"value": …}` when it reads them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from alttprbot.alttprgen.base_payloads import customizer_payload
from alttprbot.alttprgen.equipment import equipment_items
from alttprbot.exceptions import InvalidInputException

SAVE_MAX_BYTES = 256 * 1024

# What is chosen from lists, and where it belongs.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "randomizer.glitches_required": ("glitches",),
    "randomizer.accessibility": ("accessibility",),
    "randomizer.goal": ("goal",),
    "randomizer.dungeon_items": ("dungeon_items",),
    "randomizer.item_placement": ("item_placement",),
    "randomizer.hints": ("hints",),
    "randomizer.weapons": ("weapons",),
    "randomizer.tower_open": ("crystals", "tower"),
    "randomizer.ganon_open": ("crystals", "ganon"),
    "randomizer.world_state": ("mode",),
    "randomizer.item_pool": ("item", "pool"),
    "randomizer.item_functionality": ("item", "functionality"),
    "randomizer.boss_shuffle": ("enemizer", "boss_shuffle"),
    "randomizer.enemy_shuffle": ("enemizer", "enemy_shuffle"),
    "randomizer.enemy_damage": ("enemizer", "enemy_damage"),
    "randomizer.enemy_health": ("enemizer", "enemy_health"),
    "randomizer.pot_shuffle": ("enemizer", "pot_shuffle"),
    "vt.custom.name": ("name",),
    "vt.custom.notes": ("notes",),
}
# What has a value for each of many things, and what it takes the place of.
TABLES: Mapping[str, tuple[str, ...]] = {
    "vt.custom.prizepacks": ("drops",),
    "vt.custom.drops": ("custom", "drop", "count"),
    "vt.custom.items": ("custom", "item", "count"),
    "vt.custom.locations": ("l",),
}
SWITCHES = ("vt.custom.settings", "vt.custom.glitches")
EQUIPMENT = "vt.custom.equipment"
KEYS = frozenset({*CHOICES, *TABLES, *SWITCHES, EQUIPMENT})


def preset_of_save(content: bytes) -> dict[str, Any]:
    """The preset document that a save stands for. Raises `InvalidInputException` for what is no save."""
    save = _read(content)
    settings = {**customizer_payload(), "tournament": False, "spoilers": "off"}
    for key, path in CHOICES.items():
        if (value := _unwrapped(save.get(key))) is not None:
            _put(settings, path, _choice(value, key))
    for key in SWITCHES:
        settings["custom"] |= _table(save, key) or {}
    for key, path in TABLES.items():
        if (table := _table(save, key)) is not None:
            _put(settings, path, table)
    if (equipment := _table(save, EQUIPMENT)) is not None:
        settings["eq"] = [item for key, value in equipment.items() for item in equipment_items(key, value)]
    return {"customizer": True, "randomizer": "alttpr", "settings": settings}


def _read(content: bytes) -> dict[str, Any]:
    try:
        save = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _no_save("it is not JSON") from error
    if not isinstance(save, dict) or KEYS.isdisjoint(save):
        raise _no_save("it has none of the settings that such a file has")
    return save


def _choice(value: Any, key: str) -> str | int | bool:
    if isinstance(value, str | int):
        return value
    raise _no_save(f"`{key}` is not one value")


def _table(save: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    """The values of a table; the site writes an empty one as a list."""
    table = save.get(key)
    if table is None:
        return None
    if not table:
        return {}
    if not isinstance(table, dict):
        raise _no_save(f"`{key}` is not a table")
    values = {str(name): _unwrapped(value) for name, value in table.items()}
    return {name: value for name, value in values.items() if value is not None}


def _unwrapped(value: Any) -> Any:
    if isinstance(value, list):
        return [_unwrapped(entry) for entry in value]
    return value["value"] if isinstance(value, dict) and "value" in value else value


def _put(settings: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    *groups, last = path
    for group in groups:
        settings = settings[group]
    settings[last] = value


def _no_save(why: str) -> InvalidInputException:
    return InvalidInputException(
        f"This is not a save of alttpr.com's customizer: {why}. On the customizer page choose “Save Settings”, "
        "and attach the file that you get."
    )
