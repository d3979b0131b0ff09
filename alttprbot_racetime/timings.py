"""How long things take and how often they happen; tests bring their own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timings:
    """All in seconds. Backoffs double from the first value to the second.

    `offline_check`: how long a room may be out of reach before it is looked up. `history`: how long its past may take
    to arrive. `command_age`: how old a command may be and still be done. `confirmation`: how long a seed may take to
    show in its room. `listing_age`: how old the list of unlisted rooms may be. `queue_notice`: after what wait somebody
    is told their place in the queue.
    """

    scan: float = 30.0
    refused: float = 1800.0
    category_backoff: tuple[float, float] = (5.0, 300.0)
    room_backoff: tuple[float, float] = (1.0, 60.0)
    request_backoff: tuple[float, float] = (1.0, 10.0)
    stable: float = 60.0
    silence: float = 60.0
    pong: float = 10.0
    history: float = 15.0
    offline_check: float = 30.0
    token_margin: float = 1800.0
    token_spread: float = 600.0
    command_age: float = 120.0
    confirmation: float = 60.0
    farewell: float = 10.0
    listing_age: float = 61.0
    listing_poll: float = 5.0
    queue_notice: float = 5.0
    connect: float = 10.0
    request: float = 30.0
