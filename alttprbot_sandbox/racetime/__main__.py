"""A racetime.gg to play with: `python -m alttprbot_sandbox.racetime [port]`, until Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import sys

from alttprbot_sandbox.racetime.server import RaceTimeServer

PEOPLE = ("Zelda", "Link", "Sahasrahla", "Agahnim")


async def main(port: int) -> None:
    """Serve one category, of which Zelda is a moderator and in which a bot with well-known credentials may work."""
    async with RaceTimeServer(port=port, auto_tick=True, caching=True) as server:
        category = server.add_category("alttpr", "ALTTP Randomizer", goals=["Beat the game", "Beat the game - Casual"])
        bot = server.add_bot(category.slug, "racetime-client", "racetime-secret")
        people = [server.add_user(name, twitch=name.lower()) for name in PEOPLE]
        category.moderators.append(people[0])
        sys.stdout.write(f"{server.url}  (bot: client id {bot.client_id}, secret {bot.client_secret})\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
