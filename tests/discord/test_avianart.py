"""`/alttpr preset` with a preset of AVIANART."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from alttprbot_sandbox.avianart import AvianartServer
from tests.discord.conftest import Place, shown


@pytest.fixture
async def avianart() -> AsyncIterator[AvianartServer]:
    async with AvianartServer() as server:
        server.polls = 0
        yield server


@pytest.fixture
def more_settings(avianart: AvianartServer) -> dict[str, Any]:
    return {"avianart_baseurl": avianart.url}


async def test_a_preset_becomes_a_seed(place: Place, avianart: AvianartServer) -> None:
    result = await place.alice.slash(place.channel, "alttpr preset", preset="2025_crosskeys", race="yes")

    (made,) = avianart.seeds.values()
    assert made.race
    embed = shown(result).embeds[0]
    # Our preset and theirs.
    assert [field.name for field in embed.fields] == [
        "Preset",
        "AVIANART",
        "Preset",
        "File Select Code",
        "Permalink",
        "Version",
    ]
    assert (embed.fields[0].value, embed.fields[2].value) == ("2025\\_crosskeys", "crosskeys")
    assert embed.fields[4].value == f"{avianart.url}/perm/{made.hash}"
    assert embed.colour == discord.Colour.dark_red()
