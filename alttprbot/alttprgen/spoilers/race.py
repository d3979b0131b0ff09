"""Spoiler races: whether a seed can be one, and where its log is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from alttprbot.alttprgen.adapters.base import CallContext
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_exceptions import SeedNotStoredError, SeedProviderResponseFormatError
from alttprbot.alttprgen.provider_response import SeedProviderResponse
from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot.alttprgen.spoilers.log import progression_log, spoiler_log
from alttprbot.alttprgen.spoilers.publishing import SpoilerLogKind, SpoilerLogs
from alttprbot.exceptions import InvalidInputException

SITE = "alttpr"


def require_possible(options: SeedOptions, plan: SeedPlan) -> None:
    """Raise `InvalidInputException`, before anything is rolled, for a log that nobody could make."""
    name = f"“{plan.preset or plan.game}”"
    if options.spoilers is not Spoilers.GENERATE:
        if options.progression:
            raise InvalidInputException("Only spoiler races have a progression log: ask for spoilers as well.")
        return
    if not plan.spoiler_log:
        raise InvalidInputException(
            f"{name} cannot be a spoiler race: {plan.provider} gives no spoiler log for a race."
        )
    if not options.progression:
        return
    if plan.provider != SITE:
        raise InvalidInputException(f"There is no progression log of {name}: only alttpr.com tells what it needs.")
    if plan.settings.get("entrances", "none") != "none":
        raise InvalidInputException(
            f"There is no progression log of {name}: its entrances are shuffled. Make it an ordinary spoiler race."
        )


async def with_log(
    logs: SpoilerLogs, plan: SeedPlan, response: SeedProviderResponse, context: CallContext
) -> SeedProviderResponse:
    """A seed of a spoiler race with the address of its log; all others, and those that have one, as they are.

    Raises `SeedNotStoredError` and `SeedProviderResponseFormatError`; then it is no spoiler race.
    """
    document = response.extra.get("document")
    if plan.options.spoilers is not Spoilers.GENERATE or response.spoiler_url or not isinstance(document, Mapping):
        return response
    kind, log = _log(plan.options, document, response.url)
    if log is None:
        raise SeedProviderResponseFormatError("the game came without its spoiler", plan.provider, plan.operation)
    try:
        address = await logs.publish(kind, response.hash_or_id or "", response.code or (), log, context)
    except SeedNotStoredError as error:
        error.permalink = response.url
        raise
    return replace(response, spoiler_url=address)


def _log(
    options: SeedOptions, document: Mapping[str, Any], permalink: str
) -> tuple[SpoilerLogKind, dict[str, Any] | None]:
    if options.progression:
        return SpoilerLogKind.PROGRESSION, progression_log(document, permalink)
    return SpoilerLogKind.SPOILER, spoiler_log(document, permalink)
