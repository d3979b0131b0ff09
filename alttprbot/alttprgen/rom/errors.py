"""How making a ROM can fail, besides the site not answering.

RomException
├── BaseRomException ........... the player's own ROM is not the one that is needed
├── BrokenPatchException ....... a base patch that is damaged, hostile, or for another file
├── SeedPatchException ......... a seed that nothing can be made of
└── SpriteException ............ a sprite file that is none
    └── SpriteNotFoundException
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from alttprbot.exceptions import SahasrahBotException, either
from alttprbot.util.text import shortened

SUGGESTIONS = 3


class RomException(SahasrahBotException):
    """No ROM can be made of this."""

    code = "rom"


class BaseRomException(RomException):
    """The ROM to be patched is missing or another one."""

    code = "rom_base"


class BrokenPatchException(RomException):
    """A base patch cannot be applied."""

    code = "rom_patch"


class SeedPatchException(RomException):
    """A seed does not exist, or does not say how to change the ROM."""

    code = "rom_seed"


class SpriteException(RomException):
    """A file is not a sprite."""

    code = "rom_sprite"


class SpriteNotFoundException(SpriteException):
    """The site has no sprite of that name; `known` are those that it has."""

    code = "sprite_not_found"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        wanted = shortened(name)
        by_folded_name = {other.casefold(): other for other in known}
        close = get_close_matches(wanted.casefold(), sorted(by_folded_name), n=SUGGESTIONS)
        suggestions = tuple(shortened(by_folded_name[other]) for other in close)
        question = f" Did you mean {either(suggestions)}?" if suggestions else ""
        super().__init__(f"The site has no sprite called “{wanted}”.{question}", name=wanted, suggestions=suggestions)
