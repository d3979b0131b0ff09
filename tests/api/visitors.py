"""People and programs that use the web application in tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from quart import Quart, Response

from alttprbot_sandbox.oauth import DiscordOAuthServer

LINK, ZELDA, AGAHNIM = 101, 102, 666
HTML = "text/html,application/xhtml+xml,*/*;q=0.8"
ADDRESS = "198.51.100.7"


class Visitor:
    """A browser with its cookies, or a program; `address` is where the connection comes from."""

    def __init__(
        self, app: Quart, oauth: DiscordOAuthServer | None = None, *, address: str = ADDRESS, accept: str = "*/*"
    ) -> None:
        self.app = app
        self.client = app.test_client()
        self.headers: dict[str, str] = {"Accept": accept}
        self._oauth = oauth
        self._address = address

    async def open(
        self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None, **more: Any
    ) -> Response:
        """Send a request as this visitor."""
        scope = {"client": (self._address, 50000)}
        sent = {**self.headers, **(headers or {})}
        return await self.client.open(path, method=method, headers=sent, scope_base=scope, **more)

    async def get(self, path: str, **more: Any) -> Response:
        return await self.open(path, **more)

    async def post(self, path: str, **more: Any) -> Response:
        return await self.open(path, "POST", **more)

    async def put(self, path: str, **more: Any) -> Response:
        return await self.open(path, "PUT", **more)

    async def patch(self, path: str, **more: Any) -> Response:
        return await self.open(path, "PATCH", **more)

    async def delete(self, path: str, **more: Any) -> Response:
        return await self.open(path, "DELETE", **more)

    async def begin_login(self, next_path: str = "") -> str:
        """Ask to log in; the address at Discord."""
        response = await self.get("/login/", query_string={"next": next_path} if next_path else None)
        assert response.status_code == 302, await response.get_data(as_text=True)
        return response.headers["Location"]

    async def approve(self, address: str, persona: int | str) -> str:
        """Let `persona` agree at Discord; the path that Discord sends the browser back to."""
        async with (
            aiohttp.ClientSession() as http,
            http.get(f"{address}&persona={persona}", allow_redirects=False) as response,
        ):
            assert response.status == 302, await response.text()
            parts = urlsplit(response.headers["Location"])
        return f"{parts.path}?{parts.query}"

    async def login(self, persona: int = LINK, next_path: str = "") -> Response:
        """Log in for real, and send the token that forms have from now on."""
        response = await self.get(await self.approve(await self.begin_login(next_path), persona))
        assert response.status_code == 302, await response.get_data(as_text=True)
        me = await (await self.get("/api/v1/me", headers={"Accept": "application/json"})).get_json()
        self.headers["X-CSRF-Token"] = me["csrf_token"]
        return response

    def cookie(self, name: str) -> str | None:
        """The value of a cookie that the browser keeps."""
        assert self.client.cookie_jar is not None
        return next((cookie.value for cookie in self.client.cookie_jar if cookie.name == name), None)


async def problem_of(response: Response) -> tuple[int, str]:
    """The status and the slug of a problem document."""
    assert response.content_type == "application/problem+json", await response.get_data(as_text=True)
    document = await response.get_json(force=True)
    assert document["status"] == response.status_code
    assert document["request_id"] == response.headers["X-Request-Id"]
    return response.status_code, document["type"].removeprefix("urn:sahasrahbot:problem:")


def visible(page: str) -> str:
    """The text of a page without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
