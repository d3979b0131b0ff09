"""The tables of the earlier application, in the states in which its databases are met."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from pymysql import Connection
from pymysql.cursors import Cursor

SCHEMA = Path(__file__).parent / "schema"
FIRST_MIGRATION = datetime(2021, 5, 23, 12)  # noqa: DTZ001
BETWEEN_MIGRATIONS = timedelta(days=12, hours=5, minutes=7)
LAST_MIGRATIONS = {97: "97_20240903191744_update.py", 98: "98_20260212215240_telemetry.py"}
# Aerich changed the format of its files twice.
SQL_MIGRATIONS = {*range(1, 35), *range(38, 42)}


class Variant(StrEnum):
    """Which history a database has."""

    MIGRATED = "migrated"
    """Built by the 98 migrations."""
    PRODUCTION = "production"
    """The first one: its oldest tables were there before the migrations."""
    WITHOUT_TELEMETRY = "97"
    """Built by the migrations, the last of which was never run."""
    TOO_OLD = "96"
    """Two migrations short: nothing that can be taken over."""

    @property
    def migrations(self) -> int:
        """How many migrations were run."""
        return {Variant.WITHOUT_TELEMETRY: 97, Variant.TOO_OLD: 96}.get(self, 98)


def install(connection: Connection[Cursor], variant: Variant = Variant.MIGRATED) -> None:
    """Make the tables of `variant` in the empty schema that `connection` has selected."""
    for path in sorted(SCHEMA.glob("[0-9]_*.sql")):
        _run(connection, path)
    if variant is Variant.PRODUCTION:
        _run(connection, SCHEMA / "production.sql")
    with connection.cursor() as cursor:
        if variant.migrations < 98:
            cursor.execute("DROP TABLE telemetry_events")
        if variant.migrations < 97:
            cursor.execute("ALTER TABLE audit_generated_games DROP COLUMN avianart")
        content = json.dumps({"aerich.Aerich": {"app": "models", "name": "aerich.Aerich", "table": "aerich"}})
        cursor.executemany(
            "INSERT INTO aerich (version, app, content) VALUES (%s, 'models', %s)",
            [(version, content) for version in versions(variant.migrations)],
        )
    connection.commit()


def versions(count: int) -> Iterator[str]:
    """The names of the first `count` migrations. All but the last two are made up in the style of the real ones."""
    for number in range(1, count + 1):
        when = FIRST_MIGRATION + number * BETWEEN_MIGRATIONS
        suffix = "sql" if number in SQL_MIGRATIONS else "py"
        yield LAST_MIGRATIONS.get(number, f"{number}_{when:%Y%m%d%H%M%S}_update.{suffix}")


def _run(connection: Connection[Cursor], path: Path) -> None:
    with connection.cursor() as cursor:
        for statement in path.read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                cursor.execute(statement)
