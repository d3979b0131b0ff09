"""Commands as the operator types them."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from alttprbot.commands import api_keys, users
from alttprbot.commands import database as database_commands
from alttprbot.commands import presets as preset_commands
from alttprbot.config import REPOSITORY
from alttprbot.database import Database
from sahasrahbot import main
from tests.conftest import MakeSettings

Command = Callable[..., Awaitable[int]]
Shell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(make_settings: MakeSettings, database_url: str, database: Database) -> Command:
    """Runs one command on the database of the test: `await command("users", "find", "Link")`; its exit code."""

    async def run(*words: str, **overrides: Any) -> int:
        parser = argparse.ArgumentParser()
        subparsers = parser.add_subparsers()
        for module in (api_keys, database_commands, users):
            module.add_arguments(subparsers)
        arguments = parser.parse_args([*words])
        code: int = await arguments.run(arguments, make_settings(database_url=database_url, **overrides))
        return code

    return run


@pytest.fixture
def shell(
    database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """Runs the whole program: `shell("texts", "list")`; its exit code, what it answers and what it complains of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)

    def give(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return give


@pytest.fixture
def presets(make_settings: MakeSettings) -> Command:
    """Runs a `presets` command on the presets that ship: `await presets("list", "alttpr")`; its exit code."""
    parser = argparse.ArgumentParser()
    preset_commands.add_arguments(parser.add_subparsers())

    async def run(*words: str, **overrides: Any) -> int:
        settings = make_settings(**{"presets_dir": REPOSITORY / "presets", **overrides})
        return await preset_commands.run(parser.parse_args(["presets", *words]), settings)

    return run
