"""Plans for DASH, a randomizer of Super Metroid. It keeps its presets itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, Protocol

from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.planning import YES_NO, Parameter, ParameterPlanner
from alttprbot.alttprgen.randomizer.dash import USUAL_PRESETS
from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot.exceptions import InvalidInputException
from alttprbot.util.text import shortened

_PRESET = re.compile(r"[a-z0-9_-]{1,40}")


class KnowsPresets(Protocol):
    """Says which presets the site has."""

    async def get_presets(self) -> Sequence[str]:
        """Their names; never raises."""
        ...


class DashPlanner(ParameterPlanner):
    """Every seed is one for a race; a spoiler can be had for it all the same."""

    game: ClassVar[str] = "smdash"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("preset", "the name of a preset of dashrando.net"),
        Parameter("spoiler", "whether there is a spoiler log to read", YES_NO, required=False),
    )

    def __init__(self, site: KnowsPresets) -> None:
        self._site = site

    def usual(self, parameter: str) -> Sequence[str]:
        """The presets are those that the site had when this was written."""
        return USUAL_PRESETS if parameter == "preset" else super().usual(parameter)

    async def suggestions(self, parameter: str) -> Sequence[str]:
        """The presets are those that the site has now."""
        return await self._site.get_presets() if parameter == "preset" else self.usual(parameter)

    async def _plan(self, values: Mapping[str, str], options: SeedOptions) -> SeedPlan:
        preset = values["preset"].lower()
        if not _PRESET.fullmatch(preset):
            raise InvalidInputException(f"“{shortened(values['preset'])}” cannot be the name of a DASH preset.")
        wanted = options.spoilers in {Spoilers.ON, Spoilers.GENERATE}
        spoiler = values["spoiler"] == "yes" if "spoiler" in values else wanted
        query = {"race": "1", **({"spoiler": "1"} if spoiler else {})}
        effective = {"preset": preset, "spoiler": "yes" if spoiler else "no"}
        return SeedPlan(
            game=self.game,
            preset=preset,
            provider="smdash",
            operation="generate_seed",
            endpoint=f"GET /generate/{preset}",
            payload=query,
            settings={"preset": preset, **query},
            options=replace(options, tournament=True, parameters=effective),
            goal=f"DASH {preset}",
            spoiler_log=True,
            genoption=preset,
        )
