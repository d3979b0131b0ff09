"""Looking after the database: `db init`, `db upgrade`, `db adopt` and `db check`."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING

from alttprbot.commands import adoption, backup, statistics
from alttprbot.commands.common import FAILED, OK, open_database, print_json, print_lines
from alttprbot.database import Database, SchemaError, reason
from alttprbot.exceptions import DatabaseUnavailableException
from alttprbot.models import Config
from alttprbot.services.guild_settings import DECLARED, HISTORICAL
from alttprbot.util.clock import Clock

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings


def add_arguments(commands: Subparsers) -> None:
    """Put `db …` on a command line."""
    database = commands.add_parser("db", help="look after the database")
    actions = database.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("init", help="make the database where there is none, and its schema").set_defaults(run=_init)
    actions.add_parser("upgrade", help="apply pending migrations").set_defaults(run=_upgrade)
    adoption.add_action(actions)
    check = actions.add_parser("check", help="compare the live database with what this version expects")
    check.add_argument("--json", action="store_true", help="answer as JSON")
    check.set_defaults(run=_check)
    backup.add_actions(actions)
    statistics.add_actions(actions)


async def _init(arguments: argparse.Namespace, settings: Settings) -> int:
    await Database(settings, Clock()).create()
    return await _upgrade(arguments, settings)


async def _upgrade(_: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings, current=False) as database:
        applied = await database.upgrade()
    print_lines([*(f"applied {version}" for version in applied), "The database is up to date."])
    return OK


async def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings, current=False) as database:
        found = await _problems(database)
        # Of no harm, and only to be read where the schema is as expected.
        notes = [] if found else await _leftovers()
    if arguments.json:
        print_json({"ok": not found, "problems": found, "notes": notes})
    else:
        print_lines([*notes, *(found or ["The database fits."])])
    return FAILED if found else OK


async def _leftovers() -> list[str]:
    counts = Counter(row.parameter for row in await Config.all() if row.parameter not in DECLARED)
    return [
        f"note: {'a setting of earlier versions' if parameter in HISTORICAL else 'an unknown setting'}, "
        f"not used: {parameter} ({count} server{'s' if count > 1 else ''})"
        for parameter, count in sorted(counts.items())
    ]


async def _problems(database: Database) -> list[str]:
    try:
        await database.require_ours()
        pending = await database.pending()
        if not pending:
            await database.require_write_access()
    except SchemaError as foreign:
        return [str(foreign)]
    except DatabaseUnavailableException as refused:
        # A server shows nobody the keys of tables that they may not change.
        return [f"nothing can be written: {reason(refused)}"]
    return [f"pending: {version}" for version in pending] + await database.differences()
