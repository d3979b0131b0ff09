"""Which features of the web application are used and how that goes, for the statistics."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeVar

from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.services.telemetry import ErrorType, TelemetrySurface
from alttprbot_api.problems import Problem
from alttprbot_api.web import current_web

View = TypeVar("View", bound=Callable[..., Awaitable[Any]])


def counted(feature: str, detail: str) -> Callable[[View], View]:
    """Count the uses of a view as `api.<feature>.<detail>`; goes directly above it.

    Whoever is turned away earlier, for what they are or what they send, has not used it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        async def counting(*args: Any, **kwargs: Any) -> Any:
            async with current_web().core.telemetry.track(TelemetrySurface.API, feature, detail) as operation:
                try:
                    answer = await view(*args, **kwargs)
                except Problem as problem:
                    await operation.failed(error_type_of_status(problem.status))
                    raise
                status = _status(answer)
                if status >= 400:
                    await operation.failed(error_type_of_status(status))
                return answer

        return counting  # type: ignore[return-value] # it is called as the view is

    return decorate


def error_type_of_status(status: int) -> ErrorType:
    """The kind of failure that people are told of with this HTTP status."""
    match status:
        case 401 | 403:
            return ErrorType.PERMISSION_DENIED
        case 429:
            return ErrorType.RATE_LIMITED
        case 502:
            return ErrorType.PROVIDER_UNAVAILABLE
        case 504:
            return ErrorType.PROVIDER_TIMEOUT
        case 503:
            return ErrorType.UNAVAILABLE
        case 500:
            return ErrorType.UNEXPECTED_ERROR
    return ErrorType.INVALID_INPUT


def _status(answer: Any) -> int:
    """The status of what a view returns."""
    if isinstance(answer, WerkzeugResponse):
        return answer.status_code
    parts = answer if isinstance(answer, tuple) else ()
    return next((part for part in parts if isinstance(part, int)), getattr(answer, "status_code", 200))
