"""SpeedGaming's schedule: which matches there will be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from alttprbot.alttprgen.adapters.base import Adapter
from alttprbot.alttprgen.provider_exceptions import SeedProviderInvalidRequestError
from alttprbot.alttprgen.provider_http import Answer, ProviderHttp
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.caching import Cache
from alttprbot.caching.namespaces import SPEEDGAMING_EPISODES, SPEEDGAMING_SCHEDULES
from alttprbot.services.clients.speedgaming_episode import Episode
from alttprbot.services.clients.wire import sound_entries, sound_object
from alttprbot.util.http import safe_text

# The zone in which the site thinks.
EASTERN = "US/Eastern"
# Wide enough for everybody who looks, so that an event is asked for once.
PAST, FUTURE = timedelta(hours=4), timedelta(hours=192)
DEFAULT_FUTURE = timedelta(hours=4)
OLD = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The episodes of an event, as the site told them at `fetched_at`."""

    episodes: Sequence[Episode]
    fetched_at: datetime

    def is_old(self, now: datetime) -> bool:
        """Whether so much may have changed that no race room may be opened for what is in it."""
        return now - self.fetched_at > OLD


class SpeedGaming(Adapter):
    """Schedules are remembered for a minute, and for half an hour while the site does not answer."""

    PROVIDER_NAME = "speedgaming"

    def __init__(self, http: aiohttp.ClientSession, contract: ProviderContract, cache: Cache, base_url: str) -> None:
        super().__init__(contract)
        self._http = ProviderHttp(http, self.PROVIDER_NAME, contract.clock)
        self._clock = contract.clock
        self._cache = cache
        self._base_url = base_url

    async def get_schedule(self, event: str, *, past: timedelta = PAST, future: timedelta = DEFAULT_FUTURE) -> Schedule:
        """The episodes of the event with this slug that begin from `past` ago until `future` from now.

        Raises `ValueError` for more than `PAST` and `FUTURE`, `SeedProviderInvalidRequestError` for an event that does
        not exist, and other `SeedProviderError`.
        """
        if past > PAST or future > FUTURE:
            raise ValueError("a schedule reaches from 4 hours ago to 8 days from now")

        async def ask() -> dict[str, Any]:
            episodes = await self._execute("get_schedule", lambda: self._fetch_schedule(event))
            plain = [episode.model_dump(mode="json") for episode in episodes]
            return {"fetched_at": self._clock.now().isoformat(), "episodes": plain}

        document = await self._cache.get(SPEEDGAMING_SCHEDULES, event, ask)
        now = self._clock.now()
        episodes = (Episode.model_validate(episode) for episode in document["episodes"])
        within = tuple(episode for episode in episodes if now - past <= episode.when <= now + future)
        return Schedule(within, datetime.fromisoformat(document["fetched_at"]))

    async def get_episode(self, episode_id: int, *, fresh: bool = False) -> Episode:
        """One episode, at most a minute old; `fresh` asks the site in any case, as before a seed is rolled.

        Raises `SeedProviderInvalidRequestError` when there is none, and other `SeedProviderError`.
        """

        async def ask() -> dict[str, Any]:
            episode = await self._execute("get_episode", lambda: self._fetch_episode(episode_id))
            return episode.model_dump(mode="json")

        if fresh:
            await self._cache.forget(SPEEDGAMING_EPISODES, episode_id)
        return Episode.model_validate(await self._cache.get(SPEEDGAMING_EPISODES, episode_id, ask))

    async def _fetch_schedule(self, event: str) -> Sequence[Episode]:
        now = self._clock.now().astimezone(ZoneInfo(EASTERN))
        window = {"event": event, "from": (now - PAST).isoformat(), "to": (now + FUTURE).isoformat()}
        document, answer = await self._ask("schedule", window, "get_schedule")
        return sound_entries(Episode, document, answer, self._http, "get_schedule")

    async def _fetch_episode(self, episode_id: int) -> Episode:
        document, answer = await self._ask("episode", {"id": str(episode_id)}, "get_episode")
        return sound_object(Episode, document, answer, self._http, "get_episode")

    async def _ask(self, path: str, query: dict[str, str], operation: str) -> tuple[Any, Answer]:
        answer = await self._http.send("GET", f"{self._base_url}/{path}", operation, params=query)
        document = self._http.parsed(answer, operation)
        # Its refusals have status 200.
        if isinstance(document, dict) and "error" in document:
            why = safe_text(str(document["error"])) or "it gave no reason"
            raise SeedProviderInvalidRequestError(why, self.PROVIDER_NAME, operation)
        return document, answer
