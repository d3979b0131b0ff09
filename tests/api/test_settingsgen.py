"""Programs ask what a weightset comes to and roll the seed themselves."""

from __future__ import annotations

from typing import Any

import pytest

from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.alttpr.validation import check_customizer, randomizer_errors
from tests.api.conftest import Visit

PATH = "/api/settingsgen/mystery"
WEIGHTS: dict[str, Any] = {
    "glitches_required": "none",
    "item_placement": "advanced",
    "dungeon_items": "standard",
    "accessibility": "items",
    "goals": {"dungeons": 1},
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

DOORS: dict[str, Any] = {"options": {"force_doors": True}}


@pytest.mark.parametrize("path", [f"{PATH}?weightset=weighted", f"{PATH}/weighted"])
async def test_weightset_is_rolled_and_nothing_is_sent(visit: Visit, alttpr: AlttprServer, path: str) -> None:
    answer = await (await visit().get(path)).get_json()

    assert set(answer) == {"settings", "customizer", "doors", "endpoint", "custom_instructions", "branch"}
    assert (answer["doors"], answer["settings"]["spoilers"]) == (False, "mystery")
    if answer["customizer"]:
        assert answer["endpoint"] == "/api/customizer"
        check_customizer(answer["settings"])
    else:
        assert answer["endpoint"] == "/api/randomizer"
        assert randomizer_errors(answer["settings"]) == {}
    assert not alttpr.requests


async def test_weights_of_ones_own_are_rolled(visit: Visit) -> None:
    weights = {**WEIGHTS, "custom_instructions": "Bingo!"}

    answer = await (await visit().post(PATH, json=weights)).get_json()

    assert (answer["endpoint"], answer["settings"]["goal"]) == ("/api/randomizer", "dungeons")
    assert answer["custom_instructions"] == "Bingo!"


async def test_games_of_the_door_randomizer_have_no_endpoint(visit: Visit) -> None:
    answer = await (await visit().post(PATH, json={**WEIGHTS, "door_shuffle": "basic"})).get_json()

    assert (answer["doors"], answer["endpoint"], answer["branch"]) == (True, None, "stable")


@pytest.mark.parametrize(
    ("weights", "status", "words"),
    [
        ({**WEIGHTS, "goals": {"ganon": "often"}}, 422, "goals.ganon"),
        ({**WEIGHTS, "gaols": "ganon"}, 422, "gaols"),
        ([], 400, "a JSON object"),
        ({"goals": "ganon"}, 422, "it says nothing of glitches_required"),
        ({**WEIGHTS, "customizer": {"pool": {"Lamp": "random"}}}, 422, "customizer.pool.Lamp"),
        ({**WEIGHTS, "customizer": {"pool": {"Lamp": {"": 1}}}}, 422, "from 0 to 1000"),
        ({**WEIGHTS, **DOORS, "startinventory": {"Lamp": {"a lot": 1}}}, 422, "startinventory.Lamp.a lot"),
        ({**WEIGHTS, **DOORS, "startinventory": {"Lamp": 5_000_000}}, 422, "from 0 to 1000"),
        ({**WEIGHTS, **DOORS, "startinventorylimit": -1}, 422, "startinventorylimit"),
        ({**WEIGHTS, **DOORS, "startinventory": {"Lamp": 600, "Hookshot": 600}}, 422, "more than 1,000 items"),
        ({**WEIGHTS, "customizer": {"eq": {"Lamp": 600, "Hookshot": 600}}}, 422, "more than 1,000 items"),
    ],
)
async def test_weights_that_cannot_be_rolled_are_explained(
    visit: Visit, weights: object, status: int, words: str
) -> None:
    response = await visit().post(PATH, json=weights)

    assert response.status_code == status
    assert words in await response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("path", "status"),
    [(f"{PATH}/nothing-like-it", 404), (f"{PATH}?weightset=nobody/mine", 404), (PATH, 400)],
)
async def test_weightset_that_there_is_not_is_said(visit: Visit, path: str, status: int) -> None:
    assert (await visit().get(path)).status_code == status


async def test_flood_of_weights_is_refused(visit: Visit) -> None:
    response = await visit().post(PATH, json={"description": "x" * 70_000})

    assert response.status_code == 413
