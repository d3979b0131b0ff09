"""Seeds that were asked for are rolled, whatever happens in between."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest, Spoilers, Surface, UploadedPreset
from alttprbot.core import Core
from alttprbot.exceptions import IdempotencyConflictException, RateLimitedException, ShuttingDownException
from alttprbot.models import SeedJob
from alttprbot.services.seed_documents import request_document, request_of
from alttprbot.services.seed_jobs import KEPT, MAX_WAITING_EACH, RETRY, SeedJobService
from alttprbot.supervision import Health, State
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.clocks import HandClock
from tests.conftest import OpenCore
from tests.database_fixtures import MariaDBServer

ME, OTHER = "user:101", "user:102"
OPEN = SeedRequest("alttpr", "open", Requester(Surface.API, discord_user_id=101))


@pytest.fixture
async def alttpr() -> AsyncIterator[AlttprServer]:
    async with AlttprServer() as server:
        yield server


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def core(open_test_core: OpenCore, alttpr: AlttprServer, clock: HandClock) -> Core:
    return await open_test_core(
        clock=clock,
        alttpr_baseurl=alttpr.url,
        alttpr_live_baseurl=alttpr.url,
        provider_max_attempts=1,
        provider_concurrency=64,
        db_connect_timeout=1,
    )


@pytest.fixture
def jobs(core: Core) -> SeedJobService:
    return core.seed_jobs


class Rolling:
    """The background part in a task; `states` are how it said that it was."""

    def __init__(self, jobs: SeedJobService) -> None:
        self.states: list[State] = []
        self._news = asyncio.Condition()
        health = Health("seed_jobs", lambda health: self.states.append(health.state))
        run: Callable[[Health], Awaitable[None]] = jobs.service().run
        self.task = asyncio.ensure_future(run(health))

    async def end(self) -> None:
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task


@asynccontextmanager
async def rolling(jobs: SeedJobService) -> AsyncIterator[Rolling]:
    background = Rolling(jobs)
    try:
        yield background
    finally:
        await background.end()


async def end_of(jobs: SeedJobService, job: SeedJob, requested_by: str = ME) -> SeedJob:
    ended = await jobs.finished(job.id, requested_by=requested_by, timeout=20)
    assert ended is not None
    return ended


async def test_job_is_rolled_and_its_seed_is_kept(jobs: SeedJobService, alttpr: AlttprServer) -> None:
    async with rolling(jobs):
        job = await jobs.submit(OPEN, requested_by=ME)

        done = await end_of(jobs, job)

    assert done.status == "done"
    assert done.result is not None
    assert done.result["hash_or_id"] in alttpr.seeds
    assert done.audit_id is not None
    assert done.finished is not None


async def test_job_of_a_process_that_was_killed_is_rolled_by_the_next(core: Core, jobs: SeedJobService) -> None:
    queued = await jobs.submit(OPEN, requested_by=ME)
    interrupted = await jobs.submit(OPEN, requested_by=ME)
    await SeedJob.filter(id=interrupted.id).update(status="running", started=core.clock.now())
    next_process = SeedJobService(seeds=core.seeds, work=core.work, clock=core.clock, upkeep=core.upkeep)

    async with rolling(next_process):
        ends = [await end_of(next_process, job) for job in (queued, interrupted)]

    assert [job.status for job in ends] == ["done", "done"]


async def test_job_that_stopping_kept_from_beginning_waits_for_the_next_process(core: Core) -> None:
    jobs = core.seed_jobs
    job = await jobs.submit(OPEN, requested_by=ME)
    core.work.close()
    async with rolling(jobs) as background:
        await _until(lambda: SeedJob.filter(id=job.id, status="running").exists())
        assert not background.task.done()

    stored = await SeedJob.get(id=job.id)
    assert (stored.status, stored.error) == ("running", None)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_job_whose_outcome_cannot_be_stored_ends_as_failed(core: Core, jobs: SeedJobService) -> None:
    await core.database.client.execute_script(
        "CREATE TRIGGER refuse BEFORE UPDATE ON seedjob WHEN NEW.status = 'done' BEGIN SELECT RAISE(ABORT, 'no'); END"
    )

    async with rolling(jobs):
        ended = await end_of(jobs, await jobs.submit(OPEN, requested_by=ME))

    assert ended.status == "failed"
    assert ended.error is not None
    assert ended.error["code"] == "internal"


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_job_that_cannot_be_ended_at_all_holds_up_no_other(
    core: Core, jobs: SeedJobService, alttpr: AlttprServer, caplog: pytest.LogCaptureFixture
) -> None:
    async def given_up() -> bool:
        return "seed job cannot be ended" in caplog.messages

    stuck = await jobs.submit(OPEN, requested_by=ME)
    await core.database.client.execute_script(
        "CREATE TRIGGER refuse BEFORE UPDATE ON seedjob "
        f"WHEN NEW.finished IS NOT NULL AND NEW.id = '{stuck.id}' BEGIN SELECT RAISE(ABORT, 'no'); END"
    )

    async with rolling(jobs) as background:
        await _until(given_up)
        other = await end_of(jobs, await jobs.submit(OPEN, requested_by=ME))
        assert not background.task.done()

    assert other.status == "done"
    assert len(alttpr.seeds) == 2


async def test_stopping_waits_until_a_rolled_seed_is_stored(core: Core, alttpr: AlttprServer) -> None:
    jobs = core.seed_jobs
    alttpr.hold()
    async with rolling(jobs):
        job = await jobs.submit(OPEN, requested_by=ME)
        await alttpr.held()
        core.work.close()
        alttpr.release()

        assert await core.work.drain(10)
        # Nothing may happen after this any more: the process ends.

    stored = await SeedJob.get(id=job.id)
    assert (stored.status, len(alttpr.seeds)) == ("done", 1)


async def test_stopping_refuses_new_jobs_and_lets_nobody_wait(jobs: SeedJobService) -> None:
    job = await jobs.submit(OPEN, requested_by=ME)
    waiting = asyncio.ensure_future(jobs.finished(job.id, requested_by=ME, timeout=60))
    for _ in range(3):
        # Each round trip to the database lets the waiter get as far as it can.
        await jobs.get(job.id, requested_by=ME)
    quiesce = jobs.service().quiesce
    assert quiesce is not None

    await quiesce()

    async with asyncio.timeout(5):
        found = await waiting
    assert found is not None
    assert found.status == "queued"
    with pytest.raises(ShuttingDownException):
        await jobs.submit(OPEN, requested_by=ME)


async def test_provider_that_fails_fails_its_job_only(jobs: SeedJobService, alttpr: AlttprServer) -> None:
    alttpr.faults.add(Fault(FaultKind.STATUS, status=500, remaining=1))
    async with rolling(jobs):
        failed = await end_of(jobs, await jobs.submit(OPEN, requested_by=ME))
        good = await end_of(jobs, await jobs.submit(OPEN, requested_by=ME))

    assert (failed.status, failed.result) == ("failed", None)
    assert failed.error is not None
    assert failed.error["code"] == "provider_unavailable"
    assert (failed.error["provider"], failed.error["retryable"]) == ("alttpr", True)
    assert "alttpr is unreachable" in str(failed.error["message"])
    assert good.status == "done"


async def test_job_that_makes_no_sense_any_more_does_not_stop_the_others(jobs: SeedJobService) -> None:
    broken = await jobs.submit(OPEN, requested_by=ME)
    await SeedJob.filter(id=broken.id).update(request={"game": "alttpr"})
    async with rolling(jobs) as background:
        good = await end_of(jobs, await jobs.submit(OPEN, requested_by=ME))
        failed = await end_of(jobs, broken)
        assert not background.task.done()

    assert (good.status, failed.status) == ("done", "failed")
    assert failed.error is not None
    assert failed.error["code"] == "internal"


async def test_jobs_beyond_what_a_person_may_roll_wait_their_turn(
    jobs: SeedJobService, clock: HandClock, alttpr: AlttprServer
) -> None:
    async with rolling(jobs):
        submitted = [await jobs.submit(OPEN, requested_by=ME) for _ in range(4)]
        await clock.asleep(at_most=31)
        others = replace(OPEN, requester=Requester(Surface.API, discord_user_id=102))
        other = await end_of(jobs, await jobs.submit(others, requested_by=OTHER), OTHER)

        clock.advance(31)
        ends = [await end_of(jobs, job) for job in submitted]

    assert other.status == "done"
    assert [job.status for job in ends] == ["done"] * 4


async def test_no_more_than_four_are_rolled_at_once(core: Core, alttpr: AlttprServer) -> None:
    jobs = core.seed_jobs
    alttpr.hold()
    async with rolling(jobs):
        submitted = [
            await jobs.submit(
                replace(OPEN, requester=Requester(Surface.API, discord_user_id=person)), requested_by=f"user:{person}"
            )
            for person in range(6)
        ]
        await alttpr.requested("/api/randomizer", count=4)
        in_flight = core.work.in_flight
        alttpr.release()
        ends = [await end_of(jobs, job, f"user:{person}") for person, job in enumerate(submitted)]

    assert in_flight == 4
    assert {job.status for job in ends} == {"done"}


async def test_same_key_of_the_same_requester_is_the_same_job(jobs: SeedJobService) -> None:
    first, second, other = await asyncio.gather(
        jobs.submit(OPEN, requested_by=ME, idempotency_key="a"),
        jobs.submit(OPEN, requested_by=ME, idempotency_key="a"),
        jobs.submit(OPEN, requested_by=OTHER, idempotency_key="a"),
    )

    assert first.id == second.id != other.id
    with pytest.raises(IdempotencyConflictException):
        await jobs.submit(replace(OPEN, preset="casualboots"), requested_by=ME, idempotency_key="a")


async def test_key_is_known_again_though_the_options_have_become_more_since(jobs: SeedJobService) -> None:
    job = await jobs.submit(OPEN, requested_by=ME, idempotency_key="a")
    stored: dict[str, Any] = deepcopy(job.request)
    del stored["name"], stored["options"]["progression"]
    await SeedJob.filter(id=job.id).update(request=stored)

    again = await jobs.submit(OPEN, requested_by=ME, idempotency_key="a")

    assert again.id == job.id


async def test_nobody_can_fill_the_queue(jobs: SeedJobService) -> None:
    for _ in range(MAX_WAITING_EACH):
        await jobs.submit(OPEN, requested_by=ME)

    with pytest.raises(RateLimitedException):
        await jobs.submit(OPEN, requested_by=ME)

    await jobs.submit(OPEN, requested_by=OTHER)


async def test_job_is_for_whoever_asked(jobs: SeedJobService) -> None:
    job = await jobs.submit(OPEN, requested_by=ME)

    assert await jobs.get(job.id, requested_by=OTHER) is None
    assert await jobs.finished(job.id, requested_by=OTHER, timeout=5) is None


async def test_waiting_ends_when_the_time_is_up(jobs: SeedJobService) -> None:
    job = await jobs.submit(OPEN, requested_by=ME)

    found = await jobs.finished(job.id, requested_by=ME, timeout=0.01)

    assert found is not None
    assert found.status == "queued"


async def test_old_jobs_are_forgotten(jobs: SeedJobService, clock: HandClock) -> None:
    async with rolling(jobs):
        done = await end_of(jobs, await jobs.submit(OPEN, requested_by=ME))
    clock.advance(KEPT.total_seconds() - 1)
    waiting = await jobs.submit(OPEN, requested_by=ME)
    assert await jobs.purge() == 0

    clock.advance(1)

    assert await jobs.purge() == 1
    assert await jobs.get(done.id, requested_by=ME) is None
    assert await jobs.get(waiting.id, requested_by=ME) is not None


def test_request_survives_being_stored() -> None:
    request = SeedRequest(
        "alttpr",
        UploadedPreset("settings: {}"),
        Requester(Surface.API, discord_user_id=2**62 + 1, api_key="sbk_1"),
        SeedOptions(tournament=False, spoilers=Spoilers.MYSTERY, hints=True, branch="beeta", parameters={"a": "b"}),
    )

    assert request_of(request_document(request)) == request


@pytest.mark.parametrize("database_kind", ["mariadb"])
async def test_database_that_goes_away_in_the_middle_loses_no_seed(
    jobs: SeedJobService, alttpr: AlttprServer, clock: HandClock, mariadb_server: MariaDBServer
) -> None:
    alttpr.hold()
    async with rolling(jobs) as background:
        job = await jobs.submit(OPEN, requested_by=ME)
        await alttpr.held()
        mariadb_server.stop(signal.SIGTERM)
        alttpr.release()
        await clock.asleep(at_most=RETRY)
        mariadb_server.start()
        clock.advance(RETRY)

        done = await end_of(jobs, job)
        assert not background.task.done()

    assert done.status == "done"
    assert len(alttpr.seeds) == 1


@pytest.mark.parametrize("database_kind", ["mariadb"])
async def test_process_that_starts_before_its_database_rolls_as_soon_as_it_is_there(
    jobs: SeedJobService, clock: HandClock, mariadb_server: MariaDBServer
) -> None:
    job = await jobs.submit(OPEN, requested_by=ME)
    mariadb_server.stop(signal.SIGTERM)
    async with rolling(jobs) as background:
        await clock.asleep(at_most=RETRY)
        assert background.states[-1] is State.FAILING
        mariadb_server.start()
        clock.advance(RETRY)

        done = await end_of(jobs, job)

    assert done.status == "done"
    assert background.states[-1] is State.READY


async def _until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while not await condition():  # noqa: ASYNC110 - rows tell nobody when they change
            await asyncio.sleep(0)
