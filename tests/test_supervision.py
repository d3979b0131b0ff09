"""Services are kept alive, told apart, and ended in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from alttprbot.config_types import StartupPolicy
from alttprbot.exceptions import ShuttingDownException
from alttprbot.metrics import Metrics
from alttprbot.supervision import Health, Service, State
from alttprbot.supervisor import Supervisor
from alttprbot.util.clock import Clock
from alttprbot.work import WorkTracker

DEGRADED = {"bad": StartupPolicy.DEGRADED}


class QuickClock(Clock):
    """Waits take no time and are remembered."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.time = 0.0

    def monotonic(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        await asyncio.sleep(0)


class Steady:
    """A service that is ready at once and works until it is cancelled."""

    def __init__(self, name: str, journal: list[str] | None = None) -> None:
        self.name = name
        self.starts = 0
        self.health: Health | None = None
        self.journal = journal if journal is not None else []

    async def run(self, health: Health) -> None:
        self.starts += 1
        self.health = health
        health.ready()
        try:
            await asyncio.Event().wait()
        finally:
            self.journal.append(f"{self.name} ended")

    async def quiesce(self) -> None:
        self.journal.append(f"{self.name} quiet")

    def service(self) -> Service:
        return Service(self.name, self.run, quiesce=self.quiesce)


def failing(times: int, then: Callable[[Health], Awaitable[None]], error: Exception) -> Service:
    """The service `bad`: fails so many times before it is ready and does `then` afterwards."""
    attempts = iter(range(times))

    async def run(health: Health) -> None:
        if next(attempts, None) is not None:
            raise error
        await then(health)

    return Service("bad", run)


def supervisor(*services: Service, clock: Clock | None = None, **options: Any) -> Supervisor:
    options.setdefault("work", WorkTracker())
    options.setdefault("metrics", Metrics())
    return Supervisor(services, clock=clock or QuickClock(), **options)


@asynccontextmanager
async def running(supervised: Supervisor) -> AsyncIterator[asyncio.Task[int]]:
    """Run it during the body; stopped at the end unless the body has done so."""
    task = asyncio.create_task(supervised.run())
    try:
        async with asyncio.timeout(30):
            yield task
            supervised.request_stop("the test is over")
            await task
    finally:
        task.cancel()


async def test_all_ready_is_ready(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    supervised = supervisor(Steady("one").service(), Steady("two").service())

    async with running(supervised) as task:
        readiness = await supervised.wait_ready()
        supervised.request_stop("enough")
        code = await task

    assert readiness.ready
    assert {check.state for check in readiness.checks.values()} == {State.READY}
    assert code == 0
    assert not supervised.readiness().ready


async def test_critical_service_that_cannot_start_ends_the_process(caplog: pytest.LogCaptureFixture) -> None:
    other = Steady("other")
    bad = failing(1, Steady("bad").run, OSError("no route to Discord"))

    async with running(supervisor(other.service(), bad)) as task:
        code = await task

    assert code == 1
    assert "bad cannot start: no route to Discord" in caplog.messages
    assert other.journal == ["other quiet", "other ended"]


async def test_service_that_may_be_missing_is_tried_again_while_the_rest_runs() -> None:
    clock, other, working = QuickClock(), Steady("other"), Steady("bad")
    bad = failing(10, working.run, OSError("no route"))
    metrics = Metrics()
    supervised = supervisor(other.service(), bad, clock=clock, policies=DEGRADED, metrics=metrics)

    async with running(supervised):
        first = await supervised.wait_ready()
        await becomes(lambda: working.starts == 1)

        assert first.ready
        assert first.checks["bad"].policy is StartupPolicy.DEGRADED
        assert supervised.readiness().checks["bad"].state is State.READY
        assert other.starts == 1
    assert all(0.75 * 2**number <= wait <= 1.25 * 2**number for number, wait in enumerate(clock.waits[:6]))
    assert len(clock.waits) == 10
    assert all(45 <= wait <= 60 for wait in clock.waits[6:])
    assert metrics.registry.get_sample_value("sahasrahbot_service_restarts_total", {"service": "bad"}) == 10


async def test_service_that_crashes_later_is_restarted_and_others_do_not_notice() -> None:
    crash = asyncio.Event()
    again = Steady("bad")
    starts = 0

    async def run(health: Health) -> None:
        nonlocal starts
        starts += 1
        if starts > 1:
            await again.run(health)
        health.ready()
        await crash.wait()
        raise ValueError("token=hunter2")

    other = Steady("other")
    supervised = supervisor(Service("bad", run), other.service())

    async with running(supervised) as task:
        await supervised.wait_ready()
        crash.set()
        await becomes(lambda: again.starts == 1)

        assert supervised.readiness().ready
        assert not task.done()
        assert (other.starts, other.journal) == (1, [])


@pytest.mark.parametrize("kind", [ValueError, ConnectionError])
async def test_what_went_wrong_inside_is_logged_but_not_shown(
    kind: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    bad = failing(1000, Steady("bad").run, kind("token=hunter2"))
    supervised = supervisor(bad, policies=DEGRADED)

    async with running(supervised):
        readiness = await supervised.wait_ready()

    assert readiness.checks["bad"].detail == kind.__name__
    assert any("token=hunter2" in f"{vars(record).get('reason')}" for record in caplog.records)


async def test_backoff_begins_anew_after_a_stable_time() -> None:
    clock = QuickClock()
    lives = iter([0.0, 0.0, 0.0, 61.0, 0.0])
    last = Steady("bad")

    async def run(health: Health) -> None:
        health.ready()
        life = next(lives, None)
        if life is None:
            await last.run(health)
        clock.time += life or 0.0
        raise OSError("gone")

    async with running(supervisor(Service("bad", run), clock=clock)):
        await becomes(lambda: last.starts == 1)

    assert clock.waits[2] >= 3.0
    assert clock.waits[3] <= 1.25


async def test_service_that_returns_has_failed(caplog: pytest.LogCaptureFixture) -> None:
    async def run(health: Health) -> None:
        """Has nothing to do."""

    async with running(supervisor(Service("short", run))) as task:
        code = await task

    assert code == 1
    assert "short cannot start: short ended by itself" in caplog.messages


async def test_service_that_does_not_become_ready_in_time_ends_the_process(caplog: pytest.LogCaptureFixture) -> None:
    async def run(health: Health) -> None:
        await asyncio.Event().wait()

    async with running(supervisor(Service("slow", run), startup_timeout=0.01)) as task:
        code = await task

    assert code == 1
    assert "slow cannot start: not ready after 0.01 s" in caplog.messages


async def test_service_that_does_not_become_ready_says_what_it_waits_for(caplog: pytest.LogCaptureFixture) -> None:
    async def run(health: Health) -> None:
        health.failing("nobody lets it in")
        await asyncio.Event().wait()

    async with running(supervisor(Service("slow", run), startup_timeout=0.01)) as task:
        await task

    assert "slow cannot start: not ready after 0.01 s: nobody lets it in" in caplog.messages


async def test_service_that_is_off_is_said_once_and_not_missed(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    off = Service("audit", Steady("audit").run, off="AUDIT_DISCORD_TOKEN is not set")
    supervised = supervisor(off, Steady("other").service())

    async with running(supervised):
        readiness = await supervised.wait_ready()

    assert readiness.ready
    assert readiness.checks["audit"].state is State.OFF
    assert readiness.checks["audit"].detail == "AUDIT_DISCORD_TOKEN is not set"
    assert caplog.messages.count("service off") == 1


async def test_readiness_follows_what_a_service_says_of_itself() -> None:
    steady, metrics = Steady("web"), Metrics()
    supervised = supervisor(steady.service(), metrics=metrics)

    async with running(supervised):
        await supervised.wait_ready()
        assert steady.health is not None
        steady.health.failing("gateway lost")
        lost = supervised.readiness()
        up_when_lost = metrics.registry.get_sample_value("sahasrahbot_service_up", {"service": "web"})
        steady.health.ready()
        found = supervised.readiness()

    assert (lost.ready, lost.checks["web"].detail, up_when_lost) == (False, "gateway lost", 0)
    assert found.ready


async def test_the_end_waits_for_work_in_flight_and_goes_from_last_to_first() -> None:
    journal: list[str] = []
    work, finish, begun = WorkTracker(), asyncio.Event(), asyncio.Event()

    async def roll() -> None:
        async with work.track("roll"):
            begun.set()
            await finish.wait()
            journal.append("seed delivered")

    services = [Steady("store", journal).service(), Steady("bot", journal).service()]
    supervised = supervisor(*services, work=work)
    async with running(supervised) as task:
        rolling = asyncio.create_task(roll())
        await begun.wait()
        supervised.request_stop("deployment")
        await becomes(lambda: len(journal) == 2)
        with pytest.raises(ShuttingDownException):
            async with work.track("another roll"):
                journal.append("accepted")
        assert not task.done()
        finish.set()
        await rolling

        assert await task == 0

    assert journal == ["store quiet", "bot quiet", "seed delivered", "bot ended", "store ended"]


async def test_work_that_never_ends_is_given_up_after_the_deadline(caplog: pytest.LogCaptureFixture) -> None:
    work = WorkTracker()
    supervised = supervisor(Steady("bot").service(), work=work, shutdown_timeout=0.01)

    async with work.track("roll"), running(supervised) as task:
        await supervised.wait_ready()
        supervised.request_stop("deployment")
        code = await task

    assert code == 0
    assert "work abandoned" in caplog.messages


async def test_service_that_ignores_its_cancellation_is_left_behind() -> None:
    journal: list[str] = []
    release, deaf = asyncio.Event(), asyncio.Event()

    async def run(health: Health) -> None:
        health.ready()
        try:
            await release.wait()
        except asyncio.CancelledError:
            deaf.set()
            await release.wait()

    supervised = supervisor(Steady("first", journal).service(), Service("deaf", run), cancel_patience=0.01)
    async with running(supervised) as task:
        await supervised.wait_ready()
        supervised.request_stop("deployment")
        code = await task
    release.set()

    assert deaf.is_set()
    assert code == 0
    assert supervised.hung == ["deaf"]
    assert journal == ["first quiet", "first ended"]


async def test_quiescing_that_fails_or_hangs_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    journal: list[str] = []

    async def fails() -> None:
        raise OSError("socket gone")

    async def hangs() -> None:
        await asyncio.Event().wait()

    services = [
        Service("fails", Steady("fails", journal).run, quiesce=fails),
        Service("hangs", Steady("hangs", journal).run, quiesce=hangs),
    ]
    supervised = supervisor(*services, cancel_patience=0.05)
    async with running(supervised) as task:
        await supervised.wait_ready()
        supervised.request_stop("deployment")
        code = await task

    assert code == 0
    assert journal == ["hangs ended", "fails ended"]
    assert "service did not quiesce" in caplog.messages
    assert "stopping goes on without waiting" in caplog.messages


async def test_failure_while_stopping_is_logged_and_the_rest_still_ends(caplog: pytest.LogCaptureFixture) -> None:
    journal: list[str] = []

    async def run(health: Health) -> None:
        health.ready()
        try:
            await asyncio.Event().wait()
        finally:
            raise OSError("flush failed")

    supervised = supervisor(Steady("first", journal).service(), Service("clumsy", run))
    async with running(supervised) as task:
        await supervised.wait_ready()
        supervised.request_stop("deployment")
        code = await task

    assert code == 0
    assert "service failed to stop cleanly" in caplog.messages
    assert journal[-1] == "first ended"


async def test_the_operator_reads_what_the_explanation_makes_of_a_failure(caplog: pytest.LogCaptureFixture) -> None:
    bad = failing(1, Steady("bad").run, OSError(98, "Address already in use"))
    supervised = supervisor(bad, explain=lambda service, error: f"{service}: set API_PORT")

    async with running(supervised) as task:
        code = await task

    assert code == 1
    assert "bad cannot start: bad: set API_PORT" in caplog.messages


async def becomes(true: Callable[[], bool]) -> None:
    """Let the loop turn until `true`."""
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0)
