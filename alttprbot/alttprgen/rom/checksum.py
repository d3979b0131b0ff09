"""The checksum in the header of a cartridge."""

from __future__ import annotations

START, END = 0x7FDC, 0x7FE0
# Complement and checksum add up to 0xFFFF, so that these four bytes always count for this much.
OWN_SUM = 0x1FE


def checksum_of(rom: bytes | bytearray) -> int:
    """The sum of all bytes, modulo 65536, as it is once the checksum itself was written."""
    return (sum(rom) - sum(rom[START:END]) + OWN_SUM) & 0xFFFF


def write_checksum(rom: bytearray) -> None:
    """Put complement and checksum into the header of a game without a fault in it."""
    checksum = checksum_of(rom)
    rom[START:END] = (checksum ^ 0xFFFF).to_bytes(2, "little") + checksum.to_bytes(2, "little")
