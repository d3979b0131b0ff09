"""What happens around every request: an id, headers, one line in the log, numbers."""

from __future__ import annotations

import logging
import re
import secrets

import sentry_sdk
from quart import Response, g, request

from alttprbot.logs import request_id as logged_request_id
from alttprbot_api.access import Access, Who
from alttprbot_api.addresses import is_trusted
from alttprbot_api.application import Application, route_template
from alttprbot_api.headers import security_headers
from alttprbot_api.rate_limits import Rate
from alttprbot_api.web import Web

logger = logging.getLogger(__name__)

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


class Lifecycle:
    """The first thing before a view, and the last after it."""

    def __init__(self, app: Application, web: Web) -> None:
        self._app = app
        self._clock = web.core.clock
        self._metrics = web.core.metrics
        self._proxies = web.core.settings.proxy_networks
        self._headers = security_headers(web.core.settings)

    async def begin(self) -> None:
        """Before anything else."""
        g.began = self._clock.monotonic()
        g.request_id = self._request_id()
        logged_request_id.set(g.request_id)
        sentry_sdk.set_tag("surface", "web")
        sentry_sdk.set_tag("route", route_template())
        sentry_sdk.set_tag("request_id", g.request_id)
        self._metrics.http_in_flight.inc()

    async def end(self, response: Response) -> Response:
        """After everything else."""
        access, headers = self._app.current_access(), response.headers
        headers.extend(self._headers)
        headers["X-Request-Id"] = g.request_id
        verdict = g.get("rate")
        if verdict is not None and "RateLimit-Limit" not in headers:
            headers.update(verdict.headers())
        if g.get("identity") is not None:
            headers.setdefault("Cache-Control", "no-store")
        if _is_open_data(access):
            headers["Access-Control-Allow-Origin"] = "*"
        self._record(response, access)
        return response

    async def over(self, _: BaseException | None) -> None:
        """Whatever became of the request."""
        self._metrics.http_in_flight.dec()

    def _record(self, response: Response, access: Access | None) -> None:
        route, seconds = route_template(), self._clock.monotonic() - g.began
        method = request.method if request.method in METHODS else "other"
        self._metrics.http_requests.labels(route, method, f"{response.status_code // 100}xx").inc()
        self._metrics.http_latency.labels(route).observe(seconds)
        # Probes come every few seconds; they are of interest only when they fail.
        quiet = access is not None and access.rate is Rate.FREE and response.status_code < 400
        fields = {"method": method, "route": route, "status": response.status_code}
        fields |= {"ms": round(seconds * 1000, 1), "by": _authenticated_as(), "problem": g.get("problem")}
        logger.log(logging.DEBUG if quiet else logging.INFO, "request", extra=fields)

    def _request_id(self) -> str:
        given = request.headers.get("X-Request-Id", "")
        if REQUEST_ID.fullmatch(given) and is_trusted(request.remote_addr, self._proxies):
            return given
        return secrets.token_hex(8)


def _authenticated_as() -> str:
    key = g.get("api_key")
    if key is not None:
        return f"key {key.prefix}"
    return "none" if g.get("session") is None else "session"


def _is_open_data(access: Access | None) -> bool:
    """Scripts of other sites may read what everybody may read, as nobody in particular."""
    reads = request.method in {"GET", "HEAD"} and request.path.startswith("/api/v1/")
    return reads and access is not None and access.who is Who.PUBLIC
