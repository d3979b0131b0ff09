"""Spoiler logs and progression logs."""

from __future__ import annotations

import random
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alttprbot.alttprgen.alttpr_locations import LOCATION_NAMES
from alttprbot.alttprgen.spoilers.drops import DROPS, GROUPS, VANILLA_PACKS
from alttprbot.alttprgen.spoilers.log import PROGRESSION_ITEMS, SECTIONS, progression_log, spoiler_log
from alttprbot.exceptions import InvalidInputException
from alttprbot_sandbox.alttpr.patches import CodeRun
from alttprbot_sandbox.alttpr.seeds import make_seed

PERMALINK = "https://alttpr.example/h/abc"
RACE = {"tournament": True, "spoilers": "generate"}
OTHERS = {"Prizes", "Drops", "Shops", "Bosses", "Entrances", "meta"}
IDS = {name: number for number, name in DROPS.items()}


def rolled(number: int = 1, **settings: Any) -> dict[str, Any]:
    """A seed as the site answers with it."""
    seed = make_seed(RACE | settings, random.Random(number), customizer="l" in settings, festive=False)
    return seed.answer


def log_of(seed: dict[str, Any], **options: Any) -> dict[str, Any]:
    found = spoiler_log(seed, PERMALINK, **options)
    assert found is not None
    return found


def written(seed: dict[str, Any], *runs: tuple[int, list[int]]) -> dict[str, Any]:
    """The seed with a patch of these runs alone."""
    return {**seed, "patch": [{str(offset): values} for offset, values in runs]}


def test_a_log_is_in_its_order_and_says_where_the_seed_is() -> None:
    seed = rolled()

    log = log_of(seed)

    assert list(log) == ["Prizes", *SECTIONS, "Drops", "meta"]
    assert log["meta"] == {**seed["spoiler"]["meta"], "hash": seed["hash"], "permalink": PERMALINK}


@pytest.mark.parametrize(
    ("settings", "more"),
    [
        ({"mode": "retro"}, "Shops"),
        ({"enemizer": {"boss_shuffle": "full"}}, "Bosses"),
        ({"entrances": "crossed"}, "Entrances"),
    ],
)
def test_what_is_shuffled_is_told(settings: dict[str, Any], more: str) -> None:
    seed = rolled(**settings)

    assert log_of(seed)[more] == seed["spoiler"][more]
    assert more not in log_of(rolled())


def test_entrance_seeds_have_their_own_order() -> None:
    log = log_of(rolled(entrances="full"))

    assert [name for name in log if name not in OTHERS] == [
        "Special", "Hyrule Castle", "Eastern Palace", "Desert Palace", "Tower of Hera", "Agahnims Tower",
        "Palace of Darkness", "Swamp Palace", "Skull Woods", "Thieves Town", "Ice Palace", "Misery Mire", "Turtle Rock",
        "Ganons Tower", "Caves", "Light World", "Dark World",
    ]  # fmt: skip
    assert len(log["Prizes"]) == 10


def test_every_location_of_a_real_seed_is_told_once() -> None:
    log = log_of(rolled())

    told = [location for name in SECTIONS for location in log[name] if location != "DiggingGameDigs"]
    assert len(told) + len(log["Prizes"]) == len(LOCATION_NAMES)
    assert set(told) < LOCATION_NAMES


def test_prizes_stand_apart() -> None:
    seed = rolled()

    log = log_of(seed)

    assert len(log["Prizes"]) == 10
    assert log["Prizes"]["Dark Palace"] == seed["spoiler"]["Dark Palace"]["Palace of Darkness - Prize:1"][:-2]
    assert "Palace of Darkness - Prize" not in log["Dark Palace"]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("BigKeyP1:1", "BigKeyP1-EasternPalace"),
        ("CompassA2:1", "CompassA2-GanonsTower"),
        ("KeyA1:1", "KeyA1-CastleTower"),
        ("MapH2:1", "MapH2-HyruleCastle"),
        ("MapA1:1", "MapA1"),
        ("Hookshot:1", "Hookshot"),
        ("Nothing", "Nothing"),
    ],
)
def test_dungeon_items_say_of_which_dungeon_they_are(item: str, told: str) -> None:
    seed = rolled()
    seed["spoiler"]["Light World"] = {"Catfish:1": item}

    assert log_of(seed)["Light World"] == {"Catfish": told}
    assert log_of(seed, translate_dungeon_items=False)["Light World"] == {"Catfish": item.removesuffix(":1")}


@pytest.mark.parametrize("spoilers", ["off", "mystery"])
def test_a_seed_that_tells_nothing_has_no_log(spoilers: str) -> None:
    assert spoiler_log(rolled(spoilers=spoilers), PERMALINK) is None
    assert progression_log(rolled(spoilers=spoilers), PERMALINK) is None


def test_the_seed_itself_stays_as_it_is() -> None:
    seed = rolled()
    before = deepcopy(seed)

    spoiler_log(seed, PERMALINK)
    progression_log(seed, PERMALINK)

    assert seed == before


