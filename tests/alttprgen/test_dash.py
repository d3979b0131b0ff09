"""DASH: what is asked of dashrando.net, and what comes back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from alttprbot.alttprgen.adapters.dash import SMDashProvider
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderInvalidRequestError,
    SeedProviderResponseFormatError,
    SeedProviderUnavailableError,
)
from alttprbot.alttprgen.request import Spoilers
from alttprbot.exceptions import InvalidInputException
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.dash import DashServer
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.alttprgen.conftest import OpenRoad, Road, answer, answering, request

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]


@pytest.fixture
async def dash() -> AsyncIterator[DashServer]:
    async with DashServer() as server:
        yield server


@pytest.fixture
async def road(open_road: OpenRoad, dash: DashServer) -> Road:
    opened: Road = await open_road("http://127.0.0.1:9", dash_baseurl=dash.url)
    return opened


def site(road: Road) -> SMDashProvider:
    provider = road.providers["smdash"]
    assert isinstance(provider, SMDashProvider)
    return provider


@pytest.mark.parametrize(
    ("parameters", "query"),
    [
        ({"preset": "classic"}, "race=1"),
        ({"preset": " Classic ", "spoiler": "no"}, "race=1"),
        ({"preset": "classic", "spoiler": "Yes"}, "race=1&spoiler=1"),
    ],
)
async def test_every_seed_is_one_for_a_race(
    road: Road, dash: DashServer, parameters: dict[str, str], query: str
) -> None:
    seed = await road.seeds.generate(request(None, game="smdash", parameters=parameters))

    (asked,) = dash.requests
    (made,) = dash.seeds.values()
    assert (asked.method, asked.path, asked.query) == ("GET", "/generate/classic", query)
    assert (seed.response.url, seed.response.hash_or_id) == (f"{dash.url}/seed/{made.key}", made.key)
    assert made.race
    assert seed.response.spoiler_url == (f"{dash.url}/seed/{made.key}/spoiler" if made.spoiler else None)


async def test_spoiler_is_there_to_read(road: Road) -> None:
    seed = await road.seeds.generate(
        request(None, game="smdash", parameters={"preset": "chozo"}, spoilers=Spoilers.GENERATE)
    )

    async with aiohttp.ClientSession() as http, http.get(str(seed.response.spoiler_url)) as page:
        assert page.status == 200
        assert "Charge Beam" in await page.text()


async def test_record_says_what_was_rolled(road: Road) -> None:
    seed = await road.seeds.generate(request(None, game="smdash", parameters={"preset": "2017_mm"}))

    row = await AuditGeneratedGames.get(id=seed.audit_id)
    assert (row.randomizer, row.gentype, row.genoption, row.provider) == ("smdash", "preset", "2017_mm", "smdash")
    assert (row.permalink, row.hash_id) == (seed.response.url, seed.response.hash_or_id)
    assert row.settings == {"preset": "2017_mm", "race": "1"}


@pytest.mark.parametrize("preset", ["../../api/presets", "classic?race=", "a b", "x" * 41, "клас"])
async def test_name_that_would_lead_elsewhere_is_not_asked_for(road: Road, dash: DashServer, preset: str) -> None:
    with pytest.raises(InvalidInputException, match="cannot be the name of a DASH preset"):
        await road.seeds.generate(request(None, game="smdash", parameters={"preset": preset}))

    assert not dash.requests


async def test_preset_that_there_is_not_is_explained_by_the_site(road: Road, dash: DashServer) -> None:
    with pytest.raises(SeedProviderInvalidRequestError, match="Valid presets are: classic, classic_mm, ") as caught:
        await road.seeds.generate(request(None, game="smdash", parameters={"preset": "recall"}))

    assert (caught.value.status_code, caught.value.attempts, len(dash.requests)) == (422, 1, 1)


@pytest.mark.parametrize("status", ["302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"])
@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ("elsewhere", ["Location: http://127.0.0.1/seed/abc123def456"]),
        ("elsewhere", ["Location: /seed/abc123def456"]),
        ("http://127.0.0.1/seed/abc123def456\n", []),
    ],
)
async def test_seed_is_where_the_site_says(open_road: OpenRoad, status: str, body: str, headers: list[str]) -> None:
    async with answering(answer(body, *headers, status=status)) as url:
        road = await open_road("http://127.0.0.1:9", dash_baseurl=url)
        seed = await road.seeds.generate(request(None, game="smdash", parameters={"preset": "classic"}))

    assert seed.response.url == f"{url}/seed/abc123def456"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/seed/abc123",
        "//evil.example/seed/abc123",
        "http://127.0.0.1@evil.example/seed/abc123",
        "/seed/",
        "/seed/ABC",
        "/seed/abc/../../login",
        "/presets",
        "http://[oops/seed/abc123",
        "",
    ],
)
async def test_seed_of_another_site_is_no_seed(open_road: OpenRoad, target: str) -> None:
    async with answering(answer("nothing", f"Location: {target}", status="307 Temporary Redirect")) as url:
        road = await open_road("http://127.0.0.1:9", dash_baseurl=url)
        with pytest.raises(SeedProviderResponseFormatError):
            await road.seeds.generate(request(None, game="smdash", parameters={"preset": "classic"}))


async def test_site_that_fails_is_asked_once_more(road: Road, dash: DashServer) -> None:
    dash.faults.add(Fault(FaultKind.STATUS, "/generate", status=500))

    with pytest.raises(SeedProviderUnavailableError):
        await road.seeds.generate(request(None, game="smdash", parameters={"preset": "classic"}))

    assert len(dash.requests) == 2


async def test_presets_are_the_first_tags_in_the_order_of_the_site(road: Road) -> None:
    assert list(await road.seeds.suggestions("smdash", "preset"))[:4] == [
        "classic",
        "surprise_surprise",
        "chozo_bozo",
        "2017_mm",
    ]


async def test_presets_are_asked_for_once_in_a_quarter_of_an_hour(road: Road, dash: DashServer) -> None:
    await asyncio.gather(*(site(road).get_presets() for _ in range(5)))
    road.clock.advance(899)
    await site(road).get_presets()
    assert len(dash.requests) == 1

    road.clock.advance(1)
    await site(road).get_presets()
    assert len(dash.requests) == 2


async def test_former_presets_serve_for_a_day_and_the_usual_ones_after_it(road: Road, dash: DashServer) -> None:
    former = await site(road).get_presets()
    dash.faults.add(Fault(FaultKind.STATUS, "/api", status=500))
    road.clock.advance(24 * 3600)
    assert await site(road).get_presets() == former

    road.clock.advance(1000)
    assert "chozo_area_scrambled" in await site(road).get_presets()
    assert "chozo_area_scrambled" not in former


@pytest.mark.parametrize("document", [{}, {"data": []}, {"data": [{"tags": []}]}, {"data": [{"tags": ["a"]}, 5]}, []])
async def test_list_that_is_none_is_not_believed(open_road: OpenRoad, document: object) -> None:
    async with answering(answer(json.dumps(document), "Content-Type: application/json")) as url:
        road = await open_road("http://127.0.0.1:9", dash_baseurl=url)
        assert "classic_full" in await site(road).get_presets()


async def test_waiting_for_presets_can_be_given_up(road: Road, dash: DashServer) -> None:
    dash.faults.add(Fault(FaultKind.SLOW, "/api", seconds=3600))
    asking = asyncio.ensure_future(site(road).get_presets())
    await dash.requested("/api")

    asking.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asking
