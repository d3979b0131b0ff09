"""`/alttpr preset` with a preset of AVIANART."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import discord
import pytest

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest, Surface
from alttprbot_discord.embeds.avianart import avianart_embed
from alttprbot_sandbox.avianart import AvianartServer
from tests.discord.conftest import Place, shown

SETTINGS = {"preset": "kaesden/cabookey", "race": True}
SEED = GeneratedSeed(
    SeedRequest("alttpr", "2025_cabookey", Requester(Surface.CLI)),
    SeedProviderResponse(
        url="https://avianart.games/perm/Ab12Cd",
        hash_or_id="Ab12Cd",
        provider_meta=ProviderMetadata("avianart", "create_seed"),
        code=("Bow", "Bombs", "Ice Rod", "Big Key", "Tunic"),
        version="1.0",
    ),
    None,
    SeedPlan("alttpr", "2025_cabookey", "avianart", "create_seed", "POST /", [], SETTINGS, SeedOptions()),
    "kaesden/cabookey",
    1,
)


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
    assert names(embed) == ["Preset", "AVIANART", "Preset", "File Select Code", "Permalink", "Version"]
    assert (embed.fields[0].value, embed.fields[2].value) == ("2025\\_crosskeys", "crosskeys")
    assert embed.fields[4].value == f"{avianart.url}/perm/{made.hash}"
    assert embed.colour == discord.Colour.dark_red()


def names(embed: discord.Embed) -> list[str | None]:
    return [field.name for field in embed.fields]


def test_everybody_sees_all_of_it() -> None:
    embed = avianart_embed(SEED, {}, name="Finals", notes="Good luck")

    assert (embed.title, embed.description) == ("Finals", "Good luck")
    assert names(embed) == ["AVIANART", "Preset", "File Select Code", "Permalink", "Version"]
    assert embed.fields[1].value == "kaesden/cabookey"
    assert embed.fields[2].value == "Bow/Bombs/Ice Rod/Big Key/Tunic"
    assert names(avianart_embed(SEED, {}, include_settings=False)) == [
        "AVIANART",
        "File Select Code",
        "Permalink",
        "Version",
    ]


def test_commentators_see_no_link() -> None:
    embed = avianart_embed(SEED, {}, tournament=True)

    assert embed.colour == discord.Colour.dark_gold()
    assert names(embed) == ["Door Randomizer", "File Select Code", "Version"]
    assert "avianart.games" not in str(embed.to_dict())


def test_icons_and_versions_that_nobody_knows_are_no_trouble() -> None:
    odd = replace(SEED, response=replace(SEED.response, code=("Moon",), version=None))

    embed = avianart_embed(odd, {})

    assert embed.fields[2].value == "Moon"
    assert embed.fields[4].value == "unknown"
