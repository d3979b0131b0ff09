"""An upgrade that is cut off before any of its statements is completed by the next one.

Every database takes a single statement as a whole or not at all.
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tortoise.backends.base.client import BaseDBAsyncClient

from alttprbot.database import Database, migrations
from alttprbot.database.check import TableShape, live_shapes
from alttprbot.database.engines import mysql, sqlite
from alttprbot.database.schema import APP, MIGRATIONS
from alttprbot.exceptions import DatabaseUnavailableException
from alttprbot.util.clock import Clock
from tests.database_fixtures import DatabaseOnly, MariaDBServer

VERSIONS = migrations.available()


class Cut:
    """Ends every connection, or on SQLite the process as far as one can tell, before a statement of a migration."""

    def __init__(self, server: MariaDBServer | None) -> None:
        self._server = server
        self.before: int | None = None

    def watch(self, monkeypatch: pytest.MonkeyPatch, engine: type[BaseDBAsyncClient]) -> None:
        """Run the scripts of `engine` statement by statement."""
        whole = engine.execute_script

        async def one_by_one(client: BaseDBAsyncClient, script: str) -> None:
            for statement in filter(str.strip, script.split(";\n")):
                self._count()
                await whole(client, statement)
            # Before the migration is recorded.
            self._count()

        monkeypatch.setattr(engine, "execute_script", one_by_one)

    def _count(self) -> None:
        if self.before is None:
            return
        if self.before > 0:
            self.before -= 1
            return
        self.before = None
        if self._server is None:
            raise DatabaseUnavailableException
        connections = "SELECT id FROM information_schema.processlist WHERE db LIKE 'blank_%'"
        for (number,) in self._server.execute(connections):
            self._server.execute(f"KILL {number}")


@pytest.fixture
def cut(request: pytest.FixtureRequest, database_kind: str, monkeypatch: pytest.MonkeyPatch) -> Cut:
    """Sharp only when `before` is set."""
    cut = Cut(request.getfixturevalue("mariadb_server") if database_kind == "mariadb" else None)
    cut.watch(monkeypatch, mysql.Client)
    cut.watch(monkeypatch, sqlite.Client)
    return cut


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the migrations are, at first none."""
    monkeypatch.setattr(migrations, "MIGRATIONS", tmp_path)
    folder = tmp_path / APP
    folder.mkdir()
    return folder


@pytest.fixture
async def blank(blank_database_url: str) -> AsyncIterator[Database]:
    database = Database(DatabaseOnly(blank_database_url), Clock())
    await database.open()
    yield database
    await database.close()


# Every table is made anew for every statement: on a busy machine that takes a while.
@pytest.mark.timeout(300)
@pytest.mark.parametrize("number", range(len(VERSIONS)), ids=lambda number: VERSIONS[number].removesuffix(".py"))
async def test_a_cut_off_migration_is_completed_by_the_next_upgrade(
    blank: Database, folder: Path, cut: Cut, database_kind: str, number: int
) -> None:
    for version in VERSIONS[:number]:
        shutil.copy(MIGRATIONS / APP / version, folder)
    await blank.upgrade()
    shutil.copy(MIGRATIONS / APP / VERSIONS[number], folder)
    await blank.upgrade()
    whole = await live_shapes(blank.client)

    # SQLite has three times as many statements, for it makes each index by one of its own.
    step = 3 if database_kind == "sqlite" else 1
    before = 0
    while await _completed_after_cut(blank, cut, before, whole):
        before += step

    assert before


async def _completed_after_cut(blank: Database, cut: Cut, before: int, whole: dict[str, TableShape]) -> bool:
    """Take the newest migration back and apply it with a cut; whether there was anything left to cut."""
    await migrations.downgrade(blank.client)
    cut.before = before
    try:
        await blank.upgrade()
    except DatabaseUnavailableException:
        assert len(await blank.pending()) == 1
        await blank.upgrade()
        assert await live_shapes(blank.client) == whole
        assert await blank.pending() == []
        return True
    cut.before = None
    return False
