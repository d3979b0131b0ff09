"""How much there is in the database, and what seeds were rolled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tortoise.models import Model

from alttprbot import models
from alttprbot.database import Database
from alttprbot.models import (
    AsyncTournamentAuditLog,
    AuditAction,
    AuditGeneratedGames,
    AuditMessages,
    TelemetryEvent,
    TournamentAudit,
)
from alttprbot.models.relations import table_name

GROWING: Mapping[type[Model], str] = {
    AuditMessages: "message_date",
    AuditGeneratedGames: "timestamp",
    AuditAction: "created",
    AsyncTournamentAuditLog: "created",
    TelemetryEvent: "created_at",
    TournamentAudit: "timestamp",
}
"""The tables that get longer for as long as the application runs, and the column that says when a row was added."""

SIZES = {
    "mysql": (
        "SELECT table_name AS tab, data_length + index_length AS size FROM information_schema.tables "
        "WHERE table_schema = DATABASE()"
    ),
    # SQLite knows only how large its file is.
    "sqlite": "SELECT '' AS tab, page_count * page_size AS size FROM pragma_page_count(), pragma_page_size()",
}
SEEDS = """
SELECT DATE(timestamp) AS day, randomizer AS game, genoption AS preset, COUNT(*) AS seeds
FROM audit_generated_games WHERE timestamp >= {mark}
GROUP BY DATE(timestamp), randomizer, genoption ORDER BY day, game, preset
"""
MARKS = {"mysql": "%s", "sqlite": "?"}


@dataclass(frozen=True, slots=True)
class TableStatistics:
    """How much there is in a table: `size` in bytes, where the database knows; `oldest` and `newest` where it grows."""

    table: str
    rows: int
    size: int | None
    oldest: datetime | None = None
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class DatabaseStatistics:
    """All tables of ours, the longest first, and how many bytes the whole database takes."""

    tables: Sequence[TableStatistics]
    size: int


@dataclass(frozen=True, slots=True)
class SeedUsage:
    """How many seeds of a game and a preset were rolled on a day (UTC); games without presets have null for one."""

    day: date
    game: str | None
    preset: str | None
    seeds: int


async def database_statistics(database: Database) -> DatabaseStatistics:
    """What there is now. It counts every row, which takes its time where there are millions."""
    sizes = {row["tab"]: int(row["size"] or 0) for row in await _rows(database, SIZES[database.dialect])}
    spans = {table_name(model): await _span(model, column) for model, column in GROWING.items()}
    names = [table_name(getattr(models, model)) for model in models.__all__]
    counts = await _rows(
        database,
        # The names are those of our own tables.
        " UNION ALL ".join(f"SELECT '{name}' AS tab, COUNT(*) AS number FROM {name}" for name in names),  # noqa: S608
    )
    found = [
        TableStatistics(row["tab"], row["number"], sizes.get(row["tab"]), *spans.get(row["tab"], ())) for row in counts
    ]
    return DatabaseStatistics(sorted(found, key=lambda table: (-table.rows, table.table)), sum(sizes.values()))


async def seed_usage(database: Database, since: datetime) -> list[SeedUsage]:
    """The seeds rolled since then, in the order of days, games and presets; one query."""
    rows = await _rows(database, SEEDS.format(mark=MARKS[database.dialect]), since)
    return [SeedUsage(_day(row["day"]), row["game"], row["preset"], row["seeds"]) for row in rows]


async def _span(model: type[Model], column: str) -> tuple[datetime | None, datetime | None]:
    dated = model.filter(**{f"{column}__isnull": False})
    ends = [await dated.order_by(order).limit(1).values_list(column) for order in (column, f"-{column}")]
    oldest, newest = ([moment for (moment,) in rows] or [None] for rows in ends)
    return oldest[0], newest[0]


async def _rows(database: Database, statement: str, *values: object) -> list[dict[str, Any]]:
    return await database.client.execute_query_dict(statement, [*values])


def _day(value: date | str) -> date:
    # SQLite has no type for days.
    return date.fromisoformat(value) if isinstance(value, str) else value
