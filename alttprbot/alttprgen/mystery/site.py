"""Mystery games that alttpr.com makes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from typing import Any

from alttprbot.alttprgen.base_payloads import customizer_payload, randomizer_payload
from alttprbot.alttprgen.mystery.customizer import CustomizerRoll, apply_customizer, roll_customizer
from alttprbot.alttprgen.mystery.rules import apply_rules
from alttprbot.alttprgen.mystery.weights import picked
from alttprbot.exceptions import InvalidInputException

# What is rolled, in this order, and what it is where a weightset says nothing.
REQUIRED_OPTIONS = (
    *("glitches_required", "item_placement", "dungeon_items", "accessibility", "goals", "ganon_open", "tower_open"),
    *("world_state", "hints", "weapons", "item_pool", "item_functionality", "boss_shuffle", "enemy_shuffle"),
    *("enemy_damage", "enemy_health"),
)
DEFAULTS: Mapping[str, Any] = {"pot_shuffle": "off", "allow_quickswap": False, "pseudoboots": False}
NEUTRAL: Mapping[str, Any] = {
    "glitches_required": "none",
    "item_placement": "advanced",
    "dungeon_items": "standard",
    "accessibility": "items",
    "goals": "ganon",
    "ganon_open": "7",
    "tower_open": "7",
    "world_state": "open",
    "hints": "off",
    "weapons": "randomized",
    "item_pool": "normal",
    "item_functionality": "normal",
    "boss_shuffle": "none",
    "enemy_shuffle": "none",
    "enemy_damage": "default",
    "enemy_health": "default",
    "entrance_shuffle": "none",
}
"""What the forms of the site begin with: for the games of its seasons, whose weightsets say only what differs."""
# Rules know it by another name than weightsets.
RENAMED = {"glitches_required": "glitches"}
FILLER = "Nothing"
EASIER_DUNGEONS = {"mc": "standard", "mcs": "full"}


def roll_site(weights: Mapping[str, Any], rng: random.Random) -> tuple[dict[str, Any], bool]:
    """The settings, and whether they are for the customizer."""
    require(weights, (*REQUIRED_OPTIONS, "entrance_shuffle"))
    rolled = roll_options(weights, rng)
    rolled["entrance_shuffle"] = picked(weights.get("entrance_shuffle"), rng)
    section = weights.get("customizer") or {}
    roll = roll_customizer(section, rng) if rolled["entrance_shuffle"] == "none" else CustomizerRoll()
    settings = customizer_payload() if roll.needed else randomizer_payload()
    if roll.needed:
        filler = picked((weights.get("options") or {}).get("FillItemPoolWith", FILLER), rng)
        apply_customizer(settings, rolled, roll, section, str(filler), rng)
    if rolled["entrance_shuffle"] != "none":
        # Together with shuffled entrances the site knows only these two.
        rolled["dungeon_items"] = EASIER_DUNGEONS.get(rolled["dungeon_items"], rolled["dungeon_items"])
    assure_weapons(rolled)
    apply_rules(weights.get("rules") or (), rolled, rng)
    _write(settings, rolled)
    return settings, roll.needed


def require(weights: Mapping[str, Any], options: Iterable[str]) -> None:
    """Raise `InvalidInputException` for a weightset that lacks any of the options."""
    missing = [option for option in options if weights.get(option) in (None, {})]
    if missing:
        raise InvalidInputException(f"This weightset cannot be rolled: it says nothing of {', '.join(missing)}.")


def roll_options(weights: Mapping[str, Any], rng: random.Random) -> dict[str, Any]:
    """The options that games of both kinds have, under the names that rules use."""
    rolled = {RENAMED.get(name, name): picked(weights.get(name), rng) for name in REQUIRED_OPTIONS}
    return rolled | {name: picked(weights.get(name, default), rng) for name, default in DEFAULTS.items()}


def assure_weapons(rolled: dict[str, Any]) -> None:
    """Nobody has to escape from enemies that are not as usual without a weapon."""
    usual = {"enemy_shuffle": "none", "enemy_damage": "default", "enemy_health": "default"}
    unusual = any(rolled[option] != value for option, value in usual.items())
    if unusual and rolled["world_state"] == "standard" and rolled["weapons"] not in {"vanilla", "assured"}:
        rolled["weapons"] = "assured"


def _write(settings: dict[str, Any], rolled: Mapping[str, Any]) -> None:
    settings["glitches"] = rolled["glitches"]
    settings["item_placement"] = rolled["item_placement"]
    settings["dungeon_items"] = rolled["dungeon_items"]
    settings["accessibility"] = rolled["accessibility"]
    settings["goal"] = rolled["goals"]
    settings["crystals"] = {"ganon": rolled["ganon_open"], "tower": rolled["tower_open"]}
    settings["mode"] = rolled["world_state"]
    settings["hints"] = rolled["hints"]
    settings["weapons"] = rolled["weapons"]
    settings["item"] = {"pool": rolled["item_pool"], "functionality": rolled["item_functionality"]}
    settings["enemizer"] = {
        "boss_shuffle": rolled["boss_shuffle"],
        "enemy_shuffle": rolled["enemy_shuffle"],
        "enemy_damage": rolled["enemy_damage"],
        "enemy_health": rolled["enemy_health"],
        "pot_shuffle": rolled["pot_shuffle"],
    }
    settings["entrances"] = rolled["entrance_shuffle"]
    settings["pseudoboots"] = rolled["pseudoboots"]
    settings["allow_quickswap"] = rolled["allow_quickswap"]
