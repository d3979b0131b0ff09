"""Every provider, and everything that can go wrong on the way to it and back."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderCertificateError,
    SeedProviderError,
    SeedProviderRateLimitError,
    SeedProviderResponseFormatError,
    SeedProviderTimeoutError,
    SeedProviderUnavailableError,
)
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.journal import SimulatedService, free_port
from tests.alttprgen.conftest import OpenRoad, Road, answer, answering, events
from tests.alttprgen.faults.probe import Probe
from tests.alttprgen.faults.probes import PROBES
from tests.certificates import self_signed

pytestmark = [
    pytest.mark.parametrize("database_kind", ["sqlite"]),
    pytest.mark.usefixtures("database"),
    pytest.mark.parametrize("probe", PROBES.values(), ids=PROBES.keys()),
]

UNREACHABLE = "{provider} is unreachable or failing right now{status}. Please try again later."
UNEXPECTED = "{provider} answered with something unexpected. The maintainers have been told."


@dataclass(frozen=True)
class Outcome:
    """How a call ends: `ambiguous` when the provider may have done its work; `waits` are seconds before attempts."""

    kind: type[SeedProviderError]
    message: str
    retried: bool = False
    ambiguous: bool = False
    waits: tuple[float, ...] = (1, 2)
    level: int = logging.WARNING
    status: int | None = None
    most: int = 99

    def attempts(self, probe: Probe) -> int:
        if not self.retried:
            return 1
        return min(self.most, probe.ambiguous if self.ambiguous else probe.attempts)

    def text(self, probe: Probe) -> str:
        tries = self.attempts(probe)
        return self.message.format(
            provider=probe.provider,
            status=f" (HTTP {self.status})" if self.status else "",
            tries="one try" if tries == 1 else f"{tries} tries",
        )


TIMED_OUT = Outcome(
    SeedProviderTimeoutError,
    "{provider} did not answer in time ({tries}). Please try again later.",
    retried=True,
    ambiguous=True,
)
FAULTS: Mapping[str, tuple[Fault, Outcome]] = {
    "slow first byte": (Fault(FaultKind.SLOW, seconds=3600), TIMED_OUT),
    "slow body": (Fault(FaultKind.STALL, seconds=3600), TIMED_OUT),
    "429 with Retry-After": (
        Fault(FaultKind.RATE_LIMIT, seconds=7),
        Outcome(
            SeedProviderRateLimitError,
            "{provider} is limiting requests. Please try again in 7 s.",
            retried=True,
            waits=(7, 7),
        ),
    ),
    "429 that asks for an hour": (
        Fault(FaultKind.RATE_LIMIT, seconds=3600),
        Outcome(SeedProviderRateLimitError, "{provider} is limiting requests. Please try again in 60 minutes."),
    ),
    "429 without Retry-After": (
        Fault(FaultKind.STATUS, status=429),
        Outcome(
            SeedProviderRateLimitError,
            "{provider} is limiting requests. Please try again in a minute.",
            retried=True,
        ),
    ),
    "500": (
        Fault(FaultKind.STATUS, status=500),
        Outcome(SeedProviderUnavailableError, UNREACHABLE, retried=True, ambiguous=True, status=500),
    ),
    "502 with a web page": (
        Fault(FaultKind.GATEWAY),
        Outcome(SeedProviderUnavailableError, UNREACHABLE, retried=True, ambiguous=True, status=502),
    ),
    "wrong JSON": (
        Fault(FaultKind.MALFORMED),
        Outcome(SeedProviderResponseFormatError, UNEXPECTED, level=logging.ERROR),
    ),
    "web page": (
        Fault(FaultKind.HTML),
        Outcome(SeedProviderResponseFormatError, UNEXPECTED, level=logging.ERROR),
    ),
    "truncated": (
        Fault(FaultKind.TRUNCATED),
        Outcome(SeedProviderUnavailableError, UNREACHABLE, retried=True, ambiguous=True),
    ),
    "hangs up": (
        Fault(FaultKind.DROP),
        Outcome(SeedProviderUnavailableError, UNREACHABLE, retried=True, ambiguous=True),
    ),
    "100 MB": (
        Fault(FaultKind.OVERSIZE, megabytes=100),
        Outcome(SeedProviderResponseFormatError, UNEXPECTED, level=logging.ERROR),
    ),
    "redirect loop": (
        Fault(FaultKind.REDIRECT),
        Outcome(SeedProviderResponseFormatError, UNEXPECTED, level=logging.ERROR),
    ),
}


@pytest.fixture
async def stand_in(probe: Probe) -> AsyncIterator[SimulatedService]:
    async with probe.stand_in() as service:
        yield service


async def open_road_to(open_road: OpenRoad, probe: Probe, stand_in: SimulatedService, url: str | None = None) -> Road:
    """A road to the stand-in, or to whatever is at `url` in its place."""
    leading = {
        name.lower(): text.replace(stand_in.url, url or stand_in.url) for name, text in stand_in.settings().items()
    }
    road: Road = await open_road("http://127.0.0.1:9", **{**leading, **(probe.settings or {})})
    return road


async def call_and_expire(road: Road, probe: Probe, stand_in: SimulatedService, attempts: int) -> None:
    """Call, and let the time of each attempt run out as soon as the stand-in has its request."""
    async with asyncio.TaskGroup() as tasks:
        call = tasks.create_task(_settled(road, probe))
        for attempt in range(1, attempts + 1):
            await stand_in.requested(probe.path, attempt)
            road.clock.expire()
        error = await call
    if error is not None:
        raise error


async def _settled(road: Road, probe: Probe) -> Exception | None:
    try:
        await probe.call(road)
    except SeedProviderError as error:
        return error
    return None


async def assert_outcome(
    road: Road, probe: Probe, outcome: Outcome, error: SeedProviderError, caplog: pytest.LogCaptureFixture
) -> None:
    """Everything that can be seen of a failure: class, attempts, waits, time, words, records."""
    attempts = outcome.attempts(probe)
    waits = list(outcome.waits[: attempts - 1])
    assert type(error) is outcome.kind
    assert error.provider == probe.provider
    assert error.attempts == attempts
    assert error.user_message == outcome.text(probe)
    assert road.clock.slept == waits
    assert road.clock.passed <= probe.timeout * attempts + sum(waits)
    assert await AuditGeneratedGames.all().count() == 0
    outcomes = [vars(record)["outcome"] for record in events(caplog, "provider_attempt")]
    assert outcomes[-attempts:] == ["retry"] * (attempts - 1) + ["failure"]
    assert events(caplog, "provider_attempt")[-1].levelno == outcome.level


@pytest.mark.parametrize("name", FAULTS)
async def test_fault(
    open_road: OpenRoad, probe: Probe, stand_in: SimulatedService, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    caplog.set_level(logging.INFO)
    fault, usual = FAULTS[name]
    outcome = replace(usual, **probe.deviations.get(name, {}))  # type: ignore[arg-type]
    stand_in.faults.add(
        Fault(fault.kind, probe.path, status=fault.status, seconds=fault.seconds, megabytes=fault.megabytes)
    )
    road = await open_road_to(open_road, probe, stand_in)
    silent = outcome.attempts(probe) if usual is TIMED_OUT else 0

    with pytest.raises(SeedProviderError) as caught:
        await call_and_expire(road, probe, stand_in, silent)

    await assert_outcome(road, probe, outcome, caught.value, caplog)
    if usual is TIMED_OUT:
        assert road.clock.passed == probe.timeout * silent + sum(outcome.waits[: silent - 1])


async def test_refused_connection(
    open_road: OpenRoad, probe: Probe, stand_in: SimulatedService, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    road = await open_road_to(open_road, probe, stand_in, f"http://127.0.0.1:{free_port()}")

    with pytest.raises(SeedProviderError) as caught:
        await probe.call(road)

    await assert_outcome(
        road, probe, Outcome(SeedProviderUnavailableError, UNREACHABLE, retried=True), caught.value, caplog
    )


async def test_tls_failure(
    open_road: OpenRoad, probe: Probe, stand_in: SimulatedService, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.INFO)
    certificate = tmp_path / "imposter.pem"
    certificate.write_bytes(b"".join(self_signed("imposter")))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(answering(answer("{}"), context=context))
        road = await open_road_to(open_road, probe, stand_in, url)

        with pytest.raises(SeedProviderError) as caught:
            await probe.call(road)

    message = "{provider} cannot be reached over a secure connection right now. Please try again later."
    outcome = Outcome(SeedProviderCertificateError, message, level=logging.ERROR)
    await assert_outcome(road, probe, outcome, caught.value, caplog)


async def test_call_goes_well_without_a_fault(open_road: OpenRoad, probe: Probe, stand_in: SimulatedService) -> None:
    road = await open_road_to(open_road, probe, stand_in)

    await probe.call(road)

    assert await AuditGeneratedGames.all().count() == (1 if probe.rolls else 0)
    assert road.clock.slept == pytest.approx(probe.waits)
