"""How much there is in the database, and what it is used for: `db stats`."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from alttprbot.commands.common import OK, open_database, print_json, print_lines
from alttprbot.database.statements.statistics import (
    DatabaseStatistics,
    SeedUsage,
    TableStatistics,
    database_statistics,
    seed_usage,
)
from alttprbot.util.clock import Clock

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings

DAYS = 30
SHOWN = 10
MEBIBYTE = 2**20


def add_actions(actions: Subparsers) -> None:
    """Put `stats` beside the other actions of `db`."""
    stats = actions.add_parser("stats", help="show how much is stored and which seeds were rolled")
    stats.add_argument("--days", type=int, default=DAYS, help=f"how far to look back for seeds (default {DAYS})")
    stats.add_argument("--json", action="store_true", help="answer as JSON, with every table and day")
    stats.set_defaults(run=_stats)


async def _stats(arguments: argparse.Namespace, settings: Settings) -> int:
    clock = Clock()
    async with open_database(settings, clock=clock) as database:
        statistics = await database_statistics(database)
        usage = await seed_usage(database, clock.now() - timedelta(days=arguments.days))
    if arguments.json:
        print_json({**asdict(statistics), "days": arguments.days, "seeds": [asdict(row) for row in usage]})
    else:
        print_lines([*_tables(statistics), "", *_seeds(usage, arguments.days)])
    return OK


def _tables(statistics: DatabaseStatistics) -> Iterator[str]:
    filled = [table for table in statistics.tables if table.rows]
    empty = len(statistics.tables) - len(filled)
    yield f"{statistics.size / MEBIBYTE:.1f} MiB in {len(statistics.tables)} tables, {empty} of them empty"
    yield from map(_table, filled)


def _table(table: TableStatistics) -> str:
    size = "" if table.size is None else f"{table.size / MEBIBYTE:10.1f} MiB"
    span = "" if table.oldest is None or table.newest is None else f"  {table.oldest:%F %R} to {table.newest:%F %R}"
    return f"{table.rows:12,}  {table.table:<40}{size}{span}".rstrip()


def _seeds(usage: Sequence[SeedUsage], days: int) -> Iterator[str]:
    yield f"{sum(row.seeds for row in usage):,} seeds in {days} days"
    yield from _most("game", ((row.game or "unknown", row.seeds) for row in usage))
    yield from _most("preset", ((f"{row.game}/{row.preset}", row.seeds) for row in usage if row.preset))
    yield from _most("day", ((f"{row.day}", row.seeds) for row in usage))


def _most(what: str, counted: Iterable[tuple[str, int]]) -> Iterator[str]:
    sums: Counter[str] = Counter()
    for name, seeds in counted:
        sums[name] += seeds
    if sums:
        yield f"by {what}:"
    yield from (f"{seeds:12,}  {name}" for name, seeds in sums.most_common(SHOWN))
