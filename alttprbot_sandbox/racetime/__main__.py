"""A racetime.gg to play with: `python -m alttprbot_sandbox.racetime [port]`, until Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import sys

from alttprbot_sandbox.racetime.categories import add_categories, bot_settings
from alttprbot_sandbox.racetime.server import RaceTimeServer

PEOPLE = ("Zelda", "Link", "Sahasrahla", "Agahnim")


async def main(port: int) -> None:
    """Serve all categories; Zelda is a moderator of each, and bots with well-known credentials may work in them."""
    async with RaceTimeServer(port=port, auto_tick=True, caching=True) as server:
        add_categories(server)
        people = [server.add_user(name, twitch=name.lower()) for name in PEOPLE]
        for category in server.world.categories.values():
            category.moderators.append(people[0])
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.writelines(f"{name}={value}\n" for name, value in bot_settings().items())
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
