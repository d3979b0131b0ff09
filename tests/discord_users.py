"""A stand-in for that part of Discord's API which says who somebody is."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

NOBODY = 111_222_333_444_555_663


class DiscordUsers:
    """Discord's `/users/{id}`, which allows two requests and then wants to be left alone for `reset_after` seconds.

    `statuses` are what it answers first, with `retry_after` in the header.
    """

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.tokens: set[str] = set()
        self.statuses: list[int] = []
        self.retry_after = "0"
        self.reset_after = "0"
        self.server = TestServer(web.Application())
        self.server.app.router.add_get("/users/{id}", self._user)

    @property
    def address(self) -> str:
        """What stands in `DISCORD_API_BASE`."""
        return str(self.server.make_url("")).rstrip("/")

    async def _user(self, request: web.Request) -> web.Response:
        self.asked.append(int(request.match_info["id"]))
        self.tokens.add(request.headers["Authorization"])
        status = self.statuses.pop(0) if self.statuses else 200
        if status != 200:
            return web.json_response({"message": "no"}, status=status, headers={"Retry-After": self.retry_after})
        if self.asked[-1] == NOBODY:
            return web.json_response({"code": 10013}, status=404)
        left = "0" if len(self.asked) % 2 == 0 else "1"
        return web.json_response(
            {"id": str(self.asked[-1]), "username": "link", "global_name": "Link \u202eof Hyrule"},
            headers={"X-RateLimit-Remaining": left, "X-RateLimit-Reset-After": self.reset_after},
        )


@pytest.fixture
async def discord_users() -> AsyncIterator[DiscordUsers]:
    """The service, running."""
    service = DiscordUsers()
    await service.server.start_server()
    yield service
    await service.server.close()