def test_drops_are_found_wherever_they_stand_in_the_patch() -> None:
    heart, tree = IDS["Heart"], [IDS["RupeeGreen"], IDS["RupeeBlue"], IDS["RupeeRed"]]
    packs = [number for pack in VANILLA_PACKS.values() for number in pack]
    packs[8] = 0
    seed = written(
        rolled(),
        (227731 - 3, [1, 2, 3, heart, 4]),
        (981972, tree),
        (207300, [IDS["Bee"], 0, 0, 0, IDS["BeeGood"]]),
        (950988, [7]),
        (227960, packs),
        (982421, [23]),
    )

    log = log_of(seed)

    assert log["Drops"] == {
        "PullTree": {"Tier1": "RupeeGreen", "Tier2": "RupeeBlue", "Tier3": "RupeeRed"},
        "RupeeCrab": {"Main": "BeeGood", "Final": "Bee"},
        "Stun": "Heart",
        "FishSave": "unknown",
        "PrizePacks": {
            **dict(zip(GROUPS, VANILLA_PACKS, strict=True)),
            "RupeesGroup": ("unknown, RupeeGreen, RupeeBlue, RupeeRed, RupeeBlue, RupeeGreen, RupeeBlue, RupeeBlue"),
        },
    }
    assert log["Special"]["DiggingGameDigs"] == 23


def test_what_a_seed_lacks_is_no_obstacle() -> None:
    seed = written(rolled())
    del seed["spoiler"]["Special"], seed["spoiler"]["Ice Palace"]

    log = log_of(seed)

    assert log["Drops"]["Stun"] == "unknown"
    assert "Special" not in log
    assert "Ice Palace" not in log["Prizes"]


def test_progression_says_where_and_not_what() -> None:
    seed = rolled()
    for name in SECTIONS:
        seed["spoiler"][name] = {}
    seed["spoiler"]["Light World"] = {
        "Sahasrahla:1": "PegasusBoots:1",
        "King Zora:1": "TwentyRupees:1",
        "Bottle Merchant:1": "BossHeartContainer:1",
        "Magic Bat:1": "TenBombs:1",
    }
    seed["spoiler"]["Eastern Palace"] = {"Eastern Palace - Prize:1": "Crystal5:1"}
    seed["spoiler"]["Special"] = {"Waterfall Bottle:1": "BottleWithBee:1"}

    log = progression_log(seed, PERMALINK)

    assert log == {
        "Light World": ["Sahasrahla"],
        "meta": {**seed["spoiler"]["meta"], "hash": seed["hash"], "permalink": PERMALINK},
    }


def test_entrance_seeds_have_no_progression_log() -> None:
    with pytest.raises(InvalidInputException, match="entrances"):
        progression_log(rolled(entrances="simple"), PERMALINK)


names = st.text(st.characters(codec="ascii", categories=["L", "N"], include_characters=" '-"), min_size=1, max_size=12)
locations = st.dictionaries(
    st.one_of(names, st.sampled_from(sorted(LOCATION_NAMES))).flatmap(
        lambda name: st.sampled_from([name, f"{name}:1"])
    ),
    st.sampled_from([*sorted(PROGRESSION_ITEMS), "TwentyRupees", "Nothing"]).map(lambda item: f"{item}:1"),
    max_size=6,
)
spoilers = st.dictionaries(st.one_of(st.sampled_from(SECTIONS), names.map(lambda name: f"New {name}")), locations)


@given(spoilers)
def test_no_location_is_ever_lost(spoiler: dict[str, dict[str, str]]) -> None:
    seed = written({"hash": "abc", "spoiler": {**spoiler, "meta": {"spoilers": "generate"}}})

    log = log_of(seed, translate_dungeon_items=False)

    told = [item for name in log if name not in OTHERS for item in log[name].values()]
    placed = [item.removesuffix(":1") for section in spoiler.values() for item in section.values()]
    assert sorted([*told, *log["Prizes"].values()]) == sorted(placed)


@given(spoilers)
def test_progression_is_never_lost_either(spoiler: dict[str, dict[str, str]]) -> None:
    seed = written({"hash": "abc", "spoiler": {**spoiler, "meta": {"spoilers": "generate"}}})

    log = progression_log(seed, PERMALINK) or {}

    for name in spoiler.keys() - {"Special"}:
        opening = [
            location
            for location, item in spoiler[name].items()
            if item.removesuffix(":1") in PROGRESSION_ITEMS and " - Prize" not in location
        ]
        assert len(log.get(name, [])) == len(opening)


@pytest.mark.parametrize("run", list(CodeRun))
def test_logs_do_not_depend_on_the_shape_of_the_patch(run: CodeRun) -> None:
    seed = make_seed(RACE, random.Random(1), customizer=False, festive=False, code_run=run).answer

    assert log_of(seed)["Drops"]["Stun"] in DROPS.values()
