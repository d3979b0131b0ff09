"""Seeds with a text of the community, over a whole core and against the simulated site."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from alttprbot.core import Core
from alttprbot.models import AuditGeneratedGames, TriforceTexts
from alttprbot.services.triforce_seeds import TriforceSeedService
from alttprbot_sandbox.alttpr import AlttprServer
from tests.alttprgen.conftest import request
from tests.conftest import OpenCore

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])

POOL, OTHER = "sgl24", "alttpr2024"


@pytest.fixture
async def alttpr() -> AsyncIterator[AlttprServer]:
    async with AlttprServer() as server:
        yield server


@pytest.fixture
async def core(open_test_core: OpenCore, alttpr: AlttprServer) -> Core:
    return await open_test_core(alttpr_baseurl=alttpr.url)


@pytest.fixture
async def seeds(core: Core) -> TriforceSeedService:
    await TriforceTexts.create(pool_name=POOL, text="Hello\n\n", discord_user_id=1, approved=True)
    return core.triforce_seeds


async def test_a_seed_shows_a_text_and_its_record_says_which(seeds: TriforceSeedService, alttpr: AlttprServer) -> None:
    await seeds.generate(request("open", allow_quickswap=True), POOL, settings={"goal": "dungeons"})

    (body,) = [json.loads(asked.body) for asked in alttpr.requests if asked.path == "/api/customizer"]
    assert body["texts"] == {"end_triforce": "{NOBORDER}\nHello\n\n"}
    assert (body["goal"], body["tournament"], body["spoilers"]) == ("dungeons", True, "off")
    text = await TriforceTexts.get()
    assert text.broadcasted
    assert (await AuditGeneratedGames.get()).details == {"end_text": text.id}


async def test_a_preset_that_cannot_have_one_is_rolled_without(
    seeds: TriforceSeedService, alttpr: AlttprServer
) -> None:
    await seeds.generate(request("crosskeys"), POOL)

    (body,) = [json.loads(asked.body) for asked in alttpr.requests if asked.path == "/api/randomizer"]
    assert "texts" not in body
    assert not (await TriforceTexts.get()).broadcasted


async def test_an_empty_pool_is_no_obstacle(seeds: TriforceSeedService, alttpr: AlttprServer) -> None:
    await seeds.generate(request("open"), OTHER)

    assert [asked.path for asked in alttpr.requests if asked.method == "POST"] == ["/api/randomizer"]


async def test_a_text_that_cannot_be_marked_costs_no_seed(
    seeds: TriforceSeedService, core: Core, alttpr: AlttprServer, caplog: pytest.LogCaptureFixture
) -> None:
    trigger = "CREATE TRIGGER full BEFORE UPDATE ON triforcetexts BEGIN SELECT RAISE(ABORT, 'database is locked'); END"
    await core.database.client.execute_script(trigger)

    seed = await seeds.generate(request("open"), POOL)

    assert seed.response.hash_or_id in alttpr.seeds
    assert "end_text_not_marked" in [record.message for record in caplog.records]
