"""SpeedGaming Live."""

from __future__ import annotations

from typing import Any, ClassVar

from alttprbot_racetime.commands import table
from alttprbot_racetime.handlers.core import CORE_COMMANDS
from alttprbot_racetime.handlers.silent import SilentHandler


class GameHandler(SilentHandler):
    """Rooms of the category `sgl`."""

    about: ClassVar[str] = "SpeedGaming Live"
    commands: ClassVar[Any]


GameHandler.commands = table(CORE_COMMANDS)
