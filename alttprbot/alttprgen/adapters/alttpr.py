"""The ALTTPR site."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from alttprbot.alttprgen.adapters.base import NOBODY, Adapter, CallContext
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_exceptions import SeedProviderError, SeedProviderGenerationError
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.randomizer.alttpr import AlttprClient, AlttprSeed, BasePatch
from alttprbot.alttprgen.randomizer.alttpr_labels import DEFAULT_LABELS, Labels
from alttprbot.caching import Cache
from alttprbot.caching.namespaces import LABELS

logger = logging.getLogger(__name__)

LABEL_TIMEOUT = 5.0


@runtime_checkable
class NamesSettings(Protocol):
    """A provider that says what the values of settings are called."""

    async def labels(self, base_url: str) -> Labels:
        """What the values of settings are called on the deployment at `base_url`; never raises."""
        ...


class ALTTPRProvider(Adapter):
    """Rolls, finds and names what the site has."""

    PROVIDER_NAME = "alttpr"

    def __init__(self, client: AlttprClient, contract: ProviderContract, cache: Cache) -> None:
        super().__init__(contract)
        self._client = client
        self._cache = cache

    async def generate_seed(self, plan: SeedPlan, context: CallContext = NOBODY) -> SeedProviderResponse:
        """Roll a seed on the deployment that the plan names."""
        path = plan.endpoint.removeprefix("POST ")

        async def call() -> SeedProviderResponse:
            try:
                seed = await self._client.generate(path, plan.payload, plan.branch)
            except SeedProviderGenerationError as error:
                if plan.dice:
                    # Another throw is worth more than the same one again.
                    error.most_attempts = 1
                raise
            return _response(seed, plan.operation, plan.settings)

        return await self._execute(plan.operation, call, context)

    async def retrieve_seed(
        self, hash_id: str, *, branch: str | None = None, context: CallContext = NOBODY
    ) -> SeedProviderResponse:
        """A seed that was rolled earlier."""
        operation = "retrieve_seed"

        async def call() -> SeedProviderResponse:
            return _response(await self._client.retrieve(hash_id, branch), operation, {})

        return await self._execute(operation, call, context)

    async def get_daily(self, *, branch: str | None = None) -> str:
        """The hash of today's challenge."""
        return await self._execute("get_daily", lambda: self._client.daily_hash(branch))

    async def get_base_patch(self, hash_id: str, *, branch: str | None = None) -> BasePatch:
        """Which game the patch of a seed is for."""
        return await self._execute("get_base_patch", lambda: self._client.base_patch(hash_id, branch))

    async def get_base_patch_file(self, patch: BasePatch, *, branch: str | None = None) -> bytes:
        """The patch, in the BPS format, that makes this game of the original one."""
        return await self._execute("get_base_patch_file", lambda: self._client.base_patch_file(patch, branch))

    async def get_sprites(self, *, branch: str | None = None) -> Mapping[str, str]:
        """The addresses of all sprites, by their names."""
        return await self._execute("get_sprites", lambda: self._client.sprites(branch))

    async def get_sprite_file(self, address: str) -> bytes:
        """A sprite in the ZSPR format."""
        return await self._execute("get_sprite_file", lambda: self._client.sprite_file(address))

    async def labels(self, base_url: str) -> Labels:
        """What settings are called on that deployment: remembered for an hour, our own list while it is down."""

        async def ask() -> Labels:
            return await self._execute(
                "get_labels", lambda: self._client.labels(base_url), timeout=LABEL_TIMEOUT, max_attempts=1
            )

        try:
            return await self._cache.get(LABELS, base_url, ask)
        except SeedProviderError as error:
            logger.info("labels_unavailable", extra={"error_type": error.code})
            return DEFAULT_LABELS


def _response(seed: AlttprSeed, operation: str, settings: Mapping[str, object]) -> SeedProviderResponse:
    return SeedProviderResponse(
        url=seed.url,
        hash_or_id=seed.hash,
        provider_meta=ProviderMetadata(ALTTPRProvider.PROVIDER_NAME, operation),
        code=seed.code,
        settings=settings,
        extra={"meta": seed.meta, "generated": seed.generated, "base_url": seed.base_url, "document": seed.document},
    )
