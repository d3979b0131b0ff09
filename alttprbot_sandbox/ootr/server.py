"""The server of the simulated ootrandomizer.com."""

from __future__ import annotations

import json
import random
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.ootr.validation import VERSIONS, complaint
from alttprbot_sandbox.seed_pages import facts, framed, seed_list

SITE = "ootrandomizer.com"
KEY = "simulated-ootr-key"
ICONS = (
    "Deku Stick",
    "Deku Nut",
    "Bow",
    "Slingshot",
    "Fairy Ocarina",
    "Bombchu",
    "Longshot",
    "Boomerang",
    "Lens of Truth",
)
FLOOD_SECONDS, BLOCKED_SECONDS = 10, 60


@dataclass(slots=True)
class Seed:
    """A seed. `asked` is how often somebody wanted to know how far it is."""

    id: int
    version: str
    settings: Mapping[str, Any]
    locked: bool
    icons: tuple[str, ...]
    fails: bool
    asked: int = 0


MOST_MULTIWORLDS = 2


class OotrServer(SimulatedService):
    """`polls` is how often a seed has to be asked for until it is finished, the first time without an answer.

    The next `failing` seeds fail. With `queue_full` it takes no more. More than `flood_limit` requests in ten seconds
    shut everybody out for a minute; None is no limit. Two multiworlds are made at a time.
    """

    def __init__(self, *, port: int = 0, random_seed: int = 1, flood_limit: int | None = 20) -> None:
        super().__init__(port=port)
        self.seeds: dict[int, Seed] = {}
        self.polls = 3
        self.failing = 0
        self.queue_full = False
        self.flood_limit = flood_limit
        self._random = random.Random(random_seed)
        self._recent: deque[float] = deque()
        self._shut_until = 0.0

    def settings(self) -> Mapping[str, str]:
        """The site and a key that it accepts."""
        return {"OOTR_BASEURL": self.url, "OOTR_API_KEY": KEY}

    def add_routes(self, app: web.Application) -> None:
        """The API, which events have a copy of, and the pages."""
        for api in ("/api/v2", "/api/sglive"):
            app.add_routes(
                [
                    web.post(f"{api}/seed/create", self._create),
                    web.get(f"{api}/seed/status", self._status),
                    web.get(f"{api}/seed/details", self._details),
                ]
            )
        app.add_routes(
            [web.get("/", self._home), web.get("/seed/get", self._page), web.get("/api/version", self._version)]
        )

    async def _create(self, request: web.Request) -> web.Response:
        self._require_access(request)
        if self.queue_full:
            return web.Response(status=423, text="The queue is full.")
        version = request.query.get("version", VERSIONS[0])
        if version not in VERSIONS:
            raise web.HTTPConflict(text=f"Version {version} is not available.")
        settings = await _json(request)
        if (text := complaint(settings)) is not None:
            raise web.HTTPBadRequest(text=text)
        if settings.get("world_count", 1) > 1 and sum(map(self._is_in_work, self.seeds.values())) >= MOST_MULTIWORLDS:
            raise web.HTTPTooManyRequests(text="You have too many multiworlds in work.")
        seed = Seed(
            id=1000 + len(self.seeds),
            version=version,
            settings=settings,
            locked=request.query.get("locked") == "true",
            icons=tuple(self._random.sample(ICONS, 5)),
            fails=self.failing > 0,
        )
        self.failing = max(0, self.failing - 1)
        self.seeds[seed.id] = seed
        return web.json_response({"id": seed.id, "version": version, "spoilers": not seed.locked})

    async def _status(self, request: web.Request) -> web.Response:
        seed = self._the_seed(request)
        seed.asked += 1
        if seed.asked == 1 and self.polls > 1:
            return web.Response(status=204)
        if seed.asked < self.polls:
            return web.json_response({"status": 0, "progress": 50, "positionQueue": 0})
        return web.json_response({"status": 3 if seed.fails else 1, "progress": 100})

    async def _details(self, request: web.Request) -> web.Response:
        seed = self._the_seed(request)
        log = {"file_hash": list(seed.icons), "settings": dict(seed.settings)}
        answer = {"creationTimestamp": "2026-02-14T18:00:00.000Z", "settingsLog": json.dumps(log)}
        return web.json_response(
            answer if seed.locked else {**answer, "spoilerLog": json.dumps({":version": seed.version})}
        )

    async def _version(self, _: web.Request) -> web.Response:
        return web.json_response({"currentlyActiveVersion": VERSIONS[0], "availableVersions": list(VERSIONS)})

    def _require_access(self, request: web.Request) -> None:
        now = time.monotonic()
        while self._recent and self._recent[0] < now - FLOOD_SECONDS:
            self._recent.popleft()
        self._recent.append(now)
        if self.flood_limit is not None and len(self._recent) > self.flood_limit:
            self._shut_until = now + BLOCKED_SECONDS
        if now < self._shut_until:
            raise web.HTTPTooManyRequests(text="You are sending too many requests.")
        if request.query.get("key") != KEY:
            # It is as careless as the real one may be.
            raise web.HTTPForbidden(text=f"The key {request.query.get('key')} is not valid.")

    def _is_in_work(self, seed: Seed) -> bool:
        return seed.settings.get("world_count", 1) > 1 and seed.asked < self.polls

    def _the_seed(self, request: web.Request) -> Seed:
        self._require_access(request)
        seed = self._found(request)
        if seed is None:
            raise web.HTTPNotFound(text="There is no such seed.")
        return seed

    def _found(self, request: web.Request) -> Seed | None:
        text = request.query.get("id", "")
        return self.seeds.get(int(text)) if text.isdecimal() else None

    async def _page(self, request: web.Request) -> web.Response:
        seed = self._found(request)
        if seed is None:
            text = framed(SITE, "Not found", "<h1>Not found</h1><p>There is no such seed.</p>")
            return web.Response(status=404, text=text, content_type="text/html")
        head = facts(f"Seed {seed.id}", {"Version": seed.version, "File select": ", ".join(seed.icons)})
        body = head + facts("Settings", {key: json.dumps(value) for key, value in seed.settings.items()})
        return web.Response(text=framed(SITE, f"Seed {seed.id}", body), content_type="text/html")

    async def _home(self, _: web.Request) -> web.Response:
        rows = [(f"/seed/get?id={seed.id}", str(seed.id), seed.version) for seed in reversed(self.seeds.values())]
        return web.Response(text=framed(SITE, "Seeds", seed_list(rows)), content_type="text/html")


async def _json(request: web.Request) -> Any:
    try:
        return await request.json()
    except ValueError as error:
        raise web.HTTPBadRequest(text="The body is no JSON.") from error
