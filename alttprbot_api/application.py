"""Quart with our own habits: views have the time they declared, documents take no detour, defects name their route."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import lru_cache
from types import TracebackType
from typing import Any

from pydantic import BaseModel
from quart import Quart, Request, Response, request
from quart.ctx import RequestContext
from quart.sessions import SecureCookieSession, SecureCookieSessionInterface
from quart.typing import ResponseReturnValue, ResponseTypes
from quart.wrappers import BaseRequestWebsocket

from alttprbot.metrics import Metrics
from alttprbot_api.access import TIMEOUT, declared_access
from alttprbot_api.bodies import LimitedRequest

logger = logging.getLogger(__name__)

FUNCTIONS = 1024


class CookieSessions(SecureCookieSessionInterface):
    """Quart's sessions; who has no cookie costs nothing."""

    async def open_session(self, app: Quart, request: BaseRequestWebsocket) -> SecureCookieSession | None:
        """What the cookie of the request holds."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return await super().open_session(app, request)


class Application(Quart):
    """The web application."""

    request_class = LimitedRequest
    session_interface = CookieSessions()

    def __init__(self, name: str, metrics: Metrics) -> None:
        super().__init__(name, static_folder=None)
        self._in_flight = metrics.http_in_flight
        self._awaitable = lru_cache(maxsize=FUNCTIONS)(super().ensure_async)

    async def handle_request(self, request: Request) -> ResponseTypes:
        """Answer a request, whatever becomes of it."""
        with self._in_flight.track_inprogress():
            return await super().handle_request(request)

    def ensure_async(self, func: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
        """As Quart does, finding out once for each function whether it is a coroutine."""
        return self._awaitable(func)

    async def dispatch_request(self, request_context: RequestContext | None = None) -> ResponseReturnValue:
        """Answer. Raises `TimeoutError` when the view takes too long."""
        rule = request.url_rule
        access = declared_access(self.view_functions.get(rule.endpoint)) if rule is not None else None
        async with asyncio.timeout(access.timeout if access is not None else TIMEOUT):
            return self._answer(await super().dispatch_request(request_context))

    def _answer(self, result: Any) -> ResponseReturnValue:
        """Documents become answers here: the schema extension would build a serialiser for each of them."""
        value, *rest = result if isinstance(result, tuple) else (result,)
        match value:
            case BaseModel():
                body = value.model_dump_json()
            case dict() | list():
                body = self.json.dumps(value)
            case _:
                answered: ResponseReturnValue = result
                return answered
        response = Response(body, content_type="application/json")
        for part in rest:
            if isinstance(part, int):
                response.status_code = part
            else:
                response.headers.update(part)
        return response

    def log_exception(
        self, exception_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]
    ) -> None:
        """Write down a defect; the log line has the request's id."""
        logger.error("request failed", extra={"route": str(request.url_rule)}, exc_info=exception_info)
