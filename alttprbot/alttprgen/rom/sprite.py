"""Sprites in the ZSPR format: who the player is on the screen.

Source of the tiles of the credits' large font: the public entrance randomizer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from alttprbot.alttprgen.rom.errors import SpriteException
from alttprbot.alttprgen.rom.image import RomImage, Write

MAGIC = b"ZSPR"
PIXELS, PALETTE, GLOVES = 0x7000, 120, 4
PIXELS_FIELD, PALETTE_FIELD, TEXTS = 9, 15, 29
PIXELS_OFFSET, PALETTE_OFFSET, GLOVES_OFFSET = 0x80000, 0xDD308, 0xDEDF5

CREDIT_LENGTH = 28
# The two halves of each letter are in rows of their own.
UPPER_ROW, LOWER_ROW = 0x118002, 0x118020
CREDIT_MARKS = (0x118000, 0x11801E)
CREDIT_MARK = bytes([0x02, 0x37])
BLANK = 0x9F
_UPPER: Mapping[str, int] = MappingProxyType(
    {chr(ord("A") + index): 0x5D + index for index in range(26)}
    | {str(digit): 0x53 + digit for digit in range(10)}
    | {"'": 0x77, "!": 0x78}
    | {sign: 0xA0 + index for index, sign in enumerate('.#/:,?="-')}
)
TO_LOWER_HALF, SIGNS_TO_LOWER_HALF = 0x26, 0x20


@dataclass(frozen=True, slots=True)
class Sprite:
    """What a sprite is made of; `author` is who drew it, as the credits of the game say it."""

    pixels: bytes
    palette: bytes
    gloves: bytes
    author: str


def read_sprite(file: bytes) -> Sprite:
    """The sprite in a ZSPR file. Raises `SpriteException` when it is none."""
    if not file.startswith(MAGIC):
        raise SpriteException("This is not a sprite in the ZSPR format.")
    pixels_at, palette_at = (int.from_bytes(file[at : at + 4], "little") for at in (PIXELS_FIELD, PALETTE_FIELD))
    colors = file[palette_at : palette_at + PALETTE + GLOVES]
    pixels = file[pixels_at : pixels_at + PIXELS]
    if len(pixels) < PIXELS or len(colors) < PALETTE + GLOVES:
        raise SpriteException("The sprite is not whole: its file ends before its pixels and colours do.")
    return Sprite(pixels, colors[:PALETTE], colors[PALETTE:], _author(file))


def sprite_writes(sprite: Sprite, rom: RomImage) -> Iterator[Write]:
    """What to write into this ROM; the author only where it has a place for one in its credits."""
    yield Write(PIXELS_OFFSET, sprite.pixels)
    yield Write(PALETTE_OFFSET, sprite.palette)
    yield Write(GLOVES_OFFSET, sprite.gloves)
    if all(rom.read(offset, len(CREDIT_MARK)) == CREDIT_MARK for offset in CREDIT_MARKS):
        text = sprite.author.upper()[:CREDIT_LENGTH].center(CREDIT_LENGTH)
        yield Write(UPPER_ROW, bytes(_UPPER.get(char, BLANK) for char in text))
        yield Write(LOWER_ROW, bytes(_lower(char) for char in text))


def _lower(char: str) -> int:
    upper = _UPPER.get(char, BLANK)
    if upper == BLANK:
        return BLANK
    return upper + (TO_LOWER_HALF if upper < BLANK else SIGNS_TO_LOWER_HALF)


def _author(file: bytes) -> str:
    """The short name, in ASCII, after the name of the sprite and the full name of the author, in UTF-16."""
    start = _after_text(file, _after_text(file, TEXTS))
    end = file.find(0, start)
    if end < 0:
        raise SpriteException("The sprite is not whole: its texts have no end.")
    return file[start:end].decode("ascii", errors="replace")


def _after_text(file: bytes, start: int) -> int:
    """Where a text in UTF-16 that begins at `start` has ended."""
    end = next((at for at in range(start, len(file) - 1, 2) if file[at : at + 2] == bytes(2)), None)
    if end is None:
        raise SpriteException("The sprite is not whole: its texts have no end.")
    return end + 2
