"""A simulated SpeedGaming: a schedule whose episodes are as odd as real ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

from aiohttp import web

from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.seed_pages import framed

SITE = "speedgaming.org"
EVENTS = {
    "alttpr": (1, "ALTTPR Main Tournament", "ALTTPR", "A Link to the Past"),
    "alttprdaily": (2, "ALTTPR Daily Race Series", "ALTTPR Daily", "A Link to the Past"),
    "smz3": (3, "SMZ3 Tournament", "SMZ3", "SMZ3"),
}
HALL = {
    "sgl24smb3rx": (11, "SGL 2024 SMB3R", "SMB3R", "Super Mario Bros. 3"),
    "sgl24mmxx": (12, "SGL 2024 Mega Man X", "MMX", "Mega Man X"),
    "sgl24smz3": (13, "SGL 2024 SMZ3", "SMZ3", "SMZ3"),
    "sgl24smrx": (14, "SGL 2024 SMR", "SMR", "Super Metroid"),
    "sgl24mm64r": (15, "SGL 2024 MM64R", "MM64R", "Majora's Mask"),
    "sgl24ffrx": (16, "SGL 2024 FFR", "FFR", "Final Fantasy"),
    "sgl24z1rx": (17, "SGL 2024 Z1R", "Z1R", "The Legend of Zelda"),
    "sgl24ootr": (18, "SGL 2024 OoTR", "OoTR", "Ocarina of Time"),
    "sgl24alttprx": (19, "SGL 2024 ALTTPR", "ALTTPR", "A Link to the Past"),
    "sgl24wwr": (20, "SGL 2024 WWR", "WWR", "The Wind Waker"),
    "sgl24alttpnmg": (21, "SGL 2024 ALTTP NMG", "ALTTP NMG", "A Link to the Past"),
}
"""Tournaments that are played in one hall."""
KNOWN = {**EVENTS, **HALL}
# Hours in UTC: when the hall fills, and when it is crowded.
OPEN_HOURS, CROWDED_HOURS = range(14, 24), range(18, 22)
HALL_HOURS = range(-4, 49)
USUAL_WINDOW = timedelta(days=6)
LINK, ZELDA = ("Link", "200000000000000001", "link#0"), ("Zelda", "200000000000000002", "zelda")


def player(number: int, name: str, discord_id: str, discord_tag: str, *, stream: str | None = None) -> dict[str, Any]:
    """Somebody who plays."""
    shown = name.lower() if stream is None else stream
    return {
        "id": number,
        "displayName": name,
        "discordId": discord_id,
        "discordTag": discord_tag,
        "publicStream": shown,
        "streamingFrom": name.lower(),
    }


def match(number: int, title: str, *players: dict[str, Any], note: str = "") -> dict[str, Any]:
    """One match of an episode."""
    return {"id": number, "title": title, "note": note, "players": list(players)}


def episode(number: int, event: str, when: datetime, first: dict[str, Any], **others: Any) -> dict[str, Any]:
    """An episode with every key that there is; `others` replace what is usual."""
    event_id, name, short_name, game = KNOWN[event]
    return {
        "id": number,
        "title": "",
        "when": when.isoformat(timespec="seconds"),
        "whenCountdown": when.isoformat(timespec="seconds"),
        "length": 90,
        "timezone": "",
        "approved": True,
        "externalRestream": False,
        "event": {
            "id": event_id,
            "slug": event,
            "name": name,
            "shortName": short_name,
            "game": game,
            "active": True,
            "srtv": False,
            "srl": "",
            "botChannel": "",
        },
        "match1": first,
        "match2": None,
        "channels": [{"id": 5, "name": "Speed Gaming", "slug": "speedgaming", "initials": "SG", "language": "en"}],
        "commentators": [],
        "trackers": [],
        "broadcasters": [],
        "helpers": [],
        **others,
    }


def usual_episodes(now: datetime) -> list[dict[str, Any]]:
    """A schedule with one of everything that has ever surprised a bot."""
    hour = timedelta(hours=1)
    ignored = player(3, "Winner of A", "", "", stream="ignore")
    crew = {
        "id": 9,
        "displayName": "Maple",
        "discordId": "200000000000000003",
        "discordTag": "maple",
        "publicStream": "maple",
        "approved": True,
        "ready": False,
        "partner": "",
        "language": "en",
    }
    return [
        episode(
            101,
            "alttpr",
            now + hour / 2,
            match(1, "Link vs. Zelda", player(1, *LINK), player(2, *ZELDA)),
            commentators=[crew],
        ),
        episode(102, "alttpr", now + 2 * hour, match(2, "", note="Swiss Round 5")),
        episode(103, "alttpr", now + 3 * hour, match(3, "Link vs. nobody yet", player(1, *LINK), ignored)),
        episode(
            104,
            "alttpr",
            now + 30 * hour,
            match(4, "First", player(1, *LINK)),
            match2=match(5, "Second", player(2, *ZELDA)),
        ),
        episode(
            105, "alttpr", now + 40 * hour, match(6, "Ganon", player(4, "Ganon", "my name is Ganon", "Ganon#1986"))
        ),
        episode(106, "alttpr", now + 50 * hour, match(7, "In Berlin", player(1, *LINK)), timezone="Europe/Berlin"),
        *(episode(201 + day, "alttprdaily", now + 24 * day * hour + hour, match(20 + day, "Open")) for day in range(7)),
    ]


def hall_episodes(now: datetime) -> list[dict[str, Any]]:
    """Matches from morning to evening, at times too many of them."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    begins = [begin for offset in HALL_HOURS if (begin := hour + timedelta(hours=offset)).hour in OPEN_HOURS]
    placed = [
        (event, begin + timedelta(minutes=5 * number + 30 * half))
        for begin in begins
        for number, event in enumerate(HALL)
        # Every other hour is enough until it is crowded, and then there are two an hour.
        for half in range(2 if begin.hour in CROWDED_HOURS else (begin.hour + number) % 2)
    ]
    pairs = (player(1, *LINK), player(2, *ZELDA))
    return [
        episode(1000 + number, event, begin, match(1000 + number, "Link vs. Zelda", *pairs))
        for number, (event, begin) in enumerate(placed)
    ]


