"""The server of the simulated dashrando.net."""

from __future__ import annotations

import random
from collections.abc import Mapping

from aiohttp import web

from alttprbot_sandbox.dash.page import home_page, missing_page, seed_page, spoiler_page
from alttprbot_sandbox.dash.seeds import PRESETS, Seed, make_seed, tags
from alttprbot_sandbox.journal import SimulatedService


class DashServer(SimulatedService):
    """A `GET` of `/generate/PRESET` makes a seed and leads to it."""

    def __init__(self, *, port: int = 0, random_seed: int = 1) -> None:
        super().__init__(port=port)
        self.seeds: dict[str, Seed] = {}
        self._random = random.Random(random_seed)

    def settings(self) -> Mapping[str, str]:
        """The site."""
        return {"DASH_BASEURL": self.url}

    def add_routes(self, app: web.Application) -> None:
        """The API and the pages."""
        app.add_routes(
            [
                web.get("/", self._home),
                web.get("/generate/{preset}", self._generate),
                web.get("/api/presets", self._presets),
                web.get("/seed/{key}", self._page),
                web.get("/seed/{key}/spoiler", self._spoiler),
            ]
        )

    async def _generate(self, request: web.Request) -> web.Response:
        race, spoiler = request.query.get("race") == "1", bool(request.query.get("spoiler"))
        try:
            seed = make_seed(request.match_info["preset"], race=race, spoiler=spoiler, rng=self._random)
        except KeyError:
            return web.Response(status=422, text=f"Invalid preset. Valid presets are: {', '.join(tags())}")
        self.seeds[seed.key] = seed
        address = f"{self.url}/seed/{seed.key}"
        return web.Response(status=307, text=address, headers={"Location": address})

    async def _presets(self, _: web.Request) -> web.Response:
        return web.json_response({"data": [{"name": name, "tags": list(known)} for name, known in PRESETS.items()]})

    async def _page(self, request: web.Request) -> web.Response:
        seed = self.seeds.get(request.match_info["key"])
        return _missing() if seed is None else web.Response(text=seed_page(seed), content_type="text/html")

    async def _spoiler(self, request: web.Request) -> web.Response:
        seed = self.seeds.get(request.match_info["key"])
        if seed is None or not seed.spoiler:
            return _missing()
        return web.Response(text=spoiler_page(seed), content_type="text/html")

    async def _home(self, _: web.Request) -> web.Response:
        return web.Response(text=home_page(list(self.seeds.values())), content_type="text/html")


def _missing() -> web.Response:
    return web.Response(status=404, text=missing_page(), content_type="text/html")
