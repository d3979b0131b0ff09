"""Looking after people: `users find|show|merge|export|purge|fix-names`."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from alttprbot.commands.common import DRY_RUN, OK, Run, open_database, print_json, print_lines
from alttprbot.exceptions import InvalidInputException
from alttprbot.services.audit_trail import Actor
from alttprbot.services.discord_names import DiscordNames, fill_missing_names, missing_names
from alttprbot.services.personal_data import Erasure, export, preview_purge, purge
from alttprbot.services.user_merge import IDENTITY, Merge, merge_users, preview_merge
from alttprbot.services.users import UserService
from alttprbot.util.clock import Clock
from alttprbot.util.http import open_http_session
from alttprbot.util.text import shortened

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings
    from alttprbot.models import Users

EXACT_IN_JSON = 2**53 - 1
ANY_ID = "a Discord id, a RaceTime id or one of ours"


def add_arguments(commands: Subparsers) -> None:
    """Put `users …` on a command line."""
    users = commands.add_parser("users", help="look after people and their accounts")
    actions = users.add_subparsers(dest="action", required=True, metavar="ACTION")
    find = _action(actions, "find", _find, "who has this in a name or as an id")
    find.add_argument("text", metavar="TEXT")
    show = _action(actions, "show", _show, "one person, and in which tables there is something about them")
    merge = _action(actions, "merge", _merge, "make one of two: A stays, B becomes a part of it", applies=True)
    merge.add_argument("kept", metavar="A", help=ANY_ID)
    merge.add_argument("lost", metavar="B", help=ANY_ID)
    everything = _action(actions, "export", _export, "everything about one person, as JSON")
    erase = _action(actions, "purge", _purge, "forget one person; results stay without a name", applies=True)
    for one in (show, everything, erase):
        one.add_argument("id", metavar="ID", help=ANY_ID)
    _action(actions, "fix-names", _fix_names, "ask Discord for the names of those who have none", applies=True)


def _action(actions: Subparsers, name: str, run: Run, about: str, *, applies: bool = False) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=about)
    parser.set_defaults(run=run)
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    if applies:
        parser.add_argument("--apply", action="store_true", help="do it; without, only say what would be done")
    return parser


async def _find(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings):
        found = await UserService(clock=Clock()).search(arguments.text)
    if arguments.json:
        print_json([_document(user) for user in found])
    else:
        print_lines([_line(user) for user in found] or ["Nobody."])
    return OK


async def _show(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings):
        user = await UserService(clock=Clock()).get(arguments.id)
        traces = await preview_purge(str(user.id))
    rows: dict[str, int] = {}
    for counts in asdict(traces).values():
        for table, count in counts.items():
            rows[table] = rows.get(table, 0) + count
    if arguments.json:
        print_json(_document(user) | {"rows": rows})
    else:
        print_lines([_line(user), *(f"  {table}: {count}" for table, count in sorted(rows.items()))])
    return OK


async def _merge(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings):
        people = UserService(clock=Clock())
        kept, lost = await people.get(arguments.kept), await people.get(arguments.lost)
        act = merge_users if arguments.apply else preview_merge
        merge = await act(kept.id, lost.id, actor=Actor.operator())
    if arguments.json:
        print_json({"applied": arguments.apply, **asdict(merge), "given_up": _exact(merge.given_up)})
    else:
        print_lines([_line(kept), f"takes in {_line(lost)}", *_merge_lines(merge), *_hint(arguments)])
    return OK


async def _export(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings):
        everything = await export(arguments.id)
    print_json({table: [_exact(row) for row in rows] for table, rows in everything.items()})
    return OK


async def _purge(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings):
        if arguments.apply:
            erasure = await purge(arguments.id, actor=Actor.operator())
        else:
            erasure = await preview_purge(arguments.id)
    if arguments.json:
        print_json({"applied": arguments.apply, **asdict(erasure)})
    else:
        print_lines([*_erasure_lines(erasure), *_hint(arguments)])
    return OK


async def _fix_names(arguments: argparse.Namespace, settings: Settings) -> int:
    token = settings.discord_token.get_secret_value()
    if not token:
        raise InvalidInputException("Names come from Discord: set DISCORD_TOKEN.")
    async with open_database(settings), open_http_session(settings) as http:
        names = DiscordNames(http=http, clock=Clock(), api_base=settings.discord_api_base, token=token)
        if arguments.apply:
            found = await fill_missing_names(names, actor=Actor.operator())
        else:
            found = await missing_names(names)
    if arguments.json:
        print_json({"applied": arguments.apply, "names": found})
    else:
        print_lines([*(f"{user_id}: {name}" for user_id, name in found.items()), *_hint(arguments)])
    return OK


def _document(user: Users) -> dict[str, object]:
    return _exact({"id": user.id, **{column: getattr(user, column) for column in IDENTITY}, "created": user.created})


def _exact(row: Mapping[str, object]) -> dict[str, object]:
    """Numbers that many a JSON reader would round, Discord's ids above all, are text."""
    return {
        name: str(value) if isinstance(value, int) and abs(value) > EXACT_IN_JSON else value
        for name, value in row.items()
    }


def _line(user: Users) -> str:
    accounts: Mapping[str, object] = {
        "Discord": user.discord_user_id,
        "RaceTime": user.rtgg_id,
        "Twitch": user.twitch_name and shortened(user.twitch_name),
    }
    known = "".join(f", {service} {account}" for service, account in accounts.items() if account is not None)
    return f"{user.id}: {shortened(user.display_name or '(no name)')}{known}"


def _merge_lines(merge: Merge) -> list[str]:
    return [
        *(f"  moves {rows} of {place}" for place, rows in merge.moved.items()),
        *(f"  drops an older row of {row['table']}: {row}" for row in merge.dropped),
        *(f"  forfeits run {run}, since another one goes on" for run in merge.forfeited),
        *(f"  gives up {column} {value}" for column, value in merge.given_up.items()),
    ]


def _erasure_lines(erasure: Erasure) -> list[str]:
    kinds = {"deletes": erasure.deleted, "overwrites": erasure.overwritten, "keeps": erasure.kept}
    return [f"{kind} {rows} of {table}" for kind, counts in kinds.items() for table, rows in sorted(counts.items())]


def _hint(arguments: argparse.Namespace) -> list[str]:
    return [] if arguments.apply else [DRY_RUN]
