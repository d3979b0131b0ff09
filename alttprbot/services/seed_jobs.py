"""Seeds that programs ask for: accepted as a row, rolled in the background, finished even across restarts."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from weakref import WeakValueDictionary

from tortoise.exceptions import IntegrityError

from alttprbot.alttprgen.generator import SeedService
from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.alttprgen.request import SeedRequest
from alttprbot.database import DATABASE_ERRORS, is_database_error, reason
from alttprbot.exceptions import (
    DatabaseUnavailableException,
    IdempotencyConflictException,
    RateLimitedException,
    SahasrahBotException,
    ShuttingDownException,
)
from alttprbot.models import SeedJob
from alttprbot.services.seed_documents import request_document, request_of, seed_document
from alttprbot.services.upkeep import Upkeep
from alttprbot.supervision import Health, Service
from alttprbot.util.clock import Clock
from alttprbot.work import WorkTracker

logger = logging.getLogger(__name__)

PARALLEL = 4
CLAIMED = 40
MAX_WAITING = 500
MAX_WAITING_EACH = 10
RETRY = 5.0
KEPT = timedelta(days=7)
PURGE_EVERY = 3600.0
ID_LENGTH = 36
UNFINISHED = ("queued", "running")


class SeedJobService:
    """`submit` stores a job; the service rolls what is stored and not finished.

    A job that an earlier process had begun is begun again: its seed, if there was one, was never told to anybody.
    """

    def __init__(self, *, seeds: SeedService, work: WorkTracker, clock: Clock, upkeep: Upkeep) -> None:
        self._seeds = seeds
        self._work = work
        self._clock = clock
        self._upkeep = upkeep
        self._wake = asyncio.Event()
        self._endings: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()
        self._closing = False

    async def submit(self, request: SeedRequest, *, requested_by: str, idempotency_key: str | None = None) -> SeedJob:
        """Accept a request. The same key of the same requester gives the same job.

        Raises `IdempotencyConflictException` when the key was used for something else, `RateLimitedException` when too
        much is waiting, and `ShuttingDownException`.
        """
        if self._closing:
            raise ShuttingDownException
        document = request_document(request)
        if idempotency_key is not None:
            former = await SeedJob.get_or_none(requested_by=requested_by, idempotency_key=idempotency_key)
            if former is not None:
                return _same(former, document)
        await self._require_room(requested_by)
        try:
            job = await SeedJob.create(
                id=str(uuid.uuid4()),
                request=document,
                requested_by=requested_by,
                idempotency_key=idempotency_key,
                created=self._clock.now(),
            )
        except IntegrityError:
            # The same request came twice at the same time.
            job = _same(await SeedJob.get(requested_by=requested_by, idempotency_key=idempotency_key), document)
        self._wake.set()
        return job

    async def get(self, job_id: str, *, requested_by: str) -> SeedJob | None:
        """A job, for whoever asked for it."""
        if len(job_id) != ID_LENGTH:
            return None
        return await SeedJob.get_or_none(id=job_id, requested_by=requested_by)

    async def finished(self, job_id: str, *, requested_by: str, timeout: float) -> SeedJob | None:
        """Wait up to `timeout` seconds for the end of a job; the job as it is then."""
        ending = self._endings.setdefault(job_id, asyncio.Event())
        job = await self.get(job_id, requested_by=requested_by)
        if job is None or job.status not in UNFINISHED or timeout <= 0 or self._closing:
            return job
        try:
            async with asyncio.timeout(timeout):
                await ending.wait()
        except TimeoutError:
            pass
        return await self.get(job_id, requested_by=requested_by)

    async def purge(self) -> int:
        """Forget the jobs that ended some days ago; how many there were."""
        return await SeedJob.filter(finished__lte=self._clock.now() - KEPT).delete()

    def service(self) -> Service:
        """The background part."""
        return Service("seed_jobs", self._run, quiesce=self._quiesce)

    async def _quiesce(self) -> None:
        """Let nobody wait any longer: whoever looks again later finds the job."""
        self._closing = True
        for ending in list(self._endings.values()):
            ending.set()

    async def _require_room(self, requested_by: str) -> None:
        waiting = SeedJob.filter(status__in=UNFINISHED)
        if await waiting.filter(requested_by=requested_by).count() >= MAX_WAITING_EACH:
            raise RateLimitedException(
                f"{MAX_WAITING_EACH} of your seeds are waiting already. Please wait for them first.", retry_after=30
            )
        if await waiting.count() >= MAX_WAITING:
            raise RateLimitedException("Too many seeds are waiting right now. Please try again later.", retry_after=60)

    async def _run(self, health: Health) -> None:
        self._closing = False
        await self._eventually(health, self._requeue)
        health.ready()
        claims, slots = asyncio.Semaphore(CLAIMED), asyncio.Semaphore(PARALLEL)
        async with asyncio.TaskGroup() as group:
            purging = self._upkeep.regularly("seed_jobs", self.purge, seconds=PURGE_EVERY)
            group.create_task(purging, name="seed-jobs-purge")
            while True:
                self._wake.clear()
                for job in await self._eventually(health, self._queued):
                    await claims.acquire()
                    if await self._eventually(health, lambda job=job: self._claim(job)):  # type: ignore[misc]
                        task = group.create_task(self._roll(job, slots), name=f"seed-job {job.id}")
                        task.add_done_callback(lambda _: claims.release())
                    else:
                        claims.release()
                await self._wake.wait()

    async def _eventually(self, health: Health, step: Callable[[], Awaitable[Any]]) -> Any:
        """The result of a statement, which is repeated for as long as the database is away."""
        failed = False
        while True:
            try:
                result = await step()
            except DATABASE_ERRORS as error:
                if not is_database_error(error):
                    raise
                failed = True
                health.failing("the database is away")
                logger.warning("seed jobs wait for the database", extra={"reason": reason(error)})
                await self._clock.sleep(RETRY)
            else:
                if failed:
                    health.ready()
                return result

    async def _requeue(self) -> None:
        count = await SeedJob.filter(status="running").update(status="queued", started=None)
        if count:
            logger.info("seed jobs resumed", extra={"count": count})

    async def _queued(self) -> list[SeedJob]:
        return await SeedJob.filter(status="queued").order_by("created", "id").limit(MAX_WAITING)

    async def _claim(self, job: SeedJob) -> bool:
        changes = {"status": "running", "started": self._clock.now()}
        return bool(await SeedJob.filter(id=job.id, status="queued").update(**changes))

    async def _roll(self, job: SeedJob, slots: asyncio.Semaphore) -> None:
        """Bring one job to its end. Whatever goes wrong with it is its own affair."""
        while True:
            try:
                # A seed that was rolled is also stored before the process may stop.
                async with slots, self._work.track("seed job"):
                    return await self._store(job, await self._outcome(job))
            except ShuttingDownException:
                # The next process takes it up.
                return None
            except RateLimitedException as error:
                # It was accepted, so it gets its turn; others do not wait for it.
                await self._clock.sleep(error.retry_after)
            except DatabaseUnavailableException:
                await self._clock.sleep(RETRY)
            except Exception:
                # What the database refuses to store is refused again; whoever asked shall not wait for it.
                logger.exception("seed job lost its outcome", extra={"job": job.id})
                return await self._give_up(job)

    async def _outcome(self, job: SeedJob) -> dict[str, Any]:
        """What became of a job. Raises what may pass: `RateLimitedException` and `DatabaseUnavailableException`."""
        try:
            seed = await self._seeds.generate(request_of(job.request))
        except (RateLimitedException, DatabaseUnavailableException):
            raise
        except SahasrahBotException as error:
            return {"status": "failed", "error": _failure(error)}
        except Exception as error:
            if is_database_error(error):
                raise DatabaseUnavailableException from error
            logger.exception("seed job failed", extra={"job": job.id})
            return _internal()
        return {"status": "done", "result": seed_document(seed), "audit_id": seed.audit_id}

    async def _give_up(self, job: SeedJob) -> None:
        """End a job as failed; one that cannot even be ended that way is left, so that it is not rolled for ever."""
        try:
            await self._store(job, _internal())
        except Exception:
            logger.exception("seed job cannot be ended", extra={"job": job.id})

    async def _store(self, job: SeedJob, outcome: dict[str, Any]) -> None:
        while True:
            try:
                await SeedJob.filter(id=job.id).update(finished=self._clock.now(), **outcome)
            except DATABASE_ERRORS as error:
                if not is_database_error(error):
                    raise
                logger.warning("seed job waits to be stored", extra={"job": job.id, "reason": reason(error)})
                await self._clock.sleep(RETRY)
            else:
                break
        if (ending := self._endings.get(job.id)) is not None:
            ending.set()


def _internal() -> dict[str, Any]:
    failure = {"code": "internal", "message": "Something went wrong on our side. It has been noted."}
    return {"status": "failed", "error": failure}


def _same(job: SeedJob, document: dict[str, Any]) -> SeedJob:
    # Not the documents: an earlier version of the program wrote those of jobs that it took.
    if request_of(job.request) != request_of(document):
        raise IdempotencyConflictException
    return job


def _failure(error: SahasrahBotException) -> dict[str, Any]:
    if isinstance(error, SeedProviderError):
        return {
            "code": error.code,
            "message": error.user_message,
            "provider": error.provider,
            "retryable": error.retryable,
        }
    return {"code": error.code, "message": error.message}
