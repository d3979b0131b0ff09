"""What `make check` cannot prove of the architecture: that importing builds nothing, and who knows of the sandbox.

Whatever lives was built by the entry point, so two applications fit into one process.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
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


def test_only_its_own_command_knows_of_the_sandbox() -> None:
    entry = ast.parse((ROOT / "sahasrahbot.py").read_text())
    command = next(node for node in entry.body if isinstance(node, ast.FunctionDef) and node.name == "_sandbox")

    assert [name for name in imported(entry) if name.startswith("alttprbot_sandbox")] == ["alttprbot_sandbox.main"]
    assert "alttprbot_sandbox.main" in imported(command)


def test_nothing_that_is_shipped_imports_tests() -> None:
    shipped = [
        ROOT / "sahasrahbot.py",
        *(path for package in ROOT.glob("alttprbot*") for path in package.rglob("*.py")),
    ]

    assert len(shipped) > 200
    assert [
        path for path in shipped if any(name.split(".")[0] == "tests" for name in imported(ast.parse(path.read_text())))
    ] == []


def imported(code: ast.AST) -> Iterator[str]:
    for node in ast.walk(code):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
