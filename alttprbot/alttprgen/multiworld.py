"""Multiworlds for the teams of a race: each team has its own, and all have the same seed number."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import replace

from alttprbot.alttprgen.generator import GeneratedSeed, SeedService
from alttprbot.alttprgen.provider_wrapper import OnRetry
from alttprbot.alttprgen.request import SeedRequest
from alttprbot.alttprgen.samus_schema import HIGHEST_SEED
from alttprbot.exceptions import InvalidInputException


async def roll_multiworlds(
    seeds: SeedService, request: SeedRequest, teams: Sequence[Sequence[str]], *, on_retry: OnRetry | None = None
) -> list[GeneratedSeed]:
    """One multiworld for each team (the names of its players), in their order; all of them or none.

    The number of the seed is that of the request, else random. Together they count as one seed of the requester. Raises
    `InvalidInputException` for teams of different sizes, and what `SeedService.generate` raises.
    """
    if not teams or len({len(team) for team in teams}) > 1:
        raise InvalidInputException("All teams of a multiworld need the same number of players.")
    number = request.options.seed_number
    if number is None:
        number = secrets.randbelow(HIGHEST_SEED + 1)
    requests = [
        replace(request, options=replace(request.options, players=tuple(team), seed_number=number)) for team in teams
    ]
    try:
        async with asyncio.TaskGroup() as rolling:
            tasks = [
                rolling.create_task(seeds.generate(each, on_retry=on_retry, limited=index == 0))
                for index, each in enumerate(requests)
            ]
    except ExceptionGroup as errors:
        # Each of them says why there are no seeds; people are told the first.
        raise errors.exceptions[0] from None
    return [task.result() for task in tasks]
