"""`fixtures seed` and `fixtures reset`: made-up data to try the platform out with, on development machines only."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from alttprbot.commands.common import FAILED, OK, complain, open_database, print_lines
from alttprbot.services import demonstration

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings


def add_arguments(commands: Subparsers) -> None:
    """Put `fixtures …` on a command line."""
    fixtures = commands.add_parser("fixtures", help="made-up people and tournaments; only with DEBUG=true")
    actions = fixtures.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("seed", help="make them, where they are not yet").set_defaults(run=_seed)
    actions.add_parser("reset", help="take exactly them away again").set_defaults(run=_reset)


async def _seed(_: argparse.Namespace, settings: Settings) -> int:
    if not _allowed(settings):
        return FAILED
    async with open_database(settings):
        made = await demonstration.seed()
    print_lines(["Two tournaments with 15 racers are there." if made else "They are there already."])
    return OK


async def _reset(_: argparse.Namespace, settings: Settings) -> int:
    if not _allowed(settings):
        return FAILED
    async with open_database(settings):
        removed = await demonstration.reset()
    print_lines(["The demonstration is gone." if removed else "There was nothing to take away."])
    return OK


def _allowed(settings: Settings) -> bool:
    if not settings.debug:
        complain("Made-up data are for development: this works with DEBUG=true only.")
    return settings.debug
