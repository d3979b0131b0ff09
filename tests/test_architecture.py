"""Importing builds nothing: whatever lives was built by the entry point, so two applications fit into one process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
IMPORT_EVERYTHING = """
import gc, importlib, pkgutil, threading

packages = ["alttprbot", "alttprbot_api", "alttprbot_audit", "alttprbot_discord", "alttprbot_racetime"]
names = ["sahasrahbot", *packages]
for package in packages:
    walked = pkgutil.walk_packages(importlib.import_module(package).__path__, package + ".")
    names += [module.name for module in walked]
modules = [importlib.import_module(name) for name in names]

import aiocache.base, aiohttp, discord, quart, tortoise.context
from pydantic import BaseModel
from alttprbot.config import Settings

BUILT = (
    aiohttp.ClientSession, discord.Client, quart.Quart, quart.Blueprint, aiocache.base.BaseCache, Settings,
    tortoise.context.TortoiseContext,
)
found = [type(thing).__qualname__ for thing in gc.get_objects() if isinstance(thing, BUILT)]
# Values may exist at import; what holds state of its own and can be changed may not.
for thing in gc.get_objects():
    kind = type(thing)
    if str(kind.__module__).partition(".")[0] in packages and not isinstance(thing, type):
        frozen = getattr(getattr(kind, "__dataclass_params__", None), "frozen", False)
        frozen = frozen or getattr(kind, "model_config", {}).get("frozen", False)
        if not frozen and not issubclass(kind, (str, tuple, int)) and vars(thing):
            found.append(kind.__qualname__)
print(len(names), sorted(set(found)), threading.active_count())
"""


def test_importing_every_module_builds_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_EVERYTHING],
        cwd=ROOT,
        env={"PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    count, built = done.stdout.split(maxsplit=1)
    assert int(count) > 80
    assert built == "[] 1\n"
