"""Presets of the door randomizer, rolled by `/alttpr preset`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.doors import DoorsServer
from alttprbot_sandbox.s3 import S3Server
from tests.discord.conftest import Place, fields, shown


@pytest.fixture
async def doors() -> AsyncIterator[DoorsServer]:
    async with DoorsServer() as server:
        yield server


@pytest.fixture
async def s3() -> AsyncIterator[S3Server]:
    async with S3Server() as server:
        yield server


@pytest.fixture
def more_settings(doors: DoorsServer, s3: S3Server) -> dict[str, Any]:
    return {name.lower(): value for name, value in {**doors.settings(), **s3.settings()}.items()}


async def test_race_has_a_permalink_and_no_spoiler(place: Place, doors: DoorsServer) -> None:
    result = await place.alice.slash(place.channel, "alttpr preset", preset="basicdoors", race="yes")

    (roll,) = doors.rolls
    assert list(fields(result)) == ["Preset", "Door Randomizer", "File Select Code", "Permalink", "Version"]
    assert fields(result)["File Select Code"] == "Boomerang/Big Key/Ice Rod/Tunic/Flute"
    assert fields(result)["Version"] == "1.1.8-dev"
    (embed,) = shown(result).embeds
    assert "Aerinon" in fields(result)["Door Randomizer"]
    assert (embed.title, embed.footer.text) == ("Requested Seed", "Generated")
    async with aiohttp.ClientSession() as http, http.get(fields(result)["Permalink"]) as page:
        assert "Boomerang, Key, Rod, Tunic, Ocarina" in await page.text()
    game = await AuditGeneratedGames.get()
    assert (game.doors, game.hash_id, game.genoption) == (True, roll.name, "basicdoors")


async def test_casual_game_shows_its_spoiler_and_how_often_it_was_tried(place: Place, doors: DoorsServer) -> None:
    doors.modes = ["unbeatable"]

    result = await place.alice.slash(place.channel, "alttpr preset", preset="basicdoors", race="no")

    assert list(fields(result))[3:] == ["Permalink", "Spoiler Log", "Generation Attempts", "Version"]
    assert fields(result)["Generation Attempts"] == "2"
    async with aiohttp.ClientSession() as http, http.get(fields(result)["Spoiler Log"]) as log:
        assert "Link's House: Lamp" in await log.text()


async def test_branch_hints_and_quickswap_are_those_of_the_options(place: Place, doors: DoorsServer) -> None:
    await place.alice.slash(
        place.channel, "alttpr preset", preset="basicdoors", hints="yes", allow_quickswap="yes", branch="live"
    )

    assert {key: doors.rolls[0].settings[key] for key in ("hints", "quickswap")} == {"hints": True, "quickswap": True}


@pytest.mark.simcord(check_errors=False)
async def test_spoiler_race_is_refused_before_anything_is_rolled(place: Place, doors: DoorsServer) -> None:
    result = await place.alice.slash(place.channel, "alttpr spoiler", preset="basicdoors")

    assert "cannot be a spoiler race" in shown(result).content
    assert not doors.rolls


@pytest.mark.simcord(check_errors=False)
async def test_what_the_program_says_is_told(place: Place, doors: DoorsServer) -> None:
    doors.mode = "unbeatable"

    result = await place.alice.slash(place.channel, "alttpr preset", preset="basicdoors")

    assert "could not make a game of these settings: FillError: No more spots to place" in shown(result).content
    assert not await AuditGeneratedGames.exists()
