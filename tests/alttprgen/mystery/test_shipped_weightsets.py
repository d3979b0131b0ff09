"""The shipped weightsets, thrown often enough to see their weights."""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.preset import GAMES
from alttprbot.alttprgen.preset_core import SahasrahBotPresetCore
from alttprbot.alttprgen.preset_files import read_folder
from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot.config import REPOSITORY
from alttprbot_sandbox.alttpr.validation import check_customizer, randomizer_errors
from tests.alttprgen.mystery.expected import marginal

FACTS: Mapping[str, dict[str, Any]] = json.loads(
    (REPOSITORY / "tests" / "presets" / "alttprmystery_facts.json").read_text()
)
ROLLS = 2000
SIGMAS = 4
# Whole weightsets of options; `festive` is for a site that decides the rest, `grabbag` has presets only.
ROLLED = sorted(FACTS.keys() - {"festive", "grabbag"})
DOOR_GOALS = {"crystals": "fast_ganon", "triforcehunt": "triforce-hunt"}
# What neither the customizer nor the safety of weapons changes after it was rolled.
UNTOUCHED = ("accessibility", "goals", "ganon_open", "tower_open", "world_state", "hints", "item_pool")


@cache
def shipped(game: str) -> Mapping[str, SahasrahBotPresetCore]:
    return read_folder(REPOSITORY / "presets" / game, GAMES[game]).presets


def weightset(name: str) -> SahasrahBotPresetCore:
    return shipped("alttprmystery")[name].with_references(shipped("alttpr"))


def options_of(plan: SeedPlan) -> dict[str, str]:
    """What was rolled, under the names that weightsets use."""
    settings: Any = plan.payload
    if plan.provider == "alttprdoor":
        found = {
            "accessibility": settings["accessibility"],
            "goals": DOOR_GOALS.get(settings["goal"], settings["goal"]),
            "ganon_open": settings["crystals_ganon"],
            "tower_open": settings["crystals_gt"],
            "world_state": "retro" if settings["retro"] else settings["mode"],
            "hints": "on" if settings["hints"] else "off",
            "item_pool": settings["difficulty"],
        }
    else:
        found = {
            "accessibility": settings["accessibility"],
            "goals": settings["goal"],
            "ganon_open": settings["crystals"]["ganon"],
            "tower_open": settings["crystals"]["tower"],
            "world_state": settings["mode"],
            "hints": settings["hints"],
            "item_pool": settings["item"]["pool"],
        }
    return {option: str(value) for option, value in found.items()}


def actions_of(weights: Any) -> set[str]:
    """The options that rules change, wherever they stand."""
    if isinstance(weights, dict):
        own = {action for rule in weights.get("rules") or () for action in rule["actions"]}
        return own.union(*(actions_of(value) for value in weights.values()))
    return set()


@pytest.mark.parametrize("name", ROLLED)
def test_values_come_as_often_as_their_weights_say(name: str) -> None:
    preset, dice = weightset(name), random.Random(f"frequencies of {name}")
    seen: dict[str, Counter[str]] = {option: Counter() for option in UNTOUCHED}
    for _ in range(ROLLS):
        for option, value in options_of(preset.plan(SeedOptions(), rng=dice)).items():
            seen[option][value] += 1

    for option in set(UNTOUCHED) - actions_of(FACTS[name]):
        expected = marginal(FACTS[name], option)
        assert set(seen[option]) <= {value for value, share in expected.items() if share > 0}
        for value, share in expected.items():
            deviation = math.sqrt(ROLLS * share * (1 - share))
            assert abs(seen[option][value] - ROLLS * share) <= SIGMAS * deviation + 1e-9, (option, value)


@pytest.mark.parametrize("name", ROLLED)
def test_whatever_is_rolled_is_accepted_by_the_site(name: str) -> None:
    preset, dice = weightset(name), random.Random(f"acceptance of {name}")

    for _ in range(100):
        plan = preset.plan(SeedOptions(spoilers=Spoilers.MYSTERY), rng=dice)
        settings: Any = plan.payload
        if plan.endpoint == "POST /api/customizer":
            check_customizer(settings)
        elif plan.endpoint == "POST /api/randomizer":
            assert randomizer_errors(settings) == {}
        else:
            assert plan.endpoint == "LOCAL DungeonRandomizer"


@pytest.mark.parametrize("name", [*ROLLED, "grabbag"])
def test_rolling_leaves_the_weightset_as_it_is(name: str) -> None:
    preset = weightset(name)
    before = json.dumps(preset.document)

    plans = [preset.plan(SeedOptions(), rng=random.Random(number)) for number in range(20)]
    again = [preset.plan(SeedOptions(), rng=random.Random(number)) for number in range(20)]

    assert json.dumps(preset.document) == before
    assert [plan.payload for plan in plans] == [plan.payload for plan in again]


def test_kinds_of_games_come_as_often_as_their_chances_say() -> None:
    preset, dice = weightset("ladder_season13"), random.Random(1)

    seen = Counter((preset.plan(SeedOptions(), rng=dice).details or {})["subweights"][0] for _ in range(ROLLS))

    for kind, chance in {"entrance": 0.29, "normal": 0.69, "ohko": 0.02}.items():
        assert abs(seen[kind] - ROLLS * chance) <= SIGMAS * math.sqrt(ROLLS * chance * (1 - chance))


def test_presets_of_a_grab_bag_are_played_without_their_names() -> None:
    preset, dice = weightset("grabbag"), random.Random(1)
    plans = [preset.plan(SeedOptions(spoilers=Spoilers.MYSTERY), rng=dice) for _ in range(500)]

    rolled = Counter((plan.details or {})["preset"] for plan in plans)

    # One of the seventeen does not exist; its share is that of the others.
    assert set(rolled) == set(FACTS["grabbag"]["preset"]) - {"tournament"}
    for plan in plans:
        settings: Any = plan.payload
        assert {"name", "notes"}.isdisjoint(settings)
        assert (settings["spoilers"], settings["tournament"], settings["allow_quickswap"]) == ("mystery", True, True)
        assert (plan.preset, plan.gentype, plan.genoption, plan.goal) == ("grabbag", "mystery", "grabbag", "mystery")


def test_games_of_the_festive_site_differ_from_the_usual_in_what_their_weightset_says() -> None:
    preset, dice = weightset("festive"), random.Random(1)
    plans = [preset.plan(SeedOptions(), rng=dice) for _ in range(200)]

    assert {plan.endpoint for plan in plans} == {"POST /festive/api/randomizer"}
    settings: list[Any] = [plan.payload for plan in plans]
    assert {(game["goal"], game["glitches"], game["entrances"]) for game in settings} == {("ganon", "none", "none")}
    assert {game["dungeon_items"] for game in settings} == {"standard", "mc", "mcs", "full"}
    assert all(randomizer_errors(game) == {} for game in settings)
