"""The stand-in of the door randomizer: a folder with a program, and a server that tells it how to behave."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from alttprbot_sandbox.doors.page import home_page, missing_page, patcher_page, seed_page
from alttprbot_sandbox.doors.rolls import Roll
from alttprbot_sandbox.journal import SimulatedService

PROGRAM = Path(__file__).with_name("program.py")
MODULES = (Path(__file__).parent.with_name("bps.py"), Path(__file__).with_name("misbehaviour.py"))
ICONS = ("Bow", "Boomerang", "Hookshot", "Bomb", "Rod", "Key", "Tunic", "Ocarina", "Cane", "Bug Net", "Potion", "Map")
VERSIONS = {"stable": "1.1.8-dev", "unstable": "1.4.1-dev"}
ROM_SIZE = 1024 * 1024


class DoorsServer(SimulatedService):
    """The program asks at `/rolls/` how to behave: as `modes` say for its next runs, then as `mode` says.

    `folder` has the two versions of the program, `stable` and `unstable`, and a base ROM that nobody made.
    """

    def __init__(self, *, port: int = 0, random_seed: int = 1) -> None:
        super().__init__(port=port)
        self.rolls: list[Roll] = []
        self.mode = "ok"
        self.modes: list[str] = []
        self._random = random.Random(random_seed)
        self._directory = tempfile.TemporaryDirectory(prefix="sandbox-doors-")
        self.folder = Path(self._directory.name)
        self.rom = self.folder / "base.sfc"

    def settings(self) -> Mapping[str, str]:
        """Where the program is, and the page that its permalinks lead to."""
        return {
            "DOOR_RANDO_HOME": str(self.folder / "stable"),
            "DOOR_RANDO_UNSTABLE_HOME": str(self.folder / "unstable"),
            "ALTTP_ROM": str(self.rom),
            "DOOR_PATCHER_URL": f"{self.url}/patcher.html",
        }

    def add_routes(self, app: web.Application) -> None:
        """The program's question, and the pages."""
        app.add_routes(
            [
                web.post("/rolls/{version}", self._roll),
                web.get("/seed/{name}", self._seed),
                web.get("/patcher.html", self._patcher),
                web.get("/", self._home),
            ]
        )

    async def __aenter__(self) -> Self:
        self.rom.write_bytes(self._random.randbytes(ROM_SIZE))
        for version in VERSIONS:
            tree = self.folder / version
            tree.mkdir()
            shutil.copy(PROGRAM, tree / "DungeonRandomizer.py")
            for module in MODULES:
                shutil.copy(module, tree)
            (tree / "stand-in.txt").write_text(f"{self.url}/rolls/{version}")
        return await super().__aenter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await super().__aexit__(kind, error, trace)
        self._directory.cleanup()

    async def _roll(self, request: web.Request) -> web.Response:
        asked = json.loads(await request.read())
        roll = Roll(
            **asked,
            version=VERSIONS[request.match_info["version"]],
            code=tuple(self._random.choices(ICONS, k=5)),
            mode=self.modes.pop(0) if self.modes else self.mode,
        )
        self.rolls.append(roll)
        number = self._random.randrange(10**9)
        return web.json_response({"mode": roll.mode, "version": roll.version, "hash": roll.code, "seed": number})

    async def _patcher(self, request: web.Request) -> web.Response:
        patch = request.query.get("patch", "")
        roll = next((roll for roll in self.rolls if patch.endswith(f"/DR_{roll.name}.bps")), None)
        return web.Response(text=patcher_page(patch, roll), content_type="text/html")

    async def _seed(self, request: web.Request) -> web.Response:
        roll = next((roll for roll in self.rolls if roll.name == request.match_info["name"]), None)
        if roll is None:
            return web.Response(status=404, text=missing_page(), content_type="text/html")
        return web.Response(text=seed_page(roll), content_type="text/html")

    async def _home(self, _: web.Request) -> web.Response:
        return web.Response(text=home_page(self.rolls), content_type="text/html")
