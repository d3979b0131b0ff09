"""Figures and how they are written down."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `budget` is what the architecture allows."""

    what: str
    figure: str
    budget: str
    how: str


def milliseconds(samples: Sequence[float]) -> str:
    """Median and 99th percentile of durations in seconds."""
    ordered = sorted(samples)
    worst = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"{statistics.median(ordered) * 1000:.2f} ms median, {worst * 1000:.2f} ms p99"


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| what | measured | budget | how |", "| --- | --- | --- | --- |"]
    lines += [f"| {row.what} | {row.figure} | {row.budget} | {row.how} |" for row in rows]
    return "\n".join(lines)
