"""Presets of Chrono Trigger: Jets of Time, which ctjot.com rolls."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import ClassVar

from alttprbot.alttprgen.ctjets_schema import TOP_LEVEL
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.preset_core import SahasrahBotPresetCore
from alttprbot.alttprgen.preset_schema import Shape
from alttprbot.alttprgen.request import SeedOptions

DEFAULT_VERSION = "3.1.0"
# The site has the newest version at its root and older ones below their names.
AT_THE_ROOT = (3, 2)


class CTJetsPreset(SahasrahBotPresetCore):
    """The fields of the form as they are posted; its token and, for older versions, the base ROM are added there."""

    game: ClassVar[str] = "ctjets"
    top_level: ClassVar[Mapping[str, Shape]] = TOP_LEVEL
    about: ClassVar[Mapping[str, str]] = {"version": "The version of the randomizer; 3.1.0 where none is named."}

    @property
    def version(self) -> tuple[int, ...]:
        """The version of the randomizer, such as (3, 1, 0)."""
        text = str(self.document.get("version", DEFAULT_VERSION))
        return tuple(int(part) for part in text.replace("_", ".").split("."))

    def plan(self, options: SeedOptions, *, rng: random.Random | None = None) -> SeedPlan:
        """The request; of the options only the number of the seed means something here."""
        seed = "" if options.seed_number is None else str(options.seed_number)
        fields = {"seed": seed, **{str(key): str(value) for key, value in self.settings.items()}}
        older = "" if self.version >= AT_THE_ROOT else f"/{'_'.join(map(str, self.version))}"
        return SeedPlan(
            game=self.game,
            preset=self.name or "",
            provider="ctjets",
            operation="generate_seed",
            endpoint=f"POST {older}/generate-rom/",
            payload=fields,
            settings=fields,
            options=SeedOptions(tournament=options.tournament, seed_number=options.seed_number),
            namespace=self.namespace,
            goal=self.goal_name or self.name or "Jets of Time",
            genoption=self.preset_name or "",
        )
