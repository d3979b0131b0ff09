"""A look inside presets from the command line: which there are, what they stand for, and what would be sent."""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from alttprbot.alttprgen.planners import build_planners
from alttprbot.alttprgen.preset import GAMES, PresetLibrary, preset_class
from alttprbot.alttprgen.preset_core import as_yaml
from alttprbot.alttprgen.preset_schema import as_text
from alttprbot.alttprgen.provider_adapters import build_providers
from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.request import Requester, SeedRequest, Surface
from alttprbot.alttprgen.storage import build_stores
from alttprbot.caching import Cache, open_backends
from alttprbot.commands.common import FAILED, OK, USAGE, complain, open_database, print_lines
from alttprbot.commands.preset_lint import lint
from alttprbot.commands.preset_options import OPTIONS, parse_options, seed_options
from alttprbot.exceptions import InvalidInputException, PresetException
from alttprbot.metrics import Metrics
from alttprbot.util.clock import Clock
from alttprbot.util.http import open_http_session
from alttprbot.util.text import shortened

if TYPE_CHECKING:
    from alttprbot.alttprgen.plan import SeedPlan
    from alttprbot.alttprgen.planning import ParameterPlanner
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings


def add_arguments(subparsers: Subparsers) -> None:
    """Put `presets list|show|payload|lint|schema` on a command line."""
    presets = subparsers.add_parser("presets", help="look inside presets; nothing is sent anywhere")
    presets.set_defaults(run=run)
    commands = presets.add_subparsers(dest="presets_command", required=True, metavar="COMMAND")

    names = commands.add_parser("list", help="the global presets of a game")
    names.add_argument("game", metavar="GAME", help=f"one of: {', '.join(GAMES)}")

    show = commands.add_parser("show", help="what a preset expands to")
    show.add_argument("game", metavar="GAME")
    show.add_argument("name", metavar="NAME", help="`name` or `namespace/name`")
    show.add_argument("--format", choices=("yaml", "json"), default="yaml", help="default: yaml")

    payload = commands.add_parser("payload", help="what would be sent to the provider, one JSON line a preset")
    payload.add_argument("game", metavar="GAME")
    payload.add_argument(
        "name", metavar="NAME", nargs="?", help="`name` or `namespace/name`; nothing for a game that has no presets"
    )
    payload.add_argument("--all", action="store_true", help="every global preset of the game")
    payload.add_argument(
        "--option",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        help=f"may come more than once; keys: {', '.join(OPTIONS)} and the parameters of games without presets",
    )

    payload.add_argument(
        "--rolls", metavar="N", type=_count, help="throw the dice of a weightset N times: one line a throw"
    )
    payload.add_argument(
        "--seed", metavar="S", help="with the same S the dice fall the same, whenever and wherever they are thrown"
    )

    check = commands.add_parser("lint", help="check the presets of a game, or files")
    check.add_argument("targets", metavar="GAME|FILE", nargs="*", help="default: every game")
    check.add_argument(
        "--game",
        metavar="GAME",
        help="what files are for; default: what their folder is called, what they say themselves, or alttpr",
    )

    schema = commands.add_parser("schema", help="the JSON Schema of a game's presets, for editors")
    schema.add_argument("game", metavar="GAME")


