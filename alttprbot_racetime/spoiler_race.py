"""The spoiler log of a room: shown when the race has started, and then the time to study it is counted down."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.alttprgen.spoilers.publishing import is_hidden
from alttprbot.models import SpoilerRaces
from alttprbot_racetime.countdown import count_down, time_left
from alttprbot_racetime.outbox import Item
from alttprbot_racetime.patience import patiently
from alttprbot_racetime.script import Script

if TYPE_CHECKING:
    from alttprbot_racetime.handlers.core import SahasrahBotCoreHandler

logger = logging.getLogger(__name__)

RUNNING = "in_progress"
SEPARATOR = "---------------"
MOST_HEARD = 200


class RoomSpoiler:
    """Follows what the database has scheduled, so that nothing is shown twice or lost when the process ends."""

    def __init__(self, handler: SahasrahBotCoreHandler) -> None:
        self._handler = handler
        self._races = handler.core.spoiler_races
        self._heard: list[str] = []
        self._script: Script | None = None
        self._past_known = asyncio.Event()

    def look(self) -> None:
        """Begin when the race runs, and end when it does not; what has begun goes on."""
        if self._handler.status != RUNNING:
            self._handler.timer.stop()
        elif not self._handler.timer.is_running:
            self._handler.timer.start(self._follow)

    def look_anew(self) -> None:
        """The same, when something else was scheduled."""
        self._handler.timer.stop()
        if self._handler.status == RUNNING:
            self._handler.timer.start(self._follow)

    def past_known(self) -> None:
        """What was said in the room before this process is known."""
        self._past_known.set()

    def saw(self, text: str) -> None:
        """The bot is seen to have said something."""
        if self._script is not None:
            self._script.saw(text)
        elif self._handler.status == RUNNING and len(self._heard) < MOST_HEARD:
            self._heard.append(text)

    async def _follow(self) -> None:
        await self._past_known.wait()
        race = await patiently(self._handler, self._begun)
        if race is None or race.started is None:
            return
        seconds = race.studytime or 0
        end = race.started + timedelta(seconds=seconds)
        async with asyncio.TaskGroup() as group:
            if not race.published and is_hidden(race.spoiler_url or ""):
                group.create_task(self._reveal(race))
            elif not race.published:
                group.create_task(self._confirm(race, *self._shown(race.spoiler_url or "")))
            await count_down(self._handler.core.clock, end, seconds, partial(self._tell, race))

    async def _begun(self) -> SpoilerRaces | None:
        race = await self._races.of_room(self._handler.name)
        if race is not None and race.started is None:
            await self._races.begin(race, at=self._started())
            logger.info("spoiler race begun", extra={"room": self._handler.name})
        return race

    def _started(self) -> datetime:
        """When the study time began: with the race, also for who comes late."""
        now, started_at = self._handler.core.clock.now(), self._handler.data.get("started_at")
        return min(now, datetime.fromisoformat(started_at)) if started_at else now

    async def _reveal(self, race: SpoilerRaces) -> None:
        await self._confirm(race, *self._shown(await self._revealed(race)))

    async def _revealed(self, race: SpoilerRaces) -> str:
        """Where the log is, however long it takes to have it there."""
        wait, longest = self._handler.bot.timings.room_backoff
        while True:
            try:
                return await self._handler.core.spoiler_logs.reveal(race.spoiler_url or "")
            except SeedProviderError as error:
                logger.warning("spoiler log not revealed", extra={"room": self._handler.name, "reason": str(error)})
                text = f"I cannot get at the spoiler log yet, and keep trying. {error.user_message}"
                self._handler.outbox.say(text, guid=self._handler.guid(f"waiting for {race.spoiler_url}"))
            await self._handler.core.clock.sleep(wait)
            wait = min(wait * 2, longest)

    def _shown(self, address: str) -> tuple[Script, list[Item]]:
        emote = self._handler.core.settings.racetime_spoiler_emote
        lines = (
            "The race has started! Here is the spoiler log of this seed:",
            SEPARATOR,
            address,
            SEPARATOR,
            f"Good luck, and have fun! {emote}".rstrip(),
        )
        self._script = script = Script(self._handler.outbox, self._handler.guid, lines)
        for text in self._heard:
            script.saw(text)
        self._heard.clear()
        return script, script.say()

    async def _confirm(self, race: SpoilerRaces, script: Script, items: list[Item]) -> None:
        """Remember that the room has seen the log, and say again what it has not."""
        wait, longest = self._handler.bot.timings.room_backoff
        while not await _arrived(items):
            logger.warning("spoiler log not confirmed by the room", extra={"room": self._handler.name})
            await self._handler.core.clock.sleep(wait)
            wait = min(wait * 2, longest)
            items = script.say()
        await patiently(self._handler, partial(self._races.published, race))

    def _tell(self, race: SpoilerRaces, left: int, lasts: float) -> None:
        if left:
            text = f"Time left to study the spoiler log: {time_left(left)}"
        else:
            over = "Study time is over. " if race.studytime else ""
            text = f"{over}You may begin racing now, good luck!"
        self._handler.outbox.say(text, guid=self._handler.guid(f"{left} left of {race.spoiler_url}"), lasts=lasts)


async def _arrived(items: list[Item]) -> bool:
    for item in items:
        await item.answered.wait()
    return all(item.arrived for item in items)
