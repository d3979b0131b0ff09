"""Durations as racers write them."""

from __future__ import annotations

from datetime import timedelta


def hours_minutes_seconds(duration: timedelta) -> str:
    """`HH:MM:SS`; fractions of a second are dropped, hours go beyond 24."""
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"
