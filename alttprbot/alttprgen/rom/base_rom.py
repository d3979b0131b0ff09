"""The player's own ROM, of which all games are made."""

from __future__ import annotations

import hashlib
from pathlib import Path

from alttprbot.alttprgen.rom.errors import BaseRomException
from alttprbot.alttprgen.rom.image import MIB

JAPANESE_1_0 = "03a63945398191337e896e5771f77173"
"""The MD5 of “Zelda no Densetsu: Kamigami no Triforce”, version 1.0, without a header."""
SIZE = MIB
HEADER = 512


def read_base_rom(path: Path, md5: str = JAPANESE_1_0) -> bytes:
    """The ROM at `path`. Raises `BaseRomException` when it cannot be read or its MD5 is not `md5`."""
    try:
        if path.stat().st_size <= SIZE + HEADER:
            rom = path.read_bytes()
            check_base_rom(rom, str(path), md5)
            return rom
        length = path.stat().st_size
    except FileNotFoundError as error:
        raise BaseRomException(
            f"There is no file {path}. The ROM to be patched is named with --rom or the setting ALTTP_ROM."
        ) from error
    except OSError as error:
        raise BaseRomException(f"{path} cannot be read: {error.strerror}.") from error
    raise _wrong_size(str(path), length)


def check_base_rom(rom: bytes, name: str, md5: str = JAPANESE_1_0) -> None:
    """Raise `BaseRomException` unless this is the ROM whose MD5 is `md5`; `name` is what the message calls it."""
    if len(rom) == SIZE + HEADER:
        raise BaseRomException(
            f"{name} has a header: the {HEADER} bytes that a copier put before the game. Remove them and try again."
        )
    if len(rom) != SIZE:
        raise _wrong_size(name, len(rom))
    found = md5_of(rom)
    if found != md5:
        raise BaseRomException(
            f"{name} is not the Japanese version 1.0 of the game: its MD5 is {found}, and {md5} is needed."
        )


def md5_of(content: bytes) -> str:
    """By which the site names files; nothing is safe because of it."""
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def _wrong_size(name: str, length: int) -> BaseRomException:
    return BaseRomException(f"{name} is {length:,} bytes long; the Japanese version 1.0 of the game has {SIZE:,}.")
