"""What a player may like otherwise, and where the game keeps it.

Offsets and values are those of the ALTTPR site's own patcher.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from alttprbot.alttprgen.rom.image import Write


class HeartBeep(StrEnum):
    """How often it beeps when there is little life left."""

    OFF = "off"
    DOUBLE = "double"
    NORMAL = "normal"
    HALF = "half"
    QUARTER = "quarter"


class HeartColor(StrEnum):
    """The colour of the hearts."""

    RED = "red"
    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"


class MenuSpeed(StrEnum):
    """How fast the item menu opens."""

    INSTANT = "instant"
    FAST = "fast"
    NORMAL = "normal"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Cosmetics:
    """How a game looks, sounds and feels; the defaults are those that players expect."""

    heart_beep: HeartBeep = HeartBeep.HALF
    heart_color: HeartColor = HeartColor.RED
    menu_speed: MenuSpeed = MenuSpeed.NORMAL
    quickswap: bool = False
    music: bool = True
    msu1_resume: bool = True
    reduce_flashing: bool = False


# Since this version the game reads the colour of hearts from one place.
COLOR_VERSION = 4
COLOR_OFFSET = 0x187020
OLD_COLOR_OFFSETS = range(0x6FA1E, 0x6FA32, 2)
OLD_FILE_COLOR_OFFSET = 0x65561
_BEEPS: Mapping[HeartBeep, int] = MappingProxyType(
    {HeartBeep.OFF: 0, HeartBeep.DOUBLE: 16, HeartBeep.NORMAL: 32, HeartBeep.HALF: 64, HeartBeep.QUARTER: 128}
)
_COLORS: Mapping[HeartColor, int] = MappingProxyType(
    {HeartColor.RED: 0, HeartColor.BLUE: 1, HeartColor.GREEN: 2, HeartColor.YELLOW: 3}
)
# In the game, and on the screen where a file is chosen.
_OLD_COLORS: Mapping[HeartColor, tuple[int, int]] = MappingProxyType(
    {HeartColor.RED: (36, 5), HeartColor.BLUE: (44, 13), HeartColor.GREEN: (60, 25), HeartColor.YELLOW: (40, 9)}
)
_SPEEDS: Mapping[MenuSpeed, int] = MappingProxyType(
    {MenuSpeed.INSTANT: 0xE8, MenuSpeed.FAST: 0x10, MenuSpeed.NORMAL: 0x08, MenuSpeed.SLOW: 0x04}
)
# The noises of the menu, which would come too late in one that opens at once.
_MENU_SOUNDS = ((0x6DD9A, 0x11), (0x6DF2A, 0x12), (0x6E0E9, 0x12))
_NO_SOUND = 0x20


def cosmetic_writes(cosmetics: Cosmetics, version: int) -> Iterator[Write]:
    """What to write into a ROM whose randomizer is of `version`."""
    yield _byte(0x180033, _BEEPS[cosmetics.heart_beep])
    yield from _heart_color(cosmetics.heart_color, version)
    yield _byte(0x180048, _SPEEDS[cosmetics.menu_speed])
    for offset, sound in _MENU_SOUNDS:
        yield _byte(offset, _NO_SOUND if cosmetics.menu_speed is MenuSpeed.INSTANT else sound)
    yield _byte(0x18004B, int(cosmetics.quickswap))
    yield _byte(0x18021A, int(not cosmetics.music))
    if not cosmetics.msu1_resume:
        yield Write(0x18021D, bytes(2))
    yield _byte(0x18017F, int(cosmetics.reduce_flashing))


def _heart_color(color: HeartColor, version: int) -> Iterator[Write]:
    if version >= COLOR_VERSION:
        yield _byte(COLOR_OFFSET, _COLORS[color])
        return
    in_game, on_file_screen = _OLD_COLORS[color]
    for offset in OLD_COLOR_OFFSETS:
        yield _byte(offset, in_game)
    yield _byte(OLD_FILE_COLOR_OFFSET, on_file_screen)


def _byte(offset: int, value: int) -> Write:
    return Write(offset, bytes([value]))
