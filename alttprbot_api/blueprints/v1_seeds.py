"""`/api/v1/seeds`: seeds are asked for, made in the background, and fetched."""

from __future__ import annotations

from typing import Any

from quart import Blueprint
from quart_schema import validate_headers, validate_querystring, validate_request, validate_response

from alttprbot.alttprgen.request import SeedRequest
from alttprbot.core import Core
from alttprbot.models import SeedJob
from alttprbot_api.access import api_key_required
from alttprbot_api.orders import MAX_BODY, preset_of, requested_by, requester
from alttprbot_api.problems import Problem, status_of
from alttprbot_api.rate_limits import Rate
from alttprbot_api.schemas.seeds import (
    SeedDocument,
    SeedFailure,
    SeedJobDocument,
    SeedJobQuery,
    SeedOrder,
    SeedOrderHeaders,
)
from alttprbot_api.usage import counted
from alttprbot_api.v1 import PREFIX, v1_blueprint

SCOPE = "seeds:generate"
LOOK_AGAIN = "2"


def v1_seeds_blueprint(core: Core) -> Blueprint:
    """Ordering and fetching."""
    blueprint = v1_blueprint("seeds")

    @blueprint.post("/seeds")
    @api_key_required(SCOPE, session=True, rate=Rate.SEEDS, max_body=MAX_BODY)
    @validate_headers(SeedOrderHeaders)
    @validate_request(SeedOrder)
    @validate_response(SeedJobDocument, 202)
    @counted("seed", "order")
    async def order_seed(data: SeedOrder, headers: SeedOrderHeaders) -> tuple[SeedJobDocument, int, dict[str, str]]:
        """Ask for a seed; `Location` says where it will be."""
        request = SeedRequest(
            data.randomizer, preset_of(data.preset, data.content), requester(), data.options.as_options()
        )
        # What cannot be rolled is refused at once.
        await core.seeds.plan(request)
        job = await core.seed_jobs.submit(request, requested_by=requested_by(), idempotency_key=headers.idempotency_key)
        return _document(job), 202, {"Location": f"{PREFIX}/seeds/{job.id}", "Retry-After": LOOK_AGAIN}

    @blueprint.get("/seeds/<job_id>")
    @api_key_required(SCOPE, session=True)
    @validate_querystring(SeedJobQuery)
    @validate_response(SeedJobDocument)
    async def get_seed(job_id: str, query_args: SeedJobQuery) -> SeedJobDocument:
        """Look at a seed that was asked for, or wait for it a while."""
        job = await core.seed_jobs.finished(job_id, requested_by=requested_by(), timeout=query_args.wait)
        if job is None:
            raise Problem(404, "not-found", "You have asked for no such seed.")
        return _document(job)

    return blueprint


def _document(job: SeedJob) -> SeedJobDocument:
    return SeedJobDocument(
        id=job.id,
        status=job.status,
        created=job.created,
        started=job.started,
        finished=job.finished,
        result=SeedDocument.model_validate(job.result) if job.result else None,
        error=_failure(job.error) if job.error else None,
    )


def _failure(stored: dict[str, Any]) -> SeedFailure:
    """The problem document that a direct answer would have been."""
    status, slug = status_of(stored["code"])
    extra = {str(name): value for name, value in stored.items() if name in {"provider", "retryable"}}
    problem = Problem(status, slug, stored["message"], extra=extra)
    return SeedFailure.model_validate(problem.document())
