"""From a request to a plan. Most games plan with presets; those without files bring a planner of their own."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol

from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.preset import PresetLibrary, SahasrahBotPresetCore
from alttprbot.alttprgen.request import SeedOptions, SeedRequest, UploadedPreset
from alttprbot.exceptions import InvalidInputException, NoPresetSpecifiedException
from alttprbot.util.text import did_you_mean, shortened

YES_NO = ("yes", "no")


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
        return Planned(replace(preset.plan(request.options), row_id=preset.row_id), preset)

    async def _preset(self, request: SeedRequest) -> SahasrahBotPresetCore:
        match request.preset:
            case None:
                raise NoPresetSpecifiedException
            case UploadedPreset(content, name):
                return await asyncio.to_thread(self._library.parse, request.game, content, name=name)
            case identifier:
                return await self._library.get(request.game, identifier)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One choice of a game without presets.

    `about` says what it is, for those who forgot it. `choices` are all the values that it can have, whatever the case
    of their letters; without them it is free text.
    """

    name: str
    about: str
    choices: tuple[str, ...] = ()
    required: bool = True

    def read(self, typed: str) -> str:
        """The value that somebody means. Raises `InvalidInputException` for what is no choice."""
        text = typed.strip()
        if not self.choices:
            return text
        for choice in self.choices:
            if choice.casefold() == text.casefold():
                return choice
        known = f"{did_you_mean(text, self.choices)} It is one of: {', '.join(self.choices)}."
        raise InvalidInputException(f"“{shortened(typed)}” cannot be the {self.name}.{known}")


class ParameterPlanner(ABC):
    """Plans for a game that is described by parameters alone."""

    game: ClassVar[str]
    parameters: ClassVar[tuple[Parameter, ...]]

    async def plan(self, request: SeedRequest) -> Planned:
        """Read the parameters and plan. Raises `InvalidInputException` where they are not those of the game."""
        return Planned(await self._plan(self._values(request), request.options))

    def usual(self, parameter: str) -> Sequence[str]:
        """Values to offer somebody who chooses one, as they are known without asking anybody."""
        return next((known.choices for known in self.parameters if known.name == parameter), ())

    async def suggestions(self, parameter: str) -> Sequence[str]:
        """The values of today: the provider may be asked. Where a parameter is free text, others may do as well."""
        return self.usual(parameter)

    @abstractmethod
    async def _plan(self, values: Mapping[str, str], options: SeedOptions) -> SeedPlan:
        """The request that these values make; what is not required may be missing."""

    def _values(self, request: SeedRequest) -> dict[str, str]:
        known, given = {parameter.name: parameter for parameter in self.parameters}, request.options.parameters
        if request.preset is not None:
            raise InvalidInputException(f"{self.game} has no presets of ours; it has parameters: {', '.join(known)}.")
        for name in given:
            if name not in known:
                hint = did_you_mean(name, known) or f" There are: {', '.join(known)}."
                raise InvalidInputException(f"{self.game} has no parameter “{shortened(name)}”.{hint}")
        for name, parameter in known.items():
            if parameter.required and not given.get(name, "").strip():
                raise InvalidInputException(f"The parameter {name} of {self.game} is missing: {parameter.about}.")
        return {name: parameter.read(given[name]) for name, parameter in known.items() if name in given}
