"""The one seed of a room: who may roll it, that it is rolled once, and that the room gets to see it."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from alttprbot.exceptions import BusyException, InvalidInputException, NotPermittedException
from alttprbot.services.race_rooms import RolledSeed
from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import BEFORE_START, Speaker
from alttprbot_racetime.outbox import Item, shorten
from alttprbot_racetime.patience import patiently, unless_away
from alttprbot_racetime.script import Script
from alttprbot_racetime.transitions import TERMINAL

if TYPE_CHECKING:
    from alttprbot_racetime.handlers.core import SahasrahBotCoreHandler

logger = logging.getLogger(__name__)

NEW_RACE = "New Race"
# Race information of which a restart knows that it is a seed: its address, alone or after a label.
SEED_SHOWN = re.compile(r"(?:^| - )(https?://\S+)")
RUNNING = "A roll is already running in this room, please wait for it."


class RoomRoll:
    """Guards rolling. The database knows of a roll before it begins; while it is there, of the seed before the room."""

    def __init__(self, handler: SahasrahBotCoreHandler) -> None:
        self._handler = handler
        self._rooms = handler.core.race_rooms
        self._room = handler.room
        self._running = False
        self._publishing = asyncio.Lock()
        self._script = self._written()

    @property
    def is_unpublished(self) -> bool:
        """Whether there is a seed that the room has not seen, and nobody is showing it."""
        room = self._room
        return room.seed_rolled and not room.published and not self._running and not self._publishing.locked()

    def refuse_second(self, speaker: Speaker) -> None:
        """Raises when there is a seed, a roll runs, or rolling is locked for this person."""
        room, prefix = self._room, self._handler.command_prefix
        if room.seed_rolled:
            told = f" {room.seed_info or room.seed_url or ''}".rstrip()
            raise InvalidInputException(
                f"I already rolled a seed here:{told} – a race monitor can use {prefix}cancel to start over."
            )
        if self._running:
            raise BusyException(RUNNING)
        if room.locked and not speaker.is_monitor:
            raise NotPermittedException(
                "Seed rolling is locked in this room. Only the creator of this room, a race monitor, or a moderator "
                "can roll."
            )

    async def begin(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Claim the room; from here on the roll either ends or is reported as interrupted."""
        self.refuse_second(speaker)
        self._running = True
        try:
            if not await self._rooms.begin_roll(self._room, command=chat.text, by=speaker.id):
                raise BusyException(RUNNING)
        except BaseException:
            self._running = False
            raise

    @asynccontextmanager
    async def under_way(self) -> AsyncIterator[None]:
        """While the body rolls. When it fails the room may roll again; when it is cut off a restart tells of it."""
        try:
            yield
        except Exception:
            if not self._room.seed_rolled:
                # If that fails the next roll takes the claim over.
                await unless_away(self._handler, self._rooms.abandon_roll(self._room))
            raise
        finally:
            self._running = False

    async def report_interruption(self) -> None:
        """Tell of a roll that ended with the process, unless the room shows its seed: then only its record was lost."""
        room, handler = self._room, self._handler
        if room.roll_started_at is None:
            return
        info = str(handler.data.get("info_bot") or "")
        if shown := SEED_SHOWN.search(info):
            logger.warning("seed found in the room", extra={"room": handler.name, "info": info})
            await self._record(RolledSeed(info, (shown[1],), shown[1]))
            return
        logger.warning("roll was interrupted", extra={"room": handler.name, "command": room.roll_command})
        guid = handler.guid(f"interrupted {room.roll_started_at.isoformat()}")
        await self._rooms.abandon_roll(room)
        if handler.status in BEFORE_START:
            handler.outbox.say("I was restarted while I rolled a seed. No seed was set: please roll again.", guid)

    async def finish(self, seed: RolledSeed) -> None:
        """Record the seed, then tell the room, which does not wait for a database that is away.

        It does where a restart could not learn all about the seed from the room.
        """
        if seed.is_found_again:
            recorded = await unless_away(self._handler, self._record(seed))
            await self.publish()
            if not recorded:
                await patiently(self._handler, lambda: self._record(seed))
        else:
            await patiently(self._handler, lambda: self._record(seed))
            if seed.log is not None:
                self._handler.spoiler_log.look_anew()
            await self.publish()

    async def _record(self, seed: RolledSeed) -> None:
        fitting = tuple(shorten(" ".join(line.split())) for line in seed.lines)
        try:
            await self._rooms.finish_roll(self._room, replace(seed, info=shorten(seed.info), lines=fitting))
        finally:
            if self._script.lines != fitting:
                self._script = self._written()

    def _written(self) -> Script:
        room = self._room
        lines = (room.seed_lines or room.seed_url or "").splitlines()
        return Script(self._handler.outbox, self._handler.guid, lines)

    def saw(self, text: str) -> None:
        """The bot is seen to have said something."""
        self._script.saw(text)

    async def publish(self) -> None:
        """Race information first, then chat. Repeating it shows nothing twice."""
        async with self._publishing:
            room, handler = self._room, self._handler
            if room.published or handler.status in TERMINAL:
                return
            waiting = []
            if handler.data.get("info_bot") != room.seed_info:
                waiting.append(handler.outbox.put({"action": "setinfo", "data": {"info_bot": room.seed_info}}))
            waiting += self._script.say()
            if await self._arrived(waiting):
                # If that fails, a later look finds the seed shown.
                await unless_away(handler, self._rooms.save(room, published=True))
            else:
                logger.warning("seed not confirmed by the room", extra={"room": handler.name})

    async def _arrived(self, items: list[Item]) -> bool:
        try:
            async with asyncio.timeout(self._handler.bot.timings.confirmation):
                for item in items:
                    await item.answered.wait()
        except TimeoutError:
            return False
        return all(item.arrived for item in items)

    async def discard(self) -> None:
        """Forget the seed, so that another can be rolled."""
        if self._running:
            raise BusyException("A roll is running in this room; cancel it when it is done.")
        await self._rooms.reset(self._room)
        self._script = self._written()
        self._handler.spoiler_log.look_anew()
        await self._handler.set_bot_raceinfo(NEW_RACE)
