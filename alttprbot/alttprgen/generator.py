"""The one road to a seed, for every game and every surface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from alttprbot.alttprgen.audit_record import find_game, record_game
from alttprbot.alttprgen.goal import generated_goal
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.preset import PresetLibrary, SahasrahBotPresetCore
from alttprbot.alttprgen.provider_adapters import SeedProvider
from alttprbot.alttprgen.provider_exceptions import SeedProviderConfigurationError
from alttprbot.alttprgen.provider_response import SeedProviderResponse
from alttprbot.alttprgen.provider_wrapper import OnRetry
from alttprbot.alttprgen.randomizer.alttpr_labels import Labels
from alttprbot.alttprgen.request import SeedRequest, UploadedPreset
from alttprbot.alttprgen.roll_limit import RollLimit
from alttprbot.exceptions import NoPresetSpecifiedException, SahasrahBotException
from alttprbot.metrics import Metrics
from alttprbot.models import AuditGeneratedGames

LATER = {
    "alttprdoor": "presets for the door randomizer cannot be rolled yet",
    "avianart": "presets for AVIANART cannot be rolled yet",
}


@dataclass(frozen=True, slots=True)
class GeneratedSeed:
    """A seed and how it came to be: `goal` is its settings in words, `audit_id` its record, if that was written."""

    response: SeedProviderResponse
    preset: SahasrahBotPresetCore
    plan: SeedPlan
    goal: str
    audit_id: int | None


class SeedService:
    """Rolls seeds."""

    def __init__(
        self,
        *,
        library: PresetLibrary,
        providers: Mapping[str, SeedProvider],
        metrics: Metrics,
        limit: RollLimit,
    ) -> None:
        self._library = library
        self._providers = providers
        self._metrics = metrics
        self._limit = limit

    async def generate(self, request: SeedRequest, *, on_retry: OnRetry | None = None) -> GeneratedSeed:
        """Roll the seed that was asked for; `on_retry` hears of attempts that failed and are repeated.

        Raises `PresetException`, `RateLimitedException` or `SeedProviderError`; then there is no seed and no record.
        """
        surface = request.requester.surface
        outcome = "error"
        try:
            preset = await self._preset(request)
            plan = preset.plan(request.options)
            provider = self._provider(plan)
            self._limit.take(request.requester.limit_key)
            response = await provider.generate_seed(plan, surface=surface.value, on_retry=on_retry)
            outcome = "success"
        except SahasrahBotException as error:
            outcome = error.code
            raise
        finally:
            self._metrics.seeds_generated.labels(request.game, surface.value, outcome).inc()
        audit_id = await record_game(plan, response, request.requester)
        return GeneratedSeed(response, preset, plan, _goal(plan, response), audit_id)

    async def plan(self, request: SeedRequest) -> SeedPlan:
        """What would be sent for this request."""
        return (await self._preset(request)).plan(request.options)

    async def labels(self, seed: GeneratedSeed) -> Labels:
        """What the values of the seed's settings are called where it was rolled."""
        base_url = seed.response.extra.get("base_url")
        return await self._provider(seed.plan).labels(base_url) if isinstance(base_url, str) else {}

    async def verify(self, hash_or_permalink: str) -> AuditGeneratedGames | None:
        """The record of a game that this bot generated; None for all others."""
        return await find_game(hash_or_permalink)

    async def _preset(self, request: SeedRequest) -> SahasrahBotPresetCore:
        match request.preset:
            case None:
                raise NoPresetSpecifiedException
            case UploadedPreset(content, name):
                return self._library.parse(request.game, content, name=name)
            case identifier:
                return await self._library.get(request.game, identifier)

    def _provider(self, plan: SeedPlan) -> SeedProvider:
        provider = self._providers.get(plan.provider)
        if provider is None:
            reason = LATER.get(plan.provider, "it is not set up")
            raise SeedProviderConfigurationError(reason, plan.provider, plan.operation, provider_message=reason)
        return provider


def _goal(plan: SeedPlan, response: SeedProviderResponse) -> str:
    meta = response.extra.get("meta")
    return generated_goal(meta) if isinstance(meta, Mapping) else plan.genoption
