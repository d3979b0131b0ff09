"""The OAuth of the simulated racetime.gg: tokens for bots, and for programs that act for people."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from aiohttp import web

from alttprbot_sandbox.racetime.rendering import Renderer
from alttprbot_sandbox.racetime.serial import user_json
from alttprbot_sandbox.racetime.state import Bot, Category, Token, User
from alttprbot_sandbox.racetime.world import RaceWorld

SCOPES = ("read", "chat_message", "race_action", "create_race")
CODE_LIFE = timedelta(seconds=600)
DENY = "deny"


@dataclass(frozen=True, slots=True)
class OAuthApplication:
    """A program with which people may link their accounts."""

    client_id: str
    client_secret: str
    redirect_uris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grant:
    """What a code stands for; it can be used once."""

    user: User
    application: OAuthApplication
    redirect_uri: str
    scopes: frozenset[str]
    expires: datetime
    challenge: str | None
    method: str


class OAuth:
    """Issues tokens and knows whose they are."""

    def __init__(self, world: RaceWorld, renderer: Renderer) -> None:
        self._world = world
        self._renderer = renderer
        self.applications: dict[str, OAuthApplication] = {}
        self._codes: dict[str, Grant] = {}
        self._refresh: dict[str, tuple[OAuthApplication, User, frozenset[str]]] = {}

    def routes(self) -> list[web.RouteDef]:
        """Everything below `/o` that is not about a category."""
        return [
            web.post("/o/token", self.token),
            web.get("/o/authorize", self.authorize),
            web.get("/o/userinfo", self.userinfo),
            web.post("/o/revoke_token", self.revoke),
        ]

    # For the other routes

    def bearer(self, request: web.Request) -> Token | None:
        """The good token of a request."""
        kind, _, value = request.headers.get("Authorization", "").partition(" ")
        return self._world.token(value.strip()) if kind.lower() == "bearer" else None

    def bot_of(self, request: web.Request, category: Category) -> Bot:
        """The bot of the category that asks. Raises 403."""
        token = self.bearer(request)
        if token is None or token.bot is None or token.bot.category is not category:
            raise web.HTTPForbidden(text="Forbidden")
        return token.bot

    def creator(self, request: web.Request, category: Category) -> Bot | User:
        """Who may open rooms: a bot of the category, or somebody whose program may do so. Raises 403."""
        token = self.bearer(request)
        if token is not None and token.user is not None and "create_race" in token.scopes:
            return token.user
        return self.bot_of(request, category)

    # Routes

    async def token(self, request: web.Request) -> web.Response:
        """`POST /o/token`: client credentials for bots, codes and refresh tokens for people."""
        form = {key: str(value) for key, value in (await request.post()).items()}
        client_id, secret = _client(request, form)
        grant_type = form.get("grant_type")
        if grant_type == "client_credentials":
            return self._token_of_bot(client_id, secret)
        if grant_type not in {"authorization_code", "refresh_token"}:
            return web.json_response({"error": "unsupported_grant_type"}, status=400)
        application = self.applications.get(client_id)
        if application is None or not _is_same(application.client_secret, secret):
            return _invalid_client()
        if grant_type == "authorization_code":
            return self._token_for_code(application, form)
        return self._token_for_refresh(application, form)

    def _token_of_bot(self, client_id: str, secret: str) -> web.Response:
        bot = self._world.bots.get(client_id)
        if bot is None or not bot.active or not _is_same(bot.client_secret, secret):
            return _invalid_client()
        return web.json_response(self._document(self._world.issue_token(frozenset(SCOPES), bot=bot)))

    def _token_for_code(self, application: OAuthApplication, form: Mapping[str, str]) -> web.Response:
        grant = self._codes.pop(form.get("code", ""), None)
        if (
            grant is None
            or grant.application is not application
            or grant.redirect_uri != form.get("redirect_uri")
            or grant.expires < self._world.now()
            or not _is_proven(grant, form.get("code_verifier", ""))
        ):
            return web.json_response({"error": "invalid_grant"}, status=400)
        return self._user_token(application, grant.user, grant.scopes)

    def _token_for_refresh(self, application: OAuthApplication, form: Mapping[str, str]) -> web.Response:
        owner, user, scopes = self._refresh.pop(form.get("refresh_token", ""), (None, None, frozenset()))
        if user is None or owner is not application:
            return web.json_response({"error": "invalid_grant"}, status=400)
        return self._user_token(application, user, scopes)

    def _user_token(self, application: OAuthApplication, user: User, scopes: frozenset[str]) -> web.Response:
        refresh = secrets.token_urlsafe(24)
        self._refresh[refresh] = (application, user, scopes)
        token = self._world.issue_token(scopes, user=user)
        return web.json_response(self._document(token) | {"refresh_token": refresh})

    async def authorize(self, request: web.Request) -> web.Response:
        """Ask who one wants to be; `persona=<id>` in the address approves without asking, `persona=deny` refuses."""
        query = request.query
        application = self.applications.get(query.get("client_id", ""))
        redirect = query.get("redirect_uri", "")
        if application is None or redirect not in application.redirect_uris:
            raise web.HTTPBadRequest(text="Invalid client or redirect address.")
        state = {"state": query["state"]} if "state" in query else {}
        scopes = frozenset((query.get("scope") or "read").split())
        if query.get("response_type") != "code":
            return _redirect(redirect, {**state, "error": "unsupported_response_type"})
        if not scopes <= set(SCOPES):
            return _redirect(redirect, {**state, "error": "invalid_scope"})
        if "persona" not in query:
            return self._ask(request)
        user = self._world.users.get(query["persona"])
        if user is None:
            return _redirect(redirect, {**state, "error": "access_denied"})
        code = secrets.token_urlsafe(16)
        expires = self._world.now() + CODE_LIFE
        challenge, method = query.get("code_challenge"), query.get("code_challenge_method", "plain")
        self._codes[code] = Grant(user, application, redirect, scopes, expires, challenge, method)
        return _redirect(redirect, {**state, "code": code})

    def _ask(self, request: web.Request) -> web.Response:
        choices = [
            (name, str(request.rel_url.update_query(persona=persona)))
            for persona, name in [*((user.id, user.full_name) for user in self._world.users.values()), (DENY, "Cancel")]
        ]
        return self._renderer.page("authorize.html", choices=choices, scopes=request.query.get("scope", "read").split())

    async def userinfo(self, request: web.Request) -> web.Response:
        """`GET /o/userinfo`: who has given this token."""
        token = self.bearer(request)
        if token is None or token.user is None or "read" not in token.scopes:
            raise web.HTTPForbidden(text="Forbidden")
        race = self._world.active_race(token.user)
        document = {**(user_json(token.user) or {}), "active_race": race.name if race else None}
        return web.json_response(document, headers={"X-Date-Exact": self._world.now().isoformat()})

    async def revoke(self, request: web.Request) -> web.Response:
        """`POST /o/revoke_token`; tokens that are not known are no error."""
        form = {key: str(value) for key, value in (await request.post()).items()}
        client_id, secret = _client(request, form)
        owner = self.applications.get(client_id) or self._world.bots.get(client_id)
        if owner is None or not _is_same(owner.client_secret, secret):
            return _invalid_client()
        self._world.tokens.pop(form.get("token", ""), None)
        self._refresh.pop(form.get("token", ""), None)
        return web.json_response({})

    def _document(self, token: Token) -> dict[str, object]:
        return {
            "access_token": token.value,
            "expires_in": int(self._world.token_life.total_seconds()),
            "token_type": "Bearer",
            "scope": " ".join(scope for scope in SCOPES if scope in token.scopes),
        }


def _client(request: web.Request, form: Mapping[str, str]) -> tuple[str, str]:
    kind, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return form.get("client_id", ""), form.get("client_secret", "")
    try:
        login, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return "", ""
    return login, password


def _is_same(expected: str, given: str) -> bool:
    return secrets.compare_digest(expected.encode(), given.encode())


def _is_proven(grant: Grant, verifier: str) -> bool:
    if grant.challenge is None:
        return True
    if grant.method == "S256":
        digest = hashlib.sha256(verifier.encode()).digest()
        verifier = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return _is_same(grant.challenge, verifier)


def _redirect(address: str, answer: Mapping[str, str]) -> web.Response:
    location = f"{address}{'&' if '?' in address else '?'}{urlencode(answer)}"
    return web.Response(status=302, headers={"Location": location})


def _invalid_client() -> web.Response:
    headers = {"WWW-Authenticate": 'Bearer error="invalid_client"'}
    return web.json_response({"error": "invalid_client"}, status=401, headers=headers)
