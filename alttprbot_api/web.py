"""What the machinery of the web application works with, as one bundle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from quart import current_app

from alttprbot.core import Core
from alttprbot.services.api_keys import ApiKeyService
from alttprbot.services.onsite_event import read_event
from alttprbot.services.onsite_seeds import OnsiteSeedService
from alttprbot.services.web_sessions import WebSessionService
from alttprbot.supervision import Readiness
from alttprbot_api.rate_limits import RateLimiter

EXTENSION = "sahasrahbot"


@dataclass(frozen=True, slots=True)
class Web:
    """The core, and what only the web application needs; `onsite` where there is an event."""

    core: Core
    readiness: Callable[[], Readiness]
    sessions: WebSessionService
    keys: ApiKeyService
    limits: RateLimiter
    onsite: OnsiteSeedService | None

    @property
    def secure(self) -> bool:
        """Whether browsers reach us over TLS."""
        return self.core.settings.app_url.startswith("https://")

    def cookie(self, name: str) -> str:
        """The name under which browsers keep a cookie of ours; with TLS no other host can set it."""
        return f"__Host-{name}" if self.secure else name


def build_web(core: Core, readiness: Callable[[], Readiness]) -> Web:
    """Everything from the core's settings and clock.

    Raises `EventFileError` where there should be pages of an event and its file cannot be used.
    """
    settings, clock = core.settings, core.clock
    return Web(
        core=core,
        readiness=readiness,
        sessions=WebSessionService(
            clock=clock,
            idle=timedelta(days=settings.session_idle_days),
            lifetime=timedelta(days=settings.session_max_days),
            keys=[key.get_secret_value() for key in (settings.app_secret_key, *settings.app_secret_key_fallbacks)],
        ),
        keys=ApiKeyService(clock=clock),
        limits=RateLimiter(clock),
        onsite=_onsite(core) if settings.sglive_enabled else None,
    )


def _onsite(core: Core) -> OnsiteSeedService:
    path = core.settings.sglive_event_file
    return OnsiteSeedService(
        read_event(path, core.presets),
        path=path,
        seeds=core.seeds,
        triforce_seeds=core.triforce_seeds,
        clock=core.clock,
    )


def current_web() -> Web:
    """The bundle of the application that answers the present request."""
    web: Web = current_app.extensions[EXTENSION]
    return web
