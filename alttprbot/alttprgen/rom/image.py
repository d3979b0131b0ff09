"""A ROM that is being changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from alttprbot.alttprgen.rom.checksum import write_checksum
from alttprbot.alttprgen.rom.errors import RomException

MIB = 1024 * 1024
VERSION_OFFSET = 0x7FE2
NO_VERSION = 0xFFFF


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes, and the offset in the file where they go."""

    offset: int
    content: bytes


class RomImage:
    """The bytes of a ROM of at least `size` MiB; what the game did not have is zero."""

    def __init__(self, game: bytes, size: int) -> None:
        self._data = bytearray(game)
        self._data += bytes(max(0, size * MIB - len(game)))

    @property
    def version(self) -> int:
        """Of the randomizer in it; 0 for those from before there were numbers."""
        number = int.from_bytes(self.read(VERSION_OFFSET, 2), "little")
        return 0 if number == NO_VERSION else number

    def read(self, offset: int, length: int) -> bytes:
        """What is there; less at the end of the ROM."""
        return bytes(self._data[offset : offset + length])

    def apply(self, writes: Iterable[Write]) -> None:
        """Write one after the other. Raises `RomException` for what does not fit into the ROM."""
        for write in writes:
            end = write.offset + len(write.content)
            if write.offset < 0 or end > len(self._data):
                raise RomException(
                    f"Something would have to be written at {write.offset:#x}, which is outside of a ROM of "
                    f"{len(self._data):,} bytes."
                )
            self._data[write.offset : end] = write.content

    def finished(self) -> bytes:
        """The ROM, with its checksum."""
        write_checksum(self._data)
        return bytes(self._data)
