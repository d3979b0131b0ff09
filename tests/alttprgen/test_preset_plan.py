"""From a preset and somebody's options to the request that would be sent."""

from __future__ import annotations

import base64
import logging
import random
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alttprbot.alttprgen.alttpr_preset import ALTTPRPreset
from alttprbot.alttprgen.forced_locations import location_key, location_name, place_forced_locations
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.preset import PresetIdentifier
from alttprbot.alttprgen.request import SeedOptions, Spoilers

CATFISH, BREWERY, PYRAMID = location_key("Catfish"), location_key("Brewery"), location_key("Pyramid")


def plan(document: dict[str, Any], **options: Any) -> SeedPlan:
    return ALTTPRPreset(document).plan(SeedOptions(**options))


def test_randomizer_preset_goes_to_the_randomizer() -> None:
    made = plan({"settings": {"goal": "ganon", "hints": "on"}})

    assert (made.provider, made.operation, made.endpoint) == ("alttpr", "generate_seed", "POST /api/randomizer")
    assert made.payload == {
        "goal": "ganon",
        "hints": "on",
        "tournament": True,
        "spoilers": "off",
        "allow_quickswap": False,
    }
    assert (made.customizer, made.doors, made.avianart) == (False, False, False)


def test_customizer_preset_goes_to_the_customizer_with_placements() -> None:
    made = plan({"customizer": True, "settings": {"goal": "ganon"}})

    assert made.endpoint == "POST /api/customizer"
    assert made.payload["l"] == {}
    assert made.customizer


def test_empty_list_of_placements_is_sent_as_a_mapping() -> None:
    assert plan({"customizer": True, "settings": {"l": []}}).payload["l"] == {}


@pytest.mark.parametrize(
    ("customizer", "endpoint"), [(True, "/festive/api/customizer"), (False, "/festive/api/randomizer")]
)
def test_festive_changes_the_path(customizer: bool, endpoint: str) -> None:
    assert plan({"customizer": customizer, "settings": {}}, festive=True).endpoint == f"POST {endpoint}"


@pytest.mark.parametrize(("hints", "sent"), [(True, "on"), (False, "off"), (None, "preset's own")])
def test_hints_follow_the_person_and_else_the_preset(hints: bool | None, sent: str) -> None:
    assert plan({"settings": {"hints": "preset's own"}}, hints=hints).payload["hints"] == sent


def test_hints_stay_absent_when_nobody_says_anything() -> None:
    assert "hints" not in plan({"settings": {}}).payload


@pytest.mark.parametrize("spoilers", Spoilers)
@pytest.mark.parametrize("tournament", [True, False])
def test_race_and_spoilers_are_always_the_persons_choice(spoilers: Spoilers, tournament: bool) -> None:
    document = {"settings": {"tournament": not tournament, "spoilers": False}}

    payload = plan(document, tournament=tournament, spoilers=spoilers).payload

    assert payload["tournament"] is tournament
    assert payload["spoilers"] == spoilers.value
    assert type(payload["spoilers"]) is str


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("own", [True, False])
def test_quickswap_of_the_preset_wins(own: bool, asked: bool) -> None:
    made = plan({"settings": {"allow_quickswap": own}}, allow_quickswap=asked)

    assert made.payload["allow_quickswap"] is own
    assert made.options.allow_quickswap is own


@pytest.mark.parametrize("asked", [True, False])
def test_quickswap_is_the_persons_choice_where_the_preset_has_none(asked: bool) -> None:
    assert plan({"settings": {}}, allow_quickswap=asked).payload["allow_quickswap"] is asked


@pytest.mark.parametrize(
    ("own", "asked", "effective"),
    [("beeta", "live", "beeta"), ("beeta", None, "beeta"), (None, "tournament", "tournament"), (None, None, None)],
)
def test_branch_of_the_preset_wins(own: str | None, asked: str | None, effective: str | None) -> None:
    document: dict[str, Any] = {"settings": {}} | ({"branch": own} if own else {})

    made = plan(document, branch=asked)

    assert made.branch == made.options.branch == effective


@pytest.mark.parametrize(("hints", "sent"), [(True, "on"), (False, "off"), (None, False)])
def test_door_preset_is_for_the_door_randomizer(hints: bool | None, sent: object) -> None:
    made = plan({"doors": True, "avianart": True, "settings": {"hints": False, "quickswap": False}}, hints=hints)

    assert (made.provider, made.endpoint, made.doors) == ("alttprdoor", "LOCAL DungeonRandomizer", True)
    assert made.payload == {"hints": sent, "quickswap": False}


def test_door_preset_lets_the_person_turn_quickswap_on() -> None:
    assert plan({"doors": True, "settings": {"quickswap": False}}, allow_quickswap=True).payload["quickswap"] is True


@pytest.mark.parametrize("race", [True, False])
def test_avianart_preset_knows_only_its_name_and_whether_it_is_a_race(race: bool) -> None:
    made = plan({"avianart": True, "settings": {"preset": "a/b"}}, tournament=race, hints=True, festive=True)

    assert (made.provider, made.operation, made.avianart) == ("avianart", "create_seed", True)
    assert made.endpoint == "POST /api.php?action=generate&preset=a/b"
    assert made.payload == [{"args": {"race": race}}]
    assert made.settings == {"preset": "a/b", "race": race}


@pytest.mark.parametrize(
    ("document", "goal"),
    [
        ({"settings": {}}, ""),
        ({"doors": True, "settings": {}}, "door randomizer"),
        ({"avianart": True, "settings": {"preset": "crosskeys"}}, "crosskeys"),
    ],
)
def test_plan_says_the_goal_where_the_provider_does_not(document: dict[str, Any], goal: str) -> None:
    assert plan(document).goal == goal


