"""Taking over the database of the earlier application: `db adopt`."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from alttprbot.commands import adopted_presets
from alttprbot.commands.common import FAILED, OK, open_database, print_json, print_lines
from alttprbot.database import Database, translate_errors
from alttprbot.database.adoption import Adoption, Report, Server
from alttprbot.database.adoption.steps import Advance
from alttprbot.services.audit_trail import Actor, record_action
from alttprbot.util.clock import Clock

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings

SIDE_FILE = "adopted-rows.jsonl"


def add_action(actions: Subparsers) -> None:
    """Put `adopt` beside the other actions of `db`."""
    adopt = actions.add_parser(
        "adopt",
        help="take over the database of the earlier application",
        description="Take over the MySQL or MariaDB database of the earlier application, in place. "
        "Without --apply nothing is changed.",
    )
    adopt.add_argument("--apply", action="store_true", help="do it, instead of only saying what would be done")
    adopt.add_argument("--json", action="store_true", help="answer as JSON")
    adopt.add_argument(
        "--side-file", type=Path, help=f"where to keep what is taken out (default: {SIDE_FILE} in DATA_DIR)"
    )
    adopt.set_defaults(run=_adopt)


async def _adopt(arguments: argparse.Namespace, settings: Settings) -> int:
    clock = Clock()
    side_file = arguments.side_file or settings.data_dir / SIDE_FILE
    migrated: list[str] = []
    differences: list[str] = []
    async with open_database(settings, clock=clock, current=False) as database:
        if database.dialect == "sqlite":
            report = Report(refusals=["Only databases on a MySQL or MariaDB server are adopted; this one is SQLite."])
        else:
            report = await _report(database, settings, clock, side_file, apply=arguments.apply)
        if report.applied:
            migrated = await database.upgrade()
            differences = await database.differences()
        if report.applied and report.steps:
            await record_action(Actor.operator(), "database.adopt", details={"changes": report.changes})
    if arguments.json:
        print_json({**dataclasses.asdict(report), "migrated": migrated, "differences": differences})
    else:
        print_lines([*report.lines(), *(f"applied {version}" for version in migrated)])
        print_lines(f"still different: {difference}" for difference in differences)
    return FAILED if report.refusals or report.miscounted or differences else OK


async def _report(database: Database, settings: Settings, clock: Clock, side_file: Path, *, apply: bool) -> Report:
    erase_before = clock.now() - timedelta(days=settings.audit_retention_days)
    with translate_errors():
        async with database.upgrade_lock() as connection:
            server = Server(connection)
            adoption = Adoption(server, erase_before=erase_before, side_file=side_file, progress=_progress)
            report = await (adoption.apply() if apply else adoption.plan())
            if not report.refusals:
                report.notes += await adopted_presets.notes(server)
            return report


@contextmanager
def _progress(what: str, rows: int) -> Iterator[Advance]:
    """A bar on the terminal, if there is one."""
    with tqdm(total=rows or None, desc=what[:60], file=sys.stderr, disable=None, leave=False) as bar:
        yield bar.update
