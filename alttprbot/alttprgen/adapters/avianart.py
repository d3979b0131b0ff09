"""AVIANART: begun with one request, waited for with others."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from alttprbot.alttprgen.adapters.base import NOBODY, Adapter, CallContext
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.polling import polled
from alttprbot.alttprgen.provider_exceptions import SeedProviderUnfinishedError
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.randomizer.avianart import AvianartClient, AvianartSeed

POLL_INTERVAL = 5.0


class AvianartProvider(Adapter):
    """Rolls within `patience` seconds, of which most is waiting."""

    PROVIDER_NAME = "avianart"

    def __init__(self, client: AvianartClient, contract: ProviderContract, *, patience: float) -> None:
        super().__init__(contract)
        self._client = client
        self._patience = patience

    async def generate_seed(self, plan: SeedPlan, context: CallContext = NOBODY) -> SeedProviderResponse:
        """Begin the seed of a plan and wait for it. Raises `SeedProviderUnfinishedError` where that takes too long."""
        clock, begun = self._contract.clock, None
        began = clock.monotonic()
        try:
            async with clock.timeout(self._patience):
                begun = await self.create_seed(plan, context)
                if begun.code:
                    return begun
                ask = partial(self._finished, str(begun.hash_or_id), context)
                seed = await polled(ask, clock, wait=POLL_INTERVAL)
        except TimeoutError as error:
            hint = f"It may still come: {begun.url}" if begun else "Please try again later."
            text = f"it is still at work after {self._patience:g} seconds"
            raise SeedProviderUnfinishedError(text, self.PROVIDER_NAME, plan.operation, hint=hint) from error
        metadata = replace(begun.provider_meta, latency_ms=round((clock.monotonic() - began) * 1000))
        return replace(begun, code=seed.code, version=seed.version, provider_meta=metadata)

    async def create_seed(self, plan: SeedPlan, context: CallContext = NOBODY) -> SeedProviderResponse:
        """Begin a seed. There is no code as long as it is not finished."""
        body = plan.payload
        if not isinstance(body, list):
            raise TypeError("the payload of AVIANART is a list")

        async def call() -> SeedProviderResponse:
            seed = await self._client.create(plan.endpoint.removeprefix("POST "), body)
            return SeedProviderResponse(
                url=seed.url,
                hash_or_id=seed.hash,
                provider_meta=ProviderMetadata(self.PROVIDER_NAME, plan.operation),
                code=seed.code or None,
                version=seed.version,
                settings=plan.settings,
            )

        return await self._execute(plan.operation, call, context)

    async def poll_seed(self, hash_id: str, context: CallContext = NOBODY) -> AvianartSeed:
        """A seed that was begun, as far as it is. Raises `SeedProviderGenerationError` for one that will never be."""
        return await self._execute("poll_seed", lambda: self._client.retrieve(hash_id), context)

    async def _finished(self, hash_id: str, context: CallContext) -> AvianartSeed | None:
        seed = await self.poll_seed(hash_id, context)
        return seed if seed.finished else None
