"""Fixtures for all tests; nothing of the machine's own settings reaches them.

make_settings   settings for one test: development mode, files in its own directory, whatever it overrides
core            the real core on an empty database, once on SQLite and once on MariaDB
open_test_core  the same with settings or a clock of the test's choosing
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Protocol

import pytest
from pydantic import SecretStr

from alttprbot.alttprgen import preset as preset_module
from alttprbot.alttprgen.preset_files import PresetFolder, read_folder
from alttprbot.config import REPOSITORY, Settings
from alttprbot.core import Core
from alttprbot.util.clock import Clock

pytest_plugins = ["tests.database_fixtures", "tests.discord_users", "tests.redis_server"]


class MakeSettings(Protocol):
    """Settings with some attributes replaced; each may be given as text, as in the environment."""

    def __call__(self, **overrides: Any) -> Settings: ...


class OpenCore(Protocol):
    """Open a core that is closed after the test; overrides are those of `make_settings`."""

    async def __call__(self, *, clock: Clock | None = None, **overrides: Any) -> Core: ...


@pytest.fixture(scope="session")
def shipped_folders() -> dict[Path, PresetFolder]:
    """What was read of the shipped presets; they do not change while tests run."""
    return {}


@pytest.fixture(autouse=True)
def shipped_presets_are_read_once(monkeypatch: pytest.MonkeyPatch, shipped_folders: dict[Path, PresetFolder]) -> None:
    """Reading 130 files takes longer than most tests; presets never change after they were made, so all may share."""

    def read(path: Path, preset_class: Any) -> PresetFolder:
        if not path.is_relative_to(REPOSITORY / "presets"):
            return read_folder(path, preset_class)
        if path not in shipped_folders:
            shipped_folders[path] = read_folder(path, preset_class)
        return shipped_folders[path]

    monkeypatch.setattr(preset_module, "read_folder", read)


@pytest.fixture
def make_settings(tmp_path: Path) -> MakeSettings:
    """The factory of settings."""

    def make(**overrides: Any) -> Settings:
        values: dict[str, Any] = {
            "debug": True,
            "data_dir": tmp_path,
            "app_secret_key": SecretStr("a key that only the tests know, long enough"),
        }
        return Settings.model_validate(values | overrides)

    return make


@pytest.fixture
async def open_test_core(make_settings: MakeSettings, database_url: str) -> AsyncIterator[OpenCore]:
    """The factory of cores."""
    from sahasrahbot import open_core  # noqa: PLC0415 - tests of one part do not wait for all others to be imported

    async with AsyncExitStack() as stack:

        async def open_(*, clock: Clock | None = None, **overrides: Any) -> Core:
            settings = make_settings(**{"database_url": database_url} | overrides)
            return await stack.enter_async_context(open_core(settings, clock=clock))

        yield open_


@pytest.fixture
async def core(open_test_core: OpenCore) -> Core:
    """A core with default settings."""
    return await open_test_core()
