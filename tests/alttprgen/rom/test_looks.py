"""What a player may like otherwise: each choice is where the game looks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from alttprbot.alttprgen.rom.cosmetics import Cosmetics, HeartBeep, HeartColor, MenuSpeed, cosmetic_writes
from alttprbot.alttprgen.rom.errors import RomException, SpriteException
from alttprbot.alttprgen.rom.image import MIB, RomImage, Write
from alttprbot.alttprgen.rom.sprite import read_sprite, sprite_writes
from alttprbot_sandbox.alttpr.builds import build
from alttprbot_sandbox.alttpr.sprites import SPRITES

OLD_HEARTS = [0x6FA1E, 0x6FA20, 0x6FA22, 0x6FA24, 0x6FA26, 0x6FA28, 0x6FA2A, 0x6FA2C, 0x6FA2E, 0x6FA30]
SOUNDS = {0x6DD9A: 0x11, 0x6DF2A: 0x12, 0x6E0E9: 0x12}
SPRITE = SPRITES["sahasrahla.1.zspr"]


def written(version: int = 4, **chosen: Any) -> Mapping[int, int]:
    """The bytes by their offsets."""
    found: dict[int, int] = {}
    for write in cosmetic_writes(Cosmetics(**chosen), version):
        found |= {write.offset + index: value for index, value in enumerate(write.content)}
    return found


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, {0x180033: 64, 0x187020: 0, 0x180048: 0x08, 0x18004B: 0, 0x18021A: 0, 0x18017F: 0} | SOUNDS),
        ({"heart_beep": HeartBeep.OFF}, {0x180033: 0}),
        ({"heart_beep": HeartBeep.DOUBLE}, {0x180033: 16}),
        ({"heart_beep": HeartBeep.NORMAL}, {0x180033: 32}),
        ({"heart_beep": HeartBeep.QUARTER}, {0x180033: 128}),
        ({"heart_color": HeartColor.BLUE}, {0x187020: 1}),
        ({"heart_color": HeartColor.GREEN}, {0x187020: 2}),
        ({"heart_color": HeartColor.YELLOW}, {0x187020: 3}),
        ({"menu_speed": MenuSpeed.INSTANT}, {0x180048: 0xE8} | dict.fromkeys(SOUNDS, 0x20)),
        ({"menu_speed": MenuSpeed.FAST}, {0x180048: 0x10} | SOUNDS),
        ({"menu_speed": MenuSpeed.SLOW}, {0x180048: 0x04} | SOUNDS),
        ({"quickswap": True}, {0x18004B: 1}),
        ({"music": False}, {0x18021A: 1}),
        ({"msu1_resume": False}, {0x18021D: 0, 0x18021E: 0}),
        ({"reduce_flashing": True}, {0x18017F: 1}),
    ],
)
def test_each_choice_is_where_the_game_looks(chosen: dict[str, Any], expected: Mapping[int, int]) -> None:
    assert expected.items() <= written(**chosen).items()


def test_music_that_goes_on_is_left_to_the_game() -> None:
    assert not {0x18021D, 0x18021E} & written().keys()


@pytest.mark.parametrize(
    ("color", "in_game", "on_file_screen"),
    [
        (HeartColor.BLUE, 44, 13),
        (HeartColor.GREEN, 60, 25),
        (HeartColor.YELLOW, 40, 9),
        (HeartColor.RED, 36, 5),
    ],
)
def test_older_games_have_their_hearts_in_many_places(color: HeartColor, in_game: int, on_file_screen: int) -> None:
    found = written(3, heart_color=color)

    assert dict.fromkeys(OLD_HEARTS, in_game).items() <= found.items()
    assert found[0x65561] == on_file_screen
    assert 0x187020 not in found


def test_a_rom_knows_its_version_and_grows_to_exactly_what_the_seed_says() -> None:
    game = build(5).game

    assert (RomImage(game, 2).version, len(RomImage(game, 2).finished())) == (5, 2 * MIB)
    assert len(RomImage(game, 4).finished()) == 4 * MIB
    assert RomImage(game[:0x7FE2] + b"\xff\xff" + game[0x7FE4:], 2).version == 0


def test_nothing_is_written_outside_of_a_rom() -> None:
    rom = RomImage(build().game, 2)

    with pytest.raises(RomException, match="outside of a ROM"):
        rom.apply([Write(2 * MIB - 1, b"ab")])


def test_the_console_finds_the_checksum_right() -> None:
    rom = RomImage(build().game, 2).finished()

    complement, checksum = (int.from_bytes(rom[at : at + 2], "little") for at in (0x7FDC, 0x7FDE))
    assert complement ^ checksum == 0xFFFF
    assert sum(rom) & 0xFFFF == checksum


def test_a_sprite_brings_its_pixels_its_colours_and_its_author() -> None:
    rom = RomImage(build().game, 2)
    sprite = read_sprite(SPRITE.file)
    rom.apply(sprite_writes(sprite, rom))

    assert rom.read(0x80000, 0x7000) == sprite.pixels
    assert (rom.read(0xDD308, 120), rom.read(0xDEDF5, 4)) == (sprite.palette, sprite.gloves)
    upper, lower = rom.read(0x118002, 28), rom.read(0x118020, 28)
    # “2ND SAGE!” in the middle: a 2 is 0x55 in the upper row, and each lower half is 0x26 further.
    assert upper == bytes([0x9F] * 9 + [0x55, 0x6A, 0x60, 0x9F, 0x6F, 0x5D, 0x63, 0x61, 0x78] + [0x9F] * 10)
    assert [low - up for up, low in zip(upper, lower, strict=True) if up != 0x9F] == [0x26] * 8
    assert rom.read(0x118000, 2) == rom.read(0x11801E, 2) == b"\x02\x37"


def test_a_game_without_a_place_for_it_does_not_name_the_author() -> None:
    game = bytearray(build().game)
    game[0x118000] = 0

    writes = sprite_writes(read_sprite(SPRITE.file), RomImage(bytes(game), 2))

    assert [write.offset for write in writes] == [0x80000, 0xDD308, 0xDEDF5]


@pytest.mark.parametrize("length", [0, 4, 20, 28, 60, 0x7000, -1])
def test_half_a_sprite_is_none(length: int) -> None:
    with pytest.raises(SpriteException):
        read_sprite(SPRITE.file[:length])
