"""The server of the simulated AVIANART."""

from __future__ import annotations

import random
import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.seed_pages import facts, framed, seed_list

SITE = "AVIANART"
PRESETS = frozenset(
    {
        *("crosskeys", "crosshunt", "kaesden/cabookey", "kaesden/casualboots"),
        *("kaesden/open_ad_tileswap", "kaesden/open_logicalenemizer"),
    }
)
ICONS = (
    *("Bow", "Boomerang", "Hookshot", "Bomb", "Mushroom", "Powder", "Rod", "Pendant", "Bombos", "Ether", "Quake"),
    *("Lamp", "Hammer", "Shovel", "Ocarina", "Bug Net", "Book", "Bottle", "Potion", "Cane", "Cape", "Mirror", "Boots"),
    *("Gloves", "Flippers", "Pearl", "Shield", "Tunic", "Heart", "Map", "Compass", "Key"),
)
STAGES = ("pregeneration", "generating", "postgen")


@dataclass(slots=True)
class Seed:
    """A seed; it is finished when it was asked for `left` more times."""

    hash: str
    preset: str
    race: bool
    icons: tuple[str, ...]
    left: int


class AvianartServer(SimulatedService):
    """`polls` is how often a new seed has to be asked for until it is finished; with 0 it is so at once.

    While `failure` is a text, seeds fail with it at their end.
    """

    def __init__(self, *, port: int = 0, random_seed: int = 1) -> None:
        super().__init__(port=port)
        self.seeds: dict[str, Seed] = {}
        self.polls = 2
        self.failure: str | None = None
        self._random = random.Random(random_seed)

    def settings(self) -> Mapping[str, str]:
        """The site."""
        return {"AVIANART_BASEURL": self.url}

    def add_routes(self, app: web.Application) -> None:
        """The API and the pages."""
        app.add_routes(
            [
                web.get("/", self._home),
                web.post("/api.php", self._generate),
                web.get("/api.php", self._permlink),
                web.get("/perm/{hash}", self._page),
            ]
        )

    async def _generate(self, request: web.Request) -> web.Response:
        preset = request.query.get("preset", "")
        if request.query.get("action") != "generate" or preset not in PRESETS:
            return _envelope(404, {"message": f"There is no preset {preset}."})
        match await request.json():
            case [{"args": {"race": bool(race)}}]:
                seed = Seed(self._new_hash(), preset, race, tuple(self._random.sample(ICONS, 5)), self.polls)
            case _:
                return _envelope(400, {"message": "args.race is missing."})
        self.seeds[seed.hash] = seed
        return _envelope(200, self._state(seed))

    async def _permlink(self, request: web.Request) -> web.Response:
        seed = self.seeds.get(request.query.get("hash", ""))
        if request.query.get("action") != "permlink" or seed is None:
            return _envelope(404, {"message": "There is no such seed."})
        seed.left = max(0, seed.left - 1)
        return _envelope(200, self._state(seed))

    def _state(self, seed: Seed) -> dict[str, Any]:
        if seed.left > 0:
            stage = STAGES[max(0, len(STAGES) - seed.left)]
            return {"hash": seed.hash, "status": stage, "message": "queued", "attempts": 1, "starttime": 1_770_000_000}
        if self.failure is not None:
            return {"hash": seed.hash, "status": "failure", "message": self.failure}
        meta = {"hash": ", ".join(seed.icons), "version": "1.4.2", "logic": "noglitches", "seed_name": seed.preset}
        spoiler: dict[str, Any] = {"meta": meta}
        if not seed.race:
            spoiler["Light World"] = {"Link's House": "Lamp"}
        return {"hash": seed.hash, "patch": {"0": [0] * 64}, "size": 2, "type": "permlink", "spoiler": spoiler}

    def _new_hash(self) -> str:
        return "".join(self._random.choices(string.ascii_letters + string.digits, k=6))

    async def _page(self, request: web.Request) -> web.Response:
        seed = self.seeds.get(request.match_info["hash"])
        if seed is None:
            text = framed(SITE, "Not found", "<h1>Not found</h1><p>There is no such seed.</p>")
            return web.Response(status=404, text=text, content_type="text/html")
        shown = {"Preset": seed.preset, "Race": "yes" if seed.race else "no", "File select": ", ".join(seed.icons)}
        return web.Response(text=framed(SITE, seed.hash, facts(f"Seed {seed.hash}", shown)), content_type="text/html")

    async def _home(self, _: web.Request) -> web.Response:
        rows = [(f"/perm/{seed.hash}", seed.hash, seed.preset) for seed in reversed(self.seeds.values())]
        return web.Response(text=framed(SITE, "Seeds", seed_list(rows)), content_type="text/html")


def _envelope(status: int, response: Mapping[str, Any]) -> web.Response:
    """The site answers 200 and says in the body how it went."""
    return web.json_response({"status": status, "response": response})
