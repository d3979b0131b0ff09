"""What alttpr.com can do to a roll beyond the faults of the matrix: how often it is tried, what people are told."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderCertificateError,
    SeedProviderCircuitOpenError,
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderGenerationError,
    SeedProviderInvalidRequestError,
    SeedProviderResponseFormatError,
    SeedProviderUnavailableError,
)
from alttprbot.alttprgen.request import UploadedPreset
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.alttprgen.conftest import OpenRoad, Road, VirtualClock, answer, answering, events, request

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

ROLL = "/api/randomizer"
UNEXPECTED = "alttpr answered with something unexpected. The maintainers have been told."
LATER = "Please try again later."


@dataclass(frozen=True)
class Expected:
    """How a roll fails: after how many attempts, with what waits between, at which level it is logged."""

    kind: type[SeedProviderError]
    message: str
    attempts: int = 1
    waits: tuple[float, ...] = ()
    level: int = logging.WARNING


async def assert_fails(
    road: Road, caplog: pytest.LogCaptureFixture, expected: Expected, preset: object = "open"
) -> None:
    """Roll, and compare everything that can be seen of the failure."""
    caplog.set_level(logging.INFO)
    heard: list[SeedProviderError] = []

    async def on_retry(error: SeedProviderError) -> None:
        heard.append(error)

    with pytest.raises(SeedProviderError) as caught:
        await road.seeds.generate(request(preset), on_retry=on_retry)  # type: ignore[arg-type]

    error = caught.value
    assert type(error) is expected.kind
    assert error.user_message == expected.message
    assert error.attempts == expected.attempts
    assert road.clock.slept == list(expected.waits)
    assert len(heard) == len(expected.waits)
    assert await AuditGeneratedGames.all().count() == 0
    outcomes = [vars(record)["outcome"] for record in events(caplog, "provider_attempt")]
    assert outcomes == ["retry"] * (expected.attempts - 1) + ["failure"]
    assert events(caplog, "provider_attempt")[-1].levelno == expected.level
    assert [vars(record)["reason"] for record in events(caplog, "seed_not_generated")] == [error.code]


FAULTS: Mapping[str, tuple[Fault, Expected]] = {
    "maintenance": (
        Fault(FaultKind.STATUS, status=503),
        Expected(
            SeedProviderUnavailableError,
            f"alttpr is unreachable or failing right now (HTTP 503). {LATER}",
            attempts=3,
            waits=(1, 2),
        ),
    ),
    "request timeout": (
        Fault(FaultKind.STATUS, status=408),
        Expected(
            SeedProviderUnavailableError,
            f"alttpr is unreachable or failing right now (HTTP 408). {LATER}",
            attempts=3,
            waits=(1, 2),
        ),
    ),
    "not found": (
        Fault(FaultKind.STATUS, status=404),
        Expected(
            SeedProviderInvalidRequestError,
            "alttpr rejected the request: simulated failure 404",
            level=logging.INFO,
        ),
    ),
    "not authorised": (
        Fault(FaultKind.STATUS, status=401),
        Expected(
            SeedProviderConfigurationError,
            "alttpr is not available on this bot: the site asks for credentials",
            level=logging.ERROR,
        ),
    ),
    "hangs up after the work": (
        Fault(FaultKind.DROP, after=True),
        Expected(
            SeedProviderUnavailableError,
            f"alttpr is unreachable or failing right now. {LATER}",
            attempts=3,
            waits=(1, 2),
        ),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_fault_of_the_site(road: Road, alttpr: AlttprServer, caplog: pytest.LogCaptureFixture, name: str) -> None:
    fault, expected = FAULTS[name]
    alttpr.faults.add(Fault(fault.kind, ROLL, status=fault.status, seconds=fault.seconds, after=fault.after))

    await assert_fails(road, caplog, expected)

    assert len(alttpr.requests) == expected.attempts


ANSWERS: Mapping[str, tuple[bytes, Expected]] = {
    "error without a charset": (
        answer("<h1>Not <b>today</b></h1>", "Content-Type: text/html", status="400 Bad Request"),
        Expected(SeedProviderInvalidRequestError, "alttpr rejected the request: Not today", level=logging.INFO),
    ),
    "error with a made-up charset": (
        answer("no", "Content-Type: text/plain; charset=klingon", status="400 Bad Request"),
        Expected(SeedProviderInvalidRequestError, "alttpr rejected the request: no", level=logging.INFO),
    ),
    "error with a charset that is no text": (
        answer("no", "Content-Type: text/plain; charset=base64", status="400 Bad Request"),
        Expected(SeedProviderInvalidRequestError, "alttpr rejected the request: no", level=logging.INFO),
    ),
    "error that mentions everyone": (
        answer("Hello @everyone &lt;@5&gt;", "Content-Type: text/plain", status="400 Bad Request"),
        Expected(
            SeedProviderInvalidRequestError,
            "alttpr rejected the request: Hello @\u200beveryone <@\u200b5>",
            level=logging.INFO,
        ),
    ),
    "error that is a picture": (
        answer(b"\x89PNG", "Content-Type: image/png", status="400 Bad Request"),
        Expected(SeedProviderInvalidRequestError, "alttpr rejected the request: HTTP 400", level=logging.INFO),
    ),
    "validation in words only": (
        answer('{"errors": {"mode": "odd"}}', "Content-Type: application/json", status="422 Unprocessable"),
        Expected(SeedProviderInvalidRequestError, "alttpr rejected the request: mode: odd", level=logging.INFO),
    ),
    "validation that is no JSON": (
        answer("[" * 100_000, "Content-Type: application/json", status="422 Unprocessable"),
        Expected(SeedProviderInvalidRequestError, f"alttpr rejected the request: {'[' * 499}…", level=logging.INFO),
    ),
    "conflict without a reason": (
        answer("", "Content-Type: text/html", status="409 Conflict"),
        Expected(
            SeedProviderGenerationError,
            "alttpr could not make a game of these settings: it gave no reason",
            attempts=3,
            waits=(1, 2),
            level=logging.INFO,
        ),
    ),
    "JSON without end": (
        answer("[" * 1_000_000, "Content-Type: application/json"),
        Expected(SeedProviderResponseFormatError, UNEXPECTED, level=logging.ERROR),
    ),
    "a list": (
        answer("[1]", "Content-Type: application/json"),
        Expected(SeedProviderResponseFormatError, UNEXPECTED, level=logging.ERROR),
    ),
    "no text": (
        answer(b"\xff\xfe\x00", "Content-Type: application/json"),
        Expected(SeedProviderResponseFormatError, UNEXPECTED, level=logging.ERROR),
    ),
    "announces too much": (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000000000\r\n\r\n{",
        Expected(SeedProviderResponseFormatError, UNEXPECTED, level=logging.ERROR),
    ),
    "compressed nonsense": (
        answer("not gzip at all", "Content-Type: application/json", "Content-Encoding: gzip"),
        Expected(
            SeedProviderUnavailableError,
            f"alttpr is unreachable or failing right now. {LATER}",
            attempts=3,
            waits=(1, 2),
        ),
    ),
    "compressed without end": (
        answer(
            gzip.compress(b'{"a": "' + b"x" * 200_000_000), "Content-Type: application/json", "Content-Encoding: gzip"
        ),
        Expected(SeedProviderResponseFormatError, UNEXPECTED, level=logging.ERROR),
    ),
    "headers without end": (
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n{}",
        Expected(SeedProviderResponseFormatError, UNEXPECTED, level=logging.ERROR),
    ),
    "broken chunks": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
        Expected(SeedProviderResponseFormatError, UNEXPECTED, level=logging.ERROR),
    ),
    "no content": (
        answer("", status="204 No Content"),
        Expected(SeedProviderResponseFormatError, UNEXPECTED, level=logging.ERROR),
    ),
    "no HTTP": (
        b"SSH-2.0-OpenSSH_9.6\r\n",
        Expected(SeedProviderResponseFormatError, UNEXPECTED, level=logging.ERROR),
    ),
    "nothing": (
        b"",
        Expected(
            SeedProviderUnavailableError,
            f"alttpr is unreachable or failing right now. {LATER}",
            attempts=3,
            waits=(1, 2),
        ),
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
async def test_answer_that_no_site_should_give(
    open_road: OpenRoad, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    raw, expected = ANSWERS[name]

    async with answering(raw) as url:
        await assert_fails(await open_road(url), caplog, expected)


SECURE = Expected(
    SeedProviderCertificateError,
    f"alttpr cannot be reached over a secure connection right now. {LATER}",
    level=logging.ERROR,
)


async def test_site_without_encryption_where_there_should_be_some(
    open_road: OpenRoad, alttpr: AlttprServer, caplog: pytest.LogCaptureFixture
) -> None:
    await assert_fails(await open_road(alttpr.url.replace("http:", "https:")), caplog, SECURE)


async def test_settings_that_the_site_refuses_are_named(road: Road, caplog: pytest.LogCaptureFixture) -> None:
    preset = UploadedPreset("settings: {goal: coffee, crystals: {tower: '9'}}")

    message = (
        "alttpr rejected the request: goal: The selected goal is invalid.; "
        "crystals.tower: The selected crystals.tower is invalid."
    )
    await assert_fails(road, caplog, Expected(SeedProviderInvalidRequestError, message, level=logging.INFO), preset)


async def test_game_that_cannot_be_made_is_tried_three_times(
    road: Road, alttpr: AlttprServer, caplog: pytest.LogCaptureFixture
) -> None:
    alttpr.refuse_next = "Game Unwinnable"

    message = "alttpr could not make a game of these settings: Game Unwinnable"
    expected = Expected(SeedProviderGenerationError, message, attempts=3, waits=(1, 2), level=logging.INFO)
    await assert_fails(road, caplog, expected)
    bodies = {recorded.body for recorded in alttpr.requests}
    assert len(bodies) == 1


async def test_site_that_recovers_gives_the_seed(road: Road, alttpr: AlttprServer) -> None:
    alttpr.faults.add(Fault(FaultKind.STATUS, ROLL, status=502, remaining=1))
    alttpr.faults.add(Fault(FaultKind.TRUNCATED, ROLL, remaining=1))

    seed = await road.seeds.generate(request())

    assert seed.response.hash_or_id in alttpr.seeds
    assert (seed.response.provider_meta.attempt_count, seed.response.provider_meta.latency_ms) == (3, 3000)
    assert await AuditGeneratedGames.all().count() == 1


async def test_site_that_keeps_failing_is_not_asked_for_a_minute(
    road: Road, alttpr: AlttprServer, clock: VirtualClock
) -> None:
    alttpr.faults.add(Fault(FaultKind.STATUS, ROLL))
    for _ in range(5):
        with pytest.raises(SeedProviderUnavailableError):
            await road.seeds.generate(request())
    asked = len(alttpr.requests)
    alttpr.faults.clear()

    with pytest.raises(SeedProviderCircuitOpenError):
        await road.seeds.generate(request())
    assert len(alttpr.requests) == asked
    clock.advance(60)
    seed = await road.seeds.generate(request())

    assert seed.response.hash_or_id in alttpr.seeds
