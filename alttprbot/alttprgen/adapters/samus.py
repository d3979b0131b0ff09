"""samus.link: Super Metroid and SMZ3, alone and as multiworlds."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from alttprbot.alttprgen.adapters.base import NOBODY, Adapter, CallContext
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_exceptions import SeedProviderError, SeedProviderInvalidRequestError
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.randomizer.samus import MULTIWORLD, SamusClient, SamusSeed, spoiler_url
from alttprbot.alttprgen.samus_options import SiteOptions, wrong_setting
from alttprbot.caching import Cache
from alttprbot.caching.namespaces import SAMUS_OPTIONS

logger = logging.getLogger(__name__)


class SamusProvider(Adapter):
    """One of the two games; the names of providers are those of the games."""

    def __init__(self, client: SamusClient, contract: ProviderContract, cache: Cache, name: str) -> None:
        super().__init__(contract)
        self.PROVIDER_NAME = name
        self._client = client
        self._cache = cache

    async def generate_seed(self, plan: SeedPlan, context: CallContext = NOBODY) -> SeedProviderResponse:
        """Roll a seed or a multiworld, as the plan says.

        Raises `SeedProviderInvalidRequestError` for settings that the site does not have any more.
        """
        payload = plan.payload
        if not isinstance(payload, Mapping):
            raise TypeError("the payload of samus.link is a mapping")
        await self._require_known(plan, payload, context)

        async def call() -> SeedProviderResponse:
            path = plan.endpoint.removeprefix("POST ")
            seed = await self._client.generate(payload, plan.operation, path=path, release=plan.branch)
            key = payload.get("spoilerKey")
            spoiler = spoiler_url(seed, key, yaml=self._writes_yaml(seed)) if key else None
            return self._response(seed, plan.operation, plan.settings, spoiler)

        return await self._execute(plan.operation, call, context)

    async def get_options(self, context: CallContext = NOBODY) -> SiteOptions:
        """What the site says of its settings, remembered for a day."""

        async def ask() -> dict[str, list[str]]:
            return await self._execute("get_options", self._client.options, context)

        return await self._cache.get(SAMUS_OPTIONS, self.PROVIDER_NAME, ask)

    async def retrieve_seed(
        self, slug: str, *, release: str | None = None, context: CallContext = NOBODY
    ) -> SeedProviderResponse:
        """A seed that was rolled earlier."""
        operation = "retrieve_seed"

        async def call() -> SeedProviderResponse:
            return self._response(await self._client.retrieve(slug, release=release), operation, {}, None)

        return await self._execute(operation, call, context)

    async def _require_known(self, plan: SeedPlan, settings: Mapping[str, str], context: CallContext) -> None:
        """The preset was checked with our own description; a release may have other settings than that and the site."""
        if plan.branch is not None:
            return
        try:
            options = await self.get_options(context)
        except SeedProviderError as error:
            logger.info("samus_options_unavailable", extra={"game": plan.game, "error_type": error.code})
            return
        if wrong := wrong_setting(plan.game, settings, options):
            raise SeedProviderInvalidRequestError(wrong, self.PROVIDER_NAME, plan.operation, attempts=0)

    def _writes_yaml(self, seed: SamusSeed) -> bool:
        """The site can write a spoiler as YAML only for one world of SMZ3."""
        return self.PROVIDER_NAME == "smz3" and seed.mode != MULTIWORLD

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
