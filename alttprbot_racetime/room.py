"""One race room: understanding what the server says of it, and passing on what is asked of the bot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from alttprbot.database import is_database_error
from alttprbot_racetime.api import RaceTimeError
from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.dispatch import Asked, Dispatcher
from alttprbot_racetime.handlers.core import SahasrahBotCoreHandler
from alttprbot_racetime.inbox import Inbox
from alttprbot_racetime.link import Link, TokenRefusedError
from alttprbot_racetime.outbox import Socket
from alttprbot_racetime.spoiler_race import RUNNING
from alttprbot_racetime.transitions import TERMINAL, missed

if TYPE_CHECKING:
    from alttprbot_racetime.core import SahasrahBotRaceTimeBot

logger = logging.getLogger(__name__)

ERROR_REPORT_SECONDS = 60.0
DENIED = ("permission", "token")

Message = Mapping[str, Any]


class Room:
    """Lives until the race is over; `run` lets no failure of the connection out."""

    def __init__(self, bot: SahasrahBotRaceTimeBot, handler: SahasrahBotCoreHandler) -> None:
        self._bot = bot
        self._handler = handler
        self._rooms = bot.core.race_rooms
        self._metrics = bot.core.metrics
        self._timings = bot.timings
        self._clock = bot.core.clock
        self._inbox = Inbox()
        self._dispatcher = Dispatcher(handler)
        self._link = Link(bot, handler.name, handler.data["websocket_bot_url"], self)
        self._transitions: asyncio.Queue[str] = asyncio.Queue()
        self._heard = handler.room.last_status
        self._attached = False
        self._greeted = False
        self._rereading = False
        self._recognised: set[str] = set()
        self._reported = float("-inf")
        self._over = asyncio.Event()

    async def run(self) -> None:
        """Attend the room until its race is over."""
        await self._handler.roll.report_interruption()
        self._hear_status()
        self._handler.spoiler_log.look()
        async with asyncio.TaskGroup() as group:
            helpers = [
                group.create_task(work)
                for work in (
                    self._handler.outbox.work(),
                    self._follow_race(),
                    self._dispatcher.work(),
                    self._handler.timer.work(),
                    self._link.stay(),
                )
            ]
            await self._over.wait()
            await self._wind_up()
            for helper in helpers:
                helper.cancel()
        await self._rooms.save(self._handler.room, last_status=self._handler.status, closed_at=self._clock.now())

    async def _wind_up(self) -> None:
        """Finish what was begun, while the connection still stands."""
        await self._transitions.join()
        await self._dispatcher.finish()
        try:
            async with asyncio.timeout(self._timings.farewell):
                await self._handler.outbox.emptied()
        except TimeoutError:
            logger.info("room left without the last words", extra={"room": self._handler.name})

    # The connection

    def connected(self, socket: Socket) -> None:
        """There is a new connection: ask for what was said meanwhile."""
        self._inbox.reconnected()
        self._handler.outbox.connected(socket)
        self._rereading = not self._attached and self._may_owe_lines
        if self._rereading:
            self._handler.outbox.put({"action": "gethistory", "data": {}})
        last = self._handler.room.last_message_id
        self._handler.outbox.put({"action": "gethistory", "data": {"last_message": last} if last else {}})

    def disconnected(self) -> None:
        """The connection is gone."""
        self._handler.outbox.disconnected()

    @property
    def is_informed(self) -> bool:
        """Whether the history of this connection has arrived."""
        return not self._inbox.is_waiting

    @property
    def _may_owe_lines(self) -> bool:
        """Whether a process before this one may have been ended while it told of a seed or of its log."""
        return not self._handler.room.published or self._handler.status == RUNNING

    async def look_again(self) -> None:
        """End when the race is over or gone."""
        try:
            race = await self._bot.api.race(self._handler.name)
        except RaceTimeError as error:
            logger.info("room not looked up", extra={"room": self._handler.name, "reason": error.reason})
            return
        if race is None:
            self._over.set()
        else:
            self._apply(race)

    def receive(self, frame: Mapping[str, Any]) -> None:
        """Take in what the server says; slow work is left to others."""
        self._metrics.racetime_frames.labels(self._bot.category_slug).inc()
        try:
            match frame.get("type"):
                case "race.data":
                    self._apply(frame["race"])
                case "chat.message":
                    self._hear_live(frame)
                case "chat.history":
                    self._hear_history(frame)
                case "error":
                    self._hear_error([str(error) for error in frame.get("errors") or ()])
        except (KeyError, TypeError, ValueError, AttributeError):
            logger.warning("frame not understood", extra={"room": self._handler.name}, exc_info=True)

    # The race

    def _apply(self, race: dict[str, Any]) -> None:
        known = self._handler.data
        # The paths of sockets have no category: an equally named room of another one may be heard as well.
        if race["name"] != known["name"] or race["version"] < known["version"]:
            return
        self._handler.data = race
        self._handler.outbox.saw("info_bot", race.get("info_bot"))
        self._handler.outbox.saw_race()
        self._hear_status()

    def _hear_status(self) -> None:
        status = self._handler.status
        for state in missed(self._heard, status):
            self._transitions.put_nowait(state)
        self._heard = status
        if status in TERMINAL:
            self._over.set()

    async def _follow_race(self) -> None:
        while True:
            status = await self._transitions.get()
            try:
                await self._handler.transition(status)
                await self._rooms.save(
                    self._handler.room,
                    last_status=status,
                    last_version=self._handler.data["version"],
                    last_seen_at=self._clock.now(),
                    unlisted=bool(self._handler.data.get("unlisted")),
                )
            except RaceTimeError as error:
                self._not_followed(status, error.reason)
            except Exception as error:
                # A start that one thing could not follow must not keep the bot from the next one.
                if not is_database_error(error):
                    logger.exception("room work failed", extra={"room": self._handler.name})
                self._not_followed(status, type(error).__name__)
            finally:
                self._transitions.task_done()

    def _not_followed(self, status: str, reason: str) -> None:
        fields = {"room": self._handler.name, "status": status, "reason": reason}
        logger.warning("transition not followed", extra=fields)

    # The chat

    def _hear_live(self, frame: Mapping[str, Any]) -> None:
        was_here = self._was_here
        for message in self._inbox.live(frame["message"]):
            self._recognise(message)
            self._obey([message], _moment(frame) or self._clock.now(), was_here=was_here)

    def _hear_history(self, frame: Mapping[str, Any]) -> None:
        if self._rereading:
            # All of it, also what was obeyed long ago: only to see what the bot has said.
            self._rereading = False
            for message in frame.get("messages") or ():
                self._recognise(message)
            return
        was_here = self._was_here
        messages = [*self._inbox.history(list(frame.get("messages") or ()))]
        for message in messages:
            self._recognise(message)
        if not self._attached:
            self._attached = True
            self._dispatcher.later(partial(self._handler.attached, greeted=self._greeted))
        self._obey(messages, _moment(frame) or self._clock.now(), was_here=was_here)
        if messages:
            last = messages[-1]["id"]
            self._dispatcher.later(partial(self._rooms.save, self._handler.room, last_message_id=last))

    @property
    def _was_here(self) -> bool:
        """Whether the bot has been in this room; a greeting that was seen counts before it is recorded."""
        return self._handler.room.intro_sent or self._greeted

    def _obey(self, messages: list[Message], now: datetime, *, was_here: bool) -> None:
        """Pass the commands on; those that are too old are only counted, and a room that knows the bot is told so."""
        late = 0
        for message in messages:
            was_here = was_here or self._is_greeting(message)
            asked = self._command(message)
            if asked is None:
                continue
            posted = datetime.fromisoformat(str(message["posted_at"]))
            if (now - posted).total_seconds() <= self._timings.command_age:
                self._dispatcher.offer(asked)
            elif was_here:
                late += 1
        if late:
            commands = "one command" if late == 1 else f"{late} commands"
            self._handler.outbox.say(f"I was away and missed {commands}. Please repeat what is still wanted.")

    def _is_greeting(self, message: Message) -> bool:
        return bool(message.get("is_bot")) and message.get("message") == self._handler.greeting

    def _command(self, message: Message) -> Asked | None:
        if message.get("is_bot") or message.get("is_system"):
            return None
        chat = ChatCommand.parse(str(message.get("message") or ""), self._handler.command_prefix)
        command = self._handler.commands.get(chat.word) if chat else None
        if chat is None or command is None:
            return None
        return Asked(command, chat, self._handler.speaker(message), str(message["id"]))

    def _recognise(self, message: Message) -> None:
        """What the bot is seen to have said has arrived."""
        if not message.get("is_bot") or message["id"] in self._recognised:
            return
        self._recognised.add(message["id"])
        text = str(message.get("message") or "")
        self._handler.outbox.saw("message", text)
        self._greeted |= self._is_greeting(message)
        self._handler.roll.saw(text)
        self._handler.spoiler_log.saw(text)

    def _hear_error(self, errors: list[str]) -> None:
        text = "; ".join(errors)
        self._metrics.racetime_errors.labels(self._bot.category_slug).inc()
        logger.warning("refused by the server", extra={"room": self._handler.name, "errors": text[:200]})
        if any(word in text.lower() for word in DENIED):
            self._handler.outbox.denied()
            raise TokenRefusedError
        refused = self._handler.outbox.refused()
        now = self._clock.monotonic()
        # An answer to a message that cannot be sent could not be sent either.
        if refused is not None and refused.action != "message" and now - self._reported >= ERROR_REPORT_SECONDS:
            self._reported = now
            self._handler.outbox.say(f"RaceTime.gg refused that: {text}")


def _moment(frame: Mapping[str, Any]) -> datetime | None:
    """The server's own time, so that a wrong clock of ours does not age its messages."""
    date = frame.get("date")
    return datetime.fromisoformat(date).astimezone(UTC) if isinstance(date, str) else None
