"""Everything that can be wrong with a request, as one answer: a problem document, or a page that says the same."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import pydantic
from quart import Quart, Response, request
from quart_schema import RequestSchemaValidationError
from quart_schema.validation import QuerystringValidationError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.database import DATABASE_ERRORS, reason, unavailable
from alttprbot.exceptions import InvalidPresetException, SahasrahBotException
from alttprbot_api import pages
from alttprbot_api.rate_limits import Verdict
from alttprbot_api.visit import current_visit

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
LONG_WAIT = 120
URN = "urn:sahasrahbot:problem:"
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "bad-request": "That did not work",
        "unauthenticated": "Please sign in",
        "forbidden": "Not allowed",
        "csrf": "This form cannot be accepted",
        "not-owner": "This belongs to somebody else",
        "not-found": "Not found",
        "method": "Not possible here",
        "not-acceptable": "Not available in that form",
        "timeout": "This took too long",
        "conflict": "This is in conflict with something else",
        "stale-revision": "Somebody was faster",
        "too-large": "Too large",
        "media-type": "Wrong kind of content",
        "validation": "This is not valid",
        "rate-limited": "Too many requests",
        "internal": "Something went wrong",
        "provider-error": "The other side failed",
        "provider-timeout": "The other side did not answer",
        "not-ready": "Temporarily unavailable",
    }
)
# The kinds of `SahasrahBotException`, by their `code`.
STATUSES: Mapping[str, tuple[int, str]] = MappingProxyType(
    {
        "not_permitted": (403, "forbidden"),
        "invalid_input": (422, "validation"),
        "not_found": (404, "not-found"),
        "user_not_found": (404, "not-found"),
        "identity_conflict": (409, "conflict"),
        "busy": (409, "conflict"),
        "idempotency_conflict": (409, "conflict"),
        "shutting_down": (503, "not-ready"),
        "database_unavailable": (503, "not-ready"),
        "storage_full": (503, "not-ready"),
        "outcome_uncertain": (503, "not-ready"),
        "rate_limited": (429, "rate-limited"),
        "preset": (422, "validation"),
        "preset_not_found": (404, "not-found"),
        "namespace_not_found": (404, "not-found"),
        "no_preset": (422, "validation"),
        "global_preset": (403, "forbidden"),
        "preset_exists": (409, "conflict"),
        "preset_stale": (409, "stale-revision"),
        "invalid_preset": (422, "validation"),
        "provider_error": (502, "provider-error"),
        "provider_timeout": (504, "provider-timeout"),
        "provider_unfinished": (504, "provider-timeout"),
        "provider_unavailable": (502, "provider-error"),
        "provider_certificate": (502, "provider-error"),
        "provider_circuit_open": (503, "not-ready"),
        "provider_rate_limited": (429, "rate-limited"),
        "provider_invalid_request": (400, "bad-request"),
        "provider_generation_failed": (400, "bad-request"),
        "provider_bad_response": (502, "provider-error"),
        "provider_not_configured": (503, "not-ready"),
        "seed_not_stored": (502, "provider-error"),
        "rom": (422, "validation"),
        "rom_base": (422, "validation"),
        "rom_patch": (502, "provider-error"),
        "rom_seed": (404, "not-found"),
        "rom_sprite": (502, "provider-error"),
        "sprite_not_found": (404, "not-found"),
    }
)
HTTP_SLUGS: Mapping[int, str] = MappingProxyType(
    {
        400: "bad-request",
        401: "unauthenticated",
        403: "forbidden",
        404: "not-found",
        405: "method",
        406: "not-acceptable",
        408: "timeout",
        409: "conflict",
        412: "stale-revision",
        413: "too-large",
        415: "media-type",
        422: "validation",
        429: "rate-limited",
        500: "internal",
        502: "provider-error",
        503: "not-ready",
        504: "provider-timeout",
    }
)
DETAILS: Mapping[int, str] = MappingProxyType(
    {
        400: "The request cannot be understood.",
        404: "There is nothing at this address.",
        405: "This address does not do that.",
        408: "The request did not arrive in time.",
        413: "The request is too large.",
    }
)


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing wrong with one part of a request; `pointer` is a JSON pointer into its body, or a parameter's name."""

    pointer: str
    message: str
    code: str = "invalid"


