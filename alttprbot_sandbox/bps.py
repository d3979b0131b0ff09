"""Patches in the BPS format, which say what to keep of a file and what to put in its place."""

from __future__ import annotations

import zlib
from enum import IntEnum

MAGIC = b"BPS1"
BLOCK = 256


class Kind(IntEnum):
    """What an action appends: the source from the same place on, bytes of the patch, or what is elsewhere in either."""

    SOURCE_READ = 0
    TARGET_READ = 1
    SOURCE_COPY = 2
    TARGET_COPY = 3


def make_patch(source: bytes, target: bytes, *, block: int = BLOCK, metadata: bytes = b"") -> bytes:
    """The patch that makes `target` of `source`. It looks for blocks of so many bytes that are already somewhere."""
    patch = bytearray(MAGIC)
    for size in (source, target, metadata):
        patch += number(len(size))
    patch += metadata + _actions(source, target, block)
    for part in (source, target):
        patch += zlib.crc32(part).to_bytes(4, "little")
    return bytes(patch) + zlib.crc32(patch).to_bytes(4, "little")


def _actions(source: bytes, target: bytes, size: int) -> bytes:
    given = {source[at : at + size]: at for at in range(0, len(source), size)}
    made: dict[bytes, int] = {}
    source_at = target_at = 0
    actions = bytearray()
    for start in range(0, len(target), size):
        block = target[start : start + size]
        length = len(block)
        if source[start : start + size] == block:
            actions += action(Kind.SOURCE_READ, length)
        elif block in given:
            actions += action(Kind.SOURCE_COPY, length) + distance(given[block] - source_at)
            source_at = given[block] + length
        elif block in made:
            actions += action(Kind.TARGET_COPY, length) + distance(made[block] - target_at)
            target_at = made[block] + length
        elif length > 1 and block == block[:1] * length:
            # What follows the first byte is copied from where it is just being written.
            actions += action(Kind.TARGET_READ, 1) + block[:1]
            actions += action(Kind.TARGET_COPY, length - 1) + distance(start - target_at)
            target_at = start + length - 1
        else:
            actions += action(Kind.TARGET_READ, length) + block
        made[block] = start
    return bytes(actions)


def action(kind: Kind, length: int) -> bytes:
    """The beginning of an action."""
    return number(((length - 1) << 2) | kind)


def distance(steps: int) -> bytes:
    """How far a copy is from where the last one ended."""
    return number(abs(steps) << 1 | (steps < 0))


def number(value: int) -> bytes:
    """A number of any size."""
    encoded = bytearray()
    while True:
        low, value = value & 0x7F, value >> 7
        if value == 0:
            encoded.append(low | 0x80)
            return bytes(encoded)
        encoded.append(low)
        value -= 1
