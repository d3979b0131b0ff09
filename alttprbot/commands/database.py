"""Looking after the database: `db upgrade` and `db check`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from alttprbot.commands.common import FAILED, OK, open_database, print_lines

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings


def add_arguments(commands: Subparsers) -> None:
    """Put `db …` on a command line."""
    database = commands.add_parser("db", help="look after the database")
    actions = database.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("upgrade", help="apply pending migrations").set_defaults(run=_upgrade)
    check = actions.add_parser("check", help="compare the live database with what this version expects")
    check.set_defaults(run=_check)


async def _upgrade(_: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings, current=False) as database:
        applied = await database.upgrade()
    print_lines([*(f"applied {version}" for version in applied), "The database is up to date."])
    return OK


async def _check(_: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings, current=False) as database:
        found = [f"pending: {version}" for version in await database.pending()] + await database.differences()
    print_lines(found or ["The database fits."])
    return FAILED if found else OK
