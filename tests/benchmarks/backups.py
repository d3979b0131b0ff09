"""A backup of a million rows, and its restore, on SQLite: how many rows a second, and how much memory it takes."""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from alttprbot.database import Database
from alttprbot.database.portable.archive import reading
from alttprbot.database.portable.backup import back_up
from alttprbot.database.portable.restore import restore
from alttprbot.util.clock import Clock
from tests.benchmarks.report import Row
from tests.database_fixtures import DatabaseOnly
from tests.e2e.process import ROOT

ROWS = 1_000_000
# Messages as the audit bot keeps them, made by the database itself: through the models it would take longer than both.
FILL = (
    f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS}) "  # noqa: S608
    "INSERT INTO audit_messages (guild_id, message_id, user_id, channel_id, message_date, content) "
    "SELECT 4611686018427387904 + i % 50, 4611686018427387904 + i, 4611686018427387904 + i % 900, "
    "4611686018427387904 + i % 99, '2026-02-28 23:59:59.123456+00:00', "
    "'Message ' || i || ': ' || hex(randomblob(40)) FROM n;"
)


class Silent:
    """Progress that nobody looks at."""

    total: float | None = None

    def update(self, n: float = 1) -> None:
        """Nothing to show."""


async def measure() -> list[Row]:
    """Each in a process of its own, so that its peak memory is its own."""
    with tempfile.TemporaryDirectory() as directory:
        await _run("fill", directory)
        written = await _run("back_up", directory)
        restored = await _run("restore", directory)
    how = f"{ROWS:,} audit messages of 100 characters"
    return [
        Row(name, f"{ROWS / part['seconds']:,.0f} rows/s, {part['peak']:.0f} MiB at most", budget, how)
        for name, part, budget in (
            ("`db backup`", written, "20,000 rows/s, 150 MiB"),
            ("`db restore`", restored, "10,000 rows/s, 150 MiB"),
        )
    ]


async def _run(step: str, directory: str) -> dict[str, float]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.benchmarks.backups", step, directory, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{step} failed")
    sample: dict[str, float] = json.loads(output.splitlines()[-1])
    return sample


async def _perform(step: str, directory: Path) -> float:
    clock = Clock()
    name = "restored" if step == "restore" else "original"
    database = Database(DatabaseOnly(f"sqlite://{directory / name}.sqlite3"), clock)
    await database.open()
    began = time.perf_counter()
    try:
        match step:
            case "fill":
                await database.upgrade()
                await database.client.execute_script(FILL)
            case "back_up":
                await back_up(database.client, directory / "backup.zip", made=clock.now(), progress=Silent())
            case "restore":
                with reading(directory / "backup.zip") as archive:
                    await restore(database, archive, progress=Silent())
    finally:
        await database.close()
    return time.perf_counter() - began


if __name__ == "__main__":
    seconds = asyncio.run(_perform(sys.argv[1], Path(sys.argv[2])))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak}))  # noqa: T201 - how the figures leave the process
