"""A JSON endpoint of the web application beside an empty Quart route, each served by Hypercorn in its own process."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.benchmarks.report import Row
from tests.e2e.process import ROOT, free_port

CONNECTIONS = 8
REQUESTS = 4000
ROUNDS = 5
ENDPOINT = "/presets/api/alttpr?preset=open"
EMPTY = """
import asyncio, sys
from hypercorn.asyncio import serve
from hypercorn.config import Config
from quart import Quart
app = Quart("empty")
@app.get("/")
async def empty():
    return {}
config = Config()
config.bind = [f"127.0.0.1:{sys.argv[1]}"]
asyncio.run(serve(app, config))
"""


async def measure() -> list[Row]:
    """Requests a second of both, taken in turns so that the machine is the same for both."""
    with tempfile.TemporaryDirectory() as directory:
        empty_port, port = free_port(), free_port()
        environment = {
            "DEBUG": "true",
            "DATA_DIR": directory,
            "API_PORT": str(port),
            "APP_SECRET_KEY": "a key that only the benchmark knows, long enough",
            "RATE_LIMIT_READ": "1000000000",
            "LOG_LEVEL": "WARNING",
        }
        async with (
            _server([sys.executable, "-c", EMPTY, str(empty_port)], {}, empty_port),
            _server([sys.executable, str(ROOT / "sahasrahbot.py"), "run"], environment, port, Path(directory)),
        ):
            floor, ours = [], []
            for _ in range(ROUNDS):
                floor.append(await _throughput(f"http://127.0.0.1:{empty_port}/"))
                ours.append(await _throughput(f"http://127.0.0.1:{port}{ENDPOINT}"))
    best_floor, best = max(floor), max(ours)
    return [
        Row("empty Quart route", f"{best_floor:.0f} requests/s", "the floor", _how()),
        Row(f"`GET {ENDPOINT}`", f"{best:.0f} requests/s, {best / best_floor:.0%} of the floor", "70 %", _how()),
    ]


def _how() -> str:
    return f"{REQUESTS} requests over {CONNECTIONS} connections, best of {ROUNDS}; our log at WARNING"


@asynccontextmanager
async def _server(
    command: Sequence[str], environment: dict[str, str], port: int, cwd: Path = ROOT
) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        *command, cwd=cwd, env={"PATH": "/usr/bin:/bin", **environment}, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(60):
            await _listening(port)
        yield
    finally:
        process.terminate()
        await process.wait()


async def _listening(port: int) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionRefusedError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


async def _throughput(url: str) -> float:
    remaining = iter(range(REQUESTS))

    async def client(session: aiohttp.ClientSession) -> None:
        for _ in remaining:
            async with session.get(url) as response:
                assert response.status == 200
                await response.read()

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS)) as session:
        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for _ in range(CONNECTIONS):
                group.create_task(client(session))
        return REQUESTS / (time.perf_counter() - began)
