"""Every shipped preset that is meant for alttpr.com is one that it accepts."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from alttprbot.alttprgen.alttpr_preset import ALTTPRPreset
from alttprbot.alttprgen.preset_files import read_folder
from alttprbot.alttprgen.randomizer.alttpr import AlttprClient
from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot.config import REPOSITORY, AlttprBranch
from alttprbot.util.clock import Clock
from alttprbot_sandbox.alttpr import AlttprServer

SITE_PRESETS = {
    name: preset
    for name, preset in read_folder(REPOSITORY / "presets" / "alttpr", ALTTPRPreset).presets.items()
    if isinstance(preset, ALTTPRPreset) and not preset.doors and not preset.avianart
}


@pytest.fixture
async def site() -> AsyncIterator[AlttprServer]:
    async with AlttprServer() as server:
        yield server


@pytest.fixture
async def client(site: AlttprServer) -> AsyncIterator[AlttprClient]:
    async with aiohttp.ClientSession() as http:
        yield AlttprClient(http, AlttprBranch(site.url), {}, Clock())


def test_most_presets_are_for_the_site() -> None:
    assert len(SITE_PRESETS) == 104


@pytest.mark.parametrize("name", SITE_PRESETS)
async def test_preset_is_accepted_by_the_site(name: str, client: AlttprClient, site: AlttprServer) -> None:
    options = SeedOptions(spoilers=Spoilers.GENERATE, allow_quickswap=True)
    plan = SITE_PRESETS[name].plan(options)

    seed = await client.generate(plan.endpoint.removeprefix("POST "), plan.payload)

    sent = SITE_PRESETS[name].settings
    assert seed.hash in site.seeds
    assert seed.meta["mode"] == sent.get("mode", "standard")
    assert seed.meta["goal"] == sent.get("goal", "ganon")
