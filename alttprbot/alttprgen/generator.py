"""The one road to a seed, for every game and every surface."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from alttprbot.alttprgen.adapters.alttpr import NamesSettings
from alttprbot.alttprgen.adapters.base import CallContext, NeedsSetUp, SeedProvider
from alttprbot.alttprgen.audit_record import find_game, record_game, request_again
from alttprbot.alttprgen.goal import generated_goal
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.planning import ParameterPlanner, Planned, Planner, PresetPlanner
from alttprbot.alttprgen.preset import GAMES, PresetLibrary, SahasrahBotPresetCore
from alttprbot.alttprgen.provider_exceptions import SeedProviderConfigurationError, SeedProviderInvalidRequestError
from alttprbot.alttprgen.provider_response import SeedProviderResponse
from alttprbot.alttprgen.provider_wrapper import OnRetry
from alttprbot.alttprgen.randomizer.alttpr_labels import Labels
from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest
from alttprbot.alttprgen.roll_limit import RollLimit
from alttprbot.alttprgen.spoilers.publishing import SpoilerLogs
from alttprbot.alttprgen.spoilers.race import require_possible, with_log
from alttprbot.database import translate_errors
from alttprbot.exceptions import InvalidInputException, SahasrahBotException
from alttprbot.metrics import Metrics
from alttprbot.models import AuditGeneratedGames

logger = logging.getLogger(__name__)

# How often the dice are thrown for one seed.
MOST_THROWS = 5
# Seconds after which they are not thrown again: on Discord whoever waits is there for a quarter of an hour.
LAST_THROW = 300.0

UNAVAILABLE = {
    "ootr": "it needs a key, for which OOTR_API_KEY is the setting",
}


@dataclass(frozen=True, slots=True)
class GeneratedSeed:
    """A seed and how it came to be.

    `preset` is None for games without presets; `goal` is the settings in words, `audit_id` the record of the seed, None
    if that could not be written.
    """

    request: SeedRequest
    response: SeedProviderResponse
    preset: SahasrahBotPresetCore | None
    plan: SeedPlan
    goal: str
    audit_id: int | None


class Observed(Protocol):
    """The roll under way, for the statistics; `provider` is who was asked for it."""

    provider: str | None


Amend = Callable[[SeedPlan], SeedPlan]
Observe = Callable[[Requester], AbstractAsyncContextManager[Observed, None]]


class SeedService:
    """Rolls seeds. `planners` are those of games without presets, by game; `observe` hears how each roll goes."""

    def __init__(
        self,
        *,
        library: PresetLibrary,
        providers: Mapping[str, SeedProvider],
        metrics: Metrics,
        limit: RollLimit,
        observe: Observe,
        spoiler_logs: SpoilerLogs,
        planners: Mapping[str, ParameterPlanner] | None = None,
    ) -> None:
        self._presets = PresetPlanner(library)
        self._planners = planners or {}
        self._providers = providers
        self._metrics = metrics
        self._limit = limit
        self._observe = observe
        self._spoiler_logs = spoiler_logs

    async def generate(
        self, request: SeedRequest, *, on_retry: OnRetry | None = None, limited: bool = True, amend: Amend | None = None
    ) -> GeneratedSeed:
        """Roll the seed that was asked for; `on_retry` hears of attempts that failed and are repeated.

        Without `limited` it does not count against what the requester may roll, as a part of something that did. Where
        the dice decide and came to something that no game can be made of, they are thrown again. `amend` has the last
        word about what is sent.

        Raises `PresetException`, `InvalidInputException`, `RateLimitedException` or `SeedProviderError`; then there is
        no seed and no record, but for a spoiler race whose log could not be had or stored (`SeedNotStoredError`).
        """
        request_id = secrets.token_hex(4)
        with self._counted(request, request_id):
            async with self._observe(request.requester) as roll:
                planned = await self._planned(request, amend)
                if limited:
                    self._limit.take(request.requester.limit_key)
                roll.provider = planned.plan.provider
                context = CallContext(request.requester.surface.value, request_id, on_retry)
                planned, response = await self._thrown(request, planned, context, amend)
            plan = planned.plan
            audit_id = await record_game(request, plan, response, request_id)
            response = await with_log(self._spoiler_logs, plan, response, context)
        return GeneratedSeed(request, response, planned.preset, plan, _goal(plan, response), audit_id)

    async def _thrown(
        self, request: SeedRequest, planned: Planned, context: CallContext, amend: Amend | None
    ) -> tuple[Planned, SeedProviderResponse]:
        began = time.monotonic()
        for throw in range(1, MOST_THROWS + 1):
            plan = planned.plan
            try:
                return planned, await self._provider(plan).generate_seed(plan, context)
            except SeedProviderInvalidRequestError as error:
                if not plan.dice or throw == MOST_THROWS or time.monotonic() - began > LAST_THROW:
                    raise
                fields = {"game": plan.game, "preset": plan.preset, "request_id": context.request_id}
                logger.info("dice_thrown_again", extra={**fields, "throw": throw, "reason": error.provider_message})
            planned = await self._planned(request, amend)
        raise AssertionError("the last throw returns or raises")

    async def plan(self, request: SeedRequest) -> SeedPlan:
        """What would be sent for this request. Raises what `generate` would raise for a request that makes no sense."""
        return (await self._planned(request)).plan

    def obstacle(self, preset: SahasrahBotPresetCore) -> str | None:
        """Why this bot can roll no seed from a preset, whatever the options; None when nothing is in the way."""
        if preset.throws_dice:
            return None
        try:
            self._provider(preset.plan(SeedOptions()))
        except SeedProviderConfigurationError as error:
            return error.user_message
        return None

    def usual(self, game: str, parameter: str) -> Sequence[str]:
        """Values to offer somebody who chooses a parameter of a game without presets; nobody is asked."""
        return self._planners[game].usual(parameter)

    async def suggestions(self, game: str, parameter: str) -> Sequence[str]:
        """The same as they are today: the provider may be asked."""
        return await self._planners[game].suggestions(parameter)

    def require_allowance(self, requester: Requester) -> None:
        """Raise `RateLimitedException` when this person would have to wait for the next seed."""
        self._limit.check(requester.limit_key)

    async def labels(self, seed: GeneratedSeed) -> Labels:
        """What the values of the seed's settings are called where it was rolled; empty where nobody says."""
        provider, base_url = self._providers.get(seed.plan.provider), seed.response.extra.get("base_url")
        if not isinstance(provider, NamesSettings) or not isinstance(base_url, str):
            return {}
        return await provider.labels(base_url)

    async def request_again(self, audit_id: int, requester: Requester) -> SeedRequest:
        """What the game with this record was made of, asked for by somebody else.

        Raises `InvalidInputException` where that is not recorded any more.
        """
        with translate_errors():
            request = await request_again(audit_id, requester)
        if request is None:
            raise InvalidInputException(
                "I do not know any more what this game was made of. Please give the command once more."
            )
        return request

    async def verify(self, hash_or_permalink: str) -> AuditGeneratedGames | None:
        """The record of a game that this bot generated; None for all others."""
        return await find_game(hash_or_permalink)

    @contextmanager
    def _counted(self, request: SeedRequest, request_id: str) -> Iterator[None]:
        """Count the request, and note why there is no seed."""
        surface, outcome = request.requester.surface.value, "error"
        try:
            yield
            outcome = "success"
        except SahasrahBotException as error:
            outcome = error.code
            preset = request.preset if isinstance(request.preset, str) else None
            fields = {"game": request.game, "preset": preset, "surface": surface, "request_id": request_id}
            logger.info("seed_not_generated", extra={**fields, "reason": error.code})
            raise
        finally:
            # A name that somebody made up is no label.
            game = request.game if request.game in GAMES or request.game in self._planners else "unknown"
            self._metrics.seeds_generated.labels(game, surface, outcome).inc()

    async def _planned(self, request: SeedRequest, amend: Amend | None = None) -> Planned:
        planner: Planner = self._planners.get(request.game, self._presets)
        planned = await planner.plan(request)
        if amend is not None:
            planned = replace(planned, plan=amend(planned.plan))
        require_possible(request.options, planned.plan)
        self._provider(planned.plan)
        return planned

    def _provider(self, plan: SeedPlan) -> SeedProvider:
        provider = self._providers.get(plan.provider)
        if provider is None:
            reason = UNAVAILABLE.get(plan.provider, "it is not set up")
            raise SeedProviderConfigurationError(reason, plan.provider, plan.operation, attempts=0)
        if isinstance(provider, NeedsSetUp):
            provider.require_set_up(plan)
        return provider


def _goal(plan: SeedPlan, response: SeedProviderResponse) -> str:
    meta = response.extra.get("meta")
    return generated_goal(meta) if isinstance(meta, Mapping) else plan.goal or plan.genoption
