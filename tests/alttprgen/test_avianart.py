"""AVIANART: what is sent, how long we wait, and what comes of it."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator

import pytest

from alttprbot.alttprgen.file_select import ICONS
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderConfigurationError,
    SeedProviderGenerationError,
    SeedProviderInvalidRequestError,
    SeedProviderResponseFormatError,
    SeedProviderUnavailableError,
    SeedProviderUnfinishedError,
)
from alttprbot.alttprgen.request import Spoilers, UploadedPreset
from alttprbot.exceptions import InvalidInputException, InvalidPresetException
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.avianart import AvianartServer
from alttprbot_sandbox.avianart.server import ICONS as THEIR_ICONS
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.alttprgen.conftest import OpenRoad, Road, answer, answering, request

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

KEY = "a-very-secret-key"


@pytest.fixture
async def site() -> AsyncIterator[AvianartServer]:
    async with AvianartServer() as server:
        yield server


@pytest.fixture
async def road(open_road: OpenRoad, site: AvianartServer) -> Road:
    opened: Road = await open_road("http://127.0.0.1:9", avianart_baseurl=site.url, avianart_api_key=KEY)
    return opened


@pytest.mark.parametrize("race", [True, False])
async def test_seed_is_begun_once_and_waited_for(road: Road, site: AvianartServer, race: bool) -> None:
    seed = await road.seeds.generate(request("2025_casualboots", tournament=race))

    begun, *polls = site.requests
    (made,) = site.seeds.values()
    assert (begun.method, begun.path) == ("POST", "/api.php")
    assert begun.query == "action=generate&preset=kaesden/casualboots"
    assert json.loads(begun.body) == [{"args": {"race": race}}]
    assert {poll.query for poll in polls} == {f"action=permlink&hash={made.hash}"}
    assert {sent.headers["authorization"] for sent in site.requests} == {KEY}
    assert road.clock.slept == [5.0, 5.0]
    assert seed.response.url == f"{site.url}/perm/{made.hash}"
    assert (seed.response.hash_or_id, seed.response.version) == (made.hash, "1.4.2")
    assert (made.race, seed.goal) == (race, "kaesden/casualboots")


async def test_record_tells_what_was_rolled_and_how_long_it_took(road: Road, site: AvianartServer) -> None:
    seed = await road.seeds.generate(request("crosshunt"))

    row = await AuditGeneratedGames.get()
    assert (row.randomizer, row.gentype, row.genoption, row.avianart) == ("alttpr", "preset", "crosshunt", True)
    assert (row.hash_id, row.permalink, row.provider) == (*site.seeds, seed.response.url, "avianart")
    assert (row.settings, row.attempts, row.latency_ms) == ({"preset": "crosshunt", "race": True}, 1, 10_000)


async def test_seed_that_is_finished_at_once_is_not_waited_for(road: Road, site: AvianartServer) -> None:
    site.polls = 0

    seed = await road.seeds.generate(request("crosshunt"))

    assert seed.response.hash_or_id in site.seeds
    assert len(str(seed.response.code_text).split("/")) == 5
    assert (len(site.requests), road.clock.slept) == (1, [])


async def test_icons_have_the_names_of_the_alttpr_site(road: Road, site: AvianartServer) -> None:
    seed = await road.seeds.generate(request("crosshunt"))

    (made,) = site.seeds.values()
    theirs = dict(zip(made.icons, seed.response.code or (), strict=True))
    assert set(theirs.values()) <= {icon.name for icon in ICONS}
    assert {"Bomb", "Rod", "Key"} <= set(THEIR_ICONS)
    assert all(theirs[icon] == icon for icon in theirs if icon in {known.name for known in ICONS})


async def test_spoiler_is_never_kept(road: Road) -> None:
    seed = await road.seeds.generate(request("crosshunt", tournament=False))

    assert "Link's House" not in repr(seed.response)


async def test_seed_that_fails_is_told_in_its_own_words(road: Road, site: AvianartServer) -> None:
    site.failure = "Ran out of <b>locations</b> @everyone"

    with pytest.raises(SeedProviderGenerationError) as caught:
        await road.seeds.generate(request("crosshunt"))

    assert "Ran out of locations" in caught.value.user_message
    assert "@everyone" not in caught.value.user_message
    assert len(site.requests) == 3
    assert not await AuditGeneratedGames.exists()


async def test_patience_ends(road: Road, site: AvianartServer) -> None:
    site.polls = 1000

    with pytest.raises(SeedProviderUnfinishedError) as caught:
        await road.seeds.generate(request("crosshunt"))

    (made,) = site.seeds
    assert f"It may still come: {site.url}/perm/{made}" in caught.value.user_message
    assert "still at work after 120 seconds" in caught.value.user_message
    assert road.clock.passed == 120
    assert not await AuditGeneratedGames.exists()


async def test_patience_ends_while_nothing_answers(road: Road, site: AvianartServer) -> None:
    site.polls = 1000
    site.faults.add(Fault(FaultKind.STATUS, "/api.php", method="GET", status=503, skip=22))

    with pytest.raises((SeedProviderUnfinishedError, SeedProviderUnavailableError)):
        await road.seeds.generate(request("crosshunt"))

    assert road.clock.passed <= 120


async def test_failed_look_is_repeated_and_the_seed_is_not_begun_again(road: Road, site: AvianartServer) -> None:
    site.faults.add(Fault(FaultKind.STATUS, "/api.php", method="GET", status=500, remaining=2))

    seed = await road.seeds.generate(request("crosshunt"))

    assert [sent.method for sent in site.requests].count("POST") == 1
    assert seed.response.code


@pytest.mark.parametrize("kind", [FaultKind.DROP, FaultKind.TRUNCATED])
async def test_seed_that_may_have_been_begun_is_not_begun_again(
    road: Road, site: AvianartServer, kind: FaultKind
) -> None:
    site.faults.add(Fault(kind, "/api.php", method="POST", after=True))

    with pytest.raises(SeedProviderUnavailableError):
        await road.seeds.generate(request("crosshunt"))

    assert len(site.requests) == 1


async def test_preset_that_the_site_does_not_have_is_refused_in_its_words(road: Road) -> None:
    with pytest.raises(SeedProviderInvalidRequestError, match="There is no preset nobody/this"):
        await road.seeds.generate(request(UploadedPreset("avianart: true\nsettings: {preset: nobody/this}")))


async def test_preset_cannot_add_to_the_address(road: Road, site: AvianartServer) -> None:
    with pytest.raises(InvalidPresetException):
        await road.seeds.generate(request(UploadedPreset('avianart: true\nsettings: {preset: "x&action=permlink"}')))

    assert not site.requests


async def test_spoiler_race_is_refused_before_anything_is_sent(road: Road, site: AvianartServer) -> None:
    with pytest.raises(InvalidInputException, match="no spoiler log"):
        await road.seeds.generate(request("crosshunt", spoilers=Spoilers.GENERATE))

    assert not site.requests


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ('{"status": 200, "response": {"message": "No such preset"}}', SeedProviderInvalidRequestError, "No such"),
        ('{"status": 400, "response": {"message": "Bad args"}}', SeedProviderInvalidRequestError, "Bad args"),
        ('{"status": 503, "response": {"message": "Full"}}', SeedProviderUnavailableError, "Full"),
        ('{"status": 200, "response": {}}', SeedProviderResponseFormatError, "no hash"),
        ('{"status": 200, "response": {"hash": "../x"}}', SeedProviderResponseFormatError, "no hash"),
        ('{"status": 200, "response": []}', SeedProviderResponseFormatError, "envelope"),
        ("[]", SeedProviderResponseFormatError, "envelope"),
    ],
)
async def test_envelope_is_believed_more_than_the_status_of_http(
    open_road: OpenRoad, body: str, kind: type[Exception], words: str
) -> None:
    async with answering(answer(body, "Content-Type: application/json")) as url:
        road = await open_road("http://127.0.0.1:9", avianart_baseurl=url)
        with pytest.raises(kind, match=words):
            await road.seeds.generate(request("crosshunt"))


@pytest.mark.parametrize(
    ("status", "inner"), [("401 Unauthorized", 401), ("403 Forbidden", 403), ("200 OK", 401), ("200 OK", 403)]
)
async def test_key_that_the_site_refuses_is_the_operators_to_mend_and_stays_secret(
    open_road: OpenRoad, caplog: pytest.LogCaptureFixture, status: str, inner: int
) -> None:
    caplog.set_level(logging.DEBUG)
    body = json.dumps({"status": inner, "response": {"message": f"The key {KEY} is unknown"}})
    async with answering(answer(body, "Content-Type: application/json", status=status)) as url:
        road = await open_road("http://127.0.0.1:9", avianart_baseurl=url, avianart_api_key=KEY)
        with pytest.raises(SeedProviderConfigurationError, match="does not accept its key") as caught:
            await road.seeds.generate(request("crosshunt"))

    assert "The key … is unknown" in str(caught.value.body_excerpt)
    assert all(KEY not in repr(vars(record)) for record in caplog.records)


async def test_refusal_is_explained_in_the_words_of_the_site_where_there_is_no_key(open_road: OpenRoad) -> None:
    body = json.dumps({"status": 403, "response": {"message": "This preset is private"}})
    async with answering(answer(body, status="403 Forbidden")) as url:
        road = await open_road("http://127.0.0.1:9", avianart_baseurl=url)
        with pytest.raises(SeedProviderInvalidRequestError, match="This preset is private"):
            await road.seeds.generate(request("crosshunt"))
