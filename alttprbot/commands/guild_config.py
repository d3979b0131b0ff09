"""The settings of Discord servers: `guild-config list|get|set|unset|resolve-channels|cache-clear`."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from alttprbot.caching import Cache, open_backends
from alttprbot.caching.namespaces import GUILD_CONFIG
from alttprbot.commands.cache import clear
from alttprbot.commands.common import FAILED, OK, complain, open_database, print_json, print_lines
from alttprbot.metrics import Metrics
from alttprbot.services.audit_trail import Actor
from alttprbot.services.guild_config import GuildConfigService, GuildSetting
from alttprbot.services.guild_config_upkeep import channel_names
from alttprbot.services.guild_settings import DECLARED, declaration_of
from alttprbot.util.clock import Clock

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings


def add_arguments(commands: Subparsers) -> None:
    """Put `guild-config …` on a command line."""
    parser = commands.add_parser("guild-config", help="the settings of Discord servers")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    listing = actions.add_parser("list", help="what is set, in one server or in all")
    listing.add_argument("guild", metavar="GUILD", type=int, nargs="?", help="the id of a server; default: all")
    listing.add_argument("--json", action="store_true", help="answer as JSON")
    listing.set_defaults(run=_list)

    get = actions.add_parser("get", help="the value that counts in a server")
    put = actions.add_parser("set", help="change a setting")
    unset = actions.add_parser("unset", help="go back to a default")
    for action, run in ((get, _get), (put, _set), (unset, _unset)):
        action.add_argument("guild", metavar="GUILD", type=int, help="the id of the server")
        action.add_argument("setting", metavar="SETTING", help=f"one of: {', '.join(DECLARED)}")
        action.set_defaults(run=run)
    put.add_argument("value", metavar="VALUE", help="channels and roles are ids, separated by commas")

    resolve = actions.add_parser("resolve-channels", help="settings that name channels; the main bot makes ids of them")
    resolve.add_argument("--json", action="store_true", help="answer as JSON")
    resolve.set_defaults(run=_resolve_channels)

    actions.add_parser("cache-clear", help="forget what is remembered of settings").set_defaults(run=_clear_cache)


@asynccontextmanager
async def _open_service(settings: Settings) -> AsyncIterator[GuildConfigService]:
    clock = Clock()
    async with open_database(settings, clock=clock), open_backends(settings.cache_url.get_secret_value()) as backends:
        yield GuildConfigService(cache=Cache(backends, clock=clock, metrics=Metrics()))


async def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    async with _open_service(settings) as service:
        found = await (service.everything() if arguments.guild is None else service.list(arguments.guild))
    if arguments.json:
        print_json([_document(setting) for setting in found])
    else:
        print_lines(_line(setting) for setting in found)
    return OK


async def _get(arguments: argparse.Namespace, settings: Settings) -> int:
    async with _open_service(settings) as service:
        value = await service.get(arguments.guild, arguments.setting)
    if value is None:
        # Leftovers can be looked at; what means nothing at all is wrong usage.
        complain(f"{declaration_of(arguments.setting).name} is not set.")
        return FAILED
    print_lines([value])
    return OK


async def _set(arguments: argparse.Namespace, settings: Settings) -> int:
    async with _open_service(settings) as service:
        stored = await service.set(arguments.guild, arguments.setting, arguments.value, actor=Actor.operator())
    print_lines([f"{arguments.setting} is now {stored}.", *_when(settings)])
    return OK


async def _unset(arguments: argparse.Namespace, settings: Settings) -> int:
    async with _open_service(settings) as service:
        if not await service.delete(arguments.guild, arguments.setting, actor=Actor.operator()):
            complain(f"{arguments.setting} was not set.")
            return FAILED
    print_lines([f"{arguments.setting} is back to its default.", *_when(settings)])
    return OK


async def _resolve_channels(arguments: argparse.Namespace, settings: Settings) -> int:
    async with _open_service(settings) as service:
        found = [(setting, channel_names(setting)) for setting in await service.everything()]
    named = [(setting, names) for setting, names in found if names]
    if arguments.json:
        print_json([_document(setting) | {"names": names} for setting, names in named])
    else:
        print_lines(f"{setting.guild_id} {setting.parameter}: {', '.join(names)}" for setting, names in named)
    return OK


async def _clear_cache(_: argparse.Namespace, settings: Settings) -> int:
    return await clear(settings, GUILD_CONFIG)


def _document(setting: GuildSetting) -> dict[str, object]:
    return {
        "guild_id": setting.guild_id,
        "setting": setting.parameter,
        "value": setting.value,
        "declared": setting.declared,
        "historical": setting.historical,
    }


def _line(setting: GuildSetting) -> str:
    flag = ""
    if not setting.declared:
        flag = "  (of an earlier version, not used)" if setting.historical else "  (unknown, not used)"
    return f"{setting.guild_id} {setting.parameter}={setting.value or ''}{flag}"


def _when(settings: Settings) -> Sequence[str]:
    if settings.cache_url.get_secret_value():
        return []
    return [f"A running process sees it within {GUILD_CONFIG.lifetime / 60:.0f} minutes."]
