"""What happens around every request: an id, headers, one line in the log, numbers."""

from __future__ import annotations

import logging
import re
import secrets

import sentry_sdk
from prometheus_client import Counter, Histogram
from quart import Quart, Request, Response, request
from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.logs import request_id as logged_request_id
from alttprbot_api.access import Access, Who, declared_access
from alttprbot_api.addresses import client_address, is_trusted
from alttprbot_api.gate import Gate
from alttprbot_api.headers import security_headers
from alttprbot_api.rate_limits import Rate
from alttprbot_api.visit import Visit, begin_visit, current_visit
from alttprbot_api.web import Web

logger = logging.getLogger(__name__)

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
NO_ROUTE = "(none)"
OPEN_DATA = ("/api/v1/", "/schemas/")


class Lifecycle:
    """The first thing before a view, and the last after it."""

    def __init__(self, app: Quart, web: Web) -> None:
        self._app = app
        self._gate = Gate(web)
        self._clock = web.core.clock
        self._metrics = web.core.metrics
        self._proxies = web.core.settings.proxy_networks
        self._settings = web.core.settings
        self._headers = security_headers(web.core.settings)
        self._numbers: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    async def begin(self) -> WerkzeugResponse | None:
        """Before anything else."""
        sent = _present_request()
        visit = Visit(
            request_id=self._request_id(sent),
            began=self._clock.monotonic(),
            address=client_address(sent.remote_addr, sent.headers.get("X-Forwarded-For", ""), self._proxies),
        )
        begin_visit(visit)
        logged_request_id.set(visit.request_id)
        if sentry_sdk.is_initialized():
            sentry_sdk.set_tags({"surface": "web", "route": route_template(sent), "request_id": visit.request_id})
        return await self._gate.enter(visit, sent, self._access(sent))

    async def end(self, response: Response) -> Response:
        """After everything else."""
        sent, visit = _present_request(), current_visit()
        if visit is None:
            return response
        access = self._access(sent)
        headers = security_headers(self._settings, visit.form_targets) if visit.form_targets else self._headers
        added = {**headers, "X-Request-Id": visit.request_id}
        if visit.verdict is not None and "RateLimit-Limit" not in response.headers:
            added |= visit.verdict.headers()
        if visit.identity is not None and "Cache-Control" not in response.headers:
            added["Cache-Control"] = "no-store"
        if _is_open_data(sent, access):
            added["Access-Control-Allow-Origin"] = "*"
        response.headers.extend(added)
        self._record(sent, visit, response.status_code, access)
        return response

    def _access(self, sent: Request) -> Access | None:
        return declared_access(self._app.view_functions.get(sent.url_rule.endpoint)) if sent.url_rule else None

    def _record(self, sent: Request, visit: Visit, status: int, access: Access | None) -> None:
        route, seconds = route_template(sent), self._clock.monotonic() - visit.began
        method = sent.method if sent.method in METHODS else "other"
        count, latency = self._numbers_of(route, method, status // 100)
        count.inc()
        latency.observe(seconds)
        # Probes come every few seconds; they are of interest only when they fail.
        level = logging.DEBUG if access is not None and access.rate is Rate.FREE and status < 400 else logging.INFO
        if not logger.isEnabledFor(level):
            return
        fields = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        fields |= {"by": visit.authenticated_as, "problem": visit.problem}
        logger.log(level, "request", extra=fields)

    def _numbers_of(self, route: str, method: str, kind: int) -> tuple[Counter, Histogram]:
        """The counter and the histogram for such an answer; finding them by their labels takes a while."""
        numbers = self._numbers.get((route, method, kind))
        if numbers is None:
            count = self._metrics.http_requests.labels(route, method, f"{kind}xx")
            numbers = self._numbers[route, method, kind] = (count, self._metrics.http_latency.labels(route))
        return numbers

    def _request_id(self, sent: Request) -> str:
        given = sent.headers.get("X-Request-Id", "")
        if REQUEST_ID.fullmatch(given) and is_trusted(sent.remote_addr, self._proxies):
            return given
        return secrets.token_hex(8)


def route_template(sent: Request) -> str:
    """The route of a request, without the values in it."""
    return sent.url_rule.rule if sent.url_rule is not None else NO_ROUTE


def _present_request() -> Request:
    """The request itself: each look through the proxy would cost a little."""
    sent: Request = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    return sent


def _is_open_data(sent: Request, access: Access | None) -> bool:
    """Scripts of other sites may read what everybody may read, as nobody in particular."""
    if access is None or access.who is not Who.PUBLIC:
        return False
    return sent.method in {"GET", "HEAD"} and sent.path.startswith(OPEN_DATA)
