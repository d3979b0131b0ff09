"""Quart with our own habits: a view has as much time as it declared, and defects are logged with their route."""

from __future__ import annotations

import asyncio
import logging
from types import TracebackType

from quart import Quart, request
from quart.ctx import RequestContext
from quart.typing import ResponseReturnValue

from alttprbot_api.access import TIMEOUT, Access, declared_access
from alttprbot_api.bodies import LimitedRequest

logger = logging.getLogger(__name__)

NO_ROUTE = "(none)"


class Application(Quart):
    """The web application."""

    request_class = LimitedRequest

    async def dispatch_request(self, request_context: RequestContext | None = None) -> ResponseReturnValue:
        """Answer. Raises `TimeoutError` when the view takes too long."""
        access = self.current_access()
        async with asyncio.timeout(access.timeout if access is not None else TIMEOUT):
            return await super().dispatch_request(request_context)

    def log_exception(
        self, exception_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]
    ) -> None:
        """Write down a defect; the log line has the request's id."""
        logger.error("request failed", extra={"route": route_template()}, exc_info=exception_info)

    def current_access(self) -> Access | None:
        """What the view of the present request declared."""
        rule = request.url_rule
        return declared_access(self.view_functions.get(rule.endpoint)) if rule is not None else None


def route_template() -> str:
    """The route of the present request, without the values in it."""
    return request.url_rule.rule if request.url_rule is not None else NO_ROUTE
