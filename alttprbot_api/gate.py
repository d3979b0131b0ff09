"""Where every request is let in or turned away, before its view sees it."""

from __future__ import annotations

import logging
from contextlib import suppress
from urllib.parse import urlsplit, urlunsplit

from quart import Request, redirect
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.database import DATABASE_ERRORS
from alttprbot_api import csrf
from alttprbot_api.access import SESSION_COOKIE, Access, Who, to_login, unauthenticated
from alttprbot_api.bodies import limit_body
from alttprbot_api.identity import Identity
from alttprbot_api.problems import Problem, too_many, wants_page
from alttprbot_api.rate_limits import FAILED_KEYS, Caller, Rate, allowance
from alttprbot_api.visit import Visit
from alttprbot_api.web import Web

logger = logging.getLogger(__name__)

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
API = "/api/"


class Gate:
    """Finds out who asks, and holds them to what the view declared."""

    def __init__(self, web: Web) -> None:
        self._sessions = web.sessions
        self._keys = web.keys
        self._limits = web.limits
        self._settings = web.core.settings
        self._metrics = web.core.metrics
        self._cookie = web.cookie(SESSION_COOKIE)

    async def enter(self, visit: Visit, request: Request, access: Access | None) -> WerkzeugResponse | None:
        """Nothing for who may go on; else an answer. Raises `Problem`."""
        if request.url_rule is None:
            return await self._enter_nowhere(visit, request)
        if access is None:
            logger.error("view without declared access", extra={"route": request.url_rule.rule})
            raise Problem(403, "forbidden", "Nobody may use this address.")
        if access.max_body is not None:
            limit_body(request, access.max_body)
        if access.rate is Rate.FREE:
            return None
        await self._identify(visit, request, access)
        self._limit(visit, access.rate)
        if access.who is not Who.PUBLIC and visit.identity is None and visit.api_key is None:
            return _turn_away(request, access)
        if visit.api_key is not None and access.scope is not None:
            if access.scope not in visit.api_key.scopes:
                raise Problem(403, "forbidden", f"This API key is not allowed “{access.scope}”.")
            self._metrics.api_key_uses.labels(access.scope).inc()
        if request.method not in SAFE_METHODS and visit.api_key is None:
            await csrf.check(visit.session, self._settings.app_url)
        return None

    async def _enter_nowhere(self, visit: Visit, request: Request) -> WerkzeugResponse | None:
        """The page that says so greets who is logged in, but does not insist on knowing."""
        with suppress(*DATABASE_ERRORS):
            await self._open_session(visit, request)
        self._limit(visit, Rate.READ)
        return _moved(request)

    async def _identify(self, visit: Visit, request: Request, access: Access) -> None:
        token = self._token(request, access)
        if token is not None:
            # Who shows a key is that key and nobody else: cookies do not count.
            await self._open_key(visit, token)
        elif access.who is not Who.KEY:
            await self._open_session(visit, request)

    async def _open_session(self, visit: Visit, request: Request) -> None:
        secret = request.cookies.get(self._cookie)
        session = await self._sessions.find(secret) if secret else None
        if session is not None:
            visit.session = session
            visit.identity = Identity(
                session.discord_user_id, session.username, session.display_name, session.avatar_url
            )

    def _token(self, request: Request, access: Access) -> str | None:
        """The key that was sent, where keys are accepted: `Bearer <key>`, as of old `<key>`, or in the query."""
        if access.who is Who.SESSION or not request.path.startswith(API):
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

    async def _open_key(self, visit: Visit, token: str) -> None:
        failures = f"failed keys:{visit.address}"
        verdict = self._limits.peek(failures, FAILED_KEYS)
        if not verdict.allowed:
            raise too_many(verdict)
        key = await self._keys.authenticate(token)
        if key is None:
            self._limits.take(failures, FAILED_KEYS)
            raise unauthenticated("This API key is not valid. It may have expired or been revoked.")
        visit.api_key = key
        if key.discord_user_id is not None:
            # What its owner is called is not known: a key has a name of its own.
            visit.identity = Identity(key.discord_user_id, "", key.name)

    def _limit(self, visit: Visit, rate: Rate) -> None:
        caller, name = _caller(visit)
        verdict = self._limits.take(f"{rate}:{name}", allowance(self._settings, rate, caller))
        visit.verdict = verdict
        if not verdict.allowed:
            raise too_many(verdict)


def _caller(visit: Visit) -> tuple[Caller, str]:
    if visit.api_key is not None:
        return Caller.KEY, f"key:{visit.api_key.id}"
    if visit.identity is not None:
        return Caller.USER, f"user:{visit.identity.discord_user_id}"
    return Caller.ADDRESS, f"address:{visit.address}"


def _turn_away(request: Request, access: Access) -> WerkzeugResponse:
    """To the login and back, for people who look at a page; a problem for all others."""
    if access.who is Who.KEY:
        raise unauthenticated("This needs an API key: send `Authorization: Bearer <key>`.")
    if not wants_page():
        if access.who is Who.SESSION_OR_KEY:
            raise unauthenticated("Please sign in first, or send an API key: `Authorization: Bearer <key>`.")
        raise unauthenticated()
    if request.method not in SAFE_METHODS:
        raise unauthenticated()
    return to_login()


def _moved(request: Request) -> WerkzeugResponse | None:
    """To the same address with a slash behind it, where that is the right one.

    The router's own answer names a host and a scheme: the one is said by whoever asks, the other unknown to proxies.
    """
    if not isinstance(request.routing_exception, RequestRedirect):
        return None
    parts = urlsplit(request.routing_exception.new_url)
    return redirect(urlunsplit(("", "", parts.path, parts.query, "")), 308)
