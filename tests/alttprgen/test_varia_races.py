"""Choozo and the playoffs of the league: rules that are choices, and what they stand for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import parse_qsl

import pytest

from alttprbot.exceptions import InvalidInputException
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.varia import VariaServer
from tests.alttprgen.conftest import OpenRoad, Road, request

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

CHOOZO = {
    "split": "FullCountdown",
    "area": "FullArea",
    "boss": "RandomBoss",
    "difficulty": "HarderDifficulty",
    "escape": "RandomEscape",
    "morph": "LateMorph",
    "start": "DeepStart",
}
LEAGUE = {"majors": "FullTraditional", "area": "Off", "bosses": "Off"}


@pytest.fixture
async def varia() -> AsyncIterator[VariaServer]:
    async with VariaServer() as server:
        yield server


@pytest.fixture
async def road(open_road: OpenRoad, varia: VariaServer) -> Road:
    opened: Road = await open_road("http://127.0.0.1:9", varia_baseurl=varia.url)
    return opened


async def sent(road: Road, varia: VariaServer, game: str, parameters: dict[str, str]) -> dict[str, str]:
    """The parameters of the site that became of those of a game, which the site accepted."""
    await road.seeds.generate(request(None, game=game, parameters=parameters))
    return dict(parse_qsl(varia.requests[-1].body.decode(), keep_blank_values=True))


@pytest.mark.parametrize(
    ("choice", "value", "expected"),
    [
        ("split", "FullCountdown", {"majorsSplit": "FullWithHUD"}),
        ("split", "M/m", {"majorsSplit": "Major"}),
        ("split", "RandomSplit", {"majorsSplit": "random"}),
        ("area", "FullArea", {"areaRandomization": "full", "areaLayout": "on"}),
        ("area", "LightArea", {"areaRandomization": "light", "areaLayout": "on"}),
        ("area", "VanillaArea", {"areaRandomization": "off", "areaLayout": "off"}),
        ("boss", "RandomBoss", {"bossRandomization": "on"}),
        ("boss", "VanillaBoss", {"bossRandomization": "off"}),
        ("difficulty", "HarderDifficulty", {"maxDifficulty": "harder", "preset": "Season_Races"}),
        ("difficulty", "HardDifficulty", {"maxDifficulty": "hard", "preset": "Season_Races"}),
        ("difficulty", "MediumDifficulty", {"maxDifficulty": "medium", "preset": "Season_Races"}),
        ("difficulty", "EasyDifficulty", {"maxDifficulty": "easy", "preset": "Season_Races"}),
        ("difficulty", "BasicDifficulty", {"maxDifficulty": "easy", "preset": "newbie"}),
        ("escape", "RandomEscape", {"escapeRando": "on"}),
        ("escape", "VanillaEscape", {"escapeRando": "off"}),
        ("morph", "LateMorph", {"morphPlacement": "late"}),
        ("morph", "RandomMorph", {"morphPlacement": "random"}),
        ("morph", "EarlyMorph", {"morphPlacement": "early"}),
        ("start", "VanillaStart", {"startLocation": "Landing Site", "startLocationMultiSelect": "Landing Site"}),
    ],
)
async def test_choozo_choice_sets_parameters(
    road: Road, varia: VariaServer, choice: str, value: str, expected: dict[str, str]
) -> None:
    form = await sent(road, varia, "varia_choozo", {**CHOOZO, choice: value})

    always = {
        "hud": "on",
        "suitsRestriction": "off",
        "variaTweaks": "on",
        "majorsSplitMultiSelect": "FullWithHUD,Major",
        "raceMode": "on",
    }
    assert {name: form[name] for name in expected | always} == {**always, **expected}


@pytest.mark.parametrize(
    ("start", "places"),
    [
        ("DeepStart", {"Aqueduct", "Bubble Mountain", "Firefleas Top"}),
        ("ShallowStart", {"Big Pink", "Gauntlet Top", "Green Brinstar Elevator", "Wrecked Ship Main"}),
        (
            "NotDeepStart",
            {
                *("Big Pink", "Gauntlet Top", "Green Brinstar Elevator", "Wrecked Ship Main"),
                *("Business Center", "Etecoons Supers", "Golden Four", "Red Brinstar Elevator"),
            },
        ),
        (
            "RandomStart",
            {
                *("Aqueduct", "Bubble Mountain", "Firefleas Top"),
                *("Big Pink", "Gauntlet Top", "Green Brinstar Elevator", "Wrecked Ship Main"),
                *("Business Center", "Etecoons Supers", "Golden Four", "Red Brinstar Elevator"),
            },
        ),
    ],
)
async def test_choozo_start_is_drawn_among_places(road: Road, varia: VariaServer, start: str, places: set[str]) -> None:
    form = await sent(road, varia, "varia_choozo", {**CHOOZO, "start": start})

    assert form["startLocation"] == "random"
    assert sorted(form["startLocationMultiSelect"].split(",")) == sorted(places)


async def test_choozo_is_recorded_with_its_choices(road: Road) -> None:
    seed = await road.seeds.generate(request(None, game="varia_choozo", parameters=CHOOZO))

    row = await AuditGeneratedGames.get(id=seed.audit_id)
    assert (row.randomizer, row.gentype, row.provider) == ("varia", "choozo", "varia")
    assert row.genoption == "FullCountdown FullArea RandomBoss HarderDifficulty RandomEscape LateMorph DeepStart"
    assert seed.plan.options.parameters == CHOOZO


async def test_letter_case_of_choices_does_not_matter(road: Road) -> None:
    shouted = {name: value.lower() for name, value in CHOOZO.items()}

    plan = await road.seeds.plan(request(None, game="varia_choozo", parameters=shouted))

    assert plan.options.parameters == CHOOZO


@pytest.mark.parametrize(
    ("game", "parameters", "words"),
    [
        ("varia_choozo", {**CHOOZO, "boss": "NoBoss"}, "“NoBoss” cannot be the boss"),
        ("varia_choozo", {**CHOOZO, "split": "xyz"}, "one of: FullCountdown, M/m, RandomSplit"),
        ("varia_choozo", {**CHOOZO, "start": ""}, "start of varia_choozo is missing: one of DeepStart, RandomStart"),
        ("varia_league_playoff", {"majors": "Chozo"}, "area of varia_league_playoff is missing: one of Off, Light"),
        ("varia_league_playoff", {**LEAGUE, "majors": "Full"}, "cannot be the majors"),
    ],
)
async def test_what_cannot_be_chosen_is_explained(
    road: Road, varia: VariaServer, game: str, parameters: dict[str, str], words: str
) -> None:
    with pytest.raises(InvalidInputException, match=words):
        await road.seeds.generate(request(None, game=game, parameters=parameters))

    assert not varia.requests


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"majors": "FullTraditional"}, {"majorsSplit": "Full"}),
        ({"majors": "Major"}, {"majorsSplit": "Major"}),
        ({"majors": "Chozo"}, {"majorsSplit": "Chozo"}),
        ({"area": "Off"}, {"areaRandomization": "off", "areaLayout": "off"}),
        ({"area": "Light"}, {"areaRandomization": "light", "areaLayout": "on"}),
        ({"area": "Full"}, {"areaRandomization": "full", "areaLayout": "on"}),
        ({"bosses": "Off"}, {"bossRandomization": "off"}),
        ({"bosses": "On"}, {"bossRandomization": "on"}),
    ],
)
async def test_league_choice_sets_parameters(
    road: Road, varia: VariaServer, parameters: dict[str, str], expected: dict[str, str]
) -> None:
    form = await sent(road, varia, "varia_league_playoff", {**LEAGUE, **parameters})

    assert {name: form[name] for name in expected} == expected
    assert (form["preset"], form["raceMode"]) == ("Season_Races", "on")
    assert "lightAreaRandomization" not in form


async def test_random_start_of_the_league_is_drawn_among_places(road: Road, varia: VariaServer) -> None:
    form = await sent(road, varia, "varia_league_playoff", {**LEAGUE, "majors": "FullRandom"})

    assert (form["majorsSplit"], form["startLocation"]) == ("Full", "random")
    assert sorted(form["startLocationMultiSelect"].split(",")) == [
        "Big Pink",
        "Bubble Mountain",
        "Business Center",
        "Etecoons Supers",
        "Firefleas Top",
        "Gauntlet Top",
        "Green Brinstar Elevator",
        "Mama Turtle",
        "Wrecked Ship Main",
    ]
