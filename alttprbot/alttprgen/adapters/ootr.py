"""Ocarina of Time: begun with one request, waited for with others."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from functools import partial

from alttprbot.alttprgen.adapters.base import NOBODY, Adapter, CallContext
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.polling import polled
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderError,
    SeedProviderGenerationError,
    SeedProviderUnfinishedError,
)
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.randomizer.ootr import OotrClient, OotrProgress, Turns

logger = logging.getLogger(__name__)

FIRST_POLL, LONGEST_PAUSE = 2.0, 5.0
PATIENCE = 300.0
# Settings that are possible fail now and then.
MOST_CREATIONS = 3
# The site takes one multiworld in so many seconds, and makes two at a time.
MULTIWORLD_SPACING, MOST_MULTIWORLDS = 20.0, 2


class OotrProvider(Adapter):
    """Rolls within five minutes, of which most is waiting."""

    PROVIDER_NAME = "ootr"

    def __init__(self, client: OotrClient, contract: ProviderContract) -> None:
        super().__init__(contract)
        self._client = client
        self._turns = Turns(contract.clock, MULTIWORLD_SPACING)
        self._multiworlds = asyncio.Semaphore(MOST_MULTIWORLDS)

    async def generate_seed(self, plan: SeedPlan, context: CallContext = NOBODY) -> SeedProviderResponse:
        """Begin the seed of a plan and wait for it.

        Raises `SeedProviderUnfinishedError` where that takes too long and `SeedProviderGenerationError` where the site
        cannot make a game of the settings, whatever the dice.
        """
        clock, began = self._contract.clock, self._contract.clock.monotonic()
        try:
            async with clock.timeout(PATIENCE), self._multiworlds if _is_multiworld(plan) else nullcontext():
                seed = await self._rolled(plan, context)
        except TimeoutError as error:
            text = f"it is still at work after {PATIENCE / 60:g} minutes"
            hint = "Please try again later."
            raise SeedProviderUnfinishedError(text, self.PROVIDER_NAME, plan.operation, hint=hint) from error
        code = await self._code(str(seed.hash_or_id), context)
        metadata = replace(seed.provider_meta, latency_ms=round((clock.monotonic() - began) * 1000))
        return replace(seed, code=code, provider_meta=metadata)

    async def create_seed(self, plan: SeedPlan, context: CallContext = NOBODY) -> SeedProviderResponse:
        """Begin a seed; there is a page for it from now on, and later there will be a game on it."""
        settings = plan.payload
        if not isinstance(settings, Mapping):
            raise TypeError("the payload of Ocarina of Time is a mapping")

        async def call() -> SeedProviderResponse:
            seed = await self._client.create(plan.endpoint.removeprefix("POST "), settings)
            return SeedProviderResponse(
                url=seed.url,
                hash_or_id=seed.id,
                provider_meta=ProviderMetadata(self.PROVIDER_NAME, plan.operation),
                version=seed.version,
                settings=plan.settings,
            )

        return await self._execute(plan.operation, call, context)

    async def get_status(self, seed_id: str, context: CallContext = NOBODY) -> OotrProgress:
        """How far a seed is."""
        return await self._execute("get_status", lambda: self._client.status(seed_id), context)

    async def get_details(self, seed_id: str, context: CallContext = NOBODY) -> tuple[str, ...]:
        """The names of the icons on the file-select screen of a finished seed."""
        return await self._execute("get_details", lambda: self._client.file_hash(seed_id), context)

    async def _rolled(self, plan: SeedPlan, context: CallContext) -> SeedProviderResponse:
        for _ in range(MOST_CREATIONS):
            if _is_multiworld(plan):
                await self._turns.wait()
            seed = await self.create_seed(plan, context)
            ask = partial(self._end, str(seed.hash_or_id), context)
            end = await polled(ask, self._contract.clock, wait=FIRST_POLL, longest=LONGEST_PAUSE)
            if end is OotrProgress.DONE:
                return seed
        text = f"it failed {MOST_CREATIONS} times"
        raise SeedProviderGenerationError(text, self.PROVIDER_NAME, plan.operation, attempts=MOST_CREATIONS)

    async def _end(self, seed_id: str, context: CallContext) -> OotrProgress | None:
        progress = await self.get_status(seed_id, context)
        return None if progress is OotrProgress.WORKING else progress

    async def _code(self, seed_id: str, context: CallContext) -> tuple[str, ...] | None:
        try:
            return await self.get_details(seed_id, context) or None
        except SeedProviderError as error:
            # The seed is there all the same.
            logger.info("file_hash_unavailable", extra={"seed_id": seed_id, "error_type": error.code})
            return None


def _is_multiworld(plan: SeedPlan) -> bool:
    worlds = plan.settings.get("world_count")
    return isinstance(worlds, int) and worlds > 1