@pytest.mark.parametrize(
    ("flags", "gives_one"),
    [({}, True), ({"customizer": True}, True), ({"doors": True}, False), ({"avianart": True}, False)],
)
def test_only_the_site_gives_a_spoiler_log_for_a_race(flags: dict[str, bool], gives_one: bool) -> None:
    assert plan({**flags, "settings": {"preset": "x"}}).spoiler_log is gives_one


def test_what_is_recorded_has_the_name_without_its_namespace() -> None:
    preset = ALTTPRPreset({"settings": {}}, identifier=PresetIdentifier("mine", "somebody"))

    made = preset.plan(SeedOptions())

    assert (made.preset, made.namespace, made.gentype, made.genoption) == (
        "somebody/mine",
        "somebody",
        "preset",
        "mine",
    )


def test_plans_share_nothing_with_the_preset_or_each_other() -> None:
    document = {
        "customizer": True,
        "settings": {"l": {CATFISH: "Lamp:1"}, "custom": {"item": {"count": {"Lamp": 0}}}},
        "forced_locations": [{"item": "Bow:1", "locations": [BREWERY, PYRAMID], "quantity": 2}],
    }
    preset, before = ALTTPRPreset(document), deepcopy(document)

    first, second = preset.plan(SeedOptions()), preset.plan(SeedOptions())
    first.payload["custom"]["item"]["count"]["Lamp"] = 99
    first.payload["l"].clear()

    assert document == before
    assert second.payload["custom"]["item"]["count"]["Lamp"] == 0
    assert second.payload["l"] == {CATFISH: "Lamp:1", BREWERY: "Bow:1", PYRAMID: "Bow:1"}


def test_seed_of_the_dice_decides_where_forced_items_go() -> None:
    locations = [location_key(f"Place {number}") for number in range(50)]
    document = {"customizer": True, "settings": {}, "forced_locations": [{"item": "Bow:1", "locations": locations}]}
    preset = ALTTPRPreset(document)

    same = [preset.plan(SeedOptions(), rng=random.Random(7)).payload["l"] for _ in range(2)]
    others = {tuple(preset.plan(SeedOptions(), rng=random.Random(seed)).payload["l"]) for seed in range(40)}

    assert same[0] == same[1]
    assert len(others) > 10


def test_forced_items_without_a_location_are_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    entry = {"item": "Bow:1", "locations": [CATFISH], "quantity": 3}

    with caplog.at_level(logging.WARNING):
        made = plan({"customizer": True, "settings": {}, "forced_locations": [entry]})

    assert made.payload["l"] == {CATFISH: "Bow:1"}
    assert [record.getMessage() for record in caplog.records] == ["forced_location_skipped"]


@pytest.mark.parametrize(("override", "result"), [(True, "Bow:1"), (False, "Lamp:1")])
def test_only_an_override_replaces_what_the_preset_placed(override: bool, result: str) -> None:
    placements = {CATFISH: "Lamp:1"}
    entry = {"item": "Bow:1", "locations": [CATFISH], "override": override}

    warnings = place_forced_locations(placements, [entry], random.Random(1))

    assert placements == {CATFISH: result}
    assert bool(warnings) is not override


def test_free_locations_come_before_replaced_ones() -> None:
    placements = {CATFISH: "Lamp:1"}

    place_forced_locations(placements, [{"item": "Bow:1", "locations": [CATFISH, PYRAMID]}], random.Random(3))

    assert placements == {CATFISH: "Lamp:1", PYRAMID: "Bow:1"}


def test_override_never_replaces_another_forced_item() -> None:
    placements: dict[str, str] = {}
    entries = [{"item": f"{item}:1", "locations": [CATFISH]} for item in ("Bow", "Lamp")]

    warnings = place_forced_locations(placements, entries, random.Random(1))

    assert placements == {CATFISH: "Bow:1"}
    assert len(warnings) == 1


def test_chance_is_rolled_for_each_copy() -> None:
    locations = [location_key(f"Place {number}") for number in range(1000)]
    placements: dict[str, str] = {}
    entry = {"item": "Bow:1", "locations": locations, "quantity": 1000, "chance": 30}

    place_forced_locations(placements, [entry], random.Random(5))

    assert 250 < len(placements) < 350


@given(
    quantity=st.integers(1, 12),
    chance=st.integers(0, 100),
    override=st.booleans(),
    own=st.sets(st.integers(0, 9)),
    seed=st.integers(),
)
def test_forced_items_never_leave_their_locations(
    quantity: int, chance: int, override: bool, own: set[int], seed: int
) -> None:
    locations = [location_key(f"Place {number}") for number in range(6)]
    before = {location_key(f"Place {number}"): "Lamp:1" for number in own}
    placements = dict(before)
    entry = {"item": "Bow:1", "locations": locations, "quantity": quantity, "chance": chance, "override": override}

    place_forced_locations(placements, [entry], random.Random(seed))

    placed = {key for key, item in placements.items() if item == "Bow:1"}
    assert placed <= set(locations)
    assert len(placed) <= quantity
    assert override or not placed & set(before)
    assert {key: item for key, item in placements.items() if key not in placed} == {
        key: item for key, item in before.items() if key not in placed
    }


@given(st.text(max_size=30))
def test_key_of_a_location_gives_its_name_back(name: str) -> None:
    assert location_name(location_key(name)) == name


@given(st.text(max_size=30) | st.text(alphabet="QTox=Zm9", max_size=12))
def test_reading_a_key_never_fails(key: str) -> None:
    name = location_name(key)

    assert name is None or base64.b64decode(key) == f"{name}:1".encode()


def test_spec_example_of_a_key() -> None:
    assert location_key("Catfish") == "Q2F0ZmlzaDox"
