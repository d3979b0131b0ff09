"""Doing what was asked in a room: one command after the other, rolls beside them."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable
from dataclasses import dataclass

from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.exceptions import SahasrahBotException
from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import Command, Speaker
from alttprbot_racetime.handlers.core import SahasrahBotCoreHandler

logger = logging.getLogger(__name__)

MOST_WAITING = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A command that somebody gave."""

    command: Command
    chat: ChatCommand
    speaker: Speaker
    message_id: str


class Dispatcher:
    """The commands of one room. This is where their failures end, and what the room is told of them."""

    def __init__(self, handler: SahasrahBotCoreHandler) -> None:
        self._handler = handler
        self._queue: asyncio.Queue[Asked | Awaitable[None]] = asyncio.Queue()
        self._rolls: set[asyncio.Task[None]] = set()
        self._overflowed = False

    def offer(self, asked: Asked) -> None:
        """Take a command; when too many wait the room is told once."""
        if self._queue.qsize() < MOST_WAITING:
            self._overflowed = False
            self._queue.put_nowait(asked)
        elif not self._overflowed:
            self._overflowed = True
            self._handler.outbox.say("I am busy with what was asked already. Please try again in a moment.")

    def later(self, work: Awaitable[None]) -> None:
        """Do something in turn with the commands."""
        self._queue.put_nowait(work)

    async def work(self) -> None:
        """Do what was asked, until cancelled."""
        async with asyncio.TaskGroup() as rolls:
            while True:
                item = await self._queue.get()
                try:
                    if isinstance(item, Asked):
                        await self._start(item, rolls)
                    else:
                        await self._guarded(item)
                finally:
                    self._queue.task_done()

    async def finish(self) -> None:
        """Wait until all that was asked is done."""
        await self._queue.join()
        if self._rolls:
            await asyncio.wait(self._rolls)

    async def _guarded(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception:
            logger.exception("room work failed", extra={"room": self._handler.name})

    async def _start(self, asked: Asked, rolls: asyncio.TaskGroup) -> None:
        if not asked.command.roll:
            await self._answer(asked, self._run(asked))
        elif await self._answer(asked, self._claim(asked), counted=False):
            task = rolls.create_task(self._roll(asked))
            self._rolls.add(task)
            task.add_done_callback(self._rolls.discard)

    async def _run(self, asked: Asked) -> None:
        asked.command.check(asked.speaker, self._handler.status)
        # First, so that a restart in between does not do it twice.
        await self._handler.core.race_rooms.save(self._handler.room, last_message_id=asked.message_id)
        await asked.command.run(self._handler, asked.chat, asked.speaker)

    async def _claim(self, asked: Asked) -> None:
        asked.command.check(asked.speaker, self._handler.status)
        await self._handler.begin_roll(asked.chat, asked.speaker, asked.message_id)

    async def _roll(self, asked: Asked) -> None:
        await self._answer(asked, self._tracked_roll(asked))

    async def _tracked_roll(self, asked: Asked) -> None:
        try:
            async with self._handler.core.work.track("roll"):
                await asked.command.run(self._handler, asked.chat, asked.speaker)
        except Exception:
            if not self._handler.room.seed_rolled:
                await self._handler.core.race_rooms.abandon_roll(self._handler.room)
            raise

    async def _answer(self, asked: Asked, doing: Awaitable[None], *, counted: bool = True) -> bool:
        """Whether it went well; if not, the room is told why."""
        outcome = "success"
        try:
            await doing
        except SeedProviderError as error:
            outcome = error.code
            self._say(error.user_message)
        except SahasrahBotException as error:
            outcome = error.code
            self._say(error.message)
        except Exception:
            outcome = "defect"
            reference = secrets.token_hex(4)
            logger.exception(
                "command failed",
                extra={"room": self._handler.name, "command": asked.command.name, "reference": reference},
            )
            self._say(f"Something went wrong on my side. Please tell the maintainers this reference: {reference}")
        if counted or outcome != "success":
            category = self._handler.bot.category_slug
            self._handler.core.metrics.racetime_commands.labels(category, asked.command.name, outcome).inc()
        return outcome == "success"

    def _say(self, text: str) -> None:
        self._handler.outbox.say(" ".join(text.split()))
