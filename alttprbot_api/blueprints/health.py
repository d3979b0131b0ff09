"""How the process is, for monitors."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any

from quart import Blueprint, Response, request
from quart_schema import hide

from alttprbot import __version__
from alttprbot.config_types import StartupPolicy
from alttprbot.exceptions import DatabaseUnavailableException
from alttprbot.supervision import Check, State
from alttprbot_api.access import public
from alttprbot_api.headers import successor_of
from alttprbot_api.problems import Problem
from alttprbot_api.rate_limits import Rate
from alttprbot_api.web import Web

READY_FOR = 5.0
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class DatabaseCheck:
    """Whether the database answered, and when it was asked."""

    answers: bool
    asked_at: float


class DatabaseProbe:
    """Asks the database whether it is there, but not more often than every five seconds."""

    def __init__(self, web: Web) -> None:
        self._database = web.core.database
        self._clock = web.core.clock
        self._last: DatabaseCheck | None = None

    async def answers(self) -> bool:
        """Whether it did, the last time."""
        now = self._clock.monotonic()
        if self._last is None or now - self._last.asked_at >= READY_FOR:
            try:
                await self._database.ping()
            except DatabaseUnavailableException:
                self._last = DatabaseCheck(answers=False, asked_at=now)
            else:
                self._last = DatabaseCheck(answers=True, asked_at=now)
        return self._last.answers


def health_blueprint(web: Web) -> Blueprint:
    """`/livez`, `/healthz`, `/readyz`, `/healthcheck`, `/version`, `/metrics` and `/robots.txt`."""
    blueprint = Blueprint("health", __name__)
    settings, started = web.core.settings, web.core.clock.now()
    database = DatabaseProbe(web)

    @blueprint.get("/livez")
    @blueprint.get("/healthz")
    @hide
    @public(rate=Rate.FREE)
    async def live() -> dict[str, str]:
        return {"status": "ok"}

    @blueprint.get("/readyz")
    @hide
    @public(rate=Rate.FREE)
    async def ready() -> tuple[dict[str, Any], int]:
        readiness = web.readiness()
        checks = {name: _check(check) for name, check in readiness.checks.items()}
        answers = await database.answers()
        checks["database"] = {"status": "ok"} if answers else {"status": "failed", "detail": "it does not answer"}
        well = readiness.ready and answers
        answer = {"status": "ok" if well else "failed", "checks": checks, "paused_providers": web.core.contract.paused}
        return answer, 200 if well else 503

    @blueprint.get("/healthcheck")
    @hide
    @public(rate=Rate.FREE)
    async def discord_connected() -> tuple[dict[str, bool], int, dict[str, str]]:
        check = web.readiness().checks.get("discord")
        connected = check is not None and check.state is State.READY
        return {"success": connected}, 200 if connected else 503, successor_of("/readyz")

    @blueprint.get("/version")
    @hide
    @public(rate=Rate.FREE)
    async def version() -> dict[str, str]:
        return {"version": __version__, "started": started.isoformat(timespec="seconds")}

    @blueprint.get("/metrics")
    @hide
    @public(rate=Rate.FREE)
    async def metrics() -> Response:
        if not settings.metrics_enabled:
            raise Problem(404, "not-found", "There is nothing at this address.")
        token = settings.metrics_token.get_secret_value()
        given = request.headers.get("Authorization", "")
        if token and not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            raise Problem(
                401, "unauthenticated", "This needs the token of METRICS_TOKEN.", headers={"WWW-Authenticate": "Bearer"}
            )
        return Response(web.core.metrics.render(), content_type=METRICS_TYPE)

    @blueprint.get("/robots.txt")
    @hide
    @public(rate=Rate.FREE)
    async def robots() -> Response:
        rule = "Allow: /" if settings.robots_allowed else "Disallow: /"
        return Response(f"User-agent: *\n{rule}\n", content_type="text/plain; charset=utf-8")

    return blueprint


def _check(check: Check) -> dict[str, str]:
    if check.state is State.OFF:
        status = "off"
    elif check.state is State.READY:
        status = "ok"
    else:
        status = "failed" if check.policy is StartupPolicy.STRICT else "degraded"
    answer = {"status": status, "state": check.state.value, "since": check.since.isoformat(timespec="seconds")}
    return answer | ({"detail": check.detail} if check.detail else {})
