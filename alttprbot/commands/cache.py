"""Forgetting what is remembered: `cache clear`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from alttprbot.caching import NAMESPACES, Cache, Namespace, namespace_called, open_backends
from alttprbot.commands.common import FAILED, OK, complain, print_lines
from alttprbot.metrics import Metrics
from alttprbot.util.clock import Clock

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings


def add_arguments(commands: Subparsers) -> None:
    """Put `cache …` on a command line."""
    cache = commands.add_parser("cache", help="what is remembered for a while")
    actions = cache.add_subparsers(dest="action", required=True, metavar="ACTION")
    clearing = actions.add_parser("clear", help="forget it")
    names = ", ".join(namespace.name for namespace in NAMESPACES)
    clearing.add_argument("namespace", metavar="NAMESPACE", nargs="?", help=f"one of: {names}; default: all")
    clearing.set_defaults(run=_clear)


async def clear(settings: Settings, namespace: Namespace | None) -> int:
    """Forget one namespace, or everything, in the Redis server; the exit code."""
    url = settings.cache_url.get_secret_value()
    if not url:
        complain(
            "CACHE_URL is not set: what is remembered is in the memory of the running process. "
            "An operator can have it forgotten with “@SahasrahBot forget” in Discord."
        )
        return FAILED
    async with open_backends(url) as backends:
        done = await Cache(backends, clock=Clock(), metrics=Metrics()).clear(namespace)
    if not done:
        complain("The server at CACHE_URL does not answer.")
        return FAILED
    print_lines([f"Forgotten: {namespace.name if namespace else 'everything'}."])
    return OK


async def _clear(arguments: argparse.Namespace, settings: Settings) -> int:
    return await clear(settings, namespace_called(arguments.namespace) if arguments.namespace else None)
