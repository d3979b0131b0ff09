"""The keys of other programs: `api-key create|list|revoke|grant|ungrant`."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import TYPE_CHECKING

from alttprbot.commands.common import DRY_RUN, OK, Run, open_database, print_json, print_lines
from alttprbot.services.api_key_administration import OPERATOR_SCOPES, ApiKeyAdministration, Grant
from alttprbot.services.api_keys import SCOPES
from alttprbot.services.audit_trail import Actor
from alttprbot.util.clock import Clock
from alttprbot.util.text import shortened

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings
    from alttprbot.models import AuthorizationKeys

WHICH = "the id or the prefix of a key, as in `api-key list`"
GRANTS = ", ".join([*SCOPES, *OPERATOR_SCOPES])


def add_arguments(commands: Subparsers) -> None:
    """Put `api-key …` on a command line."""
    keys = commands.add_parser("api-key", help="look after the keys of other programs")
    actions = keys.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = _action(actions, "create", _create, "make a key; its text is shown this once")
    create.add_argument("name", metavar="NAME")
    create.add_argument("--grant", action="append", required=True, metavar="GRANT", help=f"one or more of: {GRANTS}")
    create.add_argument("--owner", type=int, metavar="DISCORD_ID", help="whose it is (default: nobody's)")
    create.add_argument("--days", type=int, metavar="DAYS", help="how long it is valid (default: until revoked)")
    listing = _action(actions, "list", _list, "which keys there are")
    listing.add_argument("--revoked", action="store_true", help="revoked ones, too")
    revoke = _action(actions, "revoke", _revoke, "end a key for good", applies=True)
    grant = _action(actions, "grant", _grant, "let a key do one thing more")
    ungrant = _action(actions, "ungrant", _ungrant, "let a key do one thing less", applies=True)
    for parser in (revoke, grant, ungrant):
        parser.add_argument("key", metavar="KEY", help=WHICH)
    for parser in (grant, ungrant):
        parser.add_argument("grant", metavar="GRANT", help=f"one of: {GRANTS}")


def _action(actions: Subparsers, name: str, run: Run, about: str, *, applies: bool = False) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=about)
    parser.set_defaults(run=run, apply=True)
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    if applies:
        parser.set_defaults(apply=False)
        parser.add_argument("--apply", action="store_true", help="do it; without, only say what would be done")
    return parser


async def _create(arguments: argparse.Namespace, settings: Settings) -> int:
    clock = Clock()
    expires = None if arguments.days is None else clock.now() + timedelta(days=arguments.days)
    grants = [Grant.parse(text) for text in arguments.grant]
    async with open_database(settings):
        keys = _administration()
        token, key = await keys.create(arguments.name, grants, owner=arguments.owner, expires=expires)
        key = await keys.find(str(key.id))
    if arguments.json:
        print_json({**_document(key), "key": token})
    else:
        print_lines([_line(key), f"The key, which cannot be shown again: {token}"])
    return OK


async def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings):
        keys = await _administration().keys(revoked=arguments.revoked)
    if arguments.json:
        print_json([_document(key) for key in keys])
    else:
        print_lines([_line(key) for key in keys] or ["There are no keys."])
    return OK


async def _revoke(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings):
        keys = _administration()
        key = await keys.find(arguments.key)
        changed = key.revoked is None
        if arguments.apply:
            changed = await keys.revoke(key)
    _say(arguments, key, f"revokes {_line(key)}" if changed else f"was revoked before: {_line(key)}", changed)
    return OK


async def _grant(arguments: argparse.Namespace, settings: Settings) -> int:
    grant = Grant.parse(arguments.grant)
    async with open_database(settings):
        keys = _administration()
        key = await keys.find(arguments.key)
        changed = await keys.grant(key, grant)
    _say(arguments, key, f"gives {grant} to {_line(key)}" if changed else f"has {grant} already: {_line(key)}", changed)
    return OK


async def _ungrant(arguments: argparse.Namespace, settings: Settings) -> int:
    grant = Grant.parse(arguments.grant)
    async with open_database(settings):
        keys = _administration()
        key = await keys.find(arguments.key)
        changed = str(grant) in _grants(key)
        if arguments.apply:
            changed = await keys.ungrant(key, grant)
    _say(arguments, key, f"takes {grant} from {_line(key)}" if changed else f"has no {grant}: {_line(key)}", changed)
    return OK


def _administration() -> ApiKeyAdministration:
    return ApiKeyAdministration(clock=Clock(), actor=Actor.operator())


def _say(arguments: argparse.Namespace, key: AuthorizationKeys, text: str, changed: bool) -> None:
    if arguments.json:
        print_json({"applied": arguments.apply, "changed": changed, "id": key.id, "prefix": key.prefix})
    else:
        print_lines([text, *([] if arguments.apply else [DRY_RUN])])


def _grants(key: AuthorizationKeys) -> list[str]:
    return sorted(str(Grant(permission.type, permission.subtype)) for permission in key.permissions)


def _document(key: AuthorizationKeys) -> dict[str, object]:
    return {
        "id": key.id,
        "prefix": key.prefix,
        "name": key.name,
        "owner": None if key.discord_user_id is None else str(key.discord_user_id),
        "grants": _grants(key),
        "created": key.created,
        "expires": key.expires,
        "last_used": key.last_used,
        "revoked": key.revoked,
    }


def _line(key: AuthorizationKeys) -> str:
    owner = "" if key.discord_user_id is None else f", of {key.discord_user_id}"
    until = "" if key.expires is None else f", until {key.expires:%Y-%m-%d}"
    ended = "" if key.revoked is None else f", revoked {key.revoked:%Y-%m-%d}"
    known = f"{key.id}: {key.prefix or '(never used)'} “{shortened(key.name)}”{owner}"
    return f"{known}: {', '.join(_grants(key))}{until}{ended}"
