"""The daily challenge of the ALTTPR site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from alttprbot.alttprgen.provider_exceptions import SeedProviderConfigurationError
from alttprbot.alttprgen.provider_response import SeedProviderResponse
from alttprbot.alttprgen.randomizer.alttpr_labels import Labels
from alttprbot.caching import Cache
from alttprbot.caching.namespaces import DAILY

PROVIDER = "alttpr"


@runtime_checkable
class HasDailies(Protocol):
    """A site with a challenge for each day."""

    async def get_daily(self) -> str:
        """The hash of today's."""
        ...

    async def retrieve_seed(self, hash_id: str) -> SeedProviderResponse:
        """A seed that was rolled earlier."""
        ...

    async def labels(self, base_url: str) -> Labels:
        """What the values of settings are called on the deployment at `base_url`; never raises."""
        ...


@dataclass(frozen=True, slots=True)
class DailyGame:
    """A day's seed, what its settings are called, and where the newest challenge always is."""

    hash: str
    response: SeedProviderResponse
    labels: Labels
    latest_url: str

    @property
    def name(self) -> str | None:
        """What the site calls it."""
        name = str(self.response.extra.get("meta", {}).get("name") or "").strip()
        return name or None


class DailyChallenge:
    """Knows today's game. `site` is None where the bot has no provider of that kind; `base_url` is its address."""

    def __init__(self, *, site: object, base_url: str, cache: Cache) -> None:
        self._site = site
        self._base_url = base_url
        self._cache = cache
        self._latest: DailyGame | None = None

    async def today(self) -> DailyGame:
        """Today's game: the site is asked for its hash once a minute, and for each seed once.

        Raises `SeedProviderError`.
        """
        site = self._site
        if not isinstance(site, HasDailies):
            raise SeedProviderConfigurationError("it is not set up", PROVIDER, "get_daily", attempts=0)
        hash_id = await self._cache.get(DAILY, PROVIDER, site.get_daily)
        latest = self._latest
        if latest is None or latest.hash != hash_id:
            seed = await site.retrieve_seed(hash_id)
            labels = await site.labels(str(seed.extra["base_url"]))
            latest = self._latest = DailyGame(hash_id, seed, labels, f"{self._base_url}/daily")
        return latest
