"""The server of the simulated VARIA randomizer."""

from __future__ import annotations

import json
import random
import uuid
from base64 import b64encode
from collections.abc import Mapping

from aiohttp import web

from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.varia.page import Seed, home_page, missing_page, seed_page
from alttprbot_sandbox.varia.presets import SETTINGS, SKILLS
from alttprbot_sandbox.varia.rules import missing, refusal, wrong_name

ORIGINS = frozenset({"extStats", "randomizer"})
PLACES = ("Morphing Ball", "Bomb", "Spazer", "Energy Tank, Kraid", "Ice Beam", "Plasma Beam")
ITEMS = ("Morph", "Bomb", "Charge", "Varia", "Gravity", "SpeedBooster")
STUCK = "Stuck at 12/100 items.<br/>Try again with other settings."


class VariaServer(SimulatedService):
    """Takes forms and answers JSON that it calls a web page. While `stuck` it makes no seed of anything."""

    def __init__(self, *, port: int = 0, random_seed: int = 1) -> None:
        super().__init__(port=port)
        self.seeds: dict[str, Seed] = {}
        self.stuck = False
        self._random = random.Random(random_seed)

    def settings(self) -> Mapping[str, str]:
        """The site."""
        return {"VARIA_BASEURL": self.url}

    def add_routes(self, app: web.Application) -> None:
        """The services and the pages."""
        app.add_routes(
            [
                web.get("/", self._home),
                web.post("/randoPresetWebService", self._settings_preset),
                web.post("/presetWebService", self._skills_preset),
                web.post("/randomizerWebService", self._generate),
                web.get("/customizer/{key}", self._page),
            ]
        )

    async def _settings_preset(self, request: web.Request) -> web.Response:
        form = await _form(request)
        if form.get("origin") not in ORIGINS:
            return _refused("Unknown origin")
        return _preset(SETTINGS, form.get("randoPreset"), "randoPreset")

    async def _skills_preset(self, request: web.Request) -> web.Response:
        form = await _form(request)
        return _preset(SKILLS, form.get("preset"), "preset")

    async def _generate(self, request: web.Request) -> web.Response:
        form = await _form(request)
        problem = refusal(form)
        if problem:
            return _answer(problem, status=400)
        if self.stuck:
            return _answer({"status": "NOK", "errorMsg": STUCK})
        key = str(uuid.UUID(int=self._random.getrandbits(128)))
        items = dict(zip(PLACES, self._random.sample(ITEMS, len(ITEMS)), strict=True))
        self.seeds[key] = Seed(key, form, items)
        warnings = "<br/>".join(f"missing param <b>{name}</b> set to its default" for name in missing(form))
        answer = {"status": "OK", "seedKey": key, "fileName": f"VARIA_{key[:8]}.sfc", "errorMsg": warnings}
        if form.get("wantsCustomize") != "true":
            answer["ips"] = b64encode(self._random.randbytes(4096)).decode()
        return _answer(answer)

    async def _page(self, request: web.Request) -> web.Response:
        seed = self.seeds.get(request.match_info["key"])
        if seed is None:
            return web.Response(status=404, text=missing_page(), content_type="text/html")
        return web.Response(text=seed_page(seed), content_type="text/html")

    async def _home(self, _: web.Request) -> web.Response:
        return web.Response(text=home_page(list(self.seeds.values())), content_type="text/html")


async def _form(request: web.Request) -> dict[str, str]:
    return {name: str(value) for name, value in (await request.post()).items()}


def _preset(presets: Mapping[str, object], name: str | None, parameter: str) -> web.Response:
    if name is None:
        return _refused(f"Missing parameter {parameter}")
    if problem := wrong_name(name):
        return _refused(problem)
    return _answer(presets[name]) if name in presets else _refused(f"Preset not found: {name}")


def _answer(document: object, status: int = 200) -> web.Response:
    return web.Response(status=status, text=json.dumps(document), content_type="text/html")


def _refused(why: str) -> web.Response:
    return web.Response(status=400, text=why, content_type="text/html")
