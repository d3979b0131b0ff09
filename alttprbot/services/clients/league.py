"""ALTTPR League: which mode is played in a match."""

from __future__ import annotations

from typing import Any

import aiohttp

from alttprbot.alttprgen.adapters.base import Adapter
from alttprbot.alttprgen.provider_http import ProviderHttp
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.caching import Cache
from alttprbot.caching.namespaces import LEAGUE_MODES
from alttprbot.services.clients.wire import Flag, Wire, sound_object

OPERATION = "get_episode_mode"


class LeagueMode(Wire):
    """`preset` is what somebody typed: nothing but the name of a global preset may become of it."""

    preset: str
    spoiler: Flag = False
    coop: Flag = False


class League(Adapter):
    """Modes are remembered for a minute."""

    PROVIDER_NAME = "alttprleague"

    def __init__(self, http: aiohttp.ClientSession, contract: ProviderContract, cache: Cache, base_url: str) -> None:
        super().__init__(contract)
        self._http = ProviderHttp(http, self.PROVIDER_NAME, contract.clock)
        self._cache = cache
        self._base_url = base_url

    async def get_episode_mode(self, episode_id: int) -> LeagueMode | None:
        """The mode of an episode of SpeedGaming; None when none is active. Raises `SeedProviderError`."""

        async def ask() -> dict[str, Any] | None:
            mode = await self._execute(OPERATION, lambda: self._fetch(episode_id))
            return mode.model_dump() if mode else None

        document = await self._cache.get(LEAGUE_MODES, episode_id, ask)
        return LeagueMode.model_validate(document) if document else None

    async def _fetch(self, episode_id: int) -> LeagueMode | None:
        query = {"id": str(episode_id)}
        answer = await self._http.send("GET", f"{self._base_url}/api/episode", OPERATION, params=query)
        mode = self._http.object_of(answer, OPERATION).get("mode")
        return sound_object(LeagueMode, mode, answer, self._http, OPERATION) if mode else None
