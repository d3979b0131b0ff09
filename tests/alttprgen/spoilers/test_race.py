"""Spoiler races: rolled like every seed, with a log for those who race."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.provider_exceptions import SeedNotStoredError, SeedProviderResponseFormatError
from alttprbot.alttprgen.request import Spoilers, UploadedPreset
from alttprbot.exceptions import InvalidInputException
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.alttpr.seeds import make_seed
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.s3 import S3Server
from tests.alttprgen.conftest import OpenRoad, Road, answer, answering, request
from tests.conftest import MakeSettings

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]


def log_of(seed: GeneratedSeed, make_settings: MakeSettings) -> dict[str, Any]:
    """The log behind the address that a seed has."""
    assert seed.response.spoiler_url is not None
    settings = make_settings()
    path = seed.response.spoiler_url.removeprefix(f"{settings.app_url}/objects/")
    log: dict[str, Any] = json.loads((settings.data_dir / "objects" / "public" / path).read_text())
    return log


async def test_a_spoiler_race_has_a_log_with_everything(
    road: Road, alttpr: AlttprServer, make_settings: MakeSettings
) -> None:
    seed = await road.seeds.generate(request("open", spoilers=Spoilers.GENERATE))

    log = log_of(seed, make_settings)
    assert log["meta"]["permalink"] == seed.response.url
    assert log["Hyrule Castle"]
    assert seed.response.spoiler_url is not None
    code = "-".join(icon.replace(" ", "") for icon in seed.response.code or ())
    assert f"spoiler__{seed.response.hash_or_id}__{code}__" in seed.response.spoiler_url
    assert json.loads(alttpr.requests[0].body)["spoilers"] == "generate"


async def test_or_with_what_opens_the_way(road: Road, make_settings: MakeSettings) -> None:
    seed = await road.seeds.generate(request("open", spoilers=Spoilers.GENERATE, progression=True))

    log = log_of(seed, make_settings)
    assert "/progression__" in str(seed.response.spoiler_url)
    assert all(isinstance(locations, list) for name, locations in log.items() if name != "meta")


@pytest.mark.parametrize("spoilers", [Spoilers.ON, Spoilers.OFF, Spoilers.MYSTERY])
async def test_no_other_seed_has_one(road: Road, spoilers: Spoilers) -> None:
    seed = await road.seeds.generate(request("open", tournament=False, spoilers=spoilers))

    assert seed.response.spoiler_url is None


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (request("2025_crosskeys", spoilers=Spoilers.GENERATE), "avianart gives no spoiler log"),
        (request("casual", game="smz3", spoilers=Spoilers.GENERATE, progression=True), "only alttpr.com tells"),
        (request("crosskeys", spoilers=Spoilers.GENERATE, progression=True), "entrances are shuffled"),
        (request("open", progression=True), "Only spoiler races"),
    ],
)
async def test_what_can_have_no_log_is_refused_before_it_is_rolled(
    road: Road, alttpr: AlttprServer, asked: Any, why: str
) -> None:
    with pytest.raises(InvalidInputException, match=why):
        await road.seeds.generate(asked)

    assert not alttpr.requests


async def test_shuffled_entrances_are_no_obstacle_to_an_ordinary_log(road: Road, make_settings: MakeSettings) -> None:
    upload = UploadedPreset("settings: {entrances: crossed}")

    seed = await road.seeds.generate(request(upload, spoilers=Spoilers.GENERATE))

    assert log_of(seed, make_settings)["Entrances"]


async def test_a_log_that_cannot_be_stored_is_no_secret(open_road: OpenRoad, alttpr: AlttprServer) -> None:
    async with S3Server() as s3:
        road: Road = await open_road(alttpr.url, **{name.lower(): value for name, value in s3.settings().items()})
        s3.faults.add(Fault(FaultKind.STATUS, "/", status=503))

        with pytest.raises(SeedNotStoredError) as caught:
            await road.seeds.generate(request("open", spoilers=Spoilers.GENERATE))

    rolled = f"The game {alttpr.url}/h/{next(iter(alttpr.seeds))} was rolled"
    assert f"{rolled}, but its spoiler log could not be stored" in caught.value.user_message
    # The game is there all the same, and its record says where.
    (row,) = await AuditGeneratedGames.all()
    assert row.hash_id in alttpr.seeds


async def test_a_site_that_keeps_the_spoiler_to_itself_is_told_of(open_road: OpenRoad) -> None:
    silent = make_seed({"tournament": True}, random.Random(1), customizer=False, festive=False).answer

    async with answering(answer(json.dumps(silent), "Content-Type: application/json")) as url:
        road: Road = await open_road(url)
        with pytest.raises(SeedProviderResponseFormatError, match="without its spoiler"):
            await road.seeds.generate(request("open", spoilers=Spoilers.GENERATE))
