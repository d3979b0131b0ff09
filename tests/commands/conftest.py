"""Commands as the operator types them."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from alttprbot.commands import api_keys, users
from alttprbot.commands import database as database_commands
from alttprbot.database import Database
from tests.conftest import MakeSettings

Command = Callable[..., Awaitable[int]]


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
