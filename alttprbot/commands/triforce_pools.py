"""Looking after the pools of texts for the end of the game: `texts list|create|change|moderator|key`."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from alttprbot.commands.common import OK, Run, open_database, print_json, print_lines
from alttprbot.exceptions import InvalidInputException
from alttprbot.models.triforce import TriforceTextAccess
from alttprbot.services.audit_trail import Actor
from alttprbot.services.triforce_pools import PoolState, TriforcePools

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings


def add_arguments(commands: Subparsers) -> None:
    """Put `texts …` on a command line."""
    texts = commands.add_parser("texts", help="look after the pools of texts for the end of the game")
    actions = texts.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = _action(actions, "list", _list, "which pools there are")
    listing.add_argument("--json", action="store_true", help="answer as JSON")
    create = _action(actions, "create", _create, "make a pool", pool=True)
    create.add_argument("--title", default="", metavar="TITLE", help="what people read (default: the name)")
    change = _action(actions, "change", _change, "change what is given", pool=True)
    change.add_argument("--title", metavar="TITLE", help="what people read")
    change.add_argument("--access", choices=list(TriforceTextAccess), help="what people need to hand in a text")
    change.add_argument("--opens", metavar="TIME", help="when it begins to take texts, such as 2026-11-01T18:00Z")
    change.add_argument("--closes", metavar="TIME", help="when it takes none any more")
    change.add_argument("--limit", type=int, metavar="N", help="how many texts of one person may wait for a moderator")
    moderator = _action(actions, "moderator", _moderator, "say who decides about its texts", pool=True)
    moderator.add_argument("id", type=int, metavar="DISCORD_ID", help="the moderator")
    moderator.add_argument("--remove", action="store_true", help="not any more")
    _action(actions, "key", _key, "make a new key, which opens the pool to people who are not logged in", pool=True)


def _action(actions: Subparsers, name: str, run: Run, about: str, *, pool: bool = False) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=about)
    parser.set_defaults(run=run)
    if pool:
        parser.add_argument("pool", metavar="POOL", help="its name, as in the address of its page")
    return parser


async def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings):
        states = await _pools().all()
    if arguments.json:
        print_json([_document(state) for state in states])
    else:
        print_lines([_line(state) for state in states] or ["There are no pools."])
    return OK


async def _create(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings):
        pool = await _pools().create(arguments.pool, arguments.title)
    print_lines([f"The pool is at {_address(settings, pool.slug)}"])
    return OK


async def _change(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings):
        await _pools().change(
            arguments.pool,
            title=arguments.title,
            access=TriforceTextAccess(arguments.access) if arguments.access else None,
            opens_at=_moment(arguments.opens),
            closes_at=_moment(arguments.closes),
            submission_limit=arguments.limit,
        )
        states = await _pools().all()
    print_lines([_line(state) for state in states if state.pool.slug == arguments.pool])
    return OK


async def _moderator(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings):
        change = _pools().remove_moderator if arguments.remove else _pools().add_moderator
        changed = await change(arguments.pool, arguments.id)
    does = "moderates no texts" if arguments.remove else "moderates the texts"
    print_lines([f"{arguments.id} {does} of {arguments.pool}{'' if changed else ', as before'}."])
    return OK


async def _key(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings):
        key = await _pools().new_key(arguments.pool)
    print_lines(
        [
            f"Whoever has this key may hand in texts at {_address(settings, arguments.pool)}",
            f"The key, which cannot be shown again: {key}",
        ]
    )
    return OK


def _pools() -> TriforcePools:
    return TriforcePools(Actor.operator())


def _address(settings: Settings, slug: str) -> str:
    return f"{settings.app_url}/triforcetexts/{slug}"


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputException("A time looks like 2026-11-01T18:00Z; without a zone it is UTC.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _document(state: PoolState) -> dict[str, object]:
    pool = state.pool
    return {
        "pool": pool.slug,
        "title": pool.title,
        "access": pool.access,
        "has_key": state.has_key,
        "opens_at": pool.opens_at,
        "closes_at": pool.closes_at,
        "submission_limit": pool.submission_limit,
        "texts": state.texts,
        "moderators": list(state.moderators),
    }


def _line(state: PoolState) -> str:
    pool = state.pool
    times = "".join(
        f", {word} {moment:%Y-%m-%d %H:%M %Z}"
        for word, moment in (("opens", pool.opens_at), ("closes", pool.closes_at))
        if moment
    )
    moderators = ", ".join(state.moderators) or "nobody"
    return f"{pool.slug}: {pool.title}, by {pool.access}{times}, {state.texts} texts, moderated by {moderators}"
