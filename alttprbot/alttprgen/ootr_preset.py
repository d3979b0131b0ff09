"""Presets of Ocarina of Time: the settings of ootrandomizer.com, and the version that knows them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import ClassVar
from urllib.parse import urlencode

from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.preset_core import SahasrahBotPresetCore
from alttprbot.alttprgen.preset_schema import Anything, Entries, Flag, Label, Shape, Text, ThisGame
from alttprbot.alttprgen.request import SeedOptions


class OotrPreset(SahasrahBotPresetCore):
    """Settings change from version to version, so that a preset should name its own; without it the newest serves.

    Not every key may ask for games that are encrypted.
    """

    game: ClassVar[str] = "ootr"
    top_level: ClassVar[Mapping[str, Shape]] = MappingProxyType(
        {
            "settings": Entries({}, others=Anything()),
            "version": Text(
                pattern=r"[A-Za-z0-9._-]{1,40}",
                otherwise='This has to be a version in quotes, such as "8.2.0" or "devSomebody_8.2.0-1".',
            ),
            "encrypt": Flag(),
            "goal_name": Label(),
            "description": Label(),
            "randomizer": ThisGame("ootr"),
        }
    )
    about: ClassVar[Mapping[str, str]] = {
        "version": "The version of the randomizer that has these settings.",
        "encrypt": "Hide what is where even from those who take the patch apart.",
    }

    def plan(self, options: SeedOptions, *, rng: random.Random | None = None) -> SeedPlan:
        """The request that these options make; the spoiler of a race is locked."""
        settings = deepcopy(dict(self.settings))
        if options.seed_number is not None:
            settings["seed"] = str(options.seed_number)
        query = {"version": self.document["version"]} if "version" in self.document else {}
        query |= {"encrypt": "true"} if self.document.get("encrypt") else {}
        query |= {"locked": "true"} if options.tournament else {}
        return SeedPlan(
            game=self.game,
            preset=self.name or "",
            provider="ootr",
            operation="create_seed",
            endpoint="POST /api/v2/seed/create" + (f"?{urlencode(query)}" if query else ""),
            payload=settings,
            settings=settings,
            options=options,
            namespace=self.namespace,
            goal=self.goal_name or "Ocarina of Time",
            genoption=self.preset_name or "",
        )
