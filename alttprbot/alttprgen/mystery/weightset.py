"""Weightsets, the presets of mystery games."""

from __future__ import annotations

import random
import secrets
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar, Self

from alttprbot.alttprgen.mystery.roll import NO_PRESET, MysteryRoll, roll
from alttprbot.alttprgen.mystery.schema import ABOUT, DEFINITIONS, TOP_LEVEL, check_complete
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.preset_core import SahasrahBotPresetCore
from alttprbot.alttprgen.preset_references import Reference
from alttprbot.alttprgen.preset_schema import Shape
from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot.exceptions import InvalidInputException

# What a player of a mystery game is not to see.
GIVEAWAYS = ("name", "notes")


class ALTTPRMysteryPreset(SahasrahBotPresetCore):
    """A weightset. Every plan is another throw of the dice."""

    game: ClassVar[str] = "alttprmystery"
    top_level: ClassVar[Mapping[str, Shape]] = TOP_LEVEL
    required: ClassVar[Mapping[str, str]] = MappingProxyType({})
    checks = (check_complete,)
    definitions = DEFINITIONS
    about = ABOUT
    throws_dice: ClassVar[bool] = True

    presets: Mapping[str, SahasrahBotPresetCore] = MappingProxyType({})
    """Those that may be rolled, by identifier."""

    @property
    def settings(self) -> Mapping[str, Any]:
        """All of it: there is nothing but weights."""
        return self.document

    def references(self) -> Sequence[Reference]:
        """The presets that may be rolled instead of settings."""
        option = self.document.get("preset")
        names = {name: ("preset", name) for name in option} if isinstance(option, Mapping) else {option: ("preset",)}
        return [Reference(str(name), "alttpr", path) for name, path in names.items() if name not in {None, NO_PRESET}]

    def with_references(self, found: Mapping[str, SahasrahBotPresetCore]) -> Self:
        """The same, with the presets that it needs."""
        complete = copy(self)
        complete.presets = found
        return complete

    def plan(self, options: SeedOptions, *, rng: random.Random | None = None) -> SeedPlan:
        """Roll, and plan the game that came of it. `spoilers: mystery` hides the settings from players.

        Raises `InvalidInputException` for a weightset that cannot be rolled.
        """
        came = roll(self._playable(), rng or secrets.SystemRandom())
        plan = self._plan_preset(came, options, rng) if came.preset is not None else self._plan_settings(came, options)
        return replace(
            plan,
            game=self.game,
            recorded_as="alttpr",
            preset=self.name or "",
            namespace=self.namespace,
            gentype="mystery",
            genoption=self.preset_name or "",
            goal="mystery" if _masked(options) else plan.goal,
            spoiler_log=False,
            dice=True,
            instructions=came.instructions,
            details={"subweights": list(came.path), "preset": came.preset, "weights": came.weights},
        )

    def _playable(self) -> Mapping[str, Any]:
        """The weightset without the presets that do not exist: their weight is that of the others."""
        option = self.document.get("preset")
        if not isinstance(option, Mapping):
            return self.document
        existing = {name: weight for name, weight in option.items() if name == NO_PRESET or name in self.presets}
        if option and not existing:
            raise InvalidInputException(f"None of the presets of this weightset exists: {', '.join(option)}.")
        return {**self.document, "preset": existing}

    def _plan_settings(self, came: MysteryRoll, options: SeedOptions) -> SeedPlan:
        settings = dict(came.settings)
        if came.doors:
            effective = replace(_shown(options), branch=came.branch)
            return _plan(
                "alttprdoor", "LOCAL DungeonRandomizer", settings, effective, goal="door randomizer", doors=True
            )
        settings |= {
            "tournament": options.tournament,
            "spoilers": options.spoilers.value,
            "allow_quickswap": options.allow_quickswap is not False,
        }
        kind = "customizer" if came.customizer else "randomizer"
        festive = options.festive or self.document.get("festive") is True
        endpoint = f"POST {'/festive' if festive else ''}/api/{kind}"
        return _plan("alttpr", endpoint, settings, replace(options, festive=festive), customizer=came.customizer)

    def _plan_preset(self, came: MysteryRoll, options: SeedOptions, rng: random.Random | None) -> SeedPlan:
        preset = self.presets.get(str(came.preset))
        if preset is None:
            raise InvalidInputException(f"This weightset rolled the preset “{came.preset}”, which does not exist.")
        plan = preset.plan(replace(options, hints=None), rng=rng)
        if plan.provider == "alttprdoor":
            return replace(plan, options=replace(plan.options, spoilers=_shown(options).spoilers))
        if plan.provider != "alttpr" or not isinstance(plan.payload, Mapping):
            return plan
        settings = {key: value for key, value in plan.payload.items() if key not in GIVEAWAYS}
        settings["allow_quickswap"] = options.allow_quickswap is not False
        return replace(plan, payload=settings, settings=settings)


def _masked(options: SeedOptions) -> bool:
    """Whether players do not see what was rolled: the site shows everything of what is no race."""
    return options.tournament and options.spoilers is Spoilers.MYSTERY


def _shown(options: SeedOptions) -> SeedOptions:
    """The door randomizer shows everything of a game that is not masked."""
    return options if _masked(options) else replace(options, spoilers=Spoilers.ON)


def _plan(
    provider: str,
    endpoint: str,
    settings: dict[str, Any],
    options: SeedOptions,
    *,
    goal: str = "",
    customizer: bool = False,
    doors: bool = False,
) -> SeedPlan:
    return SeedPlan(
        game=ALTTPRMysteryPreset.game,
        preset="",
        provider=provider,
        operation="generate_seed",
        endpoint=endpoint,
        payload=settings,
        settings=settings,
        options=options,
        branch=options.branch,
        goal=goal,
        customizer=customizer,
        doors=doors,
    )
