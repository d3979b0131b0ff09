"""`/sm` and `/smz3`."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.samus import SamusServer
from tests.discord.conftest import Place, fields, shown


@pytest.fixture
async def samus() -> AsyncIterator[SamusServer]:
    async with SamusServer("smz3") as server:
        yield server


@pytest.fixture
def more_settings(samus: SamusServer) -> dict[str, Any]:
    return {
        "sm_baseurl": samus.url,
        "smz3_baseurl": samus.url,
        "smz3_release_baseurl_template": f"{samus.url}/releases/{{release}}",
    }


def sent(samus: SamusServer) -> dict[str, Any]:
    body: dict[str, Any] = json.loads([request.body for request in samus.requests if request.method == "POST"][-1])
    return body


@pytest.mark.parametrize(
    ("command", "preset", "words"), [("sm", "casual_full", "Super Metroid"), ("smz3", "normal", "SMZ3")]
)
async def test_a_preset_becomes_a_seed(place: Place, samus: SamusServer, command: str, preset: str, words: str) -> None:
    result = await place.alice.slash(place.channel, command, preset=preset)

    (seed,) = samus.seeds.values()
    assert not result.ephemeral
    assert list(fields(result)) == ["File Select Code", "Permalink"]
    assert fields(result)["File Select Code"] == seed.answer["hash"]
    assert words in str(shown(result).embeds[0].description)
    async with aiohttp.ClientSession() as http, http.get(fields(result)["Permalink"]) as page:
        assert seed.answer["hash"] in await page.text()
    game = await AuditGeneratedGames.get()
    assert (game.randomizer, game.gentype, game.genoption, game.provider) == (command, "preset", preset, command)
    assert fields(result)["Permalink"].endswith(str(game.hash_id))


@pytest.mark.parametrize(("race", "expected"), [({}, "false"), ({"race": "no"}, "false"), ({"race": "yes"}, "true")])
async def test_race_hides_the_spoiler(place: Place, samus: SamusServer, race: dict[str, str], expected: str) -> None:
    await place.alice.slash(place.channel, "sm", preset="tournament_split", **race)

    assert sent(samus)["race"] == expected
    assert "spoilerKey" not in sent(samus)


async def test_spoiler_race_has_a_log_for_those_who_know_its_address(place: Place, samus: SamusServer) -> None:
    result = await place.alice.slash(place.channel, "smz3", preset="normal", spoiler_race="yes")

    key = sent(samus)["spoilerKey"]
    assert (sent(samus)["race"], len(key), key.isalnum()) == ("true", 20, True)
    assert list(fields(result)) == ["File Select Code", "Permalink", "Race Spoiler Log"]
    address = fields(result)["Race Spoiler Log"]
    assert address.endswith(f"?key={key}&yaml=True")
    async with aiohttp.ClientSession() as http, http.get(address) as log, http.get(address.replace(key, "x")) as guess:
        assert "Morphing Ball" in await log.text()
        assert guess.status == 400
    game = await AuditGeneratedGames.get()
    assert key not in json.dumps(game.settings)


async def test_release_of_a_preset_has_a_site_of_its_own(place: Place, samus: SamusServer) -> None:
    result = await place.alice.slash(place.channel, "smz3", preset="grimice")

    assert fields(result)["Permalink"].startswith(f"{samus.url}/releases/beta/seed/")
    assert sent(samus)["initialitems"] == "Boots, Random:1"


async def test_names_are_suggested_of_the_right_game(place: Place) -> None:
    choices = await place.alice.autocomplete(place.channel, "smz3", "preset", "hardf")

    assert [choice["value"] for choice in choices] == [
        "hardfast",
        "hardfast553",
        "hardfastkeys",
        "hardfastkeysrandom",
        "hardfastrandom",
    ]


@pytest.mark.simcord(check_errors=False)
async def test_site_that_cannot_make_the_game_is_asked_twice(place: Place, samus: SamusServer) -> None:
    samus.faults.add(Fault(FaultKind.STATUS, "/api/randomizers", status=500))

    result = await place.alice.slash(place.channel, "sm", preset="casual_full")

    assert "The settings may be impossible" in (shown(result).content or str(shown(result).embeds[0].description))
    assert [request.method for request in samus.requests].count("POST") == 2
