"""How many races of racetime.gg somebody has run."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import partial
from urllib.parse import quote

import aiohttp
from pydantic import AwareDatetime, ConfigDict

from alttprbot.alttprgen.adapters.base import Adapter
from alttprbot.alttprgen.provider_http import ProviderHttp
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.services.clients.wire import Number, Wire, sound_entries

OPERATION = "get_user_races"
MOST_PAGES = 50
PER_PAGE = "100"
FINISHED = "finished"


class _Plain(Wire):
    model_config = ConfigDict(alias_generator=None)


class _Category(_Plain):
    slug: str


class _Status(_Plain):
    value: str


class _Race(_Plain):
    category: _Category
    status: _Status
    opened_at: AwareDatetime


class _Page(_Plain):
    num_pages: Number = 0


class RaceTimeHistory(Adapter):
    """The public profile of a racer."""

    PROVIDER_NAME = "racetime"

    def __init__(self, http: aiohttp.ClientSession, contract: ProviderContract, base_url: str) -> None:
        super().__init__(contract)
        self._http = ProviderHttp(http, self.PROVIDER_NAME, contract.clock)
        self._base_url = base_url

    async def count_races(self, user_id: str, categories: Collection[str], *, since: datetime, enough: int) -> int:
        """How many finished races of these categories were opened after `since`; no more than `enough` are looked for.

        A race counts whatever place it brought. 0 for somebody without a public profile. Raises `SeedProviderError`.
        """
        wanted = {category.strip().lower() for category in categories} - {""}
        count = 0
        for number in range(1, MOST_PAGES + 1 if wanted else 1):
            races, last = await self._execute(OPERATION, partial(self._page, user_id, number))
            recent = [race for race in races if race.opened_at > since]
            count += sum(race.category.slug in wanted and race.status.value == FINISHED for race in recent)
            # The newest come first, by the time when they ended.
            if count >= enough or not recent or last:
                break
        return count

    async def _page(self, user_id: str, number: int) -> tuple[list[_Race], bool]:
        """The races of a page, and whether it is the last one."""
        url = f"{self._base_url}/user/{quote(user_id, safe='')}/races/data"
        query = {"page": str(number), "per_page": PER_PAGE}
        answer = await self._http.send("GET", url, OPERATION, params=query, accept=(200, 404))
        if answer.status == 404:
            return [], True
        document = self._http.object_of(answer, OPERATION)
        races = sound_entries(_Race, document.get("races"), answer, self._http, OPERATION)
        return races, number >= _Page.model_validate(document).num_pages
