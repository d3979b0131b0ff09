"""The presets of the simulated site: the names that the real one has, and settings of our own for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SWITCHES = (
    *(
        "suitsRestriction",
        "hideItems",
        "strictMinors",
        "areaLayout",
        "doorsColorsRando",
        "allowGreyDoors",
        "escapeRando",
    ),
    *("removeEscapeEnemies", "bossRandomization", "minimizer", "funCombat", "funMovement", "funSuits", "layoutPatches"),
    *("variaTweaks", "nerfedCharge", "itemsounds", "elevators_speed", "fast_doors", "spinjumprestart", "rando_speed"),
    *("animals", "No_Music", "random_music", "Infinite_Space_Jump", "refill_before_save", "hud", "revealMap"),
    *("scavRandomized", "relaxed_round_robin_cf", "hiddenObjectives", "distributeObjectives", "better_reserves"),
    "disable_spark_damage",
)
_ON = ("suitsRestriction", "layoutPatches", "variaTweaks", "itemsounds", "elevators_speed", "fast_doors", "rando_speed")

DEFAULT: Mapping[str, Any] = {
    **dict.fromkeys(SWITCHES, "off"),
    **dict.fromkeys(_ON, "on"),
    "preset": "regular",
    "majorsSplit": "Full",
    "majorsSplitMultiSelect": ["Full", "Major", "Chozo"],
    "progressionSpeed": "medium",
    "progressionDifficulty": "normal",
    "morphPlacement": "early",
    "energyQty": "vanilla",
    "energyQtyMultiSelect": ["sparse", "medium", "vanilla"],
    "gravityBehaviour": "Balanced",
    "areaRandomization": "off",
    "tourian": "Vanilla",
    "startLocation": "Landing Site",
    "startLocationMultiSelect": ["Ceres", "Landing Site"],
    "maxDifficulty": "hardcore",
    "missileQty": "3",
    "superQty": "2",
    "powerBombQty": "1",
    "minorQty": 100,
    "minimizerQty": "45",
    "scavNumLocs": 10,
    "objectiveRandom": "false",
    "objective": ["kill kraid", "kill phantoon", "kill draygon", "kill ridley"],
    "nbObjective": 4,
    "nbObjectivesRequired": "off",
}

_LIKE_DEFAULT = (
    *("Chozo_Speedrun", "SGL23Online", "SMRAT2021", "Torneio_SGPT3_stage1", "Torneio_SGPT3_stage2"),
    *("VARIA_Weekly", "doors_long", "doors_short", "free", "hardway2hell", "haste", "highway2hell", "hud"),
    *("hud_hard", "hud_start", "scavenger_hard", "scavenger_random", "scavenger_speedrun", "scavenger_visit"),
    *("scavenger_vanilla_but_not", "stupid_hard", "surprise", "vanilla", "way_of_chozo", "where_am_i"),
    *("where_is_morph", "objectives_all_bosses", "objectives_bingo", "objectives_blind_bingo"),
    *("objectives_clear_areas", "objectives_explore_areas", "objectives_hard_heat", "objectives_hard_water"),
    *("objectives_long", "objectives_memes", "objectives_rampage", "objectives_robots_notweaks", "objectives_short"),
    "objectives_true_completion",
)

# What each preset changes of the default one.
SETTINGS: Mapping[str, Mapping[str, Any]] = {
    **{name: {} for name in _LIKE_DEFAULT},
    "default": DEFAULT,
    "Season_Races": {
        "majorsSplit": "random",
        "majorsSplitMultiSelect": ["FullWithHUD", "Major", "Chozo"],
        "areaRandomization": "full",
        "areaLayout": "on",
        "bossRandomization": "on",
        "hud": "on",
        "maxDifficulty": "harder",
        "startLocation": "random",
        "startLocationMultiSelect": ["Gauntlet Top", "Big Pink", "Business Center"],
        "tourian": "Fast",
    },
    "all_random": {"majorsSplit": "random", "areaRandomization": "random", "bossRandomization": "random"},
    "quite_random": {"progressionSpeed": "random", "morphPlacement": "random"},
    "minimizer": {"minimizer": "on", "bossRandomization": "on", "areaRandomization": "full"},
    "minimizer_hardcore": {"minimizer": "on", "minimizerQty": "35", "maxDifficulty": "mania"},
    "minimizer_maximizer": {"minimizer": "on", "minimizerQty": "100"},
}


def _skills(score: int) -> Mapping[str, Any]:
    """Every technique as whether it is known, how hard it is, and whether it is for emergencies."""
    known = ("WallJump", "ShineSpark", "MidAirMorph", "CeilingDBoost", "GravityJump", "Mockball")
    return {
        "Knows": {name: [index <= score, 5 * (index + 1), []] for index, name in enumerate(known)},
        "Settings": {"Kraid": "Default", "Phantoon": "Default", "hardRooms": {"X-Ray": "Aka-chan"}},
        "Controller": {"A": "Jump", "B": "Dash", "X": "Shoot", "Y": "Item Cancel"},
        "score": score,
    }


SKILLS: Mapping[str, Mapping[str, Any]] = {
    name: _skills(score)
    for score, name in enumerate(
        (
            *("newbie", "casual", "regular", "veteran", "expert", "master", "samus", "solution"),
            *("Season_Races", "SMRAT2021", "Torneio_SGPT3"),
        )
    )
}
