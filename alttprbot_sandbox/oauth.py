"""Discord's OAuth2 and user API, simulated: choose who to log in as, then codes, tokens, `users/@me` and avatars."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from aiohttp import BasicAuth, web

from alttprbot_sandbox.journal import SimulatedService

TOKEN_SECONDS = 604800
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Simulated Discord</title>
<link rel="icon" href="data:,"><style>
:root {{ color-scheme: dark }} * {{ box-sizing: border-box }}
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif;
  background: linear-gradient(160deg, #5865f2, #3c45a5); color: #f2f3f5 }}
main {{ width: min(26rem, 92vw); margin: 2rem 0; padding: 1.75rem; background: #2b2d31; border-radius: .75rem;
  box-shadow: 0 1rem 3rem rgba(0, 0, 0, .35) }}
h1 {{ margin: 0; font-size: 1.4rem }} p {{ margin: .25rem 0 1.25rem; color: #b5bac1 }}
a {{ display: flex; align-items: center; gap: .8rem; padding: .6rem .75rem; margin: .4rem 0; color: inherit;
  text-decoration: none; background: #383a40; border: 1px solid transparent; border-radius: .5rem }}
a:hover, a:focus-visible {{ border-color: #949cf7; outline: none }}
a i, a img {{ width: 2.4rem; height: 2.4rem; border-radius: 50% }}
a i {{ display: grid; place-items: center; font-style: normal; font-weight: 700; background: #5865f2 }}
a small {{ display: block; color: #b5bac1 }} a.deny {{ justify-content: center; background: none; color: #b5bac1 }}
</style><main><h1>Log in as …</h1><p>This is a simulated Discord: choose who you are.</p>{choices}</main></html>"""


