"""Logging in with Discord: OAuth2 with PKCE. Discord is asked once who somebody is; its tokens are not kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp
from authlib.common.security import generate_token
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from alttprbot.config import Settings
from alttprbot.util.clock import Clock
from alttprbot.util.http import ResponseTooLargeError, parse_json, read_body, retry_after
from alttprbot_api.identity import Identity
from alttprbot_api.problems import Problem

logger = logging.getLogger(__name__)

SCOPE = "identify"
FLOW_SECONDS = 600.0
MOST_FLOWS = 10_000
TIMEOUT = aiohttp.ClientTimeout(total=10)
REVOKE_TIMEOUT = aiohttp.ClientTimeout(total=3)
MAX_ANSWER = 64 * 1024
ACCEPT = {"Accept": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded", **ACCEPT}
DEFAULT_AVATARS = 6


@dataclass(frozen=True, slots=True)
class Flow:
    """A login that was begun: it belongs to one browser and leads to `next_path`."""

    browser: str
    verifier: str
    next_path: str
    expires: float


class LoginFlows:
    """The logins under way; each can be finished once, within ten minutes, by the browser that began it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._flows: OrderedDict[str, Flow] = OrderedDict()

    def begin(self, browser: str, next_path: str) -> tuple[str, Flow]:
        """A new flow and the `state` that Discord sends back for it."""
        state = secrets.token_urlsafe(32)
        flow = Flow(_hashed(browser), generate_token(64), next_path, self._clock.monotonic() + FLOW_SECONDS)
        self._flows[state] = flow
        if len(self._flows) > MOST_FLOWS:
            self._flows.popitem(last=False)
        return state, flow

    def take(self, state: str, browser: str) -> Flow | None:
        """The flow of this state, if it is this browser's and goes on. It cannot be taken again."""
        flow = self._flows.get(state)
        if flow is None or not hmac.compare_digest(flow.browser, _hashed(browser)):
            return None
        del self._flows[state]
        return flow if self._clock.monotonic() < flow.expires else None


class DiscordLogin:
    """Discord's side of a login."""

    def __init__(self, settings: Settings, http: aiohttp.ClientSession, clock: Clock) -> None:
        self._settings = settings
        self._http = http
        self._clock = clock
        self._redirect_uri = f"{settings.app_url}/callback/discord/"

    @property
    def configured(self) -> bool:
        """Whether there is a Discord application to log in with."""
        return self._settings.discord_client_id is not None

    def authorize_url(self, state: str, flow: Flow) -> str:
        """Where to send the browser."""
        url: str = prepare_grant_uri(
            self._settings.discord_oauth_authorize_url,
            client_id=str(self._settings.discord_client_id),
            response_type="code",
            redirect_uri=self._redirect_uri,
            scope=SCOPE,
            state=state,
            code_challenge=create_s256_code_challenge(flow.verifier),
            code_challenge_method="S256",
        )
        return url

    async def identify(self, code: str, flow: Flow) -> Identity:
        """Who came back with this code. Raises `Problem`."""
        token = await self._token(code, flow)
        try:
            user = await self._request("GET", f"{self._settings.discord_api_base}/users/@me", token=token)
            identity = self._identity(user)
        finally:
            await self._revoke(token)
        logger.debug("auth_fetch_user_success", extra={"user_id": identity.discord_user_id})
        return identity

    async def _token(self, code: str, flow: Flow) -> str:
        body = prepare_token_request(
            "authorization_code", redirect_uri=self._redirect_uri, code=code, code_verifier=flow.verifier
        )
        answer = await self._request("POST", self._settings.discord_oauth_token_url, body=body)
        token = answer.get("access_token")
        if not isinstance(token, str) or not token:
            raise _unusable()
        return token

    async def _revoke(self, token: str) -> None:
        """Best effort: a token that stays valid is not kept by anybody."""
        body = urlencode({"token": token})
        url = f"{self._settings.discord_oauth_token_url}/revoke"
        try:
            async with self._http.post(
                url, data=body, headers=self._form_headers(), timeout=REVOKE_TIMEOUT
            ) as response:
                outcome = str(response.status)
        except (aiohttp.ClientError, TimeoutError) as error:
            outcome = type(error).__name__
        logger.debug("auth_token_revoked", extra={"outcome": outcome})

    async def _request(self, method: str, url: str, *, body: str | None = None, token: str = "") -> dict[str, Any]:
        headers = self._form_headers() if body is not None else {"Authorization": f"Bearer {token}", **ACCEPT}
        try:
            async with self._http.request(
                method, url, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as response:
                if response.status != 200:
                    raise self._refused(response)
                answer = parse_json(await read_body(response, MAX_ANSWER))
        except (aiohttp.ClientError, TimeoutError, ResponseTooLargeError) as error:
            logger.warning("auth_callback_failed", extra={"error": type(error).__name__})
            raise _unreachable() from error
        except ValueError as error:
            raise _unusable() from error
        if not isinstance(answer, dict):
            raise _unusable()
        return answer

    def _refused(self, response: aiohttp.ClientResponse) -> Problem:
        logger.warning("auth_callback_failed", extra={"error": f"HTTP {response.status}"})
        if response.status == 429:
            wait = retry_after(response.headers, self._clock.now()) or 60
            return Problem(
                503,
                "not-ready",
                "Discord lets nobody sign in right now. Please try again in a minute.",
                headers={"Retry-After": str(round(wait))},
            )
        if response.status == 400:
            return Problem(400, "bad-request", "Discord did not accept this sign-in any more. Please start again.")
        if response.status == 401:
            logger.error("Discord refuses the web login: check DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET")
        return _unreachable()

    def _identity(self, user: dict[str, Any]) -> Identity:
        try:
            user_id, username = int(user["id"]), str(user["username"])
        except (KeyError, TypeError, ValueError) as error:
            raise _unusable() from error
        name, avatar = user.get("global_name"), user.get("avatar")
        picture = (
            f"avatars/{user_id}/{avatar}.png" if avatar else f"embed/avatars/{(user_id >> 22) % DEFAULT_AVATARS}.png"
        )
        return Identity(
            discord_user_id=user_id,
            username=username,
            display_name=str(name) if name else username,
            avatar_url=f"{self._settings.discord_cdn_base}/{picture}",
        )

    def _form_headers(self) -> dict[str, str]:
        secret = self._settings.discord_client_secret.get_secret_value()
        login = base64.b64encode(f"{self._settings.discord_client_id}:{secret}".encode()).decode()
        return {**FORM, "Authorization": f"Basic {login}"}


def _hashed(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()


def _unreachable() -> Problem:
    return Problem(
        502, "provider-error", "Discord cannot be reached right now. Please try to sign in again in a minute."
    )


def _unusable() -> Problem:
    logger.error("auth_fetch_user_failed", extra={"reason": "the answer is not what Discord answers"})
    return Problem(502, "provider-error", "Discord answered with something unexpected. Please try to sign in again.")
