"""A simulated ALTTPR Ladder with its archive."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.seed_pages import facts, framed

API = "/api/v1/PublicAPI"
ARCHIVE = f"/archive{API}"
LINK = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"
ZELDA = "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
CALLER = "SahasrahBot"


def result(number: int, started: datetime) -> dict[str, Any]:
    """A race that was run; the ladder tells its own time without saying so."""
    return {
        "RaceName": f"#{number:08x}",
        "RaceGUID": str(uuid.UUID(int=number)),
        "StartDateTime": started.replace(tzinfo=None).isoformat(timespec="seconds"),
        "FinishTime": 5400 + number,
        "Result": "01:30:00",
        "RacerCount": 8,
        "Ranking": 1 + number % 8,
        "GainLoss": 12,
    }


class LadderServer(SimulatedService):
    """Racers by GUID, their races by mode, and how many races people have in the archive. Tests may change all."""

    def __init__(self, *, port: int = 0) -> None:
        super().__init__(port=port)
        now = datetime.now(UTC)
        self.racers: list[dict[str, Any]] = [
            {"RacerGUID": LINK, "RacerName": "Link", "DiscordName": "link"},
            {"RacerGUID": ZELDA, "RacerName": "Zelda", "DiscordName": "zelda"},
        ]
        self.history: dict[str, list[dict[str, Any]]] = {
            LINK: [
                {"FlagName": "Open", "Results": [result(day, now - timedelta(days=day)) for day in (20, 10, 3)]},
                {"FlagName": "Standard", "Results": [result(400, now - timedelta(days=400))]},
            ],
            ZELDA: [],
        }
        self.archive: dict[str, int] = {"200000000000000001": 4}

    def settings(self) -> Mapping[str, str]:
        """Where both are."""
        return {"ALTTPR_LADDER_BASEURL": self.url, "ALTTPR_LADDER_ARCHIVE_BASEURL": f"{self.url}/archive"}

    def add_routes(self, app: web.Application) -> None:
        """The API of both, and a page with the racers."""
        app.add_routes(
            [
                web.get("/", self._home),
                web.get(f"{API}/GetActiveRacers", self._active),
                web.get(f"{API}/GetRacerHistory", self._history),
                web.get(f"{ARCHIVE}/GetRacerRaceHistory", self._archived),
            ]
        )

    async def _active(self, request: web.Request) -> web.Response:
        _require_known(request)
        return web.json_response(self.racers)

    async def _history(self, request: web.Request) -> web.Response:
        _require_known(request)
        try:
            racer = str(uuid.UUID(request.query.get("RacerGUID", "")))
        except ValueError:
            return web.Response(status=500, text="An error occurred.")
        return web.json_response(self.history.get(racer, []))

    async def _archived(self, request: web.Request) -> web.Response:
        _require_known(request)
        if not all(re.fullmatch(r"\d{8}", request.query.get(name, "01011900")) for name in ("startdt", "enddt")):
            return web.Response(status=500, text="An error occurred.")
        count = self.archive.get(request.query.get("discordid", ""), 0)
        return web.json_response({"RacerName": "somebody" if count else None, "TotalCount": count})

    async def _home(self, _: web.Request) -> web.Response:
        shown = {racer["RacerName"]: f"Discord: {racer['DiscordName']}" for racer in self.racers}
        page = framed("alttprladder.com", "Racers", f"<h1>Ladder</h1>{facts('Racers', shown)}", home="All racers")
        return web.Response(text=page, content_type="text/html")


def _require_known(request: web.Request) -> None:
    if request.headers.get("User-Agent") != CALLER:
        raise web.HTTPForbidden(text="Unknown caller.")
