"""`/alttpr spoiler` and `/alttpr customspoiler`."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from alttprbot.core import Core
from alttprbot.models import AuditGeneratedGames, Presets
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.s3 import S3Server
from tests.discord.conftest import PRESET, Place, Restart, fields, shown


@pytest.fixture
async def s3() -> AsyncIterator[S3Server]:
    async with S3Server() as server:
        yield server


def log_at(core: Core, address: str) -> dict[str, Any]:
    """What is behind the address of a log."""
    path = address.removeprefix(f"{core.settings.app_url}/objects/")
    log: dict[str, Any] = json.loads((core.settings.data_dir / "objects" / "public" / path).read_text())
    return log


async def test_a_spoiler_race_shows_where_its_log_is(place: Place, core: Core, alttpr: AlttprServer) -> None:
    result = await place.alice.slash(place.channel, "alttpr spoiler", preset="open")

    assert not result.ephemeral
    assert list(fields(result))[:2] == ["Spoiler Log URL", "Preset"]
    assert fields(result)["Preset"] == "open"
    log = log_at(core, fields(result)["Spoiler Log URL"])
    assert log["meta"]["permalink"] == fields(result)["Permalink"]
    (body,) = [json.loads(request.body) for request in alttpr.requests if request.method == "POST"]
    assert (body["spoilers"], body["tournament"], body["allow_quickswap"]) == ("generate", True, True)


async def test_or_a_log_of_the_way(place: Place, core: Core) -> None:
    result = await place.alice.slash(place.channel, "alttpr spoiler", preset="open", progression_spoiler=True)

    log = log_at(core, fields(result)["Spoiler Log URL"])
    assert "Prizes" not in log
    assert all(isinstance(places, list) for name, places in log.items() if name != "meta")


async def test_a_file_is_raced_and_not_kept(place: Place, core: Core) -> None:
    file = ("preset.yaml", PRESET.encode())

    result = await place.alice.slash(place.channel, "alttpr customspoiler", yamlfile=file)

    assert next(iter(fields(result))) == "Spoiler Log URL"
    assert "Preset" not in fields(result)
    assert log_at(core, fields(result)["Spoiler Log URL"])["Prizes"]
    assert not await Presets.exists()


@pytest.mark.parametrize(
    ("preset", "options"),
    [("2025_crosskeys", {}), ("crosskeys", {"progression_spoiler": True})],
)
@pytest.mark.simcord(check_errors=False)
async def test_what_cannot_have_a_log_is_refused_before_anything_is_rolled(
    place: Place, alttpr: AlttprServer, preset: str, options: dict[str, bool]
) -> None:
    result = await place.alice.slash(place.channel, "alttpr spoiler", preset=preset, **options)

    assert "log" in shown(result).content
    assert shown(result).flags.ephemeral
    assert not [request for request in alttpr.requests if request.method == "POST"]
    assert not await AuditGeneratedGames.exists()


async def test_a_log_in_a_bucket_can_be_fetched_by_everybody(place: Place, s3: S3Server, restart: Restart) -> None:
    await restart(**{name.lower(): value for name, value in s3.settings().items()})

    result = await place.alice.slash(place.channel, "alttpr spoiler", preset="open")

    address = fields(result)["Spoiler Log URL"]
    assert address.startswith(s3.url)
    async with aiohttp.ClientSession() as http, http.get(address) as response:
        assert (response.status, response.headers["Content-Encoding"]) == (200, "gzip")
        assert json.loads(await response.text())["meta"]["permalink"] == fields(result)["Permalink"]


@pytest.mark.simcord(check_errors=False)
async def test_a_race_whose_log_cannot_be_stored_is_none(place: Place, s3: S3Server, restart: Restart) -> None:
    await restart(**{name.lower(): value for name, value in s3.settings().items()})
    s3.faults.add(Fault(FaultKind.STATUS, "/", status=503))

    result = await place.alice.slash(place.channel, "alttpr spoiler", preset="open")

    assert "its spoiler log could not be stored" in shown(result).content
    assert shown(result).flags.ephemeral
    assert await AuditGeneratedGames.exists()
