"""Chrono Trigger: Jets of Time."""

from __future__ import annotations

from collections.abc import Mapping

from alttprbot.alttprgen.adapters.base import NOBODY, Adapter, CallContext
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.randomizer.ctjets import CTJetsClient


class CTJetsProvider(Adapter):
    """Rolls what the site calls a share: a page from which players make their ROMs."""

    PROVIDER_NAME = "ctjets"

    def __init__(self, client: CTJetsClient, contract: ProviderContract) -> None:
        super().__init__(contract)
        self._client = client

    async def generate_seed(self, plan: SeedPlan, context: CallContext = NOBODY) -> SeedProviderResponse:
        """Fill in the form of the site as the plan says."""
        fields = plan.payload
        if not isinstance(fields, Mapping):
            raise TypeError("the payload of Jets of Time is a mapping")

        async def call() -> SeedProviderResponse:
            seed = await self._client.generate(plan.endpoint.removeprefix("POST "), fields)
            return SeedProviderResponse(
                url=seed.url,
                hash_or_id=seed.id,
                provider_meta=ProviderMetadata(self.PROVIDER_NAME, plan.operation),
                settings=plan.settings,
            )

        return await self._execute(plan.operation, call, context)
