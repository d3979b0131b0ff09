"""How long an existing database of a million rows is out of service while it is taken over."""

from __future__ import annotations

import tempfile
import time
from datetime import timedelta
from pathlib import Path

from alttprbot.database import Database
from alttprbot.database.adoption import Adoption, Report, Server
from alttprbot.util.clock import Clock
from tests.benchmarks.report import Row
from tests.benchmarks.statements import DURABLE
from tests.database.legacy import Variant, fill, install
from tests.database.legacy.rows import GROWING, NOW
from tests.database_fixtures import DatabaseOnly, MariaDBServer, mariadb

ROWS = 1_000_000
ERASE_BEFORE = NOW - timedelta(days=30)


async def measure() -> list[Row]:
    """Looking and applying, on a server that writes as durably as it does out of the box."""
    with (
        tempfile.TemporaryDirectory() as home,
        mariadb(Path(tempfile.gettempdir()) / "sahasrahbot-benchmarks", *DURABLE) as server,
    ):
        _legacy(server)
        database = Database(DatabaseOnly(server.url("legacy")), Clock())
        await database.open()
        try:
            looked, report = await _timed(database, Path(home), apply=False)
            applied, _ = await _timed(database, Path(home), apply=True)
        finally:
            await database.close()
    how = (
        f"{sum(report.rows_before.values()):,} rows, as many in each of {len(GROWING)} tables; "
        f"{len(report.steps)} steps, which rewrite nearly every table; MariaDB"
    )
    return [
        Row("`db adopt`", f"{looked:.1f} s", "–", how),
        Row("`db adopt --apply`", f"{applied:.1f} s", "–", how),
    ]


def _legacy(server: MariaDBServer) -> None:
    server.execute("CREATE DATABASE legacy CHARACTER SET utf8mb4")
    connection = server.connect("legacy")
    install(connection, Variant.PRODUCTION)
    fill(connection, ROWS // len(GROWING))
    connection.close()


async def _timed(database: Database, home: Path, *, apply: bool) -> tuple[float, Report]:
    async with database.upgrade_lock() as connection:
        adoption = Adoption(Server(connection), erase_before=ERASE_BEFORE, side_file=home / "aside.jsonl")
        began = time.perf_counter()
        report = await (adoption.apply() if apply else adoption.plan())
        return time.perf_counter() - began, report
