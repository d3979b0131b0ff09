"""When a provider that keeps failing is left alone, and when it is asked again."""

from __future__ import annotations

import asyncio
import contextlib
import re

import pytest

from alttprbot.alttprgen.circuit_breaker import FAILURES, FIRST_PAUSE, LONGEST_PAUSE, WINDOW
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderCircuitOpenError,
    SeedProviderInvalidRequestError,
)
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.metrics import Metrics
from tests.alttprgen.conftest import MakeContract, VirtualClock, events
from tests.alttprgen.provider_calls import Script, failing, http_error, named, response, run


def left_alone(metrics: Metrics) -> list[str]:
    """The providers whose breaker is open, as operators see it."""
    return re.findall(r'provider_breaker_open{provider="(\w+)"} 1', metrics.render().decode())


async def break_(contract: ProviderContract, times: int = FAILURES) -> None:
    for _ in range(times):
        await failing(contract, Script(http_error(500)), max_attempts=1)


async def test_provider_that_failed_five_times_is_left_alone_for_a_minute(
    contract: ProviderContract, metrics: Metrics, clock: VirtualClock, caplog: pytest.LogCaptureFixture
) -> None:
    await break_(contract)
    call = Script(response())

    error = await failing(contract, call)

    assert isinstance(error, SeedProviderCircuitOpenError)
    assert error.user_message == "alttpr has been failing and is paused. Please try again in 60 s."
    assert (call.calls, error.attempts, clock.slept) == (0, 0, [])
    assert left_alone(metrics) == ["alttpr"]
    assert [vars(record)["outcome"] for record in events(caplog, "provider_refused")] == ["failure"]


async def test_other_providers_are_not_affected(contract: ProviderContract) -> None:
    await break_(contract)

    assert await run(contract, Script("fine"), "smz3") == "fine"


async def test_trial_that_succeeds_closes_the_breaker(
    contract: ProviderContract, metrics: Metrics, clock: VirtualClock
) -> None:
    await break_(contract)
    clock.advance(FIRST_PAUSE)

    await run(contract, Script(response()))

    assert left_alone(metrics) == []
    await break_(contract, FAILURES - 1)
    assert left_alone(metrics) == []


async def test_trial_that_fails_doubles_the_pause_up_to_ten_minutes(
    contract: ProviderContract, clock: VirtualClock
) -> None:
    await break_(contract)
    pauses = []

    for _ in range(6):
        refused = await failing(contract, Script(response()))
        pauses.append(refused.retry_after)
        clock.advance(refused.retry_after or 0)
        await break_(contract, 1)

    assert pauses == [60, 120, 240, 480, LONGEST_PAUSE, LONGEST_PAUSE]


async def test_only_one_call_is_the_trial(contract: ProviderContract, clock: VirtualClock) -> None:
    await break_(contract)
    clock.advance(FIRST_PAUSE)
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def trial() -> str:
        begun.set()
        await may_end.wait()
        return "fine"

    task = asyncio.create_task(run(contract, trial))
    await begun.wait()
    error = await failing(contract, Script("fine"))
    may_end.set()

    assert isinstance(error, SeedProviderCircuitOpenError)
    assert await task == "fine"
    assert await run(contract, Script("fine")) == "fine"


@pytest.mark.parametrize("ending", ["cancelled", "defect", "refused"])
async def test_trial_that_says_nothing_leaves_the_trial_to_the_next_call(
    contract: ProviderContract, metrics: Metrics, clock: VirtualClock, ending: str
) -> None:
    await break_(contract)
    clock.advance(FIRST_PAUSE)
    outcomes = {"cancelled": asyncio.CancelledError(), "defect": TypeError(), "refused": http_error(400)}

    with contextlib.suppress(asyncio.CancelledError, TypeError, SeedProviderInvalidRequestError):
        await run(contract, Script(outcomes[ending]))

    assert left_alone(metrics) == ["alttpr"]
    assert await run(contract, Script("fine")) == "fine"


@pytest.mark.parametrize("outcome", [http_error(400), http_error(200), http_error(429)], ids=named)
async def test_answers_of_a_working_provider_do_not_open_the_breaker(
    contract: ProviderContract, metrics: Metrics, outcome: BaseException
) -> None:
    for _ in range(FAILURES * 2):
        await failing(contract, Script(outcome), max_attempts=1)

    assert left_alone(metrics) == []


async def test_failures_that_are_far_apart_do_not_open_the_breaker(
    contract: ProviderContract, metrics: Metrics, clock: VirtualClock
) -> None:
    for _ in range(FAILURES * 2):
        await break_(contract, 1)
        clock.advance(WINDOW / 2)

    assert left_alone(metrics) == []


async def test_retries_of_one_call_count_once(contract: ProviderContract, metrics: Metrics) -> None:
    for _ in range(FAILURES - 1):
        await failing(contract, Script(http_error(500)))

    assert left_alone(metrics) == []


async def test_calls_that_waited_for_their_turn_are_refused_when_the_breaker_opens(
    make_contract: MakeContract,
) -> None:
    contract, calls = make_contract(provider_concurrency=1, provider_max_attempts=1), 0

    async def call() -> None:
        nonlocal calls
        calls += 1
        await asyncio.sleep(0)
        raise http_error(500)

    results = await asyncio.gather(*(run(contract, call) for _ in range(FAILURES + 3)), return_exceptions=True)

    assert calls == FAILURES
    assert [type(result) for result in results[FAILURES:]] == [SeedProviderCircuitOpenError] * 3
