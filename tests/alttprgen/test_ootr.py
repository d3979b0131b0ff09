"""Ocarina of Time: what is sent to ootrandomizer.com, how long we wait, and what comes of it."""

from __future__ import annotations

import asyncio
import json
import logging
import traceback
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs

import pytest

from alttprbot.alttprgen.adapters.ootr import OotrProvider
from alttprbot.alttprgen.preset import PresetLibrary
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderGenerationError,
    SeedProviderInvalidRequestError,
    SeedProviderRateLimitError,
    SeedProviderResponseFormatError,
    SeedProviderUnavailableError,
    SeedProviderUnfinishedError,
)
from alttprbot.alttprgen.request import SeedOptions, UploadedPreset
from alttprbot.exceptions import InvalidPresetException
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.ootr import OotrServer
from alttprbot_sandbox.ootr.server import KEY
from tests.alttprgen.conftest import OpenRoad, Road, answer, answering, request

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

SMALL = "settings: {world_count: 1}"


@pytest.fixture
async def site() -> AsyncIterator[OotrServer]:
    async with OotrServer(flood_limit=None) as server:
        yield server


def led_to(url: str, key: str = KEY) -> dict[str, Any]:
    return {"ootr_baseurl": url, "ootr_api_key": key}


@pytest.fixture
async def road(open_road: OpenRoad, site: OotrServer) -> Road:
    opened: Road = await open_road("http://127.0.0.1:9", **led_to(site.url))
    return opened


def created(site: OotrServer) -> list[dict[str, list[str]]]:
    return [parse_qs(sent.query) for sent in site.requests if sent.path == "/api/v2/seed/create"]


async def test_settings_of_the_event_are_sent_as_they_are(road: Road, site: OotrServer, library: PresetLibrary) -> None:
    seed = await road.seeds.generate(request("sgl2024", game="ootr"))

    (made,) = site.seeds.values()
    preset = await library.get("ootr", "sgl2024")
    assert json.loads(site.requests[0].body) == preset.settings
    assert created(site) == [
        {"version": ["devSGLive22_8.1.49-40"], "encrypt": ["true"], "locked": ["true"], "key": [KEY]}
    ]
    assert seed.response.url == f"{site.url}/seed/get?id={made.id}"
    assert (seed.response.hash_or_id, seed.response.version) == (str(made.id), "devSGLive22_8.1.49-40")
    assert seed.response.code == made.icons
    assert seed.goal == "SGL 2024"


async def test_record_has_the_settings_and_not_the_key(road: Road) -> None:
    await road.seeds.generate(request("sgl2024", game="ootr"))

    row = await AuditGeneratedGames.get()
    assert (row.randomizer, row.gentype, row.genoption, row.provider) == ("ootr", "preset", "sgl2024", "ootr")
    assert row.settings["user_message"] == "SGL 2024 (Experimental)"
    assert KEY not in json.dumps([row.settings, row.permalink, row.details])


async def test_preset_may_leave_everything_to_the_site(road: Road, site: OotrServer) -> None:
    uploaded = UploadedPreset(SMALL)

    await road.seeds.generate(request(uploaded, game="ootr", tournament=False, seed_number=42))

    assert created(site) == [{"key": [KEY]}]
    assert json.loads(site.requests[0].body) == {"world_count": 1, "seed": "42"}


async def test_site_is_asked_less_and_less_often(road: Road, site: OotrServer) -> None:
    site.polls = 6

    await road.seeds.generate(request("sgl2024", game="ootr"))

    assert road.clock.slept[:6] == [2.0, 3.0, 4.5, 5.0, 5.0, 5.0]


async def test_seed_that_fails_is_made_again(road: Road, site: OotrServer) -> None:
    site.failing = 2

    seed = await road.seeds.generate(request("sgl2024", game="ootr"))

    assert [made.fails for made in site.seeds.values()] == [True, True, False]
    assert seed.response.hash_or_id == str(list(site.seeds)[-1])


async def test_seed_that_fails_three_times_cannot_be_made(road: Road, site: OotrServer) -> None:
    site.failing = 9

    with pytest.raises(SeedProviderGenerationError, match="failed 3 times"):
        await road.seeds.generate(request("sgl2024", game="ootr"))

    assert len(site.seeds) == 3
    assert not await AuditGeneratedGames.exists()


async def test_patience_ends_after_five_minutes(road: Road, site: OotrServer) -> None:
    site.polls = 1000

    with pytest.raises(SeedProviderUnfinishedError, match="still at work after 5 minutes"):
        await road.seeds.generate(request("sgl2024", game="ootr"))

    assert 300 <= road.clock.passed < 305


async def test_seed_without_its_details_is_a_seed(road: Road, site: OotrServer) -> None:
    site.faults.add(Fault(FaultKind.STATUS, "/api/v2/seed/details", status=404))

    seed = await road.seeds.generate(request("sgl2024", game="ootr"))

    assert seed.response.code is None
    assert await AuditGeneratedGames.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("settings: {bridge: maybe}", "bridge cannot be maybe"),
        ("settings: {world_count: 999}", "from 1 to 255"),
        ("version: 1.2.3\nsettings: {world_count: 1}", "Version 1.2.3 is not available"),
    ],
)
async def test_site_says_what_is_wrong_with_the_settings(road: Road, text: str, words: str) -> None:
    with pytest.raises(SeedProviderInvalidRequestError, match=words):
        await road.seeds.generate(request(UploadedPreset(text), game="ootr"))