class SpeedGamingServer(SimulatedService):
    """`/schedule` and `/episode` below `/api`, JSON that claims to be a web page.

    Tests may change `episodes`, and of which events it is `known` that there are any.
    """

    def __init__(self, *, port: int = 0, now: datetime | None = None) -> None:
        super().__init__(port=port)
        now = now or datetime.now(UTC)
        self.known = dict(KNOWN)
        self.episodes = usual_episodes(now) + hall_episodes(now)

    def settings(self) -> Mapping[str, str]:
        """Where it is."""
        return {"SG_API_ENDPOINT": f"{self.url}/api", "SG_SIGNUP_BASEURL": self.url}

    def add_routes(self, app: web.Application) -> None:
        """The API, and a page with the schedule."""
        app.add_routes(
            [
                web.get("/", self._home),
                web.get("/api/schedule", self._schedule),
                web.get("/api/schedule/", self._schedule),
                web.get("/api/episode", self._episode),
                web.get("/api/episode/", self._episode),
            ]
        )

    async def _schedule(self, request: web.Request) -> web.Response:
        event = request.query.get("event")
        if event is not None and event not in self.known:
            return _answer({"error": "Failed to find event."})
        try:
            start = datetime.fromisoformat(request.query.get("from") or datetime.now(UTC).isoformat())
            end = datetime.fromisoformat(request.query.get("to") or (start + USUAL_WINDOW).isoformat())
            found = [
                one
                for one in self.episodes
                if event in {None, one["event"]["slug"]} and start <= datetime.fromisoformat(one["when"]) <= end
            ]
        except (TypeError, ValueError):
            return _answer({"error": "Failed to read a time."})
        return _answer(found)

    async def _episode(self, request: web.Request) -> web.Response:
        wanted = request.query.get("id", "")
        found = next((one for one in self.episodes if str(one["id"]) == wanted), None)
        return _answer(found or {"error": f"Failed to find episode with id {wanted}."})

    async def _home(self, _: web.Request) -> web.Response:
        items = "".join(
            f'<li><a href="/api/episode?id={one["id"]}">{escape(one["match1"]["title"] or one["match1"]["note"])}</a>'
            f" <span class=dim>{escape(one['event']['shortName'])}, {escape(one['when'])}</span>"
            for one in self.episodes
        )
        page = framed(SITE, "Schedule", f"<h1>Schedule</h1><ul>{items}</ul>", home="Schedule")
        return web.Response(text=page, content_type="text/html")


def _answer(document: object) -> web.Response:
    return web.Response(text=json.dumps(document), content_type="text/html")
