"""`/alttpr mystery` and `/alttpr custommystery`."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from alttprbot.models import AuditGeneratedGames, Presets
from alttprbot_sandbox.alttpr import AlttprServer
from tests.discord.conftest import Place, fields, shown

WEIGHTSET = {
    "glitches_required": "none",
    "item_placement": "advanced",
    "dungeon_items": "standard",
    "accessibility": "items",
    "goals": {"ganon": 1},
    "tower_open": {"7": 1},
    "ganon_open": {"7": 1},
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


def file(**changes: Any) -> tuple[str, bytes]:
    return "weights.yaml", yaml.safe_dump({**WEIGHTSET, **changes}).encode()


def sent(alttpr: AlttprServer) -> list[dict[str, Any]]:
    return [json.loads(request.body) for request in alttpr.requests if request.method == "POST"]


async def test_a_weightset_becomes_a_game_that_keeps_its_secret(place: Place, alttpr: AlttprServer) -> None:
    result = await place.alice.slash(place.channel, "alttpr mystery", weightset="weighted")

    embed = shown(result).embeds[0]
    assert embed.title == "Mystery Game"
    assert list(fields(result)) == ["Weightset", "Mystery Game", "Item Placement", "File Select Code", "Permalink"]
    assert fields(result)["Weightset"] == "weighted"
    (body,) = sent(alttpr)
    assert (body["tournament"], body["spoilers"], body["allow_quickswap"]) == (True, "mystery", True)


@pytest.mark.parametrize(
    ("options", "tournament", "spoilers"),
    [
        ({}, True, "mystery"),
        ({"mask_settings": "no"}, True, "off"),
        ({"race": "no"}, False, "mystery"),
        ({"race": "no", "mask_settings": "no"}, False, "off"),
    ],
)
async def test_only_yes_masks_the_settings(
    place: Place, alttpr: AlttprServer, options: dict[str, str], tournament: bool, spoilers: str
) -> None:
    await place.alice.slash(place.channel, "alttpr mystery", weightset="weighted", **options)

    (body,) = sent(alttpr)
    assert (body["tournament"], body["spoilers"]) == (tournament, spoilers)


async def test_a_game_that_cannot_be_made_is_rolled_anew(place: Place, alttpr: AlttprServer) -> None:
    alttpr.refuse_next = "Game Unwinnable"

    result = await place.alice.slash(place.channel, "alttpr mystery", weightset="weighted")

    assert "Permalink" in fields(result)
    bodies = sent(alttpr)
    assert len(bodies) == 4
    assert len({json.dumps(body, sort_keys=True) for body in bodies}) > 1


async def test_what_was_rolled_is_kept_for_organisers_only(place: Place) -> None:
    await place.alice.slash(place.channel, "alttpr mystery", weightset="ladder_season13")

    game = await AuditGeneratedGames.get()
    assert (game.randomizer, game.gentype, game.genoption) == ("alttpr", "mystery", "ladder_season13")
    assert (game.details or {})["subweights"] in (["entrance"], ["normal"], ["ohko"])


async def test_instructions_are_told(place: Place) -> None:
    result = await place.alice.slash(
        place.channel, "alttpr custommystery", yamlfile=file(custom_instructions="Blackout *bingo*!")
    )

    assert next(iter(fields(result))) == "Custom Instructions"
    assert fields(result)["Custom Instructions"] == "Blackout \\*bingo\\*!"


async def test_a_weightset_of_ones_own_is_rolled_and_kept(place: Place, alttpr: AlttprServer) -> None:
    result = await place.alice.slash(place.channel, "alttpr custommystery", yamlfile=file(), mask_settings="no")

    assert fields(result)["Saved as custom weightset!"] == "alice/latest"
    preset = await Presets.get()
    assert (preset.randomizer, preset.preset_name) == ("alttprmystery", "latest")
    again = await place.bob.slash(place.channel, "alttpr mystery", weightset="alice/latest")
    assert fields(again)["Weightset"] == "alice/latest"
    assert [body["goal"] for body in sent(alttpr)] == ["ganon", "ganon"]


@pytest.mark.simcord(check_errors=False)
async def test_what_cannot_be_rolled_is_explained_and_not_kept(place: Place, alttpr: AlttprServer) -> None:
    result = await place.alice.slash(place.channel, "alttpr custommystery", yamlfile=file(goals={"ganon": "often"}))

    assert "goals.ganon: A weight is a number" in shown(result).content
    assert await Presets.all().count() == 0
    assert not sent(alttpr)


async def test_weightsets_are_suggested(place: Place) -> None:
    choices = await place.alice.autocomplete(place.channel, "alttpr mystery", "weightset", "lad")

    assert [choice["value"] for choice in choices] == ["ladder_season13"]
