"""A road to a simulated door randomizer and a simulated object store."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

import pytest

from alttprbot_sandbox.doors import DoorsServer
from alttprbot_sandbox.s3 import S3Server
from tests.alttprgen.conftest import OpenRoad, Road

SITE = "http://127.0.0.1:9"


@pytest.fixture
async def doors() -> AsyncIterator[DoorsServer]:
    async with DoorsServer() as server:
        yield server


@pytest.fixture
async def s3() -> AsyncIterator[S3Server]:
    async with S3Server() as server:
        yield server


@pytest.fixture
def leading(doors: DoorsServer, s3: S3Server) -> dict[str, str]:
    found = {**doors.settings(), **s3.settings()}
    return {name.lower(): value for name, value in found.items()}


@pytest.fixture
async def road(open_road: OpenRoad, leading: Mapping[str, str]) -> Road:
    opened: Road = await open_road(SITE, **leading)
    return opened


@pytest.fixture(autouse=True)
def temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, doors: DoorsServer) -> Iterator[None]:
    """Whatever happens, nothing is left behind."""
    directory = tmp_path / "temporary"
    directory.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(directory))
    yield
    assert not list(directory.iterdir())