class Problem(Exception):
    """A request that is not answered as it was meant. `detail` is fit for whoever sent it."""

    def __init__(
        self,
        status: int,
        slug: str,
        detail: str,
        *,
        errors: Sequence[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.slug = slug
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.extra = dict(extra or {})

    @property
    def title(self) -> str:
        """What this kind of problem is called."""
        return TITLES.get(self.slug) or HTTPStatus(self.status).phrase

    def document(self) -> dict[str, Any]:
        """RFC 9457, without what only the present request knows."""
        errors = {"errors": [asdict(error) for error in self.errors]} if self.errors else {}
        return {
            "type": f"{URN}{self.slug}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.extra,
            **errors,
        }

    @classmethod
    def of(cls, error: SahasrahBotException) -> Problem:
        """The answer to an expected failure."""
        status, slug = status_of(error.code)
        headers, extra = {}, {}
        retry_after = getattr(error, "retry_after", None)
        if retry_after is not None and status in {429, 503}:
            headers["Retry-After"] = str(max(1, round(retry_after)))
        if isinstance(error, SeedProviderError):
            extra = {"provider": error.provider, "retryable": error.retryable}
        detail, errors = error.message, _issues(error)
        if isinstance(error, SeedProviderError):
            detail = error.user_message
        elif errors:
            detail = "This is not a valid preset."
        suggestions = getattr(error, "suggestions", ())
        if suggestions:
            extra["suggestions"] = list(suggestions)
        return cls(status, slug, detail, errors=errors, headers=headers, extra=extra)


def too_many(verdict: Verdict) -> Problem:
    """The answer to who did something too often."""
    headers = verdict.headers()
    seconds = int(headers["Retry-After"])
    wait = f"{seconds} s" if seconds <= LONG_WAIT else f"{math.ceil(seconds / 60)} min"
    return Problem(429, "rate-limited", f"This is too much at once. Please try again in {wait}.", headers=headers)


def status_of(code: str) -> tuple[int, str]:
    """The status and the slug for a kind of failure."""
    return STATUSES.get(code, (500, "internal"))


def _issues(error: SahasrahBotException) -> list[FieldProblem]:
    if not isinstance(error, InvalidPresetException):
        return []
    return [FieldProblem(issue.path, str(issue), issue.severity) for issue in error.issues]


def wants_page() -> bool:
    """Whether a person is to read the answer: a browser that is not asking the API."""
    if request.path.startswith(("/api/", "/presets/api/")):
        return False
    accepted = request.accept_mimetypes
    best = accepted.best_match(("application/json", MEDIA_TYPE, "text/html"))
    return best == "text/html"


async def answer(problem: Problem) -> Response:
    """A page or a problem document."""
    visit = current_visit()
    reference = visit.request_id if visit is not None else ""
    if visit is not None:
        visit.problem = problem.slug
    if wants_page():
        response = await pages.render(
            "error.html", status=problem.status, title=problem.title, problem=problem, request_id=reference
        )
    else:
        document = {**problem.document(), "instance": request.path, "request_id": reference}
        response = Response(json.dumps(document), status=problem.status, content_type=MEDIA_TYPE)
    response.headers.extend(problem.headers)
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    return response


def install(app: Quart) -> None:
    """Answer every failure of `app`."""
    app.register_error_handler(Problem, answer)
    app.register_error_handler(SahasrahBotException, _expected)
    app.register_error_handler(RequestSchemaValidationError, _invalid)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(TimeoutError, _too_slow)
    for kind in DATABASE_ERRORS:
        app.register_error_handler(kind, _database)


async def _expected(error: SahasrahBotException) -> Response:
    problem = Problem.of(error)
    if problem.status >= 500:
        logger.warning("request failed", extra={"kind": error.code, "path": request.path, "reason": str(error)})
    return await answer(problem)


async def _database(error: Exception) -> Response:
    failure = unavailable(error)
    if failure is None:
        raise error
    logger.warning("database away", extra={"path": request.path, "kind": failure.code, "reason": reason(error)})
    return await answer(Problem.of(failure))


async def _too_slow(_: TimeoutError) -> Response:
    logger.error("request took too long", extra={"path": request.path})
    return await answer(Problem(503, "timeout", "This took too long and was given up. Please try again."))


async def _invalid(error: RequestSchemaValidationError) -> Response:
    in_query = isinstance(error, QuerystringValidationError)
    errors = _field_problems(error.validation_error, in_query=in_query)
    if in_query:
        return await answer(Problem(400, "bad-request", "A parameter of the address cannot be used.", errors=errors))
    return await answer(Problem(422, "validation", "Something in the request is not valid.", errors=errors))


def _field_problems(error: Exception, *, in_query: bool) -> list[FieldProblem]:
    if not isinstance(error, pydantic.ValidationError):
        return [FieldProblem("", "This has not the shape that is asked for.", "type")]
    separator = "" if in_query else "/"
    return [
        FieldProblem(
            separator + "/".join(str(part) for part in item["loc"]),
            item["msg"].removeprefix("Value error, "),
            item["type"],
        )
        for item in error.errors(include_url=False, include_context=False, include_input=False)
    ]


async def _http(error: HTTPException) -> Response | WerkzeugResponse:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    headers = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    detail = DETAILS.get(status, HTTPStatus(status).phrase + ".")
    if status == 500:
        detail = "Something went wrong on our side. It has been noted."
    return await answer(Problem(status, HTTP_SLUGS.get(status, "bad-request"), detail, headers=headers))
