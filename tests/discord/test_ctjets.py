"""`/ctjets`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import simcord

from alttprbot.models import AuditGeneratedGames
from alttprbot_discord.bot import SahasrahBot
from alttprbot_sandbox.ctjot import CtjotServer
from tests.discord.conftest import Place, fields, shown


@pytest.fixture
async def ctjot() -> AsyncIterator[CtjotServer]:
    async with CtjotServer() as server:
        yield server


@pytest.fixture
def more_settings(ctjot: CtjotServer) -> dict[str, Any]:
    return {name.lower(): value for name, value in ctjot.settings().items()}


async def test_a_preset_becomes_a_seed(place: Place, ctjot: CtjotServer) -> None:
    result = await place.alice.slash(place.channel, "ctjets", preset="Race")

    (share,) = ctjot.shares.values()
    assert not result.ephemeral
    assert "Jets of Time" in str(shown(result).embeds[0].description)
    assert fields(result) == {"Preset": "race", "Permalink": f"{ctjot.url}/share/{share.id}/"}
    async with aiohttp.ClientSession() as http, http.get(fields(result)["Permalink"]) as page:
        assert page.status == 200
    game = await AuditGeneratedGames.get()
    assert (game.randomizer, game.genoption, game.surface) == ("ctjets", "race", "discord")
    assert game.discord_user_id == place.alice.id


async def test_names_are_suggested(place: Place) -> None:
    choices = await place.alice.autocomplete(place.channel, "ctjets", "preset", "l")

    assert [choice["value"] for choice in choices] == ["lostworlds", "newplayers", "sglive"]


@pytest.mark.simcord(check_errors=False)
async def test_bot_without_a_rom_says_so(place: Place, ctjot: CtjotServer) -> None:
    ctjot.rom.unlink()

    result = await place.alice.slash(place.channel, "ctjets", preset="race")

    text = shown(result).content or str(shown(result).embeds[0].description)
    assert "ctjets is not available on this bot" in text
    assert not ctjot.requests


async def test_preset_is_the_only_option(env: simcord.Env, bot: SahasrahBot) -> None:
    command = bot.tree.get_command("ctjets")

    assert command is not None
    (option,) = command.to_dict(bot.tree)["options"]
    assert (option["name"], option["type"], option["required"], option["autocomplete"]) == ("preset", 3, True, True)