async def test_without_a_key_nothing_is_asked(open_road: OpenRoad, site: OotrServer, library: PresetLibrary) -> None:
    road = await open_road("http://127.0.0.1:9", ootr_baseurl=site.url)

    with pytest.raises(SeedProviderConfigurationError, match="OOTR_API_KEY"):
        await road.seeds.generate(request("sgl2024", game="ootr"))

    assert not site.requests
    assert "OOTR_API_KEY" in str(road.seeds.obstacle(await library.get("ootr", "sgl2024")))


async def test_key_that_the_site_refuses_is_the_operators_to_mend_and_stays_secret(
    open_road: OpenRoad, site: OotrServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    road = await open_road("http://127.0.0.1:9", **led_to(site.url, "an-old-key-of-ours"))

    with pytest.raises(SeedProviderConfigurationError, match="does not accept its key") as caught:
        await road.seeds.generate(request("sgl2024", game="ootr"))

    assert_secret("an-old-key-of-ours", caught.value, caplog)


async def test_site_that_does_not_know_us_is_the_operators_to_mend(open_road: OpenRoad) -> None:
    async with answering(answer("who are you?", status="401 Unauthorized")) as url:
        road = await open_road("http://127.0.0.1:9", **led_to(url))
        with pytest.raises(SeedProviderConfigurationError, match="does not accept its key"):
            await road.seeds.generate(request("sgl2024", game="ootr"))


@pytest.mark.parametrize(
    "raw",
    [
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        answer("{}", status="500 Failed"),
        answer(f"key {KEY}", "Content-Type: text/plain", status="400 Bad Request"),
        answer("", f"Location: http://127.0.0.1/?key={KEY}", status="302 Found"),
    ],
)
async def test_no_error_has_the_key_in_it(open_road: OpenRoad, raw: bytes, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with answering(raw) as url:
        road = await open_road("http://127.0.0.1:9", **led_to(url))
        with pytest.raises(SeedProviderError) as caught:
            await road.seeds.generate(request("sgl2024", game="ootr"))

    assert_secret(KEY, caught.value, caplog)


def assert_secret(key: str, error: SeedProviderError, caplog: pytest.LogCaptureFixture) -> None:
    assert key not in "".join(traceback.format_exception(error))
    assert key not in repr(vars(error))
    for record in caplog.records:
        if record.name.startswith("alttprbot"):
            assert key not in repr(vars(record))


async def test_full_queue_is_waited_for(road: Road, site: OotrServer) -> None:
    site.queue_full = True

    with pytest.raises(SeedProviderUnavailableError, match="queue is full") as caught:
        await road.seeds.generate(request("sgl2024", game="ootr"))

    assert road.clock.slept == [10.0, 10.0]
    assert "Its queue is full" in caught.value.user_message


async def test_whoever_is_shut_out_waits_a_minute(open_road: OpenRoad, site: OotrServer) -> None:
    site.flood_limit = 0
    road = await open_road("http://127.0.0.1:9", **led_to(site.url))

    with pytest.raises(SeedProviderRateLimitError) as caught:
        await road.seeds.generate(request("sgl2024", game="ootr"))

    assert caught.value.retry_after == 60
    assert len(site.requests) == 1


async def test_site_is_never_flooded(road: Road) -> None:
    provider = road.providers["ootr"]
    assert isinstance(provider, OotrProvider)
    seed = await road.seeds.generate(request("sgl2024", game="ootr"))
    began = road.clock.passed

    for _ in range(30):
        await provider.get_status(str(seed.response.hash_or_id))

    assert min(road.clock.slept[-29:]) >= 0.5
    assert road.clock.passed - began >= 29 * 10 / 15 - 0.01


async def test_multiworlds_are_made_two_at_a_time_and_begun_one_after_the_other(road: Road, site: OotrServer) -> None:
    upload = UploadedPreset("settings: {world_count: 2}")
    began = road.clock.passed

    rolls = [road.seeds.generate(request(upload, game="ootr"), limited=False) for _ in range(4)]
    seeds = await asyncio.gather(*rolls)

    assert len({seed.response.hash_or_id for seed in seeds}) == len(site.seeds) == 4
    assert road.clock.passed - began >= 60


async def test_a_game_of_one_world_does_not_wait_for_multiworlds(road: Road) -> None:
    for _ in range(2):
        await road.seeds.generate(request(UploadedPreset(SMALL), game="ootr"), limited=False)

    assert max(road.clock.slept) < 20


@pytest.mark.parametrize(
    "body", ["[]", "{}", '{"id": "../x"}', '{"id": null}', '{"id": true}', '{"id": -1}', '{"id": 1.5}']
)
async def test_answer_without_an_id_is_told_apart(open_road: OpenRoad, body: str) -> None:
    async with answering(answer(body)) as url:
        road = await open_road("http://127.0.0.1:9", **led_to(url))
        with pytest.raises(SeedProviderResponseFormatError, match="no id"):
            await road.seeds.generate(request("sgl2024", game="ootr"))


@pytest.mark.parametrize(
    "text",
    [
        f"version: 8.2\n{SMALL}",
        f"version: 8.2.0&locked=false\n{SMALL}",
        f"encrypt: 'yes'\n{SMALL}",
        "settings: []",
        f"randomizer: smz3\n{SMALL}",
    ],
)
async def test_presets_that_cannot_be(library: PresetLibrary, text: str) -> None:
    with pytest.raises(InvalidPresetException):
        library.parse("ootr", text)


async def test_planning_leaves_the_preset_as_it_is(library: PresetLibrary) -> None:
    preset = await library.get("ootr", "sgl2024")

    plan = preset.plan(SeedOptions(seed_number=1))

    assert plan.settings["seed"] == "1"
    assert "seed" not in preset.settings