@dataclass(frozen=True, slots=True)
class OAuthUser:
    """Somebody who can log in."""

    id: int
    username: str
    global_name: str | None
    avatar: str | None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a code stands for until it is used, which happens once."""

    user: OAuthUser
    redirect_uri: str
    challenge: str | None


class DiscordOAuthServer(SimulatedService):
    """Authorize, token, revoke and user. `persona=<id>` in the authorize address approves without asking."""

    def __init__(self, *, port: int = 0) -> None:
        super().__init__(port=port)
        self._clients: dict[str, str] = {}
        self._users: dict[int, OAuthUser] = {}
        self._codes: dict[str, Grant] = {}
        self._tokens: dict[str, OAuthUser] = {}
        self._refresh: dict[str, OAuthUser] = {}
        self._pictures: dict[str, bytes] = {}

    def add_client(self, client_id: str, client_secret: str) -> None:
        """Register an application that may ask for logins."""
        self._clients[client_id] = client_secret

    def add_user(
        self, user_id: int, username: str, global_name: str | None = None, avatar: str | None = None, role: str = ""
    ) -> OAuthUser:
        """Register a persona; `role` is shown to whoever chooses."""
        user = OAuthUser(user_id, username, global_name, avatar, role)
        self._users[user_id] = user
        return user

    def add_picture(self, path: str, png: bytes) -> None:
        """Have an avatar at its path of Discord's CDN."""
        self._pictures[path] = png

    def add_routes(self, app: web.Application) -> None:
        """Register Discord's paths."""
        app.router.add_get("/api/oauth2/authorize", self._authorize)
        app.router.add_post("/api/oauth2/token", self._token)
        app.router.add_post("/api/oauth2/token/revoke", self._revoke)
        app.router.add_get("/api/v10/users/@me", self._me)
        app.router.add_get("/avatars/{user}/{file}", self._picture)

    async def _authorize(self, request: web.Request) -> web.Response:
        query = request.query
        redirect = query.get("redirect_uri", "")
        wanted = query.get("response_type") == "code" and query.get("client_id") in self._clients
        if not wanted or not redirect.startswith(("http://", "https://")):
            return _error(400, "invalid_request", "The client, the response type or the redirect address is wrong.")
        if query.get("code_challenge") and query.get("code_challenge_method") != "S256":
            return _error(400, "invalid_request", "The code challenge method must be S256.")
        persona = query.get("persona")
        if persona is None:
            return self._ask(request)
        user = self._users.get(int(persona)) if persona.isascii() and persona.isdigit() else None
        if user is None:
            answer = {"error": "access_denied", "error_description": "The resource owner denied the request"}
        else:
            code = secrets.token_urlsafe(16)
            self._codes[code] = Grant(user, redirect, query.get("code_challenge"))
            answer = {"code": code}
        answer["state"] = query.get("state", "")
        separator = "&" if "?" in redirect else "?"
        return web.Response(status=302, headers={"Location": redirect + separator + urlencode(answer)})

    def _ask(self, request: web.Request) -> web.Response:
        def address(persona: str) -> str:
            return escape(str(request.rel_url.update_query(persona=persona)))

        links = "".join(
            f'<a href="{address(str(user.id))}">{self._face(user, name)}'
            f"<span>{escape(name)}<small>{escape(user.role or user.username)}</small></span></a>"
            for user in self._users.values()
            for name in [user.global_name or user.username]
        )
        links += f'<a class="deny" href="{address("deny")}">Cancel</a>'
        return web.Response(text=PAGE.format(choices=links), content_type="text/html")

    def _face(self, user: OAuthUser, name: str) -> str:
        path = f"/avatars/{user.id}/{user.avatar}.png"
        if path in self._pictures:
            return f'<img src="{path}" alt="">'
        return f'<i aria-hidden="true">{escape(name[:1].upper())}</i>'

    async def _picture(self, request: web.Request) -> web.Response:
        if request.path not in self._pictures:
            raise web.HTTPNotFound
        return web.Response(body=self._pictures[request.path], content_type="image/png")

    async def _token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        if not self._is_client(request, form):
            return _error(401, "invalid_client")
        user = self._granted(form)
        if user is None:
            return _error(400, "invalid_grant", 'Invalid "code" or "refresh_token" in request.')
        access, refresh = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self._tokens[access] = self._refresh[refresh] = user
        return web.json_response(
            {
                "access_token": access,
                "token_type": "Bearer",
                "expires_in": TOKEN_SECONDS,
                "refresh_token": refresh,
                "scope": "identify",
            }
        )

    def _granted(self, form: dict[str, str]) -> OAuthUser | None:
        if form.get("grant_type") == "refresh_token":
            return self._refresh.pop(form.get("refresh_token", ""), None)
        if form.get("grant_type") != "authorization_code":
            return None
        grant = self._codes.pop(form.get("code", ""), None)
        if grant is None or grant.redirect_uri != form.get("redirect_uri"):
            return None
        if grant.challenge is not None and grant.challenge != s256(form.get("code_verifier", "")):
            return None
        return grant.user

    async def _revoke(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        if not self._is_client(request, form):
            return _error(401, "invalid_client")
        self._tokens.pop(form.get("token", ""), None)
        self._refresh.pop(form.get("token", ""), None)
        return web.json_response({})

    async def _me(self, request: web.Request) -> web.Response:
        user = self._tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if user is None:
            return web.json_response({"message": "401: Unauthorized", "code": 0}, status=401)
        return web.json_response(
            {
                "id": str(user.id),
                "username": user.username,
                "discriminator": "0",
                "global_name": user.global_name,
                "avatar": user.avatar,
                "public_flags": 0,
                "flags": 0,
                "banner": None,
                "accent_color": None,
                "locale": "en-GB",
                "mfa_enabled": False,
                "premium_type": 0,
            }
        )

    def _is_client(self, request: web.Request, form: dict[str, str]) -> bool:
        given = (form.get("client_id", ""), form.get("client_secret", ""))
        header = request.headers.get("Authorization")
        if header is not None:
            try:
                basic = BasicAuth.decode(header, encoding="utf-8")
            except ValueError:
                return False
            given = (basic.login, basic.password)
        secret = self._clients.get(given[0])
        return secret is not None and hmac.compare_digest(given[1].encode(), secret.encode())


def s256(verifier: str) -> str:
    """The PKCE challenge of a verifier (RFC 7636 section 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _error(status: int, error: str, description: str | None = None) -> web.Response:
    body = {"error": error} | ({"error_description": description} if description else {})
    return web.json_response(body, status=status)
