"""A simulated ALTTPR League."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.seed_pages import facts, framed


class LeagueServer(SimulatedService):
    """Says which mode is played; episodes that are not in `modes` have none. Tests may change it."""

    def __init__(self, *, port: int = 0) -> None:
        super().__init__(port=port)
        self.modes: dict[int, dict[str, Any]] = {
            101: {"id": 1, "name": "Open", "preset": "open", "spoiler": False, "coop": False},
            103: {"id": 2, "name": "Spoiler", "preset": "standard", "spoiler": True, "coop": False},
            104: {"id": 3, "name": "Co-op", "preset": "keysanity", "spoiler": False, "coop": True},
        }

    def settings(self) -> Mapping[str, str]:
        """Where it is."""
        return {"ALTTPR_LEAGUE_BASEURL": self.url}

    def add_routes(self, app: web.Application) -> None:
        """The API, and a page with the modes."""
        app.add_routes([web.get("/", self._home), web.get("/api/episode", self._episode)])

    async def _episode(self, request: web.Request) -> web.Response:
        wanted = request.query.get("id", "")
        if not wanted.isascii() or not wanted.isdigit():
            return web.json_response({"error": "id has to be a number"}, status=400)
        mode = self.modes.get(int(wanted))
        return web.json_response({"id": int(wanted), "season": 7, **({"mode": mode} if mode else {})})

    async def _home(self, _: web.Request) -> web.Response:
        shown = {f"Episode {number}": mode["preset"] for number, mode in self.modes.items()}
        page = framed("alttprleague.com", "Modes", f"<h1>Modes</h1>{facts('Matches', shown)}", home="All modes")
        return web.Response(text=page, content_type="text/html")
