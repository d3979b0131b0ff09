"""The game that the site builds upon, and the ROM that it takes to make it. Nobody's game is in either."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from functools import cache

from alttprbot_sandbox.bps import make_patch

MIB = 1024 * 1024
VERSION_OFFSET = 0x7FE2
CREDITS = (0x118000, 0x11801E)
CREDIT_MARK = bytes([0x02, 0x37])
LATEST_VERSION = 5


@dataclass(frozen=True, slots=True)
class Build:
    """`game` is what `patch`, in the BPS format, makes of the original; `md5` is by which the site names it."""

    game: bytes
    patch: bytes
    md5: str


@cache
def original() -> bytes:
    """What the simulated site takes for the original: bytes without a meaning, always the same."""
    return random.Random("the original game").randbytes(MIB)


@cache
def build(version: int = LATEST_VERSION) -> Build:
    """The game with the randomizer of this version in it: the original with holes, a header, and as much again of which
    most is empty."""
    rng = random.Random(f"build {version}")
    game = bytearray(original() + bytes(MIB))
    for start in range(0, MIB, 0x8000):
        game[start + 0x1000 : start + 0x1000 + 300] = rng.randbytes(300)
    game[0x20000:0x24000] = game[0x60000:0x64000]
    game[0x110000:0x118000] = rng.randbytes(0x8000)
    game[0x160000:0x168000] = game[0x110000:0x118000]
    game[0x180000:0x181000] = rng.randbytes(0x1000)
    game[VERSION_OFFSET : VERSION_OFFSET + 2] = version.to_bytes(2, "little")
    for offset in CREDITS:
        game[offset : offset + len(CREDIT_MARK)] = CREDIT_MARK
    made = bytes(game)
    return Build(made, make_patch(original(), made), hashlib.md5(made, usedforsecurity=False).hexdigest())
