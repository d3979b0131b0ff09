"""`db backup` and `db restore`: all data in one file that either database takes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from alttprbot.commands.common import FAILED, OK, complain, open_database, print_json, print_lines
from alttprbot.database import Database
from alttprbot.database.portable.archive import Archive, Manifest, reading
from alttprbot.database.portable.backup import back_up
from alttprbot.database.portable.restore import occupied, refuse_newer, restore
from alttprbot.services.audit_trail import Actor, record_action
from alttprbot.util.clock import Clock

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings


def add_actions(actions: Subparsers) -> None:
    """Put `backup` and `restore` beside the other actions of `db`."""
    backup = actions.add_parser("backup", help="write all data to one new file; the platform may run meanwhile")
    backup.add_argument("file", metavar="FILE", type=Path)
    backup.add_argument("--json", action="store_true", help="answer as JSON")
    backup.set_defaults(run=_backup)
    restoring = actions.add_parser("restore", help="put a backup in the place of the database; stop the platform first")
    restoring.add_argument("file", metavar="FILE", type=Path)
    restoring.add_argument("--apply", action="store_true", help="do it; without, only check and tell")
    restoring.add_argument("--replace", action="store_true", help="also where the database holds data, which is lost")
    restoring.add_argument("--yes", action="store_true", help="apply, and do not ask before data is replaced")
    restoring.add_argument("--json", action="store_true", help="answer as JSON")
    restoring.set_defaults(run=_restore)


async def _backup(arguments: argparse.Namespace, settings: Settings) -> int:
    clock = Clock()
    async with open_database(settings, clock=clock, current=False) as database:
        with _progress() as bar:
            manifest = await back_up(database.client, arguments.file, made=clock.now(), progress=bar)
    if arguments.json:
        print_json({"ok": True, "file": str(arguments.file), **_summary(manifest)})
    else:
        print_lines([*(f"not ours, left out: {name}" for name in manifest.left_out)])
        print_lines([f"{arguments.file}: {manifest.rows} rows of {len(manifest.tables)} tables."])
    return OK


async def _restore(arguments: argparse.Namespace, settings: Settings) -> int:
    with reading(arguments.file) as archive:
        refuse_newer(archive)
        async with open_database(settings, current=False) as database:
            full = await occupied(database.client)
            if not (arguments.apply or arguments.yes):
                archive.verify()
                return _tell(arguments, archive.manifest, full)
            if full and not arguments.replace:
                complain(
                    f"The database holds data ({_some(full)}). With --replace it is lost; make a backup of it first."
                )
                return FAILED
            if full and not arguments.yes and not _confirmed(full):
                complain("Nothing was changed.")
                return FAILED
            return await _apply(arguments, database, archive)


async def _apply(arguments: argparse.Namespace, database: Database, archive: Archive) -> int:
    with _progress() as bar:
        left_out = await restore(database, archive, progress=bar)
    details: dict[str, object] = {"made": archive.manifest.made.isoformat(), "rows": archive.manifest.rows}
    await record_action(Actor.operator(), "database.restore", subject=arguments.file.name[:200], details=details)
    if arguments.json:
        print_json({"ok": True, "applied": True, "columns_left_out": left_out, **_summary(archive.manifest)})
    else:
        print_lines(f"the schema has no {name}: left out" for name in left_out)
        print_lines([f"Restored {archive.manifest.rows} rows of {len(archive.manifest.tables)} tables."])
    return OK


def _tell(arguments: argparse.Namespace, manifest: Manifest, full: list[str]) -> int:
    if arguments.json:
        print_json({"ok": True, "applied": False, "tables_with_data": full, **_summary(manifest)})
        return OK
    print_lines(
        [
            f"The backup of {manifest.made:%Y-%m-%d %H:%M} UTC is whole: {manifest.rows} rows of "
            f"{len(manifest.tables)} tables, from {manifest.dialect}.",
            f"The database holds data ({_some(full)}): --replace is needed." if full else "The database is empty.",
            "Nothing was changed. Stop the platform, then run this again with --apply.",
        ]
    )
    return OK


def _summary(manifest: Manifest) -> dict[str, object]:
    return {
        "made": manifest.made.isoformat(),
        "rows": manifest.rows,
        "tables": {member.table: member.rows for member in manifest.tables},
        "left_out": manifest.left_out,
    }


def _some(tables: list[str]) -> str:
    more = f" and {len(tables) - 3} more" if len(tables) > 3 else ""
    return f"{', '.join(tables[:3])}{more}"


def _confirmed(full: list[str]) -> bool:
    """Only a person at a terminal can be asked; a script says --yes."""
    if not sys.stdin.isatty():
        complain("There is nobody to ask: say --yes to replace what the database holds.")
        return False
    sys.stderr.write(f"Everything in {_some(full)} will be replaced. Type “replace” to go on: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip() == "replace"


@contextmanager
def _progress() -> Iterator[tqdm[Any]]:
    """A bar on standard error, if that is a terminal."""
    with tqdm(unit=" rows", unit_scale=True, disable=None, file=sys.stderr) as bar:
        yield bar
