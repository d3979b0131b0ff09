"""The server of the simulated alttpr.com."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import random
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from alttprbot.alttprgen.randomizer.alttpr_labels import DEFAULT_LABELS
from alttprbot_sandbox.alttpr.builds import LATEST_VERSION, build
from alttprbot_sandbox.alttpr.page import home_page, missing_page, seed_page
from alttprbot_sandbox.alttpr.patches import CodeRun
from alttprbot_sandbox.alttpr.seeds import Seed, make_seed
from alttprbot_sandbox.alttpr.sprites import SPRITES
from alttprbot_sandbox.alttpr.validation import GenerationError, check_customizer, randomizer_errors
from alttprbot_sandbox.journal import SimulatedService

Answer = Callable[[web.Request], Awaitable[web.Response]]
# How often clients ask for the same game before they give up.
PATIENCE = 3


class AlttprServer(SimulatedService):
    """`credentials` (user, password) make it ask for HTTP Basic. `code_run` is where patches have the file-select code.

    `refuse_next` is why the next game cannot be made: it answers 409, also when the request is repeated twice. With
    `hold`, generation stops before the answer until `release`; `held` waits until a request is in that state.
    `rom_version` is that of the game that seeds build upon; `base_patch` is served in place of the one that makes it.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        credentials: tuple[str, str] | None = None,
        random_seed: int = 1,
        code_run: CodeRun | None = None,
    ) -> None:
        super().__init__(port=port)
        self.seeds: dict[str, Seed] = {}
        self.refuse_next: str | None = None
        self.code_run = code_run
        self.rom_version = LATEST_VERSION
        self.base_patch: bytes | None = None
        self._refusals: list[str] = []
        self._credentials = credentials
        self._random = random.Random(random_seed)
        self._open = asyncio.Event()
        self._open.set()
        self._waiting = asyncio.Event()

    def hold(self) -> None:
        """Keep the answers of generating requests back from now on."""
        self._waiting.clear()
        self._open.clear()

    def release(self) -> None:
        """Let them go."""
        self._open.set()

    async def held(self, timeout: float = 10) -> None:
        """Wait until a request waits for `release`."""
        async with asyncio.timeout(timeout):
            await self._waiting.wait()

    def settings(self) -> Mapping[str, str]:
        """All deployments are this one."""
        names = ("ALTTPR_BASEURL", "ALTTPR_LIVE_BASEURL", "ALTTPR_TOURNAMENT_BASEURL", "ALTTPR_BEETA_BASEURL")
        return dict.fromkeys(names, self.url)

    def add_routes(self, app: web.Application) -> None:
        """The site, with and without the prefix of its seasonal deployments."""
        app.add_routes(
            [
                web.get("/", self._home),
                web.get("/api/daily", self._protected(self._daily)),
                web.get("/api/h/{hash}", self._protected(self._patch_base)),
                web.route("*", "/hash/{hash}", self._protected(self._stored)),
                web.get("/h/{hash}", self._permalink),
                web.get("/en/h/{hash}", self._page),
                web.get("/randomizer/settings", self._protected(self._labels)),
                web.get("/sprites", self._sprites),
                web.get("/zspr/{name}", self._sprite),
                web.get("/bps/{md5}.bps", self._bps),
                web.post("/_sandbox/hold", self._hold_route),
                web.post("/_sandbox/release", self._release_route),
                web.get("/_sandbox/held", self._held_route),
            ]
        )
        for prefix in ("", "/festive"):
            app.add_routes(
                [
                    web.post(f"{prefix}/api/randomizer", self._protected(self._generate)),
                    web.post(f"{prefix}/api/customizer", self._protected(self._generate)),
                ]
            )

    async def _generate(self, request: web.Request) -> web.Response:
        try:
            settings = await request.json()
        except ValueError:
            settings = None
        if not isinstance(settings, dict):
            return _invalid(request, {"body": ["The request is not JSON."]})
        customizer = request.path.endswith("/customizer")
        if not self._open.is_set():
            self._waiting.set()
            await self._open.wait()
        try:
            self._refuse()
            if customizer:
                check_customizer(settings)
            elif errors := randomizer_errors(settings):
                return _invalid(request, errors)
        except GenerationError as error:
            return web.Response(status=409, text=str(error), content_type="text/html")
        return web.json_response(self._remember(settings, request, customizer).answer)

    def _remember(self, settings: Mapping[str, Any], request: web.Request, customizer: bool) -> Seed:
        festive = request.path.startswith("/festive")
        code_run = self.code_run or self._random.choice(list(CodeRun))
        seed = make_seed(settings, self._random, customizer=customizer, festive=festive, code_run=code_run)
        self.seeds[seed.hash] = seed
        return seed

    def _refuse(self) -> None:
        if self.refuse_next is not None:
            self._refusals, self.refuse_next = [self.refuse_next] * PATIENCE, None
        if self._refusals:
            raise GenerationError(self._refusals.pop())

    def _protected(self, handler: Answer) -> Answer:
        """The handler for those who know the password, where there is one."""

        async def answer(request: web.Request) -> web.Response:
            if self._credentials is not None:
                expected = "Basic " + base64.b64encode(":".join(self._credentials).encode()).decode()
                if request.headers.get("Authorization") != expected:
                    raise web.HTTPUnauthorized(headers={"WWW-Authenticate": "Basic"}, text="Unauthorized")
            return await handler(request)

        return answer

    def _found(self, request: web.Request) -> Seed:
        seed = self.seeds.get(request.match_info["hash"])
        if seed is None:
            raise web.HTTPNotFound(text=missing_page(), content_type="text/html")
        return seed

    async def _stored(self, request: web.Request) -> web.Response:
        return web.Response(text=json.dumps(self._found(request).stored), content_type="text/html")

    async def _permalink(self, request: web.Request) -> web.Response:
        raise web.HTTPFound(f"/en/h/{self._found(request).hash}")

    async def _page(self, request: web.Request) -> web.Response:
        return web.Response(text=seed_page(self._found(request).stored), content_type="text/html")

    async def _home(self, _: web.Request) -> web.Response:
        return web.Response(text=home_page([seed.stored for seed in self.seeds.values()]), content_type="text/html")

    async def _daily(self, _: web.Request) -> web.Response:
        today = datetime.now(UTC).date().isoformat()
        hash_id = "daily" + hashlib.sha256(today.encode()).hexdigest()[:8]
        if hash_id not in self.seeds:
            settings = {"name": f"Daily {today}", "tournament": True}
            self.seeds[hash_id] = make_seed(
                settings, random.Random(today), customizer=False, festive=False, hash_id=hash_id
            )
        return web.json_response({"hash": hash_id, "daily": today})

    async def _patch_base(self, request: web.Request) -> web.Response:
        md5 = build(self.rom_version).md5
        return web.json_response({"hash": self._found(request).hash, "md5": md5, "bpsLocation": f"/bps/{md5}.bps"})

    async def _bps(self, request: web.Request) -> web.Response:
        built = build(self.rom_version)
        if request.match_info["md5"] != built.md5:
            raise web.HTTPNotFound(text=missing_page(), content_type="text/html")
        return web.Response(body=self.base_patch or built.patch, content_type="application/octet-stream")

    async def _sprites(self, _: web.Request) -> web.Response:
        return web.json_response([sprite.described(self.url) for sprite in SPRITES.values()])

    async def _sprite(self, request: web.Request) -> web.Response:
        sprite = SPRITES.get(request.match_info["name"])
        if sprite is None:
            raise web.HTTPNotFound(text=missing_page(), content_type="text/html")
        return web.Response(body=sprite.file, content_type="application/octet-stream")

    async def _labels(self, _: web.Request) -> web.Response:
        return web.json_response({"presets": {}, **DEFAULT_LABELS})

    async def _hold_route(self, _: web.Request) -> web.Response:
        self.hold()
        return web.json_response({"ok": True})

    async def _release_route(self, _: web.Request) -> web.Response:
        self.release()
        return web.json_response({"ok": True})

    async def _held_route(self, _: web.Request) -> web.Response:
        await self.held()
        return web.json_response({"ok": True})


def _invalid(request: web.Request, errors: Mapping[str, list[str]]) -> web.Response:
    """As the site's framework does it: JSON for those who ask for JSON, a redirect to a page for all others."""
    if "application/json" in request.headers.get("Accept", ""):
        return web.json_response({"message": "The given data was invalid.", "errors": dict(errors)}, status=422)
    raise web.HTTPFound(request.headers.get("Referer", "/"))
