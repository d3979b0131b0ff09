"""How the running process is: `health`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

import aiohttp

from alttprbot.commands.common import FAILED, OK, complain, print_json, print_lines
from alttprbot.util.http import open_http_session, parse_json, read_body

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings

PATIENCE = aiohttp.ClientTimeout(total=10)
ANSWER_BYTES = 100_000
EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - asked, not listened on


def add_arguments(commands: Subparsers) -> None:
    """Put `health` on a command line."""
    health = commands.add_parser("health", help="ask the running process how it is")
    health.add_argument("--json", action="store_true", help="answer as JSON")
    health.set_defaults(run=_health)


async def _health(arguments: argparse.Namespace, settings: Settings) -> int:
    address = f"http://{EVERY_ADDRESS.get(settings.api_host, settings.api_host)}:{settings.api_port}/readyz"
    try:
        async with open_http_session(settings) as http, http.get(address, timeout=PATIENCE) as response:
            answer = parse_json(await read_body(response, ANSWER_BYTES))
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        complain(f"{address} does not answer: {error or 'it takes too long'}")
        return FAILED
    if arguments.json:
        print_json(answer)
    else:
        print_lines(_line(name, check) for name, check in answer["checks"].items())
    return OK if answer["status"] == "ok" else FAILED


def _line(name: str, check: dict[str, Any]) -> str:
    detail = f" ({check['detail']})" if "detail" in check else ""
    return f"{name}: {check['status']}{detail}"
