"""What the reliability contract does with the ways in which a call can go."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import aiohttp
import pytest

from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderInvalidRequestError,
    SeedProviderRateLimitError,
    SeedProviderResponseFormatError,
    SeedProviderTimeoutError,
    SeedProviderUnavailableError,
)
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.exceptions import InvalidInputException
from alttprbot.metrics import Metrics
from tests.alttprgen.conftest import MakeContract, VirtualClock, events
from tests.alttprgen.provider_calls import Script, failing, http_error, named, response, run
from tests.conftest import MakeSettings


async def test_success_at_the_first_try_fills_the_metadata(contract: ProviderContract, clock: VirtualClock) -> None:
    call = Script(response(), lasting=(clock, 0.25))

    result = await run(contract, call, surface="discord")

    assert result.provider_meta.as_dict() == {
        "provider": "alttpr",
        "operation": "generate_seed",
        "attempt_count": 1,
        "latency_ms": 250,
        "surface": "discord",
    }


async def test_surface_that_is_set_already_stays(contract: ProviderContract) -> None:
    result = await run(contract, Script(response("racetime")), surface="discord")

    assert result.provider_meta.surface == "racetime"


async def test_results_that_are_no_seeds_pass_through(contract: ProviderContract) -> None:
    labels = {"hints": {"on": "On"}}

    assert await run(contract, Script(labels)) is labels


async def test_latency_counts_from_the_first_attempt_and_includes_waits(
    contract: ProviderContract, clock: VirtualClock
) -> None:
    call = Script(http_error(500), response(), lasting=(clock, 0.1))

    result = await run(contract, call)

    assert (result.provider_meta.attempt_count, result.provider_meta.latency_ms) == (2, 1200)


async def test_waits_are_exactly_one_and_two_seconds(contract: ProviderContract, clock: VirtualClock) -> None:
    call = Script(http_error(503))

    error = await failing(contract, call)

    assert clock.slept == [1.0, 2.0]
    assert (call.calls, error.attempts) == (3, 3)


RETRIED: list[tuple[BaseException, type[SeedProviderError], str]] = [
    (http_error(500), SeedProviderUnavailableError, "said so"),
    (http_error(599), SeedProviderUnavailableError, "said so"),
    (http_error(408), SeedProviderUnavailableError, "said so"),
    (http_error(425), SeedProviderUnavailableError, "said so"),
    (http_error(429), SeedProviderRateLimitError, "said so"),
    (aiohttp.ServerDisconnectedError(), SeedProviderUnavailableError, "connection lost"),
    (aiohttp.ClientPayloadError("cut off"), SeedProviderUnavailableError, "connection lost"),
    (aiohttp.ClientOSError(104, "reset"), SeedProviderUnavailableError, "connection lost"),
    (ConnectionResetError(), SeedProviderUnavailableError, "connection lost"),
    (aiohttp.ConnectionTimeoutError("x"), SeedProviderTimeoutError, "no connection after 0.0 s"),
    (aiohttp.SocketTimeoutError("x"), SeedProviderTimeoutError, "no answer after 0.0 s"),
    (SeedProviderTimeoutError("late", "alttpr", "generate_seed"), SeedProviderTimeoutError, "late"),
]
NOT_RETRIED: list[tuple[BaseException, type[SeedProviderError], str]] = [
    (http_error(400), SeedProviderInvalidRequestError, "said so"),
    (http_error(404), SeedProviderInvalidRequestError, "said so"),
    (http_error(302), SeedProviderResponseFormatError, "HTTP 302"),
    (http_error(200), SeedProviderResponseFormatError, "HTTP 200"),
    (http_error(600), SeedProviderResponseFormatError, "HTTP 600"),
    (SeedProviderInvalidRequestError("no", "alttpr", "generate_seed"), SeedProviderInvalidRequestError, "no"),
    (SeedProviderResponseFormatError("odd", "alttpr", "generate_seed"), SeedProviderResponseFormatError, "odd"),
    (SeedProviderConfigurationError("key", "alttpr", "generate_seed"), SeedProviderConfigurationError, "key"),
]


@pytest.mark.parametrize(("raised", "kind", "message"), RETRIED)
async def test_what_may_pass_is_tried_three_times(
    contract: ProviderContract, raised: BaseException, kind: type[SeedProviderError], message: str
) -> None:
    call = Script(raised)

    error = await failing(contract, call)

    assert type(error) is kind
    assert (call.calls, error.attempts, error.provider_message) == (3, 3, message)


@pytest.mark.parametrize(("raised", "kind", "message"), NOT_RETRIED)
async def test_what_cannot_pass_is_tried_once(
    contract: ProviderContract, raised: BaseException, kind: type[SeedProviderError], message: str
) -> None:
    call = Script(raised)

    error = await failing(contract, call)

    assert type(error) is kind
    assert (call.calls, error.attempts, error.provider_message) == (1, 1, message)


@pytest.mark.parametrize("defect", [TypeError("x"), AttributeError("x"), aiohttp.InvalidURL("no url"), LookupError()])
async def test_defects_of_our_own_propagate_unchanged(
    contract: ProviderContract, defect: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    call = Script(defect)

    with pytest.raises(type(defect)) as caught:
        await run(contract, call)

    assert caught.value is defect
    assert call.calls == 1
    assert endings(caplog) == [("error", type(defect).__name__, logging.WARNING)]


async def test_other_errors_for_people_pass_through(
    contract: ProviderContract, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    call = Script(InvalidInputException("no such preset"))

    with pytest.raises(InvalidInputException):
        await run(contract, call)

    assert call.calls == 1
    assert endings(caplog) == [("error", "invalid_input", logging.INFO)]


async def test_deadline_is_for_each_attempt(make_contract: MakeContract) -> None:
    contract = make_contract(provider_timeout_seconds=0.01)
    started = 0

    async def never() -> None:
        nonlocal started
        started += 1
        await asyncio.Event().wait()

    error = await failing(contract, never)

    assert type(error) is SeedProviderTimeoutError
    assert (started, error.attempts) == (3, 3)


async def test_caller_can_be_less_patient(contract: ProviderContract, clock: VirtualClock) -> None:
    call = Script(http_error(500))

    error = await failing(contract, call, max_attempts=2)

    assert (call.calls, error.attempts, clock.slept) == (2, 2, [1.0])


@pytest.mark.parametrize(
    ("header", "waits"),
    [
        ("7", [7.0, 7.0]),
        ("30", [30.0, 30.0]),
        ("0", [1.0, 2.0]),
        ("soon", [1.0, 2.0]),
        ("inf", [1.0, 2.0]),
        ("-5", [1.0, 2.0]),
        ("", [1.0, 2.0]),
        ("31", []),
        ("99999999999999999999", []),
    ],
)
async def test_wait_that_the_provider_asks_for_is_honoured_up_to_half_a_minute(
    contract: ProviderContract, clock: VirtualClock, header: str, waits: list[float]
) -> None:
    call = Script(http_error(429, Retry_After=header))

    error = await failing(contract, call)

    assert clock.slept == waits
    assert call.calls == len(waits) + 1
    assert error.user_message.startswith("alttpr is limiting requests. Please try again ")


async def test_wait_may_be_given_as_a_moment(contract: ProviderContract, clock: VirtualClock) -> None:
    moment = format_datetime(clock.now() + timedelta(seconds=12), usegmt=True)

    await run(contract, Script(http_error(503, Retry_After=moment), response()))

    assert clock.slept == [12.0]


@pytest.mark.parametrize(
    ("outcome", "calls"),
    [
        (http_error(500), 1),
        (http_error(503), 1),
        (http_error(503, Retry_After="3"), 3),
        (http_error(429), 3),
        (aiohttp.ServerDisconnectedError(), 1),
        (aiohttp.ClientPayloadError(), 1),
        (aiohttp.SocketTimeoutError(), 1),
        (aiohttp.ConnectionTimeoutError(), 3),
        (aiohttp.ClientConnectorError(None, OSError("refused")), 3),  # type: ignore[arg-type]
    ],
    ids=named,
)
async def test_what_must_not_happen_twice_is_repeated_only_if_it_did_not_happen(
    contract: ProviderContract, outcome: BaseException, calls: int
) -> None:
    call = Script(outcome)

    await failing(contract, call, "ootr", operation="create_seed")

    assert call.calls == calls


async def test_reading_from_a_provider_can_always_be_repeated(contract: ProviderContract) -> None:
    call = Script(http_error(500))

    await failing(contract, call, "ootr", operation="get_status")

    assert call.calls == 3


async def test_slow_local_generator_has_its_own_patience(contract: ProviderContract) -> None:
    call = Script(http_error(500))

    await failing(contract, call, "alttprdoor")

    assert call.calls == 2


async def test_retries_are_announced_with_their_reason(contract: ProviderContract) -> None:
    heard: list[tuple[str, int]] = []

    async def on_retry(error: SeedProviderError) -> None:
        heard.append((error.code, error.attempts))

    await failing(contract, Script(http_error(500), http_error(429)), on_retry=on_retry)

    assert heard == [("provider_unavailable", 1), ("provider_rate_limited", 2)]


async def test_retry_goes_on_when_nobody_can_be_told(
    contract: ProviderContract, caplog: pytest.LogCaptureFixture
) -> None:
    async def on_retry(_: SeedProviderError) -> None:
        raise ConnectionError("the chat is gone")

    result = await run(contract, Script(http_error(500), response()), on_retry=on_retry)

    assert result.provider_meta.attempt_count == 2
    assert len(events(caplog, "retry_not_announced")) == 1


async def test_cancellation_during_an_attempt_is_left_alone(
    contract: ProviderContract, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    begun, calls = asyncio.Event(), 0

    async def never() -> None:
        nonlocal calls
        calls += 1
        begun.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(run(contract, never))
    await begun.wait()
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert calls == 1
    assert endings(caplog) == [("cancelled", None, logging.INFO)]


async def test_cancellation_between_attempts_is_left_alone(
    make_settings: MakeSettings, caplog: pytest.LogCaptureFixture
) -> None:
    waiting = asyncio.Event()

    class Endless(VirtualClock):
        async def sleep(self, seconds: float) -> None:
            waiting.set()
            await asyncio.Event().wait()

    contract = ProviderContract(clock=Endless(), metrics=Metrics(), settings=make_settings())
    call = Script(http_error(500))
    task = asyncio.create_task(run(contract, call))
    await waiting.wait()
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert call.calls == 1
    assert [record.outcome for record in events(caplog, "provider_attempt")] == ["retry"]  # type: ignore[attr-defined]


async def test_every_attempt_leaves_a_record_and_a_failed_call_exactly_one_failure(
    contract: ProviderContract, caplog: pytest.LogCaptureFixture, clock: VirtualClock
) -> None:
    caplog.set_level(logging.INFO)

    error = await failing(
        contract, Script(http_error(500), lasting=(clock, 0.5)), surface="racetime", request_id="abc123"
    )

    records = [vars(record) for record in events(caplog, "provider_attempt")]
    assert [record["attempt"] for record in events_as_dicts(caplog, "provider_attempt_started")] == [
        "1/3",
        "2/3",
        "3/3",
    ]
    assert [(record["attempt"], record["outcome"], record["duration_ms"]) for record in records] == [
        ("1/3", "retry", 500),
        ("2/3", "retry", 500),
        ("3/3", "failure", 500),
    ]
    last = records[-1]
    assert (last["provider"], last["operation"], last["surface"]) == ("alttpr", "generate_seed", "racetime")
    assert last["request_id"] == error.request_id == "abc123"
    assert (last["error_type"], last["status"], last["latency_ms"]) == ("provider_unavailable", 500, 4500)


def endings(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str | None, int]]:
    """How each attempt ended, by the log."""
    records = events(caplog, "provider_attempt")
    return [(vars(record)["outcome"], vars(record).get("error_type"), record.levelno) for record in records]


def events_as_dicts(caplog: pytest.LogCaptureFixture, name: str) -> list[dict[str, Any]]:
    return [vars(record) for record in events(caplog, name)]


@pytest.mark.parametrize(
    ("outcome", "level"),
    [
        (http_error(500), logging.WARNING),
        (http_error(429), logging.WARNING),
        (http_error(400), logging.INFO),
        (http_error(200), logging.ERROR),
        (SeedProviderConfigurationError("no key", "alttpr", "generate_seed"), logging.ERROR),
    ],
    ids=named,
)
async def test_level_of_the_last_record_says_whose_business_it_is(
    contract: ProviderContract, caplog: pytest.LogCaptureFixture, outcome: BaseException, level: int
) -> None:
    caplog.set_level(logging.INFO)

    await failing(contract, Script(outcome))

    assert events(caplog, "provider_attempt")[-1].levelno == level


async def test_provider_that_is_switched_off_is_not_called(
    make_contract: MakeContract, caplog: pytest.LogCaptureFixture
) -> None:
    contract, call = make_contract(provider_disabled=("alttpr",)), Script(response())

    error = await failing(contract, call)

    assert error.user_message == "alttpr is not available on this bot: it is switched off by the operator"
    assert call.calls == 0
    assert [record.levelno for record in events(caplog, "provider_refused")] == [logging.ERROR]
