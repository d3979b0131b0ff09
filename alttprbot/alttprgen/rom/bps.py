"""Patches in the BPS format, which say how to make one file of another.

A patch is the magic, three numbers (sizes of source, target and metadata), the metadata, actions that append to the
target, and the CRC32 of source, target and of the patch itself. Nothing of that is believed before it was checked.
"""

from __future__ import annotations

import zlib

from alttprbot.alttprgen.rom.errors import BrokenPatchException

MAGIC = b"BPS1"
TRAILER = 12
SMALLEST = len(MAGIC) + 3 + TRAILER
LARGEST_PATCH = 4 * 1024 * 1024
LARGEST_TARGET = 8 * 1024 * 1024
MOST_ACTIONS = 1_000_000
LARGEST_NUMBER = 2**40
SOURCE_READ, TARGET_READ, SOURCE_COPY = range(3)


def apply_bps(patch: bytes, source: bytes) -> bytes:
    """The file that `patch` makes of `source`, with all three checksums right.

    Raises `BrokenPatchException` when the patch is damaged, for another file, or would take more memory or time than
    any patch of a game does.
    """
    _check_patch(patch)
    reader = _Reader(patch, len(MAGIC), len(patch) - TRAILER)
    source_size, target_size, metadata_size = (reader.number() for _ in range(3))
    reader.take(metadata_size)
    if source_size != len(source) or zlib.crc32(source) != _crc(patch, -12):
        raise BrokenPatchException("The patch is for another file: it does not fit the ROM that was given.")
    if target_size > LARGEST_TARGET:
        raise BrokenPatchException(
            f"The patch would make a file of {target_size:,} bytes; no more than {LARGEST_TARGET:,} are allowed."
        )
    target = _Target(source, target_size)
    target.carry_out(reader)
    if zlib.crc32(target.data) != _crc(patch, -8):
        raise BrokenPatchException("The patch is wrong: what it makes does not have the checksum that it states.")
    return bytes(target.data)


def _check_patch(patch: bytes) -> None:
    """That it is a patch of bearable size, and arrived as it was made."""
    if not patch.startswith(MAGIC) or len(patch) < SMALLEST:
        raise BrokenPatchException("This is not a BPS patch.")
    if len(patch) > LARGEST_PATCH:
        raise BrokenPatchException(
            f"The patch is {len(patch):,} bytes long; no more than {LARGEST_PATCH:,} are allowed."
        )
    if zlib.crc32(memoryview(patch)[:-4]) != _crc(patch, -4):
        raise BrokenPatchException("The patch is damaged: its checksum is wrong.")


def _crc(patch: bytes, at: int) -> int:
    return int.from_bytes(patch[at : at + 4 or None], "little")


class _Reader:
    """Reads `data` from `at` up to `end`."""

    def __init__(self, data: bytes, at: int, end: int) -> None:
        self._data = data
        self._end = end
        self.at = at

    @property
    def is_done(self) -> bool:
        return self.at >= self._end

    def number(self) -> int:
        """Seven bits a byte, the lowest first; each byte but the last adds one to the next, so that no number can be
        written in two ways."""
        data, at, end = self._data, self.at, self._end
        value, scale = 0, 1
        while at < end:
            byte = data[at]
            at += 1
            value += (byte & 0x7F) * scale
            if byte & 0x80:
                self.at = at
                return value
            scale <<= 7
            value += scale
            if scale > LARGEST_NUMBER:
                raise BrokenPatchException("The patch is wrong: a number in it has no end.")
        raise BrokenPatchException("The patch is wrong: it ends in the middle of a number.")

    def distance(self) -> int:
        """A number whose lowest bit is its sign."""
        number = self.number()
        return -(number >> 1) if number & 1 else number >> 1

    def take(self, length: int) -> bytes:
        start, self.at = self.at, self.at + length
        if self.at > self._end:
            raise BrokenPatchException("The patch is wrong: it ends before what it announces.")
        return self._data[start : self.at]


class _Target:
    """The file as it grows."""

    def __init__(self, source: bytes, size: int) -> None:
        self._source = source
        self._size = size
        self._source_at = 0
        self._target_at = 0
        self.data = bytearray()

    def carry_out(self, reader: _Reader) -> None:
        """All actions of a patch, which make exactly as many bytes as were announced."""
        actions = 0
        while not reader.is_done:
            actions += 1
            action = reader.number()
            length = (action >> 2) + 1
            if actions > MOST_ACTIONS or len(self.data) + length > self._size:
                raise BrokenPatchException("The patch is wrong: it makes more than it announces.")
            kind = action & 3
            if kind == SOURCE_READ:
                self.data += self._of_source(len(self.data), length)
            elif kind == TARGET_READ:
                self.data += reader.take(length)
            elif kind == SOURCE_COPY:
                self._source_at += reader.distance()
                self.data += self._of_source(self._source_at, length)
                self._source_at += length
            else:
                self._target_at += reader.distance()
                self.data += self._of_target(self._target_at, length)
                self._target_at += length
        if len(self.data) != self._size:
            raise BrokenPatchException("The patch is wrong: it makes less than it announces.")

    def _of_source(self, start: int, length: int) -> bytes:
        if start < 0 or start + length > len(self._source):
            raise BrokenPatchException("The patch is wrong: it refers to something outside of the ROM.")
        return self._source[start : start + length]

    def _of_target(self, start: int, length: int) -> bytes | bytearray:
        """A copy may run into itself: then what is already there repeats."""
        if not 0 <= start < len(self.data):
            raise BrokenPatchException("The patch is wrong: it refers to something that it has not made yet.")
        block = self.data[start : start + length]
        return block if len(block) == length else (block * (length // len(block) + 1))[:length]
