"""Many race rooms in one process: how fast it answers in each, and what a room costs."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.crowd import Crowd
from alttprbot_sandbox.racetime.state import Race, User
from tests.benchmarks.report import Row, milliseconds
from tests.e2e.process import started

ROOMS = 1000
ENTRANTS = 5
COMMANDS = 500


async def measure() -> list[Row]:
    """The real program, attending rooms of a simulated racetime.gg in this process."""
    with tempfile.TemporaryDirectory() as directory:
        async with RaceTimeServer() as server:
            server.add_category("alttpr", "ALTTP Randomizer", goals=["Beat the game"])
            server.add_bot("alttpr", "client", "secret", name="SahasrahBot")
            async with started(["run"], _settings(server, directory), Path(directory)) as program:
                await program.printed("all services ready")
                alone = _resident(program.process.pid)
                crowd = Crowd(server, "alttpr", rooms=ROOMS, entrants=ENTRANTS)
                await crowd.attended()
                await server.until(lambda: all(_said(race) for race in crowd.races), 120)
                room = (_resident(program.process.pid) - alone) / ROOMS
                samples = [
                    await _answer_time(server, race, people[0])
                    for race, people in zip(crowd.races[:COMMANDS], crowd.people[:COMMANDS], strict=True)
                ]
                program.interrupt()
                await program.ended()
    how = f"`!help` in {COMMANDS} of {ROOMS:,} open rooms with {ENTRANTS} entrants each, one after the other"
    return [
        Row("chat command to reply", milliseconds(samples), "50 ms p99", how),
        Row("memory a room", f"{room:.0f} KiB", "50 KiB", f"resident memory with {ROOMS:,} rooms less that without"),
    ]


def _settings(server: RaceTimeServer, directory: str) -> dict[str, str]:
    return {
        "DEBUG": "true",
        "DATA_DIR": directory,
        "WEB_ENABLED": "false",
        "RACETIME_HOST": server.host,
        "RACETIME_PORT": str(server.port),
        "RACETIME_URL": server.url,
        "RACETIME_CLIENT_ID_ALTTPR": "client",
        "RACETIME_CLIENT_SECRET_ALTTPR": "secret",
    }


async def _answer_time(server: RaceTimeServer, race: Race, user: User) -> float:
    before, began = _said(race), time.perf_counter()
    await server.say(race, user, "!help")
    await server.until(lambda: _said(race) > before)
    return time.perf_counter() - began


def _said(race: Race) -> int:
    return sum(message.bot is not None for message in race.messages)


def _resident(process: int) -> float:
    """KiB."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024
