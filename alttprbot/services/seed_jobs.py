"""Seeds that programs ask for: accepted as a row, rolled in the background, finished even across restarts."""

from __future__ import annotations

import asyncio
import logging
import uuid
from typing import Any

from tortoise.exceptions import IntegrityError

from alttprbot.alttprgen.generator import GeneratedSeed, SeedService
from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest, Spoilers, Surface, UploadedPreset
from alttprbot.database import DATABASE_ERRORS
from alttprbot.exceptions import SahasrahBotException
from alttprbot.models import SeedJob
from alttprbot.supervision import Health, Service
from alttprbot.util.clock import Clock
from alttprbot.work import WorkTracker

logger = logging.getLogger(__name__)

PARALLEL = 4
RETRY = 5.0


class SeedJobService:
    """`submit` stores a job; the service rolls what is stored and not finished.

    A job that an earlier process had begun is begun again: its seed, if there was one, was never told to anybody.
    """

    def __init__(self, *, seeds: SeedService, work: WorkTracker, clock: Clock) -> None:
        self._seeds = seeds
        self._work = work
        self._clock = clock
        self._wake = asyncio.Event()
        self._finished = asyncio.Condition()

    async def submit(self, request: SeedRequest, *, requested_by: str, idempotency_key: str | None = None) -> SeedJob:
        """Accept a request. The same key of the same requester gives the same job."""
        try:
            job = await SeedJob.create(
                id=str(uuid.uuid4()),
                request=_as_json(request),
                requested_by=requested_by,
                idempotency_key=idempotency_key,
            )
        except IntegrityError:
            job = await SeedJob.get(requested_by=requested_by, idempotency_key=idempotency_key)
        self._wake.set()
        return job

    async def get(self, job_id: str) -> SeedJob | None:
        """A job."""
        return await SeedJob.get_or_none(id=job_id)

    async def finished(self, job_id: str, timeout: float) -> SeedJob | None:
        """Wait up to `timeout` seconds for the end of a job; the job as it is then."""
        try:
            async with asyncio.timeout(timeout), self._finished:
                while (job := await self.get(job_id)) is not None and job.status in {"queued", "running"}:
                    await self._finished.wait()
        except TimeoutError:
            job = await self.get(job_id)
        return job

    def service(self) -> Service:
        """The background part."""
        return Service("seed-jobs", self._run)

    async def _run(self, health: Health) -> None:
        await self._requeue()
        health.ready()
        slots = asyncio.Semaphore(PARALLEL)
        async with asyncio.TaskGroup() as group:
            while True:
                self._wake.clear()
                try:
                    for job in await SeedJob.filter(status="queued").order_by("created").limit(PARALLEL * 10):
                        await slots.acquire()
                        if not await self._claim(job):
                            slots.release()
                            continue
                        task = group.create_task(self._roll(job))
                        task.add_done_callback(lambda _: slots.release())
                    health.ready()
                except DATABASE_ERRORS as error:
                    health.failing("the database is away")
                    logger.warning("seed jobs wait for the database", extra={"reason": type(error).__name__})
                    await self._clock.sleep(RETRY)
                    continue
                await self._wake.wait()

    async def _requeue(self) -> None:
        count = await SeedJob.filter(status="running").update(status="queued", started=None)
        if count:
            logger.info("seed jobs resumed", extra={"count": count})

    async def _claim(self, job: SeedJob) -> bool:
        changes = {"status": "running", "started": self._clock.now()}
        return bool(await SeedJob.filter(id=job.id, status="queued").update(**changes))

    async def _roll(self, job: SeedJob) -> None:
        try:
            async with self._work.track("seed job"):
                seed = await self._seeds.generate(_from_json(job.request))
                outcome: dict[str, Any] = {"status": "done", "result": _result(seed), "audit_id": seed.audit_id}
        except SahasrahBotException as error:
            message = getattr(error, "user_message", error.message)
            outcome = {"status": "failed", "error": {"code": error.code, "message": message}}
        except Exception:
            logger.exception("seed job failed", extra={"job": job.id})
            outcome = {
                "status": "failed",
                "error": {"code": "internal", "message": "Something went wrong on our side."},
            }
        await SeedJob.filter(id=job.id).update(finished=self._clock.now(), **outcome)
        async with self._finished:
            self._finished.notify_all()


def _result(seed: GeneratedSeed) -> dict[str, Any]:
    return {**seed.response.as_dict(), "goal": seed.goal, "preset": seed.plan.preset, "randomizer": seed.plan.game}


def _as_json(request: SeedRequest) -> dict[str, Any]:
    options, requester, preset = request.options, request.requester, request.preset
    return {
        "game": request.game,
        "preset": preset if isinstance(preset, str) else None,
        "content": preset.content if isinstance(preset, UploadedPreset) else None,
        "options": {
            "tournament": options.tournament,
            "spoilers": options.spoilers.value,
            "hints": options.hints,
            "allow_quickswap": options.allow_quickswap,
            "festive": options.festive,
            "branch": options.branch,
        },
        "discord_user_id": str(requester.discord_user_id) if requester.discord_user_id is not None else None,
        "api_key": requester.api_key,
    }


def _from_json(stored: dict[str, Any]) -> SeedRequest:
    options = {**stored["options"], "spoilers": Spoilers(stored["options"]["spoilers"])}
    user = stored["discord_user_id"]
    return SeedRequest(
        game=stored["game"],
        preset=UploadedPreset(stored["content"]) if stored["content"] is not None else stored["preset"],
        requester=Requester(Surface.API, discord_user_id=int(user) if user else None, api_key=stored["api_key"]),
        options=SeedOptions(**options),
    )
