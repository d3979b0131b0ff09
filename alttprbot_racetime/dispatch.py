"""Doing what was asked in a room: one command after the other, rolls beside them."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.database import is_database_error, reason, unavailable
from alttprbot.exceptions import SahasrahBotException
from alttprbot.services.telemetry import Operation, TelemetrySurface, error_type_of
from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import Command, Speaker
from alttprbot_racetime.handlers.core import SahasrahBotCoreHandler

logger = logging.getLogger(__name__)

MOST_WAITING = 20

Work = Callable[[], Awaitable[None]]


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
        self._core = handler.core
        self._queue: asyncio.Queue[Asked | Work] = asyncio.Queue()
        self._beside: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._overflowed = False

    def offer(self, asked: Asked) -> None:
        """Take a command; when too many wait the room is told once."""
        if self._waiting < MOST_WAITING:
            self._waiting += 1
            self._overflowed = False
            self._queue.put_nowait(asked)
            return
        logger.warning("command dropped", extra={"room": self._handler.name, "command": asked.command.name})
        if not self._overflowed:
            self._overflowed = True
            self._say("I am busy with what was asked already. Please try again in a moment.")

    def later(self, work: Work) -> None:
        """Do something in turn with the commands."""
        self._queue.put_nowait(work)

    async def work(self) -> None:
        """Do what was asked, until cancelled."""
        async with asyncio.TaskGroup() as group:
            while True:
                item = await self._queue.get()
                try:
                    if isinstance(item, Asked):
                        self._waiting -= 1
                        await self._take(item, group)
                    else:
                        await self._guarded(item)
                    if self._handler.roll.is_unpublished:
                        self._start(self._guarded(self._handler.roll.publish), group)
                finally:
                    self._queue.task_done()

    async def finish(self) -> None:
        """Wait until all that was asked is done."""
        await self._queue.join()
        if self._beside:
            await asyncio.wait(self._beside)

    def _start(self, work: Coroutine[Any, Any, None], group: asyncio.TaskGroup) -> None:
        task = group.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _guarded(self, work: Work) -> None:
        try:
            await work()
        except Exception as error:
            if is_database_error(error):
                logger.warning("room not saved", extra={"room": self._handler.name, "reason": reason(error)})
            else:
                logger.exception("room work failed", extra={"room": self._handler.name})

    async def _take(self, asked: Asked, group: asyncio.TaskGroup) -> None:
        use = self._core.telemetry.operation(
            TelemetrySurface.RACETIME, "room", f"command.{self._handler.bot.category_slug}.{asked.command.name}"
        )
        await use.invoked()
        if not asked.command.roll:
            await self._answer(asked, use, self._run(asked))
        elif await self._answer(asked, use, self._claim(asked), counted=False):
            self._start(self._roll(asked, use), group)

    async def _run(self, asked: Asked) -> None:
        await self._accept(asked)
        await asked.command.run(self._handler, asked.chat, asked.speaker)

    async def _claim(self, asked: Asked) -> None:
        await self._accept(asked)
        await self._handler.roll.begin(asked.chat, asked.speaker)

    async def _accept(self, asked: Asked) -> None:
        # Remembered first, so that whatever happens then it is not answered again after a restart.
        await self._core.race_rooms.save(self._handler.room, last_message_id=asked.message_id)
        asked.command.check(asked.speaker, self._handler.status)

    async def _roll(self, asked: Asked, use: Operation) -> None:
        await self._answer(asked, use, self._tracked_roll(asked))

    async def _tracked_roll(self, asked: Asked) -> None:
        handler = self._handler
        async with handler.roll.under_way(), self._core.work.track("roll"):
            line, patience = handler.bot.rolls, handler.bot.timings.queue_notice
            async with line.place(self._tell_place, after=patience):
                await asked.command.run(handler, asked.chat, asked.speaker)

    def _tell_place(self, place: int) -> None:
        self._say(f"Many seeds are being rolled at the moment. Yours is number {place} in line.")

    async def _answer(self, asked: Asked, use: Operation, doing: Awaitable[None], *, counted: bool = True) -> bool:
        """Whether it went well; if not, the room is told why."""
        began = self._core.clock.monotonic()
        outcome = "success"
        try:
            await doing
        except Exception as error:  # noqa: BLE001 - the boundary of a command
            outcome = self._explain(asked, error)
            await use.failed(error_type_of(error))
        else:
            if counted:
                await use.succeeded()
        if counted or outcome != "success":
            seconds = self._core.clock.monotonic() - began
            self._count(asked, outcome, seconds)
        return outcome == "success"

    def _explain(self, asked: Asked, error: Exception) -> str:
        """Tell the room what went wrong; a word for the metrics."""
        match error:
            case SeedProviderError():
                self._say(error.user_message)
                return error.code
            case SahasrahBotException():
                self._say(error.message)
                return error.code
        if (failure := unavailable(error)) is not None:
            logger.warning("database away", extra={**self._fields(asked), "reason": reason(error)})
            self._say(failure.message)
            return failure.code
        reference = secrets.token_hex(4)
        logger.error("command failed", extra={**self._fields(asked), "reference": reference}, exc_info=error)
        self._say(f"Something went wrong on my side. Please tell the maintainers this reference: {reference}")
        return "defect"

    def _count(self, asked: Asked, outcome: str, seconds: float) -> None:
        category, metrics = self._handler.bot.category_slug, self._core.metrics
        metrics.racetime_commands.labels(category, asked.command.name, outcome).inc()
        metrics.racetime_command_latency.labels(category).observe(seconds)
        fields = {**self._fields(asked), "outcome": outcome, "duration_ms": round(seconds * 1000)}
        logger.info("chat_command", extra=fields)

    def _fields(self, asked: Asked) -> dict[str, object]:
        return {"room": self._handler.name, "command": asked.command.name}

    def _say(self, text: str) -> None:
        self._handler.outbox.say(" ".join(text.split()))
