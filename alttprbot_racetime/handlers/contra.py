"""Contra, whose rooms are there for series."""

from __future__ import annotations

from typing import Any, ClassVar

from alttprbot_racetime.commands import table
from alttprbot_racetime.handlers.core import CORE_COMMANDS, SahasrahBotCoreHandler

SERIES = "konot"


class GameHandler(SahasrahBotCoreHandler):
    """Rooms of the category `contra`."""

    about: ClassVar[str] = "Contra"
    commands: ClassVar[Any]

    @property
    def greeting(self) -> str:
        """What these rooms are for."""
        if SERIES not in self.commands:
            return super().greeting
        return f"Hi! I'm SahasrahBot. Use {self.command_prefix}{SERIES} to begin a series in this room."


GameHandler.commands = table(CORE_COMMANDS)
