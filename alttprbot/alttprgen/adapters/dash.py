"""DASH: Super Metroid with other item pools and areas."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from alttprbot.alttprgen.adapters.base import NOBODY, Adapter, CallContext
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.randomizer.dash import USUAL_PRESETS, DashClient, spoiler_url
from alttprbot.caching import Cache
from alttprbot.caching.namespaces import DASH_PRESETS

logger = logging.getLogger(__name__)


class SMDashProvider(Adapter):
    """Rolls, and says which presets there are."""

    PROVIDER_NAME = "smdash"

    def __init__(self, client: DashClient, contract: ProviderContract, cache: Cache) -> None:
        super().__init__(contract)
        self._client = client
        self._cache = cache

    async def generate_seed(self, plan: SeedPlan, context: CallContext = NOBODY) -> SeedProviderResponse:
        """Roll a seed of the preset that the plan names."""
        query = plan.payload
        if not isinstance(query, Mapping):
            raise TypeError("the payload of DASH is a mapping")

        async def call() -> SeedProviderResponse:
            seed = await self._client.generate(plan.endpoint.removeprefix("GET "), query)
            return SeedProviderResponse(
                url=seed.url,
                hash_or_id=seed.key,
                provider_meta=ProviderMetadata(self.PROVIDER_NAME, plan.operation),
                spoiler_url=spoiler_url(seed) if query.get("spoiler") else None,
                settings=plan.settings,
            )

        return await self._execute(plan.operation, call, context)

    async def get_presets(self, context: CallContext = NOBODY) -> Sequence[str]:
        """The presets of the site: remembered for a quarter of an hour, the usual ones while nobody knows."""

        async def ask() -> list[str]:
            return list(await self._execute("get_presets", self._client.presets, context))

        try:
            return await self._cache.get(DASH_PRESETS, self.PROVIDER_NAME, ask)
        except SeedProviderError as error:
            logger.info("dash_presets_unavailable", extra={"error_type": error.code})
            return USUAL_PRESETS
