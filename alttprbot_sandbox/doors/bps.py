"""Patches in the BPS format, which says what to keep of a file and what to put in its place."""

from __future__ import annotations

import zlib

MAGIC = b"BPS1"
SOURCE_READ, TARGET_READ = 0, 1
BLOCK = 256


def make_patch(source: bytes, target: bytes) -> bytes:
    """The patch that makes `target` of `source`."""
    patch = bytearray(MAGIC + _number(len(source)) + _number(len(target)) + _number(0))
    for start in range(0, len(target), BLOCK):
        block = target[start : start + BLOCK]
        same = source[start : start + BLOCK] == block
        patch += _number(((len(block) - 1) << 2) | (SOURCE_READ if same else TARGET_READ))
        if not same:
            patch += block
    for part in (source, target):
        patch += zlib.crc32(part).to_bytes(4, "little")
    return bytes(patch) + zlib.crc32(patch).to_bytes(4, "little")


def apply_patch(source: bytes, patch: bytes) -> bytes:
    """The file that such a patch makes of `source`. Raises `ValueError` if it is not for that file."""
    if patch[:4] != MAGIC or int.from_bytes(patch[-12:-8], "little") != zlib.crc32(source):
        raise ValueError("this patch is not for this file")
    position, numbers = 4, []
    for _ in range(3):
        number, position = _read_number(patch, position)
        numbers.append(number)
    target = bytearray()
    while position < len(patch) - 12:
        action, position = _read_number(patch, position)
        length = (action >> 2) + 1
        if action & 3 == SOURCE_READ:
            target += source[len(target) : len(target) + length]
        else:
            target += patch[position : position + length]
            position += length
    if int.from_bytes(patch[-8:-4], "little") != zlib.crc32(target):
        raise ValueError("this patch is broken")
    return bytes(target)


def _number(value: int) -> bytes:
    encoded = bytearray()
    while True:
        low, value = value & 0x7F, value >> 7
        if value == 0:
            encoded.append(low | 0x80)
            return bytes(encoded)
        encoded.append(low)
        value -= 1


def _read_number(data: bytes, position: int) -> tuple[int, int]:
    value, shift = 0, 1
    while True:
        byte, position = data[position], position + 1
        value += (byte & 0x7F) * shift
        if byte & 0x80:
            return value, position
        shift <<= 7
        value += shift
