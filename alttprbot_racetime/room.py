"""One race room: its connection, what happens in it and what is asked of the bot."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from websockets.exceptions import WebSocketException

from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.connection import ConnectionSilentError, frames, open_socket
from alttprbot_racetime.dispatch import Asked, Dispatcher
from alttprbot_racetime.handlers.core import SahasrahBotCoreHandler
from alttprbot_racetime.inbox import Inbox
from alttprbot_racetime.transitions import TERMINAL, missed

if TYPE_CHECKING:
    from alttprbot_racetime.core import SahasrahBotRaceTimeBot

logger = logging.getLogger(__name__)

ERROR_REPORT_SECONDS = 60.0
DENIED = ("permission", "token")


class TokenRefusedError(Exception):
    """The server does not accept the token of this connection any more."""


@dataclass(slots=True)
class Past:
    """What the history shows the bot to have said."""

    greeted: bool = False
    announced: bool = False


class Room:
    """Lives until the race is over; `run` lets no failure of the connection out."""

    def __init__(self, bot: SahasrahBotRaceTimeBot, handler: SahasrahBotCoreHandler) -> None:
        self._bot = bot
        self._handler = handler
        self._timings = bot.timings
        self._clock = bot.core.clock
        self._inbox = Inbox()
        self._dispatcher = Dispatcher(handler)
        self._transitions: asyncio.Queue[str] = asyncio.Queue()
        self._heard = handler.room.last_status
        self._attached = False
        self._past = Past()
        self._reported = float("-inf")
        self._over = asyncio.Event()

    async def run(self) -> None:
        """Attend the room until its race is over."""
        await self._report_interrupted_roll()
        self._hear_status()
        async with asyncio.TaskGroup() as group:
            helpers = [
                group.create_task(self._handler.outbox.work()),
                group.create_task(self._follow_race()),
                group.create_task(self._dispatcher.work()),
            ]
            await self._stay_connected()
            await self._transitions.join()
            await self._dispatcher.finish()
            for helper in helpers:
                helper.cancel()
        await self._close()

    async def _report_interrupted_roll(self) -> None:
        room = self._handler.room
        if room.roll_started_at is None:
            return
        logger.warning("roll was interrupted", extra={"room": self._handler.name})
        guid = self._handler.guid(f"interrupted {room.roll_started_at.isoformat()}")
        await self._bot.core.race_rooms.abandon_roll(room)
        self._handler.outbox.say("I was restarted while I rolled a seed. No seed was set: please roll again.", guid)

    async def _close(self) -> None:
        await self._bot.core.race_rooms.save(self._handler.room, closed_at=self._clock.now())

    # The connection

    async def _stay_connected(self) -> None:
        losses = 0
        first, longest = self._timings.room_backoff
        while not self._over.is_set():
            began = self._clock.monotonic()
            try:
                await self._converse()
            except TokenRefusedError:
                await self._bot.renew_token(self._token)
            except (OSError, WebSocketException, ConnectionSilentError, TimeoutError) as error:
                logger.info("connection lost", extra={"room": self._handler.name, "reason": type(error).__name__})
            finally:
                self._handler.outbox.disconnected()
            if self._over.is_set():
                return
            losses = 0 if self._clock.monotonic() - began >= self._timings.stable else losses + 1
            self._bot.core.metrics.racetime_reconnects.labels(self._bot.category_slug).inc()
            await self._clock.sleep(random.uniform(0, min(longest, first * 2.0**losses)))
            await self._look_whether_it_is_over()

    async def _converse(self) -> None:
        self._token = self._bot.access_token
        uri = self._bot.ws_uri(self._handler.data["websocket_bot_url"])
        async with self._bot.handshakes:
            connection = open_socket(uri, self._token, self._timings)
            socket = await connection.__aenter__()
        try:
            self._inbox.reconnected()
            self._handler.outbox.connected(socket)
            last = self._handler.room.last_message_id
            self._handler.outbox.put({"action": "gethistory", "data": {"last_message": last} if last else {}})
            async with asyncio.timeout(self._bot.token_life(self._token)):
                async for frame in frames(socket, self._timings):
                    await self._consume(frame)
                    if self._over.is_set():
                        return
        finally:
            await connection.__aexit__(None, None, None)

    async def _look_whether_it_is_over(self) -> None:
        race = await self._bot.look_up(self._handler.name)
        if race is None:
            self._over.set()
        elif race:
            self._apply(race)

    # What the server sends

    async def _consume(self, frame: Mapping[str, Any]) -> None:
        match frame.get("type"):
            case "race.data":
                self._apply(frame["race"])
            case "chat.message":
                now = _moment(frame) or self._clock.now()
                for message in self._inbox.live(frame["message"]):
                    self._hear(message, now)
            case "chat.history":
                await self._hear_history(frame)
            case "error":
                self._hear_error([str(error) for error in frame.get("errors") or ()])

    def _apply(self, race: dict[str, Any]) -> None:
        known = self._handler.data
        if race["name"] != known["name"] or race["version"] < known.get("version", 0):
            return
        self._handler.data = race
        self._handler.outbox.saw("info_bot", race.get("info_bot"))
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
                await self._bot.core.race_rooms.save(
                    self._handler.room,
                    last_status=status,
                    last_version=self._handler.data.get("version"),
                    last_seen_at=self._clock.now(),
                    unlisted=bool(self._handler.data.get("unlisted")),
                )
            except Exception:
                logger.exception("transition failed", extra={"room": self._handler.name, "status": status})
            finally:
                self._transitions.task_done()

    async def _hear_history(self, frame: Mapping[str, Any]) -> None:
        now = _moment(frame) or self._clock.now()
        late = 0
        for message in self._inbox.history(list(frame.get("messages") or ())):
            late += self._hear(message, now)
        if late and self._handler.room.intro_sent:
            commands = "one command" if late == 1 else f"{late} commands"
            self._handler.outbox.say(f"I was away and missed {commands}. Please repeat what is still wanted.")
        if not self._attached:
            self._attached = True
            self._dispatcher.later(self._handler.attached(greeted=self._past.greeted, announced=self._past.announced))

    def _hear(self, message: Mapping[str, Any], now: datetime) -> bool:
        """Take a message in; true when it is a command that came too late."""
        text = str(message.get("message") or "")
        if message.get("is_bot") or message.get("is_system"):
            self._remember_ours(message, text)
            return False
        chat = ChatCommand.parse(text, self._handler.command_prefix)
        command = self._handler.commands.get(chat.word) if chat else None
        if chat is None or command is None:
            return False
        posted = datetime.fromisoformat(str(message["posted_at"]))
        if (now - posted).total_seconds() > self._timings.command_age:
            return True
        asked = Asked(command, chat, self._handler.speaker(message), str(message["id"]))
        self._dispatcher.offer(asked)
        return False

    def _remember_ours(self, message: Mapping[str, Any], text: str) -> None:
        if not message.get("is_bot"):
            return
        self._handler.outbox.saw("message", text)
        url = self._handler.room.seed_url
        self._past.greeted |= text == self._handler.greeting
        self._past.announced |= bool(url and url in text)

    def _hear_error(self, errors: list[str]) -> None:
        text = "; ".join(errors)
        logger.warning("refused by the server", extra={"room": self._handler.name, "errors": text[:200]})
        if any(word in text.lower() for word in DENIED):
            raise TokenRefusedError
        was_chat = self._handler.outbox.refused()
        now = self._clock.monotonic()
        if not was_chat and now - self._reported >= ERROR_REPORT_SECONDS:
            self._reported = now
            self._handler.outbox.say(f"RaceTime.gg refused that: {text}")


def _moment(frame: Mapping[str, Any]) -> datetime | None:
    """The server's own time, so that a wrong clock of ours does not age its messages."""
    date = frame.get("date")
    return datetime.fromisoformat(date).astimezone(UTC) if isinstance(date, str) else None
