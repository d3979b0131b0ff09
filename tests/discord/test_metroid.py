"""`/smvaria` and `/smdash`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs

import aiohttp
import pytest
import simcord

from alttprbot.models import AuditGeneratedGames
from alttprbot_discord.bot import SahasrahBot
from alttprbot_sandbox.dash import DashServer
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.varia import VariaServer
from tests.discord.conftest import Place, fields, shown

YES_NO = {"Yes": "yes", "No": "no"}


@pytest.fixture
async def varia() -> AsyncIterator[VariaServer]:
    async with VariaServer() as server:
        yield server


@pytest.fixture
async def dash() -> AsyncIterator[DashServer]:
    async with DashServer() as server:
        yield server


@pytest.fixture
def more_settings(varia: VariaServer, dash: DashServer) -> dict[str, Any]:
    return {"varia_baseurl": varia.url, "dash_baseurl": dash.url}


async def suggested(place: Place, command: str, option: str, typed: str) -> list[str]:
    choices = await place.alice.autocomplete(place.channel, command, option, typed)
    assert all(choice["name"] == choice["value"] for choice in choices)
    return [choice["value"] for choice in choices]


async def page(url: str) -> str:
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        assert answer.status == 200
        return await answer.text()


async def test_two_presets_become_a_varia_seed(place: Place, varia: VariaServer) -> None:
    result = await place.alice.slash(place.channel, "smvaria", settings="season_races", skills="regular")

    (key,) = varia.seeds
    embed = shown(result).embeds[0]
    assert not result.ephemeral
    assert fields(result) == {"Link": f"{varia.url}/customizer/{key}"}
    assert embed.description == "**Skills preset:** regular\n**Settings preset:** Season\\_Races"
    assert "VARIA" in str(embed.title)
    assert embed.timestamp is not None
    assert embed.colour is not None
    assert str(embed.colour) == "#e67e22"
    assert key in await page(fields(result)["Link"])
    game = await AuditGeneratedGames.get()
    assert (game.randomizer, game.genoption, game.surface) == ("varia", "Season_Races/regular", "discord")
    assert game.discord_user_id == place.alice.id


@pytest.mark.parametrize(("race", "mode"), [({}, "off"), ({"race": "no"}, "off"), ({"race": "yes"}, "on")])
async def test_varia_race_hides_the_spoiler(place: Place, varia: VariaServer, race: dict[str, str], mode: str) -> None:
    await place.alice.slash(place.channel, "smvaria", settings="default", skills="newbie", **race)

    assert parse_qs(varia.requests[-1].body.decode())["raceMode"] == [mode]


async def test_warnings_of_varia_are_shown_as_far_as_there_is_room(
    place: Place, varia: VariaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alttprbot_sandbox.varia.server.missing", lambda _: [f"parameter_{n}" for n in range(60)])

    result = await place.alice.slash(place.channel, "smvaria", settings="default", skills="regular")

    warnings = fields(result)["Warnings"]
    assert warnings.startswith("missing param parameter\\_0 set to its default\nmissing param parameter\\_1 ")
    assert len(warnings) == 1024


@pytest.mark.simcord(check_errors=False)
async def test_explanation_of_varia_is_passed_on(place: Place, varia: VariaServer) -> None:
    varia.stuck = True

    result = await place.alice.slash(place.channel, "smvaria", settings="default", skills="regular")

    message = shown(result)
    assert "Stuck at 12/100 items" in (message.content or str(message.embeds[0].description))
    assert await AuditGeneratedGames.all().count() == 0


@pytest.mark.parametrize(
    ("option", "typed", "expected"),
    [
        ("settings", "HUD", ["hud", "hud_hard", "hud_start"]),
        (
            "settings",
            "sca",
            [f"scavenger_{kind}" for kind in ("hard", "random", "speedrun", "vanilla_but_not", "visit")],
        ),
        ("settings", "torneio", ["Torneio_SGPT3_stage1", "Torneio_SGPT3_stage2"]),
        ("settings", "way", ["way_of_chozo", "hardway2hell", "highway2hell"]),
        ("skills", "s", ["samus", "Season_Races", "SMRAT2021", "solution", "casual", "master", "Torneio_SGPT3"]),
    ],
)
async def test_varia_presets_are_suggested_whatever_the_case(
    place: Place, varia: VariaServer, option: str, typed: str, expected: list[str]
) -> None:
    assert await suggested(place, "smvaria", option, typed) == expected
    assert not varia.requests


async def test_no_more_presets_are_suggested_than_discord_takes(place: Place) -> None:
    found = await suggested(place, "smvaria", "settings", "")

    assert len(found) == 25
    assert found == sorted(found, key=str.casefold)


async def test_preset_becomes_a_dash_seed(place: Place, dash: DashServer) -> None:
    result = await place.alice.slash(place.channel, "smdash", preset="chozo")

    (seed,) = dash.seeds.values()
    assert not result.ephemeral
    assert fields(result) == {"Preset": "chozo", "Permalink": f"{dash.url}/seed/{seed.key}"}
    assert (seed.race, seed.spoiler) == (True, False)
    assert "DASH" in str(shown(result).embeds[0].description)
    assert "Chozo" in await page(fields(result)["Permalink"])
    game = await AuditGeneratedGames.get()
    assert (game.randomizer, game.genoption, game.hash_id) == ("smdash", "chozo", seed.key)


async def test_dash_spoiler_is_linked(place: Place) -> None:
    result = await place.alice.slash(place.channel, "smdash", preset="classic", spoiler="yes")

    assert fields(result)["Spoiler Log"] == f"{fields(result)['Permalink']}/spoiler"
    assert "Charge Beam" in await page(fields(result)["Spoiler Log"])


@pytest.mark.simcord(check_errors=False)
async def test_unknown_dash_preset_lists_those_there_are(place: Place) -> None:
    result = await place.alice.slash(place.channel, "smdash", preset="recall")

    message = shown(result)
    assert "Valid presets are: classic" in (message.content or str(message.embeds[0].description))


async def test_usual_dash_presets_are_suggested_while_the_site_is_down(place: Place, dash: DashServer) -> None:
    dash.faults.add(Fault(FaultKind.STATUS, "/api", status=500))
    usual = ["chozo_area_scrambled", "full_area_scrambled", "mm_area_scrambled"]

    assert await suggested(place, "smdash", "preset", "area_scr") == usual
    assert await suggested(place, "smdash", "preset", "area_scr") == usual


async def test_dash_presets_become_those_of_the_site(place: Place, dash: DashServer) -> None:
    assert "mm_area_scrambled" in await suggested(place, "smdash", "preset", "area_scr")

    assert await suggested(place, "smdash", "preset", "area_scr") == []
    assert await suggested(place, "smdash", "preset", "MM") == ["2017_mm"]
    assert len(dash.requests) == 1


async def test_options_are_those_that_people_know(env: simcord.Env, bot: SahasrahBot) -> None:
    payloads = {command.name: command.to_dict(bot.tree) for command in bot.tree.get_commands()}

    described = {
        name: [
            (
                option["name"],
                option["type"],
                option["required"],
                option.get("autocomplete", False),
                {choice["name"]: choice["value"] for choice in option.get("choices", [])},
            )
            for option in payloads[name]["options"]
        ]
        for name in ("smvaria", "smdash")
    }
    assert described == {
        "smvaria": [
            ("settings", 3, True, True, {}),
            ("skills", 3, True, True, {}),
            ("race", 3, False, False, YES_NO),
        ],
        "smdash": [("preset", 3, True, True, {}), ("spoiler", 3, False, False, YES_NO)],
    }
