"""How long a player waits for the ROM of a seed."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import tempfile
import time
from pathlib import Path

import aiohttp

from alttprbot.commands import rom
from alttprbot.config import Settings
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.alttpr.builds import original
from tests.benchmarks.report import Row, milliseconds

ROMS = 20
PLAYER = {"Accept": "application/json"}


async def measure() -> list[Row]:
    """One row: `rom patch` with the base patch in the cache, for which the first ROM sees."""
    with tempfile.TemporaryDirectory() as directory:
        async with AlttprServer() as site, aiohttp.ClientSession() as http:
            async with http.post(f"{site.url}/api/randomizer", json={}, headers=PLAYER) as response:
                hash_id = (await response.json())["hash"]
            settings = Settings.model_validate({"debug": True, "alttpr_baseurl": site.url})
            samples = [await _rom(site, hash_id, Path(directory), settings) for _ in range(ROMS + 1)]
    how = f"{ROMS} times in one process, file read and written, the stand-in's time taken out"
    return [Row("`rom patch`", milliseconds(samples[1:]), "–", how)]


async def _rom(site: AlttprServer, hash_id: str, directory: Path, settings: Settings) -> float:
    mine = directory / "mine.sfc"
    mine.write_bytes(original())
    parser = argparse.ArgumentParser()
    rom.add_arguments(parser.add_subparsers())
    words = ["rom", "patch", hash_id, "--rom", str(mine), "--output", str(directory / "seed.sfc"), "--force"]
    arguments = parser.parse_args([*words, "--cache-dir", str(directory / "cache")])
    md5 = hashlib.md5(original(), usedforsecurity=False).hexdigest()
    site.exchanges.clear()
    began = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        code = await rom.patch_rom(arguments, settings, base_md5=md5)
    passed = time.perf_counter() - began
    if code:
        raise RuntimeError(f"rom patch ended with {code}")
    return passed - sum(exchange.seconds or 0 for exchange in site.exchanges)
