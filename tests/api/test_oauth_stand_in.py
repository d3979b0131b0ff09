"""The simulated Discord login is as strict as the real one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from alttprbot_sandbox.oauth import DiscordOAuthServer, s256

REDIRECT = "http://127.0.0.1:5001/callback/discord"
VERIFIER = "v" * 43
CLIENT, SECRET = "1", "s" * 20


@pytest.fixture
async def server() -> AsyncIterator[DiscordOAuthServer]:
    async with DiscordOAuthServer() as running:
        running.add_client(CLIENT, SECRET)
        running.add_user(42, "link", global_name="<b>Link</b>")
        yield running


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def asking(server: DiscordOAuthServer, **more: str) -> dict[str, str]:
    base = {"response_type": "code", "client_id": CLIENT, "redirect_uri": REDIRECT, "state": "s"}
    return {**base, "code_challenge": s256(VERIFIER), "code_challenge_method": "S256", **more}


async def redirected(server: DiscordOAuthServer, http: aiohttp.ClientSession, persona: str) -> dict[str, list[str]]:
    address = f"{server.url}/api/oauth2/authorize"
    async with http.get(address, params=asking(server, persona=persona), allow_redirects=False) as response:
        assert response.status == 302
        return parse_qs(urlsplit(response.headers["Location"]).query)


async def exchange(
    server: DiscordOAuthServer, http: aiohttp.ClientSession, code: str, secret: str = SECRET, **changes: str
) -> tuple[int, dict[str, str]]:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, "code_verifier": VERIFIER}
    auth = aiohttp.BasicAuth(CLIENT, secret)
    async with http.post(f"{server.url}/api/oauth2/token", data={**form, **changes}, auth=auth) as response:
        return response.status, await response.json()


async def test_token_of_a_login_names_the_user(server: DiscordOAuthServer, http: aiohttp.ClientSession) -> None:
    answer = await redirected(server, http, "42")

    status, token = await exchange(server, http, answer["code"][0])

    assert (status, answer["state"]) == (200, ["s"])
    headers = {"Authorization": f"Bearer {token['access_token']}"}
    async with http.get(f"{server.url}/api/v10/users/@me", headers=headers) as response:
        assert (await response.json())["id"] == "42"


async def test_code_works_once(server: DiscordOAuthServer, http: aiohttp.ClientSession) -> None:
    code = (await redirected(server, http, "42"))["code"][0]
    await exchange(server, http, code)

    status, body = await exchange(server, http, code)

    assert (status, body["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize("change", [{"code_verifier": "w" * 43}, {"redirect_uri": REDIRECT + "/"}])
async def test_wrong_verifier_or_redirect_is_refused(
    server: DiscordOAuthServer, http: aiohttp.ClientSession, change: dict[str, str]
) -> None:
    code = (await redirected(server, http, "42"))["code"][0]

    status, body = await exchange(server, http, code, **change)

    assert (status, body["error"]) == (400, "invalid_grant")


async def test_wrong_client_secret_is_refused(server: DiscordOAuthServer, http: aiohttp.ClientSession) -> None:
    code = (await redirected(server, http, "42"))["code"][0]

    status, body = await exchange(server, http, code, secret="o" * 20)

    assert (status, body) == (401, {"error": "invalid_client"})


async def test_cancelling_is_access_denied(server: DiscordOAuthServer, http: aiohttp.ClientSession) -> None:
    answer = await redirected(server, http, "deny")

    assert (answer["error"], answer["state"]) == (["access_denied"], ["s"])


async def test_revoked_token_is_unauthorized(server: DiscordOAuthServer, http: aiohttp.ClientSession) -> None:
    _, token = await exchange(server, http, (await redirected(server, http, "42"))["code"][0])
    auth = aiohttp.BasicAuth(CLIENT, SECRET)

    await http.post(f"{server.url}/api/oauth2/token/revoke", data={"token": token["access_token"]}, auth=auth)

    headers = {"Authorization": f"Bearer {token['access_token']}"}
    async with http.get(f"{server.url}/api/v10/users/@me", headers=headers) as response:
        assert response.status == 401


async def test_page_offers_personas_with_names_escaped(server: DiscordOAuthServer, http: aiohttp.ClientSession) -> None:
    async with http.get(f"{server.url}/api/oauth2/authorize", params=asking(server)) as response:
        page = await response.text()

    assert "&lt;b&gt;Link" in page
    assert "<b>Link" not in page
