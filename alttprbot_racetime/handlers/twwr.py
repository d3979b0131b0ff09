"""The Wind Waker Randomizer, whose rooms have a bot of their own."""

from __future__ import annotations

from typing import Any, ClassVar

from alttprbot_racetime.commands import table
from alttprbot_racetime.handlers.core import CORE_COMMANDS
from alttprbot_racetime.handlers.silent import SilentHandler

LEFT_TO_THE_OTHER_BOT = frozenset({"help", "lock", "unlock", "cancel", "tournamentrace"})


class GameHandler(SilentHandler):
    """Rooms of the category `twwr`."""

    about: ClassVar[str] = "The Wind Waker Randomizer"
    commands: ClassVar[Any]


GameHandler.commands = table(command for command in CORE_COMMANDS if command.name not in LEFT_TO_THE_OTHER_BOT)
