"""The category for trying the bot out."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import BEFORE_START, Command, Permission, Speaker, table
from alttprbot_racetime.countdown import count_down, time_left
from alttprbot_racetime.handlers import alttpr

USUAL_SECONDS = 30


class GameHandler(alttpr.GameHandler):
    """Rooms of the category `test`: all that those of `alttpr` have, and a countdown to look at."""

    about: ClassVar[str] = "trying the bot out"
    commands: ClassVar[Any]

    async def test(self, chat: ChatCommand, _speaker: Speaker) -> None:
        """Count down as for a spoiler race."""
        asked = chat.number(0, "seconds", lowest=1, highest=alttpr.LONGEST_STUDY_TIME, what="number of seconds")
        seconds = USUAL_SECONDS if asked is None else asked
        self.outbox.say(f"Starting a countdown of {time_left(seconds)}.")
        self.timer.start(partial(self._count_down, seconds))

    async def _count_down(self, seconds: int) -> None:
        clock = self.core.clock
        await count_down(clock, clock.now() + timedelta(seconds=seconds), seconds, self._tell)

    def _tell(self, left: int, lasts: float) -> None:
        self.outbox.say(f"Time left: {time_left(left)}" if left else "The countdown is over.", lasts=lasts)


GameHandler.commands = table(
    (
        *alttpr.GAME_COMMANDS,
        Command(
            "test",
            "count down",
            Permission.ANYONE,
            GameHandler.test,
            arguments="[seconds]",
            states=BEFORE_START,
        ),
    )
)
