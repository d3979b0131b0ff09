"""Super Mario Bros. 3 Randomizer."""

from __future__ import annotations

from typing import Any, ClassVar

from alttprbot_racetime.commands import table
from alttprbot_racetime.handlers.core import CORE_COMMANDS
from alttprbot_racetime.handlers.flags import FlagsHandler
from alttprbot_racetime.handlers.rolling import roll_command


class GameHandler(FlagsHandler):
    """Rooms of the category `smb3r`."""

    about: ClassVar[str] = "Super Mario Bros. 3 Randomizer"
    commands: ClassVar[Any]
    game: ClassVar[str] = "smb3r"


GameHandler.commands = table(
    (
        roll_command("flags", "draw a seed for flags", GameHandler.flags, arguments="<flags>"),
        *CORE_COMMANDS,
    )
)
