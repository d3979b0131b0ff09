"""Measures what docs/benchmarks.md reports, and writes it: `make bench`."""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
from pathlib import Path

from tests.benchmarks import adoption, backups, endpoint, games, process, roms, rooms, seeds, statements
from tests.benchmarks.report import Row, table

DOCUMENT = Path(__file__).parents[2] / "docs" / "benchmarks.md"
MARKER = "<!-- results: written by make bench -->"


async def measure() -> list[Row]:
    """Every benchmark, one after the other, so that none disturbs another."""
    parts = (seeds, games, roms, process, endpoint, rooms, backups, statements, adoption)
    return [row for part in parts for row in await part.measure()]


def main() -> None:
    """Measure, print, and write the results below the marker of the document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="only print")
    arguments = parser.parse_args()
    results = (
        f"Measured with `make bench` on {os.cpu_count()} cores ({platform.machine()}), "
        f"Python {platform.python_version()}, SQLite unless said otherwise.\n\n{table(asyncio.run(measure()))}"
    )
    print(results)  # noqa: T201 - the purpose of the command
    if not arguments.dry_run:
        text = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(f"{text.partition(MARKER)[0]}{MARKER}\n\n{results}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
