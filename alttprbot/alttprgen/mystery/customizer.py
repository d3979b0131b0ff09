"""The part of a mystery game that only the site's customizer can make: equipment, item pool, timers."""

from __future__ import annotations

import random
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from alttprbot.alttprgen.base_payloads import HEARTS, POOL_SIZE
from alttprbot.alttprgen.customizer_schema import CUSTOM_WORDS
from alttprbot.alttprgen.equipment import equipment_items
from alttprbot.alttprgen.mystery.weights import counted, drawn, picked, require_few
from alttprbot.alttprgen.preset_schema import put_words

WILD = ("region.wildKeys", "region.wildBigKeys", "region.wildCompasses", "region.wildMaps")
PIECES_REQUIRED, PIECES_IN_POOL = 20, 30
TIMED = "countdown-ohko"


@dataclass(slots=True)
class CustomizerRoll:
    """What the `customizer` section of a weightset came to."""

    equipment: list[str] = field(default_factory=list)
    custom: dict[str, Any] = field(default_factory=dict)
    pool: dict[str, int] = field(default_factory=dict)

    @property
    def needed(self) -> bool:
        """Whether only the customizer can make this game."""
        return bool(self.equipment or self.custom or self.pool)


def roll_customizer(section: Mapping[str, Any], rng: random.Random) -> CustomizerRoll:
    """Roll equipment, custom settings and the numbers of items."""
    roll = CustomizerRoll()
    for item, weights in (section.get("eq") or {}).items():
        value = picked(weights, rng)
        if value:
            roll.equipment += equipment_items(item, value)
            require_few(roll.equipment)
    for key, weights in (section.get("custom") or {}).items():
        value = picked(weights, rng)
        if value is not None:
            roll.custom[key] = value
    for item, weights in (section.get("pool") or {}).items():
        count = counted(weights, rng, item)
        if count is not None:
            roll.pool[item] = count
    return roll


def apply_customizer(
    settings: MutableMapping[str, Any],
    rolled: MutableMapping[str, Any],
    roll: CustomizerRoll,
    section: Mapping[str, Any],
    filler: str,
    rng: random.Random,
) -> None:
    """Put `roll` into `settings`, a customizer payload, and adjust what was rolled so that the game can be made.

    `filler` is the item that fills the pool up.
    """
    custom: dict[str, Any] = settings["custom"]
    pool: dict[str, int] = custom["item"]["count"]
    custom |= {"customPrizePacks": False, **roll.custom}
    put_words(custom, CUSTOM_WORDS)
    pool |= roll.pool
    if roll.equipment:
        for item in roll.equipment:
            in_pool = _as_in_pool(item)
            pool[in_pool] = max(0, pool.get(in_pool, 0) - 1)
        settings["eq"] = [*roll.equipment, *HEARTS]
    if custom["item.require.Lamp"] is True:
        rolled.update(enemy_shuffle="none", enemy_damage="default", pot_shuffle="off")
    _set_wild_items(custom, rolled, roll.custom, section.get("custom") or {})
    if rolled["goals"] == "triforce-hunt":
        _set_triforce_hunt(custom, pool, section.get("triforce-hunt") or {}, rng)
    if custom.get("rom.timerMode") == TIMED and section.get("timed-ohko"):
        _set_timer(custom, pool, section["timed-ohko"], rng)
    pool[filler] = pool.get(filler, 0) + max(0, POOL_SIZE - sum(pool.values()))
    if rolled["world_state"] == "standard":
        settings["eq"] = ["OcarinaInactive" if item == "OcarinaActive" else item for item in settings["eq"]]
    if rolled["goals"] in {"pedestal", "dungeons"}:
        custom["prize.crossWorld"] = True


def _as_in_pool(item: str) -> str:
    if item == "OcarinaActive":
        return "OcarinaInactive"
    return "BottleWithRandom" if item.startswith("Bottle") else item


def _set_wild_items(
    custom: dict[str, Any], rolled: MutableMapping[str, Any], chosen: Mapping[str, Any], weights: Mapping[str, Any]
) -> None:
    if not any(key in chosen for key in WILD):
        return
    rolled["dungeon_items"] = "standard"
    if any(custom[key] is True for key in WILD):
        custom |= {"rom.freeItemMenu": True, "rom.freeItemText": True}
    if custom["region.wildMaps"] is True and "rom.mapOnPickup" not in weights:
        custom["rom.mapOnPickup"] = True
    if custom["region.wildCompasses"] is True and "rom.dungeonCount" not in weights:
        custom["rom.dungeonCount"] = "pickup"


def _set_triforce_hunt(
    custom: dict[str, Any], pool: dict[str, int], section: Mapping[str, Any], rng: random.Random
) -> None:
    """How many pieces are needed, and how many there are: at least `min_difference` more."""
    required = drawn(section.get("goal", PIECES_REQUIRED), rng)
    difference = drawn(section.get("min_difference", 0), rng)
    pool_range = section.get("pool", PIECES_IN_POOL)
    if isinstance(pool_range, list) and int(pool_range[0]) + difference < required:
        pool_range = [required + difference, pool_range[1]]
    custom["item.Goal.Required"] = required
    pool["TriforcePiece"] = max(drawn(pool_range, rng), required + difference)


def _set_timer(custom: dict[str, Any], pool: dict[str, int], section: Mapping[str, Any], rng: random.Random) -> None:
    for clock, values in (section.get("clock") or {}).items():
        custom[f"item.value.{clock}"] = drawn(values.get("value", 0), rng)
        pool[clock] = drawn(values.get("pool", 0), rng)
    custom["rom.timerStart"] = drawn(section.get("timerStart", 0), rng)
