"""VARIA: Super Metroid as its players are able to play it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from alttprbot.alttprgen.adapters.base import NOBODY, Adapter, CallContext
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.randomizer.varia import VariaClient
from alttprbot.caching import Cache
from alttprbot.caching.namespaces import VARIA_PRESETS


class VariaProvider(Adapter):
    """Rolls seeds and reads presets; a preset is remembered for ten minutes."""

    PROVIDER_NAME = "varia"

    def __init__(self, client: VariaClient, contract: ProviderContract, cache: Cache) -> None:
        super().__init__(contract)
        self._client = client
        self._cache = cache

    async def fetch_settings_preset(self, name: str, context: CallContext = NOBODY) -> Mapping[str, Any]:
        """The parameters that a preset of settings stands for."""
        return await self._preset("fetch_settings_preset", self._client.settings_preset, name, context)

    async def fetch_skills_preset(self, name: str, context: CallContext = NOBODY) -> Mapping[str, Any]:
        """The techniques that a preset of skills expects."""
        return await self._preset("fetch_skills_preset", self._client.skills_preset, name, context)

    async def generate_seed(self, plan: SeedPlan, context: CallContext = NOBODY) -> SeedProviderResponse:
        """Roll a seed of the parameters that the plan has."""
        form = plan.payload
        if not isinstance(form, Mapping):
            raise TypeError("the payload of VARIA is a mapping")

        async def call() -> SeedProviderResponse:
            seed = await self._client.generate(plan.endpoint.removeprefix("POST "), form)
            return SeedProviderResponse(
                url=seed.url,
                hash_or_id=seed.key,
                provider_meta=ProviderMetadata(self.PROVIDER_NAME, plan.operation),
                settings=plan.settings,
                warnings=seed.warnings,
            )

        return await self._execute(plan.operation, call, context)

    async def _preset(
        self, operation: str, fetch: Callable[[str], Awaitable[dict[str, Any]]], name: str, context: CallContext
    ) -> Mapping[str, Any]:
        async def ask() -> dict[str, Any]:
            return await self._execute(operation, partial(fetch, name), context)

        return await self._cache.get(VARIA_PRESETS, f"{operation}:{name}", ask)
