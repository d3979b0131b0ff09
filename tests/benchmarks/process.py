"""The whole program in its own process: how long it takes to be ready, and what it needs when it has nothing to do."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys

from tests.benchmarks.report import Row
from tests.e2e.process import ROOT

ROUNDS = 5


async def measure() -> list[Row]:
    """Median of several starts, all surfaces on."""
    samples = [await _start() for _ in range(ROUNDS)]
    ready = statistics.median(sample["ready"] for sample in samples)
    rss = statistics.median(sample["rss"] for sample in samples)
    simulated = statistics.median(sample["simulated"] for sample in samples)
    how = f"median of {ROUNDS} starts of one process with both bots, RaceTime and web"
    return [
        Row("start to all surfaces ready", f"{ready:.2f} s", "3 s", f"{how}; from the start of the interpreter"),
        Row(
            "resident memory, idle",
            f"{rss:.0f} MiB",
            "150 MiB",
            f"{how}; {simulated:.0f} MiB for the simulated services in the same process taken out",
        ),
    ]


async def _start() -> dict[str, float]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.benchmarks.whole_program", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError("the program did not start")
    sample: dict[str, float] = json.loads(output.splitlines()[-1])
    return sample
