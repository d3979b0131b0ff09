"""A process that writes rows until it is killed, and prints the number of each that is stored: `python -m … URL`."""

from __future__ import annotations

import asyncio
import sys
from itertools import count

from alttprbot.database import Database, transactional
from alttprbot.models import Config
from alttprbot.util.clock import Clock
from tests.database_fixtures import DatabaseOnly


@transactional
async def write(number: int) -> None:
    """Store two rows that belong together."""
    await Config.create(guild_id=number, parameter="First", value="!")
    await Config.create(guild_id=number, parameter="Second", value="!")


async def main(url: str) -> None:
    """Write for ever."""
    await Database(DatabaseOnly(url), Clock()).open()
    for number in count(1):
        await write(number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
