"""How long things take and how often they happen; tests bring their own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timings:
    """All in seconds. Backoffs double from the first value to the second."""

    scan: float = 30.0
    refused: float = 1800.0
    category_backoff: tuple[float, float] = (5.0, 300.0)
    room_backoff: tuple[float, float] = (1.0, 60.0)
    stable: float = 60.0
    silence: float = 60.0
    pong: float = 10.0
    offline_check: float = 30.0
    token_margin: float = 1800.0
    command_age: float = 120.0
    confirmation: float = 60.0
    connect: float = 10.0
    request: float = 30.0
