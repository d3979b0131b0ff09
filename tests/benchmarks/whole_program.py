"""Starts everything once in this process, prints what that took as one line of JSON, and ends.

The simulated services live in the same process, because the simulated Discord does. What they take is measured before
the application starts, and taken out.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import tempfile
import time
from pathlib import Path

import sahasrahbot
from alttprbot.config_loading import load_settings


def _age() -> float:
    """Seconds since this process was started."""
    ticks = int(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")


def _resident() -> float:
    """MiB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


async def _measure(imported: float, before: float) -> dict[str, float]:
    from alttprbot_sandbox.world import simulated_world  # noqa: PLC0415 - after the application's own memory is known

    with tempfile.TemporaryDirectory() as directory:
        async with simulated_world(Path(directory)) as world:
            simulated = _resident() - before
            began = time.perf_counter()
            async with sahasrahbot.open_core(load_settings(world.environment, env_file=None)) as core:
                application = sahasrahbot.build_application(
                    core,
                    discord_connector=world.discord.connector(),
                    audit_connector=world.discord.audit_connector(),
                )
                running = asyncio.create_task(application.supervisor.run())
                readiness = await application.supervisor.wait_ready()
                ready = imported + time.perf_counter() - began
                if not readiness.ready or len(readiness.checks) < 4:
                    raise RuntimeError(f"not everything became ready: {readiness}")
                resident = _resident() - simulated
                application.supervisor.request_stop("measured")
                await running
    return {"ready": ready, "rss": resident, "simulated": simulated}


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    print(json.dumps(asyncio.run(_measure(_age(), _resident()))))  # noqa: T201 - the purpose of the program
