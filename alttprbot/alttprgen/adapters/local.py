"""Games that nobody has to be asked for: the plan is the game."""

from __future__ import annotations

from collections.abc import Mapping

from alttprbot.alttprgen.adapters.base import NOBODY, Adapter, CallContext
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.provider_wrapper import ProviderContract

LOCAL_GAMES = ("z1r", "z2r", "ff1r", "smb3r", "aosr", "smbingo")


class LocalProvider(Adapter):
    """One of `LOCAL_GAMES`; the names of providers are those of the games.

    Many of them have no address: `url` is empty then, and `seed_number` and `flags` are all that players need.
    """

    def __init__(self, contract: ProviderContract, name: str) -> None:
        super().__init__(contract)
        self.PROVIDER_NAME = name

    async def generate_seed(self, plan: SeedPlan, context: CallContext = NOBODY) -> SeedProviderResponse:
        """What the plan says, as an answer. Raises `SeedProviderConfigurationError` when it is switched off."""
        payload = plan.payload
        if not isinstance(payload, Mapping):
            raise TypeError("the payload of a local game is a mapping")
        seed = payload["seed"]

        async def call() -> SeedProviderResponse:
            return SeedProviderResponse(
                url=payload.get("url", ""),
                hash_or_id=str(seed),
                provider_meta=ProviderMetadata(self.PROVIDER_NAME, plan.operation),
                seed_number=seed if isinstance(seed, int) else int(seed, 16),
                flags=payload.get("flags"),
                settings=plan.settings,
            )

        return await self._execute(plan.operation, call, context)
