"""Who may use which view, and how often. A view that does not say so is closed to everybody."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode, urlsplit, urlunsplit

from quart import Response, current_app, g, redirect, request
from quart_schema import security_scheme
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.database import DATABASE_ERRORS
from alttprbot.models import WebSession
from alttprbot.services.api_keys import ApiKey
from alttprbot_api import csrf
from alttprbot_api.addresses import client_address
from alttprbot_api.bodies import limit_body
from alttprbot_api.identity import Identity
from alttprbot_api.problems import Problem, wants_page
from alttprbot_api.rate_limits import FAILED_KEYS, Caller, Rate, Verdict, allowance
from alttprbot_api.web import Web

logger = logging.getLogger(__name__)

ATTRIBUTE = "__access__"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
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
    identity: Identity | None = getattr(g, "identity", None)
    return identity


def require_identity() -> Identity:
    """Who is asking. Raises `Problem` when nobody is logged in, or the key in use belongs to nobody."""
    identity = current_identity()
    if identity is not None:
        return identity
    if current_key() is not None:
        raise Problem(403, "forbidden", "This API key has no owner, so it cannot do this.")
    raise _unauthenticated()


def current_key() -> ApiKey | None:
    """The key that the present request is made with, if any."""
    key: ApiKey | None = getattr(g, "api_key", None)
    return key


class Gate:
    """Lets requests in, or answers them; runs before every view."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._settings = web.core.settings

    async def enter(self) -> Response | WerkzeugResponse | None:
        """Find out who asks and hold them to what the view declared."""
        g.address = client_address(
            request.remote_addr, request.headers.get("X-Forwarded-For", ""), self._settings.proxy_networks
        )
        if request.url_rule is None:
            await self._enter_nowhere()
            return _moved()
        access = declared_access(current_app.view_functions[request.url_rule.endpoint])
        if access is None:
            logger.error("view without declared access", extra={"route": request.url_rule.rule})
            raise Problem(403, "forbidden", "Nobody may use this address.")
        if access.max_body is not None:
            limit_body(access.max_body)
        if access.rate is Rate.FREE:
            return None
        await self._identify(access)
        self._limit(access.rate)
        if g.identity is None and current_key() is None and access.who is not Who.PUBLIC:
            return self._turn_away(access)
        if g.api_key is not None and access.scope is not None:
            if access.scope not in g.api_key.scopes:
                raise Problem(403, "forbidden", f"This API key is not allowed “{access.scope}”.")
            self._web.core.metrics.api_key_uses.labels(access.scope).inc()
        if g.session is not None and request.method not in SAFE_METHODS:
            await csrf.check(g.session, self._settings.app_url)
        return None

    async def _enter_nowhere(self) -> None:
        """The page that says so greets who is logged in, but does not insist on knowing."""
        with suppress(*DATABASE_ERRORS):
            await self._open_session()
        self._limit(Rate.READ)

    async def _identify(self, access: Access) -> None:
        g.session = g.identity = g.api_key = None
        token = self._token(access)
        if token is not None:
            # Who shows a key is that key and nobody else: cookies do not count.
            await self._open_key(token)
        elif access.who is not Who.KEY:
            await self._open_session()

    async def _open_session(self) -> None:
        secret = request.cookies.get(self._web.cookie(SESSION_COOKIE))
        if secret:
            session: WebSession | None = await self._web.sessions.find(secret)
            if session is not None:
                g.session = session
                g.identity = Identity(
                    session.discord_user_id, session.username, session.display_name, session.avatar_url
                )

    def _token(self, access: Access) -> str | None:
        """The key that was sent, where keys are accepted: `Bearer <key>`, as of old `<key>`, or in the query."""
        if access.who is Who.SESSION or not request.path.startswith("/api/"):
            return None
        header = request.headers.get("Authorization", "").strip()
        scheme, _, rest = header.partition(" ")
        if scheme.lower() == "bearer" and rest:
            return rest.strip()
        if header and not rest:
            return header
        if self._settings.api_key_query_allowed and (token := request.args.get("auth_key")):
            logger.warning("api key in the query", extra={"path": request.path})
            return token
        return None

    async def _open_key(self, token: str) -> None:
        failures = f"failed keys:{g.address}"
        verdict = self._web.limits.peek(failures, FAILED_KEYS)
        if not verdict.allowed:
            raise _too_many(verdict)
        key = await self._web.keys.authenticate(token)
        if key is None:
            self._web.limits.take(failures, FAILED_KEYS)
            raise _unauthenticated("This API key is not valid. It may have expired or been revoked.")
        g.api_key = key
        if key.discord_user_id is not None:
            g.identity = Identity(key.discord_user_id, key.name, key.name)

    def _limit(self, rate: Rate) -> None:
        caller, name = self._caller()
        verdict = self._web.limits.take(f"{rate}:{name}", allowance(self._settings, rate, caller))
        g.rate = verdict
        if not verdict.allowed:
            raise _too_many(verdict)

    def _caller(self) -> tuple[Caller, str]:
        if (key := current_key()) is not None:
            return Caller.KEY, f"key:{key.id}"
        if (identity := current_identity()) is not None:
            return Caller.USER, f"user:{identity.discord_user_id}"
        return Caller.ADDRESS, f"address:{g.address}"

    def _turn_away(self, access: Access) -> Response | WerkzeugResponse:
        if access.who is not Who.KEY and request.method in SAFE_METHODS and wants_page():
            query = request.query_string.decode("latin-1")
            wanted = f"{request.path}?{query}" if query else request.path
            return redirect(f"/login/?{urlencode({'next': wanted})}")
        if access.who is Who.KEY:
            raise _unauthenticated("This needs an API key: send `Authorization: Bearer <key>`.")
        if access.who is Who.SESSION_OR_KEY and not wants_page():
            raise _unauthenticated("Please sign in first, or send an API key: `Authorization: Bearer <key>`.")
        raise _unauthenticated()


def _moved() -> WerkzeugResponse | None:
    """To the same address with a slash behind it, where that is the right one.

    The router's own answer names a host and a scheme: the one is said by whoever asks, the other unknown to proxies.
    """
    if not isinstance(request.routing_exception, RequestRedirect):
        return None
    parts = urlsplit(request.routing_exception.new_url)
    return redirect(urlunsplit(("", "", parts.path, parts.query, "")), 308)


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


def _unauthenticated(detail: str = "Please sign in first.") -> Problem:
    return Problem(401, "unauthenticated", detail, headers={"WWW-Authenticate": "Bearer"})


def _too_many(verdict: Verdict) -> Problem:
    headers = verdict.headers()
    wait = headers["Retry-After"]
    return Problem(429, "rate-limited", f"This is too much at once. Please try again in {wait} s.", headers=headers)
