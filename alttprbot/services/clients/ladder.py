"""ALTTPR Ladder: how many of its races somebody has run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import aiohttp
from pydantic import ConfigDict
from pydantic.alias_generators import to_pascal

from alttprbot.alttprgen.adapters.base import Adapter
from alttprbot.alttprgen.provider_http import Answer, ProviderHttp
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.caching import Cache
from alttprbot.caching.namespaces import LADDER_RACERS
from alttprbot.services.clients.wire import Text, Wire, sound_entries, sound_object

LIMIT = 8 * 1024 * 1024
# By this the ladder knows us.
HEADERS = {"User-Agent": "SahasrahBot"}
PATH = "/api/v1/PublicAPI"
ALL_MODES = "0"


class _LadderWire(Wire):
    model_config = ConfigDict(alias_generator=to_pascal)


class _Racer(_LadderWire):
    racer_guid: UUID
    discord_name: Text = ""

    model_config = ConfigDict(alias_generator=lambda name: {"racer_guid": "RacerGUID"}.get(name, to_pascal(name)))


class _Result(_LadderWire):
    race_name: Text = ""
    start_date_time: datetime


class _Mode(_LadderWire):
    flag_name: Text = ""
    results: list[dict[str, Any]]


class _Archive(_LadderWire):
    total_count: int


@dataclass(frozen=True, slots=True)
class LadderRace:
    """A race that somebody has run, in any mode."""

    name: str
    started_at: datetime


class Ladder(Adapter):
    """The ladder and its archive. The list of racers is remembered for ten minutes.

    `timezone` is the name of the zone in which the ladder tells times.
    """

    PROVIDER_NAME = "alttprladder"

    def __init__(
        self,
        http: aiohttp.ClientSession,
        contract: ProviderContract,
        cache: Cache,
        *,
        base_url: str,
        archive_base_url: str,
        timezone: str,
    ) -> None:
        super().__init__(contract)
        self._http = ProviderHttp(http, self.PROVIDER_NAME, contract.clock)
        self._cache = cache
        self._base_url = base_url
        self._archive_base_url = archive_base_url
        self._zone = ZoneInfo(timezone)

    async def get_active_racers(self) -> Mapping[str, str]:
        """The GUIDs of all racers by their Discord names, as `discord_key` writes them. Raises `SeedProviderError`."""

        async def ask() -> dict[str, str]:
            return await self._execute("get_active_racers", self._fetch_racers)

        return await self._cache.get(LADDER_RACERS, "active", ask)

    async def find_racer(self, discord_name: str) -> str | None:
        """The GUID of somebody; None for those who do not take part. Raises `SeedProviderError`."""
        return (await self.get_active_racers()).get(discord_key(discord_name))

    async def get_history(self, racer_guid: str) -> Sequence[LadderRace]:
        """All races of a racer on the present ladder. Raises `SeedProviderError`."""
        operation = "get_history"

        async def call() -> Sequence[LadderRace]:
            query = {"RacerGUID": racer_guid, "flag_id": ALL_MODES}
            answer = await self._ask(f"{self._base_url}{PATH}/GetRacerHistory", query, operation)
            modes = sound_entries(_Mode, self._http.parsed(answer, operation), answer, self._http, operation)
            results = [result for mode in modes for result in mode.results]
            return [self._race(result) for result in sound_entries(_Result, results, answer, self._http, operation)]

        return await self._execute(operation, call)

    async def get_archive_count(
        self, discord_user_id: int, *, start: date = date(1900, 1, 1), end: date = date(2100, 1, 1)
    ) -> int:
        """The number of races on the ladder of before; 0 for those it does not know. Raises `SeedProviderError`."""
        operation = "get_archive_count"

        async def call() -> int:
            query = {"discordid": str(discord_user_id), "startdt": f"{start:%m%d%Y}", "enddt": f"{end:%m%d%Y}"}
            answer = await self._ask(f"{self._archive_base_url}{PATH}/GetRacerRaceHistory", query, operation)
            document = self._http.parsed(answer, operation)
            return sound_object(_Archive, document, answer, self._http, operation).total_count

        return await self._execute(operation, call)

    async def _fetch_racers(self) -> dict[str, str]:
        operation = "get_active_racers"
        answer = await self._ask(f"{self._base_url}{PATH}/GetActiveRacers", {}, operation)
        racers = sound_entries(_Racer, self._http.parsed(answer, operation), answer, self._http, operation)
        return {discord_key(racer.discord_name): str(racer.racer_guid) for racer in racers if racer.discord_name}

    async def _ask(self, url: str, query: Mapping[str, str], operation: str) -> Answer:
        return await self._http.send("GET", url, operation, params=query, headers=HEADERS, limit=LIMIT)

    def _race(self, result: _Result) -> LadderRace:
        started = result.start_date_time
        return LadderRace(result.race_name, started if started.tzinfo else started.replace(tzinfo=self._zone))


def discord_key(name: str) -> str:
    """A name on Discord as the ladder's are compared: whatever the case of its letters, without the number of old."""
    return name.strip().removesuffix("#0").lower()
