"""The door randomizer: a program on this machine that takes a settings file and writes a ROM, a patch and a spoiler."""

from __future__ import annotations

import asyncio
import json
import secrets
import string
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alttprbot.alttprgen.randomizer.doors_outcome import failure, not_set_up, out_of_order, read_header, unexpected
from alttprbot.alttprgen.randomizer.doors_settings import settings_document
from alttprbot.util.confined import Limits, private_directory, run_confined

PROGRAM = "DungeonRandomizer.py"
ENEMIZER = "EnemizerCLI.Core"
UNSTABLE = frozenset({"volatile", "unstable"})
BRINGS_ITS_ENEMIZER = frozenset({"volatile"})
NAME_ALPHABET, NAME_LENGTH = string.ascii_letters + string.digits, 12
PROCESSOR_SECONDS = 120
# The longest thing that it writes is a ROM, of 4 MiB at most.
FILE_SIZE = 16 * 1024 * 1024
BPS_MAGIC = b"BPS1"


@dataclass(frozen=True, slots=True)
class DoorTools:
    """What is where on this machine. `memory` is in bytes; without `flips` the program writes the patch itself."""

    home: Path
    unstable_home: Path
    rom: Path
    enemizer_home: Path
    python: str = ""
    flips: str = ""
    memory: int = 2048 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DoorSeed:
    """A game: `name` is its id, `spoiler` the whole text log, `code` the names of the file-select icons."""

    name: str
    patch: bytes
    spoiler: str
    version: str
    code: tuple[str, ...]


class DoorRandomizer:
    """Runs the program. Raises `SeedProviderError`; what it started is dead afterwards, whatever happens."""

    def __init__(self, tools: DoorTools) -> None:
        self._tools = tools
        self._limits = Limits(PROCESSOR_SECONDS, tools.memory, FILE_SIZE)

    def require_set_up(self, branch: str | None) -> None:
        """Raise `SeedProviderConfigurationError` where something is missing without which it cannot run."""
        setting = "DOOR_RANDO_UNSTABLE_HOME" if branch in UNSTABLE else "DOOR_RANDO_HOME"
        if not (self._tree(branch) / PROGRAM).is_file():
            raise not_set_up(f"the door randomizer is not installed: see {setting}")
        if not self._tools.rom.is_file():
            raise not_set_up("there is no base ROM: see ALTTP_ROM")

    async def generate(self, settings: Mapping[str, Any], *, branch: str | None, race: bool) -> DoorSeed:
        """Make a game. `race` hides from its players what is in it."""
        self.require_set_up(branch)
        name = "".join(secrets.choice(NAME_ALPHABET) for _ in range(NAME_LENGTH))
        try:
            async with private_directory("sahasrahbot-doors-") as home:
                document = self._document(settings, branch, home, name, race=race)
                await self._run(json.dumps(document), self._tree(branch), home)
                if self._tools.flips:
                    await self._run_flips(home, name)
                return await asyncio.to_thread(_read, home, name)
        except OSError as error:
            raise out_of_order(f"this machine: {error.strerror}") from error

    def _document(
        self, settings: Mapping[str, Any], branch: str | None, home: Path, name: str, *, race: bool
    ) -> dict[str, Any]:
        enemizer = self._tools.enemizer_home.absolute() / ENEMIZER
        return settings_document(
            settings,
            unstable=branch in UNSTABLE,
            race=race,
            output_path=str(home),
            output_name=name,
            rom=str(self._tools.rom.absolute()),
            enemizer=None if branch in BRINGS_ITS_ENEMIZER else str(enemizer),
            write_patch=not self._tools.flips,
        )

    async def _run(self, document: str, tree: Path, home: Path) -> None:
        file = home / "settings.json"
        await asyncio.to_thread(file.write_text, document)
        command = [self._tools.python or sys.executable, PROGRAM, "--settingsfile", str(file)]
        finished = await run_confined(command, directory=tree, home=home, limits=self._limits)
        if finished.status:
            raise failure(finished, (home, tree))

    async def _run_flips(self, home: Path, name: str) -> None:
        files = (self._tools.rom.absolute(), home / f"DR_{name}.sfc", home / f"DR_{name}.bps")
        command = [self._tools.flips, "--create", "--bps-delta", *map(str, files)]
        finished = await run_confined(command, directory=home, home=home, limits=self._limits)
        if finished.status:
            raise not_set_up(f"no patch could be made (status {finished.status}): see FLIPS_PATH")

    def _tree(self, branch: str | None) -> Path:
        home = self._tools.unstable_home if branch in UNSTABLE else self._tools.home
        return home.absolute()


def _read(home: Path, name: str) -> DoorSeed:
    """What was written for the game called `name`."""
    try:
        patch = (home / f"DR_{name}.bps").read_bytes()
        spoiler = (home / f"DR_{name}_Spoiler.txt").read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError as error:
        raise unexpected(f"it did not write {Path(error.filename).name}") from error
    if not patch.startswith(BPS_MAGIC):
        raise unexpected("the patch is none")
    version, code = read_header(spoiler)
    return DoorSeed(name, patch, spoiler, version, code)
