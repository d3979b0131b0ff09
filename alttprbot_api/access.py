"""Who may use which view, and how often. A view that does not say so is closed to everybody."""

from __future__ import annotations

import logging
from collections.abc import Callable, Container
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from quart import redirect, request
from quart_schema import security_scheme
from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.services.api_keys import ApiKey
from alttprbot_api.identity import Identity
from alttprbot_api.problems import Problem
from alttprbot_api.rate_limits import Rate
from alttprbot_api.visit import current_visit

logger = logging.getLogger(__name__)

ATTRIBUTE = "__access__"
TIMEOUT = 30.0
SESSION_COOKIE = "session"
# How the description of the API calls the two ways of saying who one is.
COOKIE_SCHEME, KEY_SCHEME = "cookieAuth", "bearerKey"

View = TypeVar("View", bound=Callable[..., object])


class Who(StrEnum):
    """Whom a view is for."""

    PUBLIC = "public"
    SESSION = "session"
    KEY = "key"
    SESSION_OR_KEY = "session or key"


@dataclass(frozen=True, slots=True)
class Access:
    """What a view declares. `scope` is what a key must be allowed; `max_body` is in bytes, `timeout` in seconds."""

    who: Who
    rate: Rate
    scope: str | None = None
    max_body: int | None = None
    timeout: float = TIMEOUT


def public(*, rate: Rate = Rate.READ, max_body: int | None = None, timeout: float = TIMEOUT) -> Callable[[View], View]:
    """Anybody may use this view; who is logged in is known to it."""
    return _declare(Access(Who.PUBLIC, rate, max_body=max_body, timeout=timeout))


def session_required(
    *, rate: Rate = Rate.READ, max_body: int | None = None, timeout: float = TIMEOUT
) -> Callable[[View], View]:
    """Only somebody who is logged in may use this view; browsers are sent to the login."""
    return _declare(Access(Who.SESSION, rate, max_body=max_body, timeout=timeout))


def api_key_required(
    scope: str | None,
    *,
    session: bool = False,
    rate: Rate = Rate.READ,
    max_body: int | None = None,
    timeout: float = TIMEOUT,
) -> Callable[[View], View]:
    """Only a key with this scope (None: any key) opens this view, or, with `session`, somebody who is logged in."""
    who = Who.SESSION_OR_KEY if session else Who.KEY
    return _declare(Access(who, rate, scope=scope, max_body=max_body, timeout=timeout))


def declared_access(view: object) -> Access | None:
    """What a view declared."""
    return getattr(view, ATTRIBUTE, None)


def current_identity() -> Identity | None:
    """Who is asking, if that is known."""
    visit = current_visit()
    return visit.identity if visit is not None else None


def require_identity() -> Identity:
    """Who is asking. Raises `Problem` when nobody is logged in, or the key in use belongs to nobody."""
    identity = current_identity()
    if identity is not None:
        return identity
    if current_key() is not None:
        raise Problem(403, "forbidden", "This API key has no owner, so it cannot do this.")
    raise unauthenticated()


def require_operator(operators: Container[int]) -> Identity:
    """Who is asking, if they are one of the operators. Raises `Problem` for everybody else."""
    identity = require_identity()
    if identity.discord_user_id not in operators:
        raise Problem(403, "forbidden", "This is for the operators of this bot only.")
    return identity


def current_key() -> ApiKey | None:
    """The key that the present request is made with, if any."""
    visit = current_visit()
    return visit.api_key if visit is not None else None


def unauthenticated(detail: str = "Please sign in first.") -> Problem:
    """The answer to somebody who is not known."""
    return Problem(401, "unauthenticated", detail, headers={"WWW-Authenticate": "Bearer"})


def to_login() -> WerkzeugResponse:
    """The way to the login, and back to the page that was asked for."""
    logger.info("auth_required_redirect", extra={"original_path": request.path})
    query = request.query_string.decode("latin-1")
    wanted = f"{request.path}?{query}" if query else request.path
    return redirect(f"/login/?{urlencode({'next': wanted})}")


def _declare(access: Access) -> Callable[[View], View]:
    schemes: list[dict[str, list[str]]] = []
    if access.who in {Who.SESSION, Who.SESSION_OR_KEY}:
        schemes.append({COOKIE_SCHEME: []})
    if access.who in {Who.KEY, Who.SESSION_OR_KEY}:
        schemes.append({KEY_SCHEME: [access.scope] if access.scope else []})

    def mark(view: View) -> View:
        setattr(view, ATTRIBUTE, access)
        return security_scheme(schemes)(view) if schemes else view

    return mark
