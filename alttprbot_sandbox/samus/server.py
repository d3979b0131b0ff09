"""The server of the simulated samus.link."""

from __future__ import annotations

import json
import random
import uuid
from base64 import urlsafe_b64decode
from collections.abc import Mapping

import yaml
from aiohttp import web

from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.samus.options import describe
from alttprbot_sandbox.samus.page import home_page, missing_page, seed_page
from alttprbot_sandbox.samus.seeds import GAMES, ImpossibleError, Seed, make_seed

PREFIXES = ("", "/releases/{release}")


class SamusServer(SimulatedService):
    """One of the two sites, which both roll both games. Seeds are made at `/api/randomizers/`.

    Releases, which have hosts of their own in the real world, are below `/releases/` here.
    """

    def __init__(self, game: str = "smz3", *, port: int = 0, random_seed: int = 1) -> None:
        super().__init__(port=port)
        self.game = game
        self.seeds: dict[str, Seed] = {}
        self.randomizers = {name: describe(name) for name in GAMES}
        self._random = random.Random(random_seed)

    def settings(self) -> Mapping[str, str]:
        """The site, and its releases."""
        name = self.game.upper()
        return {
            f"{name}_BASEURL": self.url,
            f"{name}_RELEASE_BASEURL_TEMPLATE": f"{self.url}/releases/{{release}}",
        }

    def add_routes(self, app: web.Application) -> None:
        """The API and the pages."""
        for prefix in PREFIXES:
            app.add_routes(
                [
                    web.get(prefix or "/", self._home),
                    web.get(f"{prefix}/api/randomizers", self._randomizers),
                    web.get(f"{prefix}/api/randomizers/{{game}}", self._randomizer),
                    web.post(f"{prefix}/api/randomizers/{{game}}/generate", self._generate),
                    web.get(f"{prefix}/api/seed/{{guid}}", self._stored),
                    web.get(f"{prefix}/api/spoiler/{{guid}}", self._spoiler),
                    web.get(f"{prefix}/seed/{{slug}}", self._page),
                    web.get(f"{prefix}/multiworld/{{slug}}", self._page),
                ]
            )

    async def _randomizers(self, _: web.Request) -> web.Response:
        return web.Response(text=json.dumps(list(self.randomizers.values()), indent=2))

    async def _randomizer(self, request: web.Request) -> web.Response:
        # Text, whatever it holds, and `null` for what there is not.
        return web.Response(text=json.dumps(self.randomizers.get(request.match_info["game"]), indent=2))

    async def _generate(self, request: web.Request) -> web.Response:
        try:
            settings = await request.json()
        except ValueError:
            return web.Response(status=400)
        game = request.match_info["game"]
        if game not in GAMES or not isinstance(settings, dict) or not settings:
            return web.Response(status=400)
        if any(isinstance(value, dict | list) for value in settings.values()):
            return web.Response(status=500)
        try:
            seed = make_seed(game, settings, self._random)
        except ImpossibleError:
            return web.Response(status=500)
        self.seeds[seed.guid] = seed
        return web.json_response(seed.answer)

    async def _stored(self, request: web.Request) -> web.Response:
        seed = self.seeds.get(request.match_info["guid"])
        return web.Response(status=500) if seed is None else web.json_response(seed.stored)

    async def _spoiler(self, request: web.Request) -> web.Response:
        seed = self.seeds.get(request.match_info["guid"])
        if seed is None:
            return web.Response(status=404)
        if seed.race and (not seed.key or request.query.get("key") != seed.key):
            return web.Response(status=400)
        if request.query.get("yaml", "false").lower() != "true":
            return web.json_response({"seed": seed.stored, "locations": seed.locations})
        if seed.game != "smz3" or len(seed.answer["worlds"]) > 1:
            return web.Response(status=500)
        places: dict[str, dict[str, str]] = {}
        for location in seed.locations:
            places.setdefault(location["locationRegion"], {})[location["locationName"]] = location["itemName"]
        return web.Response(text=yaml.safe_dump(places, sort_keys=False), content_type="text/plain")

    async def _page(self, request: web.Request) -> web.Response:
        seed = self.seeds.get(_guid(request.match_info["slug"]))
        if seed is None:
            return web.Response(status=404, text=missing_page(), content_type="text/html")
        return web.Response(text=seed_page(seed), content_type="text/html")

    async def _home(self, _: web.Request) -> web.Response:
        return web.Response(text=home_page(list(self.seeds.values())), content_type="text/html")


def _guid(slug: str) -> str:
    try:
        return uuid.UUID(bytes=urlsafe_b64decode(slug + "==")).hex
    except ValueError:
        return ""
