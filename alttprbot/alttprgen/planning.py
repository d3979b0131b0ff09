"""From a request to a plan. Most games plan with presets; those without files bring a planner of their own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Protocol

from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.preset import PresetLibrary, SahasrahBotPresetCore
from alttprbot.alttprgen.request import SeedRequest, UploadedPreset
from alttprbot.exceptions import NoPresetSpecifiedException


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and the preset that it was made from, if any."""

    plan: SeedPlan
    preset: SahasrahBotPresetCore | None = None


class Planner(Protocol):
    """Decides what to send for the requests of a game. Asked again for the same request it may throw the dice anew."""

    async def plan(self, request: SeedRequest) -> Planned:
        """Raises `SahasrahBotException` for a request that makes no sense."""
        ...


class PresetPlanner:
    """Plans with the presets of the library."""

    def __init__(self, library: PresetLibrary) -> None:
        self._library = library

    async def plan(self, request: SeedRequest) -> Planned:
        """Find the preset and let it plan. Raises `PresetException`."""
        preset = await self._library.complete(await self._preset(request))
        return Planned(preset.plan(request.options), preset)

    async def _preset(self, request: SeedRequest) -> SahasrahBotPresetCore:
        match request.preset:
            case None:
                raise NoPresetSpecifiedException
            case UploadedPreset(content, name):
                return await asyncio.to_thread(self._library.parse, request.game, content, name=name)
            case identifier:
                return await self._library.get(request.game, identifier)
