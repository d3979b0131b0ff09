"""Saves of the site's customizer become presets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alttprbot.alttprgen.alttpr_locations import LOCATION_NAMES
from alttprbot.alttprgen.alttpr_schema import SITE_VALUES
from alttprbot.alttprgen.base_payloads import customizer_payload
from alttprbot.alttprgen.customizer_save import CHOICES, preset_of_save
from alttprbot.alttprgen.forced_locations import location_key
from alttprbot.alttprgen.preset import ALTTPRPreset
from alttprbot.alttprgen.preset_core import as_yaml
from alttprbot.exceptions import InvalidInputException
from alttprbot_sandbox.alttpr.validation import check_customizer


def settings_of(save: Any) -> dict[str, Any]:
    """What a save stands for."""
    document = preset_of_save(json.dumps(save).encode())
    assert list(document) == ["customizer", "randomizer", "settings"]
    assert (document["customizer"], document["randomizer"]) == (True, "alttpr")
    settings: dict[str, Any] = document["settings"]
    return settings


def at(settings: dict[str, Any], path: tuple[str, ...]) -> Any:
    found: Any = settings
    for key in path:
        found = found[key]
    return found


def test_what_a_save_does_not_say_is_as_the_form_begins() -> None:
    settings = settings_of({"randomizer.goal": "dungeons", "randomizer.hints": None})

    assert settings == {**customizer_payload(), "tournament": False, "spoilers": "off", "goal": "dungeons"}


@pytest.mark.parametrize(("key", "path"), CHOICES.items())
def test_choices_reach_their_place(key: str, path: tuple[str, ...]) -> None:
    assert at(settings_of({key: "chosen"}), path) == "chosen"
    assert at(settings_of({key: {"value": "chosen", "name": "Chosen"}}), path) == "chosen"


@pytest.mark.parametrize(
    ("key", "path", "table"),
    [
        ("vt.custom.prizepacks", ("drops",), {"0": ["Heart"] * 8, "pull": ["Bee"] * 3}),
        ("vt.custom.drops", ("custom", "drop", "count"), {"Bee": 4}),
        ("vt.custom.items", ("custom", "item", "count"), {"Bow": 2}),
        ("vt.custom.locations", ("l",), {location_key("Catfish"): "Hookshot:1"}),
    ],
)
def test_tables_take_the_place_of_the_neutral_ones(key: str, path: tuple[str, ...], table: dict[str, Any]) -> None:
    assert at(settings_of({key: table}), path) == table
    assert at(settings_of({key: {name: {"value": value} for name, value in table.items()}}), path) == table
    assert at(settings_of({key: [], "randomizer.goal": "ganon"}), path) == {}


def test_prizes_are_names_however_the_site_wraps_them() -> None:
    packs = {"0": [{"value": "Heart", "name": "Heart"}, "Bee"]}

    assert settings_of({"vt.custom.prizepacks": packs})["drops"] == {"0": ["Heart", "Bee"]}


def test_switches_and_glitches_go_among_the_custom_settings() -> None:
    custom = settings_of(
        {
            "vt.custom.settings": {"rom.freeItemMenu": True, "rom.timerMode": "off", "rom.timerStart": None},
            "vt.custom.glitches": {"canBootsClip": True},
        }
    )["custom"]

    assert custom == {**customizer_payload()["custom"], "rom.freeItemMenu": True, "canBootsClip": True}


@pytest.mark.parametrize(
    ("equipment", "items"),
    [
        ({"Bottle1": 1, "Bottle4": 7}, ["Bottle", "BottleWithFairy"]),
        ({"ProgressiveBow": 3, "Boomerang": 3}, ["BowAndSilverArrows", "Boomerang", "RedBoomerang"]),
        ({"Rupees": 1500}, ["ThreeHundredRupees"] * 5),
        ({"Ocarina": 2, "Rupees": 426}, ["OcarinaActive", "ThreeHundredRupees", "OneHundredRupees", "TwentyRupees",
                                         "FiveRupees", "OneRupee"]),
        ({"BossHeartContainer": 2, "PegasusBoots": True, "Lamp": False}, ["BossHeartContainer"] * 2 + ["PegasusBoots"]),
        ({}, []),
    ],
)  # fmt: skip
def test_equipment_becomes_a_list_of_items(equipment: dict[str, Any], items: list[str]) -> None:
    assert settings_of({"vt.custom.equipment": equipment})["eq"] == items


def test_nobody_gets_a_list_without_end() -> None:
    assert len(settings_of({"vt.custom.equipment": {"Lamp": 10**12}})["eq"]) == 1000


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{", "not JSON"),
        (b"\xff\xfe{}", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "none of the settings"),
        (b'{"something": "else"}', "none of the settings"),
        (b'{"randomizer.goal": ["ganon"]}', "`randomizer.goal` is not one value"),
        (b'{"vt.custom.items": [1, 2]}', "`vt.custom.items` is not a table"),
    ],
)
def test_what_is_no_save_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(InvalidInputException, match=why):
        preset_of_save(content)


switches = st.sampled_from(["rom.freeItemMenu", "rom.rupeeBow", "canBootsClip", "region.wildKeys"])
saves = st.fixed_dictionaries(
    {key: st.sampled_from(SITE_VALUES[path]) for key, path in CHOICES.items() if path in SITE_VALUES},
    optional={
        "vt.custom.name": st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20),
        "vt.custom.items": st.dictionaries(st.sampled_from(["Bow", "Lamp", "TwentyRupees"]), st.integers(0, 216)),
        "vt.custom.drops": st.dictionaries(st.sampled_from(["Bee", "Heart"]), st.integers(0, 63)),
        "vt.custom.settings": st.dictionaries(switches, st.booleans()),
        "vt.custom.locations": st.dictionaries(
            st.sampled_from(sorted(LOCATION_NAMES)).map(location_key), st.sampled_from(["Lamp:1", "Hookshot:1"])
        ),
    },
)


@given(saves)
def test_everything_in_a_save_is_found_again_in_the_file_that_is_made_of_it(save: dict[str, Any]) -> None:
    document = preset_of_save(json.dumps(save).encode())

    preset = ALTTPRPreset.parse(as_yaml(document))

    assert preset.document == document
    again = {key: at(document["settings"], path) for key, path in CHOICES.items() if key in save}
    again |= {"vt.custom.items": document["settings"]["custom"]["item"]["count"]} if "vt.custom.items" in save else {}
    again |= {"vt.custom.drops": document["settings"]["custom"]["drop"]["count"]} if "vt.custom.drops" in save else {}
    again |= {"vt.custom.locations": document["settings"]["l"]} if "vt.custom.locations" in save else {}
    if "vt.custom.settings" in save:
        custom = document["settings"]["custom"]
        again |= {"vt.custom.settings": {key: custom[key] for key in save["vt.custom.settings"]}}
    assert again == save
    if save["randomizer.goal"] not in {"triforce-hunt", "ganonhunt"}:
        check_customizer(document["settings"])
