"""What an unexpected answer said is in the log, so that the maintainers can see what changed."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from alttprbot.alttprgen.provider_exceptions import SeedProviderError, SeedProviderResponseFormatError
from alttprbot.alttprgen.request import Spoilers
from tests.alttprgen.conftest import OpenRoad, Road, answer, answering, events, request

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

Call = Callable[[Road], Awaitable[object]]
ODD = '{"odd": "what is this"}'


def rolled(preset: str | None, game: str, **options: Any) -> Call:
    return lambda road: road.seeds.generate(request(preset, game=game, **options))


@pytest.mark.parametrize(
    ("setting", "call", "body"),
    [
        ("alttpr_baseurl", rolled("open", "alttpr"), ODD),
        ("alttpr_baseurl", lambda road: road.provider.get_daily(), ODD),
        ("sm_baseurl", rolled("casual_full", "sm"), ODD),
        (
            "varia_baseurl",
            rolled(None, "varia", parameters={"settings": "default", "skills": "newbie"}),
            ODD,
        ),
        ("alttpr_ladder_baseurl", lambda road: road.clients.ladder.get_active_racers(), ODD),
        ("alttpr_ladder_baseurl", lambda road: road.clients.ladder.get_active_racers(), f"[{ODD}]"),
        ("alttpr_ladder_archive_baseurl", lambda road: road.clients.ladder.get_archive_count(1), ODD),
        ("alttpr_league_baseurl", lambda road: road.clients.league.get_episode_mode(1), f'{{"mode": {ODD}}}'),
        ("sg_api_endpoint", lambda road: road.clients.speedgaming.get_schedule("alttpr"), ODD),
        ("sg_api_endpoint", lambda road: road.clients.speedgaming.get_episode(1), ODD),
        ("holyimage_baseurl", lambda road: road.clients.holy_images.get_catalog(), ODD),
        ("bad_domains_url", lambda road: road.clients.bad_domains.get_hashes(), ODD),
        ("bad_domains_url", lambda road: road.clients.bad_domains.get_hashes(), f"[{ODD}]"),
    ],
)
async def test_answer_of_another_shape_is_in_the_log(
    open_road: OpenRoad, caplog: pytest.LogCaptureFixture, setting: str, call: Call, body: str
) -> None:
    async with answering(answer(body, "Content-Type: application/json")) as url:
        road = await open_road("http://127.0.0.1:9", **{setting: url})
        with pytest.raises(SeedProviderResponseFormatError) as caught:
            await call(road)

    assert caught.value.body_excerpt == body
    assert vars(events(caplog, "provider_attempt")[-1])["body_excerpt"] == body


async def test_key_of_a_spoiler_race_is_not_in_the_log(
    open_road: OpenRoad, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr("alttprbot.alttprgen.samus_preset.SPOILER_KEY_LETTERS", "k")
    key = "k" * 20
    body = json.dumps({"worlds": [{"settings": json.dumps({"spoilerKey": key})}]})
    # First it is asked for its settings.
    async with answering(answer(body, "Content-Type: application/json"), first=answer("null")) as url:
        road = await open_road("http://127.0.0.1:9", smz3_baseurl=url)
        with pytest.raises(SeedProviderResponseFormatError) as caught:
            await road.seeds.generate(request("normal", game="smz3", spoilers=Spoilers.GENERATE))

    assert "spoilerKey" in str(caught.value.body_excerpt)
    assert all(key not in repr(vars(record)) for record in caplog.records)


@pytest.mark.parametrize("status", ["302 Found", "204 No Content", "600 Odd"])
async def test_status_that_nobody_expects_is_told_and_its_text_is_in_the_log(
    open_road: OpenRoad, caplog: pytest.LogCaptureFixture, status: str
) -> None:
    text = "" if status.startswith("204") else "moved somewhere"
    async with answering(answer(text, "Content-Type: text/plain", status=status)) as url:
        road = await open_road(url)
        with pytest.raises(SeedProviderError) as caught:
            await road.seeds.generate(request("open"))

    assert type(caught.value) is SeedProviderResponseFormatError
    assert caught.value.provider_message == f"HTTP {status[:3]}"
    assert caught.value.body_excerpt == (text or None)
    assert vars(events(caplog, "provider_attempt")[-1])["body_excerpt"] == (text or None)
