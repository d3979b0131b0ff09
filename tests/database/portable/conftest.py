"""Backups of a database with something in every table."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from alttprbot import models
from alttprbot.database import Database
from alttprbot.database.portable.archive import Manifest, reading
from alttprbot.database.portable.backup import back_up
from alttprbot.database.portable.restore import restore
from alttprbot.models import relations
from alttprbot.util.clock import Clock
from tests.database_fixtures import DatabaseOnly, MariaDBServer
from tests.models.factory import make, make_full

MADE = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)

OpenBlank = Callable[[str], AbstractAsyncContextManager[Database]]


class Counting:
    """Progress, as far as it came."""

    def __init__(self) -> None:
        self.total: float | None = None
        self.done = 0.0

    def update(self, n: float = 1) -> None:
        self.done += n


async def write(database: Database, path: Path) -> Manifest:
    return await back_up(database.client, path, made=MADE, progress=Counting())


async def read(database: Database, path: Path) -> list[str]:
    with reading(path) as archive:
        return await restore(database, archive, progress=Counting())


async def fill() -> None:
    """Two rows at least in every table, one of them with as much as it holds, and what is hard to carry over."""
    for model in relations.tables():
        await make(model)
        await make_full(model)
    west = datetime(2026, 3, 29, 2, 30, 0, 1, tzinfo=timezone(timedelta(hours=-8)))
    await make(models.AuditMessages, content="tab\t, “quotes”, \\, \n, NUL \0, 👩‍🚀", message_date=west)
    await make(models.TriforceTexts, text="x" * 200)
    await make(models.AuditGeneratedGames, settings={"": [None, True, 1.5e-300, 2**63, "\u2028", {"ünï": "🧝"}]})
    await make(models.Config, guild_id=2**63 - 1, parameter="", value=" trailing ")
    await make(models.Config, guild_id=-(2**63))
    await make(models.TournamentGames, episode_id=0)


@pytest.fixture
def open_blank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenBlank]:
    """Opens a new database without tables, `sqlite` or `mariadb`."""
    made: list[str] = []
    server: MariaDBServer = request.getfixturevalue("mariadb_server")

    @asynccontextmanager
    async def open_(kind: str) -> AsyncIterator[Database]:
        name = f"portable_{uuid.uuid4().hex[:12]}"
        url = f"sqlite://{tmp_path / name}.sqlite3"
        if kind == "mariadb":
            server.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
            made.append(name)
            url = server.url(name)
        database = Database(DatabaseOnly(url), Clock())
        await database.open()
        try:
            yield database
        finally:
            await database.close()

    yield open_
    for name in made:
        server.execute(f"DROP DATABASE {name}")
