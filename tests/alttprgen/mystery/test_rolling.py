"""What weights come to, rule by rule."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from alttprbot.alttprgen.base_payloads import customizer_payload
from alttprbot.alttprgen.mystery.weights import converted, picked
from alttprbot.alttprgen.mystery.weightset import ALTTPRMysteryPreset
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.preset import PresetIdentifier
from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot.exceptions import InvalidInputException, InvalidPresetException

PLAIN: dict[str, Any] = {
    "glitches_required": "none",
    "item_placement": "advanced",
    "dungeon_items": "standard",
    "accessibility": "items",
    "goals": "ganon",
    "tower_open": "7",
    "ganon_open": "7",
    "world_state": "open",
    "entrance_shuffle": "none",
    "boss_shuffle": "none",
    "enemy_shuffle": "none",
    "hints": "off",
    "weapons": "randomized",
    "item_pool": "normal",
    "item_functionality": "normal",
    "enemy_damage": "default",
    "enemy_health": "default",
}


def planned(seed: int = 1, asked: SeedOptions | None = None, **changes: Any) -> SeedPlan:
    text = yaml.safe_dump({**PLAIN, **changes}, sort_keys=False)
    preset = ALTTPRMysteryPreset.parse(text, identifier=PresetIdentifier("mine", "somebody"))
    return preset.plan(asked or SeedOptions(), rng=random.Random(seed))


def rolled(seed: int = 1, **changes: Any) -> Any:
    return planned(seed, **changes).payload


def pool_of(settings: Any) -> dict[str, int]:
    pool: dict[str, int] = settings["custom"]["item"]["count"]
    return pool


def test_plain_weights_make_a_randomizer_game() -> None:
    plan = planned(asked=SeedOptions(allow_quickswap=True, spoilers=Spoilers.MYSTERY))

    assert (plan.endpoint, plan.customizer, plan.dice) == ("POST /api/randomizer", False, True)
    assert plan.payload == {
        "glitches": "none",
        "item_placement": "advanced",
        "dungeon_items": "standard",
        "accessibility": "items",
        "goal": "ganon",
        "crystals": {"ganon": 7, "tower": 7},
        "mode": "open",
        "entrances": "none",
        "hints": "off",
        "weapons": "randomized",
        "item": {"pool": "normal", "functionality": "normal"},
        "tournament": True,
        "spoilers": "mystery",
        "lang": "en",
        "enemizer": {
            "boss_shuffle": "none",
            "enemy_shuffle": "none",
            "enemy_damage": "default",
            "enemy_health": "default",
            "pot_shuffle": "off",
        },
        "allow_quickswap": True,
        "pseudoboots": False,
    }
    assert (plan.game, plan.recorded_as, plan.gentype) == ("alttprmystery", "alttpr", "mystery")
    assert (plan.preset, plan.namespace, plan.genoption) == ("somebody/mine", "somebody", "mine")


@pytest.mark.parametrize(
    ("value", "meant"), [("7", 7), ("-3", -3), ("True", True), ("false", False), ("random", "random"), (2.5, 2.5)]
)
def test_words_mean_what_they_say(value: object, meant: object) -> None:
    assert converted(value) == meant
    assert type(converted(value)) is type(meant)


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.integers(0, 5), min_size=1), st.integers())
def test_what_has_no_weight_never_comes(weights: dict[str, int], seed: int) -> None:
    rng = random.Random(seed)
    if sum(weights.values()) == 0:
        with pytest.raises(InvalidInputException):
            picked(weights, rng)
    else:
        possible = [converted(word) for word, weight in weights.items() if weight > 0]
        assert all(picked(weights, rng) in possible for _ in range(20))


def test_equipment_comes_out_of_the_pool() -> None:
    base = pool_of(customizer_payload())

    settings = rolled(
        customizer={
            "eq": {
                "PegasusBoots": True,
                "Bottle1": 3,
                "OcarinaActive": 1,
                "ProgressiveSword": 2,
                "Hookshot": False,
                "Rupees": 75,
                "Boomerang": 3,
            }
        },
        world_state="standard",
    )

    assert settings["eq"] == [
        "PegasusBoots",
        "BottleWithGreenPotion",
        "OcarinaInactive",
        *["ProgressiveSword"] * 2,
        "FiftyRupees",
        "TwentyRupees",
        "FiveRupees",
        "Boomerang",
        "RedBoomerang",
        *["BossHeartContainer"] * 3,
    ]
    pool = pool_of(settings)
    taken = {item: base[item] - pool[item] for item in base if base[item] != pool[item]}
    assert taken == {
        "PegasusBoots": 1,
        "BottleWithRandom": 1,
        "OcarinaInactive": 1,
        "ProgressiveSword": 2,
        "FiftyRupees": 1,
        "TwentyRupees": 1,
        "FiveRupees": 1,
        "Boomerang": 1,
        "RedBoomerang": 1,
        "Nothing": -10,
    }
    assert sum(pool.values()) == 216


def test_pool_is_filled_with_what_the_weightset_says() -> None:
    settings = rolled(
        customizer={"pool": {"PieceOfHeart": 4, "Arrow": 0}}, options={"FillItemPoolWith": "TwentyRupees2"}
    )

    pool = pool_of(settings)
    assert (pool["PieceOfHeart"], pool["Arrow"], pool["TwentyRupees2"]) == (4, 0, 21)
    assert sum(pool.values()) == 216
    assert settings["eq"] == ["BossHeartContainer"] * 3


def test_custom_setting_that_is_false_still_needs_the_customizer() -> None:
    plan = planned(customizer={"custom": {"rom.rupeeBow": {"True": 0, "False": 1}}})

    assert plan.endpoint == "POST /api/customizer"
    assert plan.customizer


def test_customizer_is_not_for_shuffled_entrances() -> None:
    assert planned(entrance_shuffle="full", customizer={"eq": {"PegasusBoots": 1}}).endpoint == "POST /api/randomizer"


def test_wild_dungeon_items_are_shown_in_the_menu() -> None:
    custom = {"region.wildMaps": True, "region.wildCompasses": True, "region.wildKeys": False}

    settings = rolled(dungeon_items="full", customizer={"custom": custom})

    assert settings["dungeon_items"] == "standard"
    made = settings["custom"]
    assert (made["rom.freeItemMenu"], made["rom.freeItemText"]) == (True, True)
    assert (made["rom.mapOnPickup"], made["rom.dungeonCount"], made["customPrizePacks"]) == (True, "pickup", False)


def test_weightset_decides_how_wild_items_are_shown_if_it_says_so() -> None:
    custom = {"region.wildMaps": True, "region.wildCompasses": True, "rom.mapOnPickup": False, "rom.dungeonCount": "on"}

    made = rolled(customizer={"custom": custom})["custom"]

    assert (made["rom.mapOnPickup"], made["rom.dungeonCount"]) == (False, "on")


def test_dark_rooms_without_a_lamp_keep_the_enemies_as_they_are() -> None:
    settings = rolled(
        enemy_shuffle="shuffled",
        enemy_damage="random",
        pot_shuffle="on",
        customizer={"custom": {"item.require.Lamp": True}},
    )

    assert settings["enemizer"] == {
        "boss_shuffle": "none",
        "enemy_shuffle": "none",
        "enemy_damage": "default",
        "enemy_health": "default",
        "pot_shuffle": "off",
    }


@pytest.mark.parametrize(
    ("section", "required", "pieces"),
    [
        (None, {20}, {30}),
        ({"goal": 25, "pool": 40}, {25}, {40}),
        ({"goal": 25, "pool": 0, "min_difference": 10}, {25}, {35}),
        ({"goal": [30, 32], "pool": [34, 35], "min_difference": 2}, {30, 31, 32}, {34, 35}),
        ({"goal": 50, "pool": [30, 40], "min_difference": 10}, {50}, {60}),
        ({"goal": 50, "pool": [45, 70], "min_difference": 10}, {50}, set(range(60, 71))),
        ({"goal": 50, "pool": [20, 62], "min_difference": 10}, {50}, {60, 61, 62}),
    ],
)
def test_triforce_hunts_have_enough_pieces(
    section: dict[str, object] | None, required: set[int], pieces: set[int]
) -> None:
    customizer = {"eq": {"PegasusBoots": 1}} | ({"triforce-hunt": section} if section else {})

    games = [rolled(seed, goals="triforce-hunt", customizer=customizer) for seed in range(300)]

    assert {game["custom"]["item.Goal.Required"] for game in games} == required
    assert {pool_of(game)["TriforcePiece"] for game in games} == pieces


def test_clocks_belong_to_a_countdown() -> None:
    timed = {
        "timerStart": [600, 601],
        "clock": {"GreenClock": {"value": 180, "pool": [12, 13]}, "RedClock": {"value": -240}},
    }

    settings = rolled(customizer={"custom": {"rom.timerMode": "countdown-ohko"}, "timed-ohko": timed})
    without = rolled(customizer={"custom": {"rom.timerMode": "off"}, "timed-ohko": timed})

    made = settings["custom"]
    assert made["rom.timerStart"] in {600, 601}
    assert (made["item.value.GreenClock"], made["item.value.RedClock"]) == (180, -240)
    assert pool_of(settings)["GreenClock"] in {12, 13}
    assert pool_of(settings)["RedClock"] == 0
    assert without["custom"]["rom.timerStart"] == ""


@pytest.mark.parametrize("goal", ["pedestal", "dungeons"])
def test_prizes_cross_worlds_where_all_are_needed(goal: str) -> None:
    customizer = {"custom": {"prize.crossWorld": False}}

    assert rolled(goals=goal, customizer=customizer)["custom"]["prize.crossWorld"] is True
    assert rolled(goals="ganon", customizer=customizer)["custom"]["prize.crossWorld"] is False


@pytest.mark.parametrize(("items", "instead"), [("mc", "standard"), ("mcs", "full"), ("full", "full")])
def test_entrances_are_not_shuffled_together_with_a_part_of_the_dungeon_items(items: str, instead: str) -> None:
    assert rolled(entrance_shuffle="crossed", dungeon_items=items)["dungeon_items"] == instead
    assert rolled(entrance_shuffle="none", dungeon_items=items)["dungeon_items"] == items


@pytest.mark.parametrize(
    "unusual", [{"enemy_shuffle": "shuffled"}, {"enemy_damage": "random"}, {"enemy_health": "hard"}]
)
@pytest.mark.parametrize(
    ("state", "weapons", "instead"),
    [
        ("standard", "randomized", "assured"),
        ("standard", "swordless", "assured"),
        ("standard", "vanilla", "vanilla"),
        ("open", "randomized", "randomized"),
    ],
)
def test_nobody_escapes_from_strange_enemies_unarmed(
    unusual: dict[str, Any], state: str, weapons: str, instead: str
) -> None:
    assert rolled(world_state=state, weapons=weapons, **unusual)["weapons"] == instead


def rule(key: str, value: object, **actions: object) -> dict[str, object]:
    return {"conditions": [{"Key": key, "Value": value}], "actions": actions}


@pytest.mark.parametrize("value", [4, "4"])
def test_rules_compare_what_is_meant(value: object) -> None:
    rules = [rule("tower_open", value, ganon_open={"5": 1}, item_pool="hard")]

    settings = rolled(tower_open={"4": 1}, rules=rules)

    assert settings["crystals"] == {"tower": 4, "ganon": 5}
    assert settings["item"]["pool"] == "hard"
    assert rolled(tower_open={"3": 1}, rules=rules)["crystals"] == {"tower": 3, "ganon": 7}


def test_later_rules_see_what_earlier_ones_did() -> None:
    rules = [rule("weapons", "swordless", hints="on"), rule("hints", "on", accessibility="locations")]

    assert rolled(weapons="swordless", rules=rules)["accessibility"] == "locations"


def test_all_conditions_of_a_rule_have_to_hold() -> None:
    both = {
        "conditions": [{"Key": "hints", "Value": "off"}, {"Key": "goals", "Value": "pedestal"}],
        "actions": {"hints": "on"},
    }

    assert rolled(rules=[both])["hints"] == "off"
    assert rolled(rules=[both], goals="pedestal")["hints"] == "on"


def test_subweights_replace_whole_options() -> None:
    subweights = {
        "only": {
            "chance": 1,
            "weights": {
                "goals": {"pedestal": 1},
                "customizer": None,
                "subweights": {"deeper": {"chance": 3, "weights": {"hints": "on"}}},
            },
        }
    }

    plan = planned(goals={"ganon": 5, "dungeons": 5}, customizer={"eq": {"Lamp": 1}}, subweights=subweights)

    settings: Any = plan.payload
    assert (settings["goal"], settings["hints"], plan.endpoint) == ("pedestal", "on", "POST /api/randomizer")
    assert (plan.details or {})["subweights"] == ["only", "deeper"]


def test_instructions_reach_the_players() -> None:
    assert planned(custom_instructions={"Bingo!": 1}).instructions == "Bingo!"
    assert planned().instructions == ""


DOORS: dict[str, Any] = {"options": {"force_doors": True}}


@pytest.mark.parametrize(
    ("changes", "doors"),
    [
        ({}, False),
        ({"door_shuffle": "basic"}, True),
        ({"pottery": "keys"}, True),
        ({"keydropshuffle": "on"}, True),
        ({"shopsanity": "on"}, True),
        ({"shopsanity": "off"}, False),
        ({"dropshuffle": "keys"}, False),
        ({"bombbag": True}, False),
        (DOORS, True),
    ],
)
def test_what_only_the_door_randomizer_knows_is_made_there(changes: dict[str, Any], doors: bool) -> None:
    plan = planned(**changes)

    assert plan.doors is doors
    assert plan.provider == ("alttprdoor" if doors else "alttpr")


def test_doors_get_their_own_words() -> None:
    plan = planned(
        world_state="retro",
        goals="fast_ganon",
        dungeon_items="mcs",
        hints="on",
        bigkeyshuffle="on",
        mapshuffle="off",
        startinventory={"Pegasus Boots": 1, "Bombs (10)": 2},
        **DOORS,
    )

    settings: Any = plan.payload
    assert (settings["retro"], settings["mode"], settings["goal"], settings["swords"]) == (
        True,
        "open",
        "crystals",
        "random",
    )
    assert (settings["crystals_gt"], settings["crystals_ganon"], settings["shuffle"]) == (7, 7, "vanilla")
    assert (settings["openpyramid"], settings["hints"]) == (True, True)
    shuffles = ("mapshuffle", "compassshuffle", "keyshuffle", "bigkeyshuffle", "keysanity")
    assert [settings[key] for key in shuffles] == [False, True, True, True, False]
    assert settings["startinventory"] == "Pegasus Boots,Bombs (10),Bombs (10)"
    assert settings["usestartinventory"] is True
    assert plan.branch == "stable"


def test_volatile_doors_have_more_to_say_of_keys_and_drops() -> None:
    options = {"force_doors": True, "branch": "volatile"}

    settings = rolled(options=options, keyshuffle="wild", dropshuffle="underworld")

    assert (settings["keyshuffle"], settings["dropshuffle"]) == ("wild", "underworld")


def test_start_inventory_has_a_limit() -> None:
    inventory = {f"Item {number}": 1 for number in range(10)}

    settings = rolled(startinventory=inventory, startinventorylimit={"3": 1}, **DOORS)

    chosen = settings["startinventory"].split(",")
    assert len(chosen) == len(set(chosen)) == 3
    assert set(chosen) <= set(inventory)


@pytest.mark.parametrize(("spoilers", "shown"), [(Spoilers.OFF, Spoilers.ON), (Spoilers.MYSTERY, Spoilers.MYSTERY)])
def test_doors_hide_only_what_is_masked(spoilers: Spoilers, shown: Spoilers) -> None:
    assert planned(asked=SeedOptions(spoilers=spoilers), **DOORS).options.spoilers is shown


@pytest.mark.parametrize("changes", [DOORS, {}])
def test_what_is_no_race_hides_nothing(changes: dict[str, Any]) -> None:
    plan = planned(asked=SeedOptions(spoilers=Spoilers.MYSTERY, tournament=False), **changes)

    assert plan.goal != "mystery"
    assert plan.options.spoilers is (Spoilers.ON if plan.doors else Spoilers.MYSTERY)


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"goals": {"ganon": "often"}}, "goals.ganon"),
        ({"goals": {"ganon": -1, "dungeons": 2}}, "goals.ganon"),
        ({"goals": {"ganon": 0}}, "goals"),
        ({"goals": ["ganon"]}, "goals"),
        ({"hints": True}, "hints"),
        ({"wepons": "vanilla"}, "wepons"),
        ({"rules": [{"conditions": [{"Key": "glitches_required", "Value": "none"}]}]}, "rules[0].conditions[0].Key"),
        ({"rules": [rule("hints", "on", hunts="on")]}, "rules[0].actions.hunts"),
        (
            {"rules": [{"conditions": [{"MatchType": "regex", "Key": "hints", "Value": "o."}]}]},
            "rules[0].conditions[0].MatchType",
        ),
        ({"subweights": {"a": {"weights": {}}}}, "subweights.a.chance"),
        ({"subweights": {"a": {"chance": 0}}}, "subweights"),
        ({"subweights": {"a": {"chance": 1, "weights": {"gaols": "ganon"}}}}, "subweights.a.weights.gaols"),
        ({"customizer": {"triforce-hunt": {"goal": [5, 3]}}}, "customizer.triforce-hunt.goal"),
        ({"customizer": {"equipment": {}}}, "customizer.equipment"),
    ],
)
def test_mistakes_are_found_before_anything_is_rolled(document: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidPresetException) as caught:
        ALTTPRMysteryPreset.parse(yaml.safe_dump({**PLAIN, **document}))

    assert path in [issue.path for issue in caught.value.issues]


weights = st.one_of(
    st.sampled_from(["none", "on", "7", True, 3]),
    st.dictionaries(st.sampled_from(["none", "ganon", "7", "on", "x"]), st.integers(0, 3), min_size=1, max_size=3),
)


@given(
    st.dictionaries(st.sampled_from([*PLAIN, "door_shuffle", "pottery", "rules", "subweights", "customizer"]), weights)
)
@settings(max_examples=200, deadline=None)
def test_whatever_is_accepted_can_be_rolled_or_is_explained(changes: dict[str, Any]) -> None:
    try:
        preset = ALTTPRMysteryPreset.parse(yaml.safe_dump({**PLAIN, **changes}, sort_keys=False))
    except InvalidPresetException:
        return

    plan = preset.plan(SeedOptions(), rng=random.Random(1))

    assert json.dumps(plan.payload)
