"""VARIA: what is asked of its site, and what comes back."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

import pytest

from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderInvalidRequestError,
    SeedProviderResponseFormatError,
    SeedProviderUnavailableError,
)
from alttprbot.alttprgen.provider_response import SeedProviderResponse
from alttprbot.alttprgen.request import SeedOptions, SeedRequest, Spoilers
from alttprbot.exceptions import InvalidInputException
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.varia import VariaServer
from alttprbot_sandbox.varia.presets import DEFAULT, SETTINGS, SKILLS
from tests.alttprgen.conftest import OpenRoad, Road, answer, answering, request

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

ROLL = "/randomizerWebService"
KEY = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"


@pytest.fixture
async def varia() -> AsyncIterator[VariaServer]:
    async with VariaServer() as server:
        yield server


@pytest.fixture
async def road(open_road: OpenRoad, varia: VariaServer) -> Road:
    opened: Road = await open_road("http://127.0.0.1:9", varia_baseurl=varia.url)
    return opened


def game(settings: str = "default", skills: str = "regular", game: str = "varia", **more: Any) -> SeedRequest:
    return request(None, game=game, parameters={"settings": settings, "skills": skills}, **more)


def forms(varia: VariaServer) -> list[tuple[str, dict[str, str]]]:
    """What was sent where, in order."""
    return [
        (recorded.path, dict(parse_qsl(recorded.body.decode(), keep_blank_values=True, strict_parsing=True)))
        for recorded in varia.requests
    ]


async def test_presets_are_read_before_the_seed_is_rolled(road: Road, varia: VariaServer) -> None:
    await road.seeds.generate(game("Season_Races", "newbie"))

    *asked, (path, _) = forms(varia)
    assert asked == [
        ("/randoPresetWebService", {"randoPreset": "default", "origin": "extStats"}),
        ("/randoPresetWebService", {"randoPreset": "Season_Races", "origin": "extStats"}),
        ("/presetWebService", {"preset": "newbie"}),
    ]
    assert path == ROLL
    assert {recorded.method for recorded in varia.requests} == {"POST"}
    assert {recorded.headers["content-type"] for recorded in varia.requests} == {"application/x-www-form-urlencoded"}


async def test_everything_is_sent_as_text_and_the_chosen_preset_wins(road: Road, varia: VariaServer) -> None:
    await road.seeds.generate(game("Season_Races", "newbie"))

    _, sent = forms(varia)[-1]
    skills = sent.pop("paramsFileTarget")
    own = {"complexity", "seed", "logic", "preset", "raceMode", "wantsCustomize"}
    assert {name: sent[name] for name in own} == {
        "complexity": "advanced",
        "seed": "0",
        "logic": "vanilla",
        "preset": "newbie",
        "raceMode": "on",
        "wantsCustomize": "true",
    }
    assert json.loads(skills) == SKILLS["newbie"]
    assert sent["startLocationMultiSelect"] == "Gauntlet Top,Big Pink,Business Center"
    assert sent["objective"] == "kill kraid,kill phantoon,kill draygon,kill ridley"
    assert (sent["minorQty"], sent["missileQty"]) == ("100", "3")
    assert (sent["majorsSplit"], sent["morphPlacement"]) == ("random", "early")
    assert sent.keys() == DEFAULT.keys() | SETTINGS["Season_Races"].keys() | own


async def test_presets_of_the_same_name_are_two(road: Road, varia: VariaServer) -> None:
    await road.seeds.generate(game("Season_Races", "Season_Races"))

    assert json.loads(forms(varia)[-1][1]["paramsFileTarget"]) == SKILLS["Season_Races"]


async def test_default_settings_are_read_once(road: Road, varia: VariaServer) -> None:
    await road.seeds.generate(game())

    assert [path for path, _ in forms(varia)] == ["/randoPresetWebService", "/presetWebService", ROLL]


async def test_presets_are_remembered_for_ten_minutes(road: Road, varia: VariaServer) -> None:
    await road.seeds.generate(game())
    road.clock.advance(590)
    await road.seeds.generate(game())
    assert [path for path, _ in forms(varia)][3:] == [ROLL]

    road.clock.advance(10)
    await road.seeds.generate(game())
    assert len(forms(varia)) == 7


@pytest.mark.parametrize(
    ("parameters", "options", "mode"),
    [
        ({}, {}, "on"),
        ({}, {"tournament": False}, "off"),
        ({"race": "no"}, {}, "off"),
        ({"race": "Yes"}, {"tournament": False}, "on"),
    ],
)
async def test_race_is_what_was_asked_for(
    road: Road, varia: VariaServer, parameters: dict[str, str], options: dict[str, Any], mode: str
) -> None:
    asked = request(
        None, game="varia", parameters={"settings": "default", "skills": "regular", **parameters}, **options
    )

    seed = await road.seeds.generate(asked)

    assert forms(varia)[-1][1]["raceMode"] == mode
    assert seed.plan.options.tournament == (mode == "on")


async def test_number_of_the_seed_can_be_pinned(road: Road, varia: VariaServer) -> None:
    await road.seeds.generate(game(seed_number=4711))

    assert forms(varia)[-1][1]["seed"] == "4711"


async def test_seed_is_described_and_recorded(road: Road, varia: VariaServer) -> None:
    seed = await road.seeds.generate(game("season_races", "REGULAR"))

    (key,) = varia.seeds
    assert (seed.response.url, seed.response.hash_or_id) == (f"{varia.url}/customizer/{key}", key)
    assert (seed.goal, seed.plan.preset, seed.response.warnings) == (
        "Season_Races / regular",
        "Season_Races/regular",
        (),
    )
    row = await AuditGeneratedGames.get(id=seed.audit_id)
    assert (row.randomizer, row.gentype, row.genoption) == ("varia", "preset", "Season_Races/regular")
    assert (row.permalink, row.hash_id, row.provider) == (seed.response.url, key, "varia")
    assert row.settings == forms(varia)[-1][1]


@pytest.mark.parametrize("name", ["", "a b", "../x", "x" * 33, "naïve"])
async def test_what_cannot_be_a_preset_is_not_asked_for(road: Road, varia: VariaServer, name: str) -> None:
    for asked in (game(settings=name), game(skills=name)):
        with pytest.raises(InvalidInputException):
            await road.seeds.generate(asked)

    assert not varia.requests


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (game(settings="SGLive2021"), "the settings preset “SGLive2021” cannot be had, it may not exist."),
        (game(skills="nobody"), "the skills preset “nobody” cannot be had, it may not exist."),
    ],
)
async def test_preset_that_there_is_not_is_explained(
    road: Road, varia: VariaServer, asked: SeedRequest, words: str
) -> None:
    with pytest.raises(SeedProviderInvalidRequestError, match=f"{words} Preset not found") as caught:
        await road.seeds.generate(asked)

    assert (caught.value.status_code, caught.value.attempts, varia.seeds) == (400, 1, {})


async def test_spoiler_race_is_refused(road: Road) -> None:
    with pytest.raises(InvalidInputException, match="varia gives no spoiler log for a race"):
        await road.seeds.generate(game(spoilers=Spoilers.GENERATE))


async def test_site_that_makes_no_game_says_why_and_is_not_asked_again(road: Road, varia: VariaServer) -> None:
    varia.stuck = True

    with pytest.raises(SeedProviderInvalidRequestError) as caught:
        await road.seeds.generate(game())

    assert caught.value.user_message == (
        "varia rejected the request: Stuck at 12/100 items.; Try again with other settings."
    )
    assert [path for path, _ in forms(varia)].count(ROLL) == 1
    assert await AuditGeneratedGames.all().count() == 0


async def test_parameter_that_the_site_refuses_is_explained(road: Road, varia: VariaServer) -> None:
    with pytest.raises(SeedProviderInvalidRequestError) as caught:
        await rolled(road, {"seed": "0", "preset": "regular", "paramsFileTarget": "{}", "areaRandomization": "on"})

    assert caught.value.user_message == (
        "varia rejected the request: Wrong value for areaRandomization: on, authorized values: off, full, light, random"
    )
    assert len(varia.requests) == 1


async def test_site_that_fails_is_asked_once_more(road: Road, varia: VariaServer) -> None:
    varia.faults.add(Fault(FaultKind.STATUS, ROLL, status=500))

    with pytest.raises(SeedProviderUnavailableError):
        await road.seeds.generate(game())

    assert [path for path, _ in forms(varia)].count(ROLL) == 2


async def rolled(road: Road, form: Mapping[str, str]) -> SeedProviderResponse:
    """What comes of a request with just these parameters."""
    return await road.providers["varia"].generate_seed(
        SeedPlan(
            game="varia",
            preset="",
            provider="varia",
            operation="generate_seed",
            endpoint=f"POST {ROLL}",
            payload=form,
            settings=form,
            options=SeedOptions(),
        )
    )


async def told(open_road: OpenRoad, document: object) -> SeedProviderResponse:
    """What becomes of an answer of the site."""
    async with answering(answer(json.dumps(document), "Content-Type: text/html; charset=utf-8")) as url:
        road: Road = await open_road("http://127.0.0.1:9", varia_baseurl=url)
        return await rolled(road, {})


async def test_warnings_are_told_line_by_line(open_road: OpenRoad) -> None:
    message = "missing param <b>hud</b><br/>missing param tourian<br>\n<script>alert(1)</script> @everyone &amp; others"

    seed = await told(open_road, {"status": "OK", "seedKey": KEY, "errorMsg": message})

    assert seed.warnings == ("missing param hud", "missing param tourian", "@\u200beveryone & others")
    assert seed.as_dict()["warnings"] == list(seed.warnings)


async def test_endless_warnings_end(open_road: OpenRoad) -> None:
    seed = await told(open_road, {"status": "OK", "seedKey": KEY, "errorMsg": "no param<br/>" * 5000})

    assert len(seed.warnings) == 50


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"status": "OK", "errorMsg": "It could not be stored."}, "It could not be stored."),
        ({"status": "OK", "seedKey": None, "errorMsg": ""}, "it made no seed and did not say why"),
        ({"status": "NOK", "errorMsg": "<b>Super</b> fun<br/>is too much"}, "Super fun; is too much"),
        ({"status": "NOK"}, "it made no seed and did not say why"),
    ],
)
async def test_answer_without_a_seed_says_why(open_road: OpenRoad, document: object, words: str) -> None:
    with pytest.raises(SeedProviderInvalidRequestError) as caught:
        await told(open_road, document)

    assert caught.value.provider_message == words


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        "OK",
        {"seedKey": KEY},
        {"status": "OK", "seedKey": "../../login"},
        {"status": "OK", "seedKey": 7},
        {"status": None},
    ],
)
async def test_answer_of_another_shape_is_told_apart(open_road: OpenRoad, document: object) -> None:
    with pytest.raises(SeedProviderResponseFormatError):
        await told(open_road, document)


async def test_preset_that_is_no_object_is_told_apart(open_road: OpenRoad) -> None:
    async with answering(answer("[]", "Content-Type: text/html")) as url:
        road = await open_road("http://127.0.0.1:9", varia_baseurl=url)
        with pytest.raises(SeedProviderResponseFormatError):
            await road.seeds.plan(game())


async def test_operator_decides_which_presets_are_suggested(open_road: OpenRoad) -> None:
    road = await open_road(
        "http://127.0.0.1:9", varia_settings_presets=("Our_Weekly",), varia_skills_presets=("Our_Skills",)
    )

    assert road.seeds.usual("varia", "settings") == ("Our_Weekly",)
    assert await road.seeds.suggestions("varia", "skills") == ("Our_Skills",)
    assert road.seeds.usual("varia", "race") == ("yes", "no")


async def test_usual_presets_are_suggested_otherwise(road: Road) -> None:
    settings, skills = road.seeds.usual("varia", "settings"), road.seeds.usual("varia", "skills")

    assert (len(settings), len(skills)) == (46, 11)
    assert {"Season_Races", "where_is_morph"} <= set(settings)
    assert {"Season_Races", "veteran"} <= set(skills)


async def test_every_preset_that_is_suggested_can_be_had(road: Road) -> None:
    for settings in road.seeds.usual("varia", "settings"):
        await road.seeds.plan(game(settings=settings))
    for skills in road.seeds.usual("varia", "skills"):
        await road.seeds.plan(game(skills=skills))
