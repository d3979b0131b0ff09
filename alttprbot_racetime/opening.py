"""Opening rooms. A request for one must not be repeated blindly: the server may have done it without saying so."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Mapping
from typing import Any

from alttprbot.util.clock import Clock
from alttprbot_racetime.api import Document, Form, RaceTimeApi, RaceTimeUnavailableError
from alttprbot_racetime.forms import start_form
from alttprbot_racetime.timings import Timings

logger = logging.getLogger(__name__)

ATTEMPTS = 3


class RoomOpener:
    """Opens one room after the other, so that a room which appears after a lost answer can be told whose it is."""

    def __init__(self, api: RaceTimeApi, clock: Clock, timings: Timings) -> None:
        self._api = api
        self._clock = clock
        self._timings = timings
        self._one_at_a_time = asyncio.Lock()

    async def open(self, settings: Mapping[str, Any], *, known: Collection[str]) -> str:
        """The name of a new room; `known` are rooms that it is not. Raises `RaceTimeError`."""
        async with self._one_at_a_time:
            category = await self._api.category()
            form = start_form(settings, category["goals"])
            races = await self._races(form) if _is_unlisted(form) else category["current_races"]
            before = {*known, *(race["name"] for race in races)}
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    return await self._api.open_room(form)
                except RaceTimeUnavailableError as error:
                    logger.warning("room may not have been opened", extra={"reason": error.reason, "attempt": attempt})
                    if name := await self._opened(form, before):
                        return name
                    if attempt == ATTEMPTS:
                        raise
            raise AssertionError("the last attempt returns or raises")

    async def _opened(self, form: Form, before: Collection[str]) -> str | None:
        """The room that the server opened after all; None when it is certain that it did not."""
        certain = self._clock.monotonic() + (self._timings.listing_age if _is_unlisted(form) else 0.0)
        while True:
            for race in await self._races(form):
                if race["name"] not in before and _fits(race, form):
                    return str(race["name"])
            if self._clock.monotonic() >= certain:
                return None
            await self._clock.sleep(self._timings.listing_poll)

    async def _races(self, form: Form) -> list[Document]:
        category = await (self._api.category_with_unlisted() if _is_unlisted(form) else self._api.category())
        return list(category["current_races"])


def _is_unlisted(form: Form) -> bool:
    return form.get("unlisted", "").lower() == "true"


def _fits(race: Mapping[str, Any], form: Form) -> bool:
    goal = form.get("goal") or form.get("custom_goal")
    info = form.get("info_user", "").strip()
    return bool(race["opened_by_bot"]) and race["goal"]["name"] == goal and str(race["info"] or "").startswith(info)
