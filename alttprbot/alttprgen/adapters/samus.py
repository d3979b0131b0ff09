"""samus.link: Super Metroid and SMZ3, alone and as multiworlds."""

from __future__ import annotations

from collections.abc import Mapping

from alttprbot.alttprgen.adapters.base import NOBODY, Adapter, CallContext
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.randomizer.samus import SamusClient, SamusSeed, spoiler_url

WITH_YAML = frozenset({"smz3"})


class SamusProvider(Adapter):
    """One of the two games; the names of providers are those of the games."""

    def __init__(self, client: SamusClient, contract: ProviderContract, name: str) -> None:
        super().__init__(contract)
        self.PROVIDER_NAME = name
        self._client = client

    async def generate_seed(self, plan: SeedPlan, context: CallContext = NOBODY) -> SeedProviderResponse:
        """Roll a seed or a multiworld, as the plan says."""
        payload = plan.payload
        if not isinstance(payload, Mapping):
            raise TypeError("the payload of samus.link is a mapping")

        async def call() -> SeedProviderResponse:
            path = plan.endpoint.removeprefix("POST ")
            seed = await self._client.generate(payload, plan.operation, path=path, release=plan.branch)
            key = payload.get("spoilerKey")
            spoiler = spoiler_url(seed, key, yaml=self.PROVIDER_NAME in WITH_YAML) if key else None
            return self._response(seed, plan.operation, plan.settings, spoiler)

        return await self._execute(plan.operation, call, context)

    async def retrieve_seed(
        self, slug: str, *, release: str | None = None, context: CallContext = NOBODY
    ) -> SeedProviderResponse:
        """A seed that was rolled earlier."""
        operation = "retrieve_seed"

        async def call() -> SeedProviderResponse:
            return self._response(await self._client.retrieve(slug, release=release), operation, {}, None)

        return await self._execute(operation, call, context)

    def _response(
        self, seed: SamusSeed, operation: str, settings: Mapping[str, object], spoiler: str | None
    ) -> SeedProviderResponse:
        return SeedProviderResponse(
            url=seed.url,
            hash_or_id=seed.slug,
            provider_meta=ProviderMetadata(self.PROVIDER_NAME, operation),
            display_code=seed.code,
            spoiler_url=spoiler,
            version=seed.version,
            settings=settings,
            extra={"mode": seed.mode},
        )
