"""Mystery games that the door randomizer makes."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from alttprbot.alttprgen.base_payloads import door_settings
from alttprbot.alttprgen.mystery.rules import apply_rules
from alttprbot.alttprgen.mystery.site import REQUIRED_OPTIONS, assure_weapons, require, roll_options
from alttprbot.alttprgen.mystery.weights import counted, picked, require_few

# Any of these makes a game one of the door randomizer; what they are where a weightset says nothing.
TRIGGERS: Mapping[str, Any] = {
    "door_shuffle": "vanilla",
    "keydropshuffle": False,
    "dropshuffle": False,
    "pottery": "none",
    "shopsanity": False,
    "collection_rate": False,
    "bombbag": False,
}
SWITCHES = ("keydropshuffle", "dropshuffle", "shopsanity", "collection_rate", "bombbag")
DEFAULTS: Mapping[str, Any] = {
    "algorithm": "balanced",
    "colorizepots": False,
    "mapshuffle": False,
    "compassshuffle": False,
    "keyshuffle": False,
    "bigkeyshuffle": False,
    "keysanity": False,
    "timer": "none",
    "experimental": False,
    "dungeon_counters": "default",
    "triforce_pool": 0,
    "triforce_goal": 0,
    "restrict_boss_items": "none",
    "shufflelinks": False,
    "overworld_map": "default",
    "intensity": 2,
    "beemizer": 0,
}
NOT_FOR_DOORS = ("glitches_required", "item_placement")
VOLATILE, STABLE = "volatile", "stable"
VOLATILE_DEFAULTS: Mapping[str, Any] = {"keyshuffle": "none", "dropshuffle": "none"}
GOALS = {"fast_ganon": "crystals", "triforce-hunt": "triforcehunt"}
OPEN_PYRAMID_GOALS = frozenset({"crystals", "trinity"})
OPEN_PYRAMID_SHUFFLES = frozenset({"vanilla", "dungeonsfull", "dungeonssimple"})
# Which dungeon items each of these shuffles where it is not rolled by itself.
DUNGEON_ITEMS = {
    "mapshuffle": frozenset({"mc", "mcs", "full"}),
    "compassshuffle": frozenset({"mc", "mcs", "full"}),
    "keyshuffle": frozenset({"mcs", "full"}),
    "bigkeyshuffle": frozenset({"full"}),
    "keysanity": frozenset({"full"}),
}


def roll_triggers(weights: Mapping[str, Any], rng: random.Random) -> dict[str, Any]:
    """The options by which it shows who makes the game."""
    return {option: picked(weights.get(option, default), rng) for option, default in TRIGGERS.items()}


def needs_doors(triggers: Mapping[str, Any], weights: Mapping[str, Any]) -> bool:
    """Whether only the door randomizer can make the game, or the weightset wants it to."""
    return (
        triggers["door_shuffle"] != "vanilla"
        or triggers["pottery"] != "none"
        or any(triggers[option] == "on" for option in SWITCHES)
        or bool((weights.get("options") or {}).get("force_doors", False))
    )


def branch_of(weights: Mapping[str, Any]) -> str:
    """The deployment of the door randomizer."""
    return str((weights.get("options") or {}).get("branch", STABLE))


def roll_doors(weights: Mapping[str, Any], triggers: Mapping[str, Any], rng: random.Random) -> dict[str, Any]:
    """The settings for the door randomizer."""
    # It knows no glitches and places items in a way of its own.
    require(weights, [*(option for option in REQUIRED_OPTIONS if option not in NOT_FOR_DOORS), "entrance_shuffle"])
    branch = branch_of(weights)
    rolled = roll_options(weights, rng) | dict(triggers)
    rolled["entrance_shuffle"] = picked(weights.get("entrance_shuffle"), rng)
    rolled |= {option: picked(weights.get(option, default), rng) for option, default in DEFAULTS.items()}
    if branch == VOLATILE:
        rolled |= {option: picked(weights.get(option, default), rng) for option, default in VOLATILE_DEFAULTS.items()}
    inventory = _start_inventory(weights, rng)
    assure_weapons(rolled)
    apply_rules(weights.get("rules") or (), rolled, rng)
    return _settings(rolled, weights, inventory, branch)


def _start_inventory(weights: Mapping[str, Any], rng: random.Random) -> list[str]:
    items: list[str] = []
    for item, option in (weights.get("startinventory") or {}).items():
        items += [item] * (counted(option, rng, item) or 0)
        require_few(items)
    limit = counted(weights.get("startinventorylimit"), rng, "startinventorylimit")
    if limit is not None and len(items) > limit:
        items = rng.sample(items, limit)
    return items


def _settings(
    rolled: Mapping[str, Any], weights: Mapping[str, Any], inventory: list[str], branch: str
) -> dict[str, Any]:
    def is_on(option: str) -> bool:
        return bool(rolled[option] == "on")

    goal = GOALS.get(rolled["goals"], rolled["goals"])
    shuffle = "vanilla" if rolled["entrance_shuffle"] == "none" else rolled["entrance_shuffle"]
    retro = rolled["world_state"] == "retro"
    settings = door_settings() | {
        "retro": retro,
        "mode": "open" if retro else rolled["world_state"],
        "logic": "noglitches",
        "goal": goal,
        "crystals_gt": rolled["tower_open"],
        "crystals_ganon": rolled["ganon_open"],
        "swords": "random" if rolled["weapons"] == "randomized" else rolled["weapons"],
        "difficulty": rolled["item_pool"],
        "item_functionality": rolled["item_functionality"],
        "accessibility": rolled["accessibility"],
        "algorithm": rolled["algorithm"],
        "shopsanity": is_on("shopsanity"),
        "keydropshuffle": is_on("keydropshuffle"),
        "dropshuffle": is_on("dropshuffle"),
        "shufflepots": is_on("pot_shuffle"),
        "colorizepots": is_on("colorizepots"),
        "experimental": is_on("experimental"),
        "hints": is_on("hints"),
        "shuffleganon": True,
        "shuffle": shuffle,
        "openpyramid": shuffle in OPEN_PYRAMID_SHUFFLES and goal in OPEN_PYRAMID_GOALS,
        "shuffleenemies": rolled["enemy_shuffle"],
        "shufflebosses": rolled["boss_shuffle"],
    }
    same = (
        *("enemy_damage", "enemy_health", "pottery", "timer", "dungeon_counters", "triforce_pool", "triforce_goal"),
        *("restrict_boss_items", "overworld_map", "door_shuffle", "intensity", "beemizer"),
        *("shufflelinks", "pseudoboots", "collection_rate", "bombbag"),
    )
    settings |= {option: rolled[option] for option in same}
    for option, shuffled in DUNGEON_ITEMS.items():
        settings[option] = is_on(option) if option in weights else rolled["dungeon_items"] in shuffled
    if branch == VOLATILE:
        settings |= {option: rolled[option] for option in VOLATILE_DEFAULTS}
    return settings | {"startinventory": ",".join(inventory), "usestartinventory": bool(inventory)}