async def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Do what the command line asks. 0 is success, 1 means not found or not valid, 2 that the command is wrong."""
    commands: Mapping[str, Callable[[argparse.Namespace, Settings], Any]] = {
        "list": _list,
        "show": _show,
        "payload": _payload,
        "lint": _lint,
        "schema": _schema,
    }
    try:
        result: int = await commands[arguments.presets_command](arguments, settings)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough, such as `head`. Nothing may be written any more, not even when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except InvalidInputException as error:
        complain(error.message)
        return USAGE
    except PresetException as error:
        complain(error.message)
        return FAILED
    except SeedProviderError as error:
        complain(error.user_message)
        return FAILED
    return result


async def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    preset_class(arguments.game)
    library = await _library(settings)
    print_lines(library.names(arguments.game))
    return OK


async def _show(arguments: argparse.Namespace, settings: Settings) -> int:
    preset_class(arguments.game)
    async with _library_for(settings, arguments.name) as library:
        preset = await library.get(arguments.game, arguments.name)
    if arguments.format == "json":
        print_lines([json.dumps(preset.document, ensure_ascii=False, indent=2)])
    else:
        sys.stdout.write(as_yaml(preset.document))
    return OK


async def _payload(arguments: argparse.Namespace, settings: Settings) -> int:
    kind = GAMES.get(arguments.game)
    if (arguments.rolls is not None or arguments.seed is not None) and not (kind and kind.throws_dice):
        raise InvalidInputException(
            f"Only weightsets throw dice: --rolls and --seed mean nothing for {shortened(arguments.game)}."
        )
    if kind is None:
        return await _payload_of_parameters(arguments, settings)
    given = parse_options(arguments.option)
    options = seed_options(given)
    if arguments.all == (arguments.name is not None):
        raise InvalidInputException("Name one preset, or say --all.")
    async with _library_for(settings, arguments.name or "") as library:
        names = library.names(arguments.game) if arguments.all else [arguments.name]
        for name in names:
            preset = await library.complete(await library.get(arguments.game, name))
            # One sequence a weightset, so that it does not matter which others are asked for.
            dice = random.Random(f"{arguments.seed}:{preset.name}") if arguments.seed is not None else None
            for _ in range(arguments.rolls or 1):
                try:
                    plan = preset.plan(options, rng=dice)
                except InvalidInputException as error:
                    if not arguments.all:
                        raise
                    complain(f"{name}: {error.message}")
                    break
                _print_plan(plan, given)
    return OK


async def _payload_of_parameters(arguments: argparse.Namespace, settings: Settings) -> int:
    async with _open_planners(settings) as planners:
        planner = planners.get(arguments.game)
        if planner is None:
            games = ", ".join([*GAMES, *planners])
            raise InvalidInputException(f"There is no game “{shortened(arguments.game)}”. Games: {games}.")
        if arguments.all or arguments.name is not None:
            raise InvalidInputException(f"{planner.game} has no presets: say everything with --option.")
        own = [parameter.name for parameter in planner.parameters]
        given = parse_options(arguments.option, own)
        request = SeedRequest(planner.game, None, Requester(Surface.CLI), seed_options(given, own))
        _print_plan((await planner.plan(request)).plan, given)
    return OK


def _print_plan(plan: SeedPlan, given: Mapping[str, Any]) -> None:
    line = {"game": plan.game, "preset": plan.preset, "options": given}
    line |= {"endpoint": plan.endpoint, "payload": plan.payload}
    print_lines([json.dumps(line, ensure_ascii=False)])


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError("this has to be a whole number from 1 to 1000000")
    return int(text)


async def _lint(arguments: argparse.Namespace, settings: Settings) -> int:
    issues = lint(arguments.targets or GAMES, settings.presets_dir, arguments.game)
    print_lines(issues)
    return FAILED if any(issue.issue.severity == "error" for issue in issues) else OK


async def _schema(arguments: argparse.Namespace, settings: Settings) -> int:
    sys.stdout.write(as_text(preset_class(arguments.game).json_schema()))
    return OK


async def _library(settings: Settings) -> PresetLibrary:
    library = PresetLibrary(root=settings.presets_dir, list_url=f"{settings.app_url}/presets")
    for issue in await library.read():
        if issue.issue.severity == "error":
            complain(str(issue))
    return library


@asynccontextmanager
async def _library_for(settings: Settings, name: str) -> AsyncIterator[PresetLibrary]:
    """The library; with the database behind it only where the name asks for one."""
    library = await _library(settings)
    if "/" not in name:
        yield library
        return
    async with open_database(settings):
        yield library


@asynccontextmanager
async def _open_planners(settings: Settings) -> AsyncIterator[Mapping[str, ParameterPlanner]]:
    """The planners of games without presets. Some read from the provider what presets it has itself."""
    clock, metrics = Clock(), Metrics()
    async with open_http_session(settings) as http, open_backends("") as backends:
        contract = ProviderContract(clock=clock, metrics=metrics, settings=settings)
        cache = Cache(backends, clock=clock, metrics=metrics)
        stores = build_stores(settings=settings, contract=contract)
        providers = build_providers(settings=settings, http=http, contract=contract, cache=cache, stores=stores)
        yield build_planners(settings, providers)
