"""Databases of the earlier application for tests, and their adoption."""

from __future__ import annotations

import json
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pymysql import Connection
from pymysql.cursors import Cursor

from alttprbot.database import Database
from alttprbot.database.adoption import Adoption, Report, Server
from alttprbot.util.clock import Clock
from tests.database.legacy import Snapshot, Variant, fill, install
from tests.database.legacy.rows import NOW
from tests.database_fixtures import DatabaseOnly, MariaDBServer

ERASE_BEFORE = NOW - timedelta(days=30)


@dataclass(frozen=True)
class Legacy:
    """One such database. `connection` goes past everything that is tested."""

    server: MariaDBServer
    schema: str
    home: Path

    @property
    def url(self) -> str:
        return self.server.url(self.schema)

    @property
    def side_file(self) -> Path:
        return self.home / f"{self.schema}.jsonl"

    def connect(self) -> Connection[Cursor]:
        return self.server.connect(self.schema)

    def install(self, variant: Variant = Variant.MIGRATED, rows: int = 0, **more: Any) -> None:
        connection = self.connect()
        install(connection, variant)
        if rows:
            fill(connection, rows, **more)
        connection.close()

    def snapshot(self, name: str) -> Snapshot:
        return Snapshot.take(self.connect(), self.home / f"{self.schema}-{name}")

    def run(self, *statements: str) -> list[tuple[Any, ...]]:
        """Run statements; what the last one finds."""
        found: list[tuple[Any, ...]] = []
        for statement in statements:
            found = self.server.execute(statement, self.schema)
        return found

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Database]:
        database = Database(DatabaseOnly(self.url), Clock())
        await database.open()
        try:
            yield database
        finally:
            await database.close()

    async def plan(self) -> Report:
        async with self.opened() as database:
            return await self._adoption(database, lambda adoption: adoption.plan())

    async def adopt(self, server: Callable[[Any], Server] = Server) -> Report:
        async with self.opened() as database:
            return await self._adoption(database, lambda adoption: adoption.apply(), server)

    async def take_over(self) -> Report:
        """All that the command does: later migrations are applied to an adopted database as to any other."""
        report = await self.adopt()
        async with self.opened() as database:
            await database.upgrade()
            assert await database.differences() == []
            assert await database.pending() == []
        return report

    async def _adoption(self, database: Database, do: Any, server: Callable[[Any], Server] = Server) -> Report:
        async with database.upgrade_lock() as connection:
            adoption = Adoption(server(connection), erase_before=ERASE_BEFORE, side_file=self.side_file)
            report: Report = await do(adoption)
        return report

    def kept_aside(self) -> list[dict[str, Any]]:
        """What stands in the side file."""
        if not self.side_file.exists():
            return []
        return [json.loads(line) for line in self.side_file.read_text(encoding="utf-8").splitlines()]


Make = Callable[[], Legacy]


@contextmanager
def schemas(server: MariaDBServer, home: Path) -> Iterator[Make]:
    """Makes empty schemas for such databases, and drops them in the end."""
    made: list[str] = []

    def make() -> Legacy:
        made.append(f"legacy_{uuid.uuid4().hex[:12]}")
        server.execute(f"CREATE DATABASE {made[-1]} CHARACTER SET utf8mb4")
        return Legacy(server, made[-1], home)

    yield make
    for schema in made if server.running else ():
        server.execute(f"DROP DATABASE {schema}")


@pytest.fixture
def make_legacy(mariadb_server: MariaDBServer, tmp_path: Path) -> Iterator[Make]:
    """Makes empty schemas for such databases."""
    with schemas(mariadb_server, tmp_path) as make:
        yield make


@pytest.fixture
def legacy(make_legacy: Make) -> Legacy:
    """An empty schema for such a database."""
    return make_legacy()
