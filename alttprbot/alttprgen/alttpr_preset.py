"""Presets of A Link to the Past: for alttpr.com, for the door randomizer and for AVIANART."""

from __future__ import annotations

import logging
import random
import secrets
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import quote

from alttprbot.alttprgen.alttpr_schema import (
    ABOUT,
    CONDITIONS,
    SITE_WORDS,
    STUDY_TIME,
    TOP_LEVEL,
    check_needed,
    check_together,
)
from alttprbot.alttprgen.door_schema import DEFINITIONS
from alttprbot.alttprgen.door_schema import WORDS as DOOR_WORDS
from alttprbot.alttprgen.forced_locations import place_forced_locations
from alttprbot.alttprgen.plan import Payload, SeedPlan
from alttprbot.alttprgen.preset_core import SahasrahBotPresetCore
from alttprbot.alttprgen.preset_schema import ANY_MAPPING, Anything, Entries, Report, Shape, Text, put_words
from alttprbot.alttprgen.request import SeedOptions

logger = logging.getLogger(__name__)


class ALTTPRPreset(SahasrahBotPresetCore):
    """A preset whose provider depends on its flags: `doors` first, then `avianart`, else the site."""

    game: ClassVar[str] = "alttpr"
    top_level: ClassVar[Mapping[str, Shape]] = TOP_LEVEL
    checks = (check_together,)
    conditions = CONDITIONS
    definitions = DEFINITIONS
    about = ABOUT

    @classmethod
    def check_needed(cls, document: Mapping[str, Any], report: Report) -> None:
        """Settings that there are, and what the flags say of them."""
        needed = {"settings": ANY_MAPPING, "branch": Text()}
        Entries(needed, missing=cls.required, others=Anything()).check(document, (), report)
        check_needed(document, report)

    @property
    def customizer(self) -> bool:
        """Whether the site's customizer rolls it."""
        return self._flag("customizer")

    @property
    def doors(self) -> bool:
        """Whether the door randomizer rolls it."""
        return self._flag("doors")

    @property
    def avianart(self) -> bool:
        """Whether AVIANART rolls it."""
        return self._flag("avianart")

    @property
    def study_time(self) -> int | None:
        """For how many seconds the log of a spoiler race is studied, if its author says so."""
        seconds: int | None = self.document.get("studytime")
        return seconds if STUDY_TIME.holds(seconds) else None

    def plan(self, options: SeedOptions, *, rng: random.Random | None = None) -> SeedPlan:
        """The request that these options make; `rng` decides where forced items go."""
        if self.doors:
            return self._door_plan(options)
        if self.avianart:
            return self._avianart_plan(options)
        return self._site_plan(options, rng or secrets.SystemRandom())

    def _site_plan(self, options: SeedOptions, rng: random.Random) -> SeedPlan:
        settings = self._copy_of_settings()
        if self.customizer:
            settings["l"] = settings.get("l") or {}
            entries = self.document.get("forced_locations") or ()
            for warning in place_forced_locations(settings["l"], entries, rng):
                logger.warning("forced_location_skipped", extra={"preset": self.name, "reason": warning})
        if options.hints is not None:
            settings["hints"] = _on_off(options.hints)
        put_words(settings, SITE_WORDS)
        settings["tournament"] = options.tournament
        settings["spoilers"] = options.spoilers.value
        settings.setdefault("allow_quickswap", options.allow_quickswap is True)
        effective = replace(options, allow_quickswap=settings["allow_quickswap"] is True, branch=self._branch(options))
        kind = "customizer" if self.customizer else "randomizer"
        prefix = "/festive" if options.festive else ""
        return self._plan("alttpr", f"POST {prefix}/api/{kind}", settings, effective, spoiler_log=True)

    def _door_plan(self, options: SeedOptions) -> SeedPlan:
        settings = self._copy_of_settings()
        if options.hints is not None:
            settings["hints"] = _on_off(options.hints)
        put_words(settings, DOOR_WORDS)
        if options.allow_quickswap:
            settings["quickswap"] = True
        effective = replace(
            options, allow_quickswap=settings.get("quickswap") is True, branch=self._branch(options), festive=False
        )
        return self._plan("alttprdoor", "LOCAL DungeonRandomizer", settings, effective, goal="door randomizer")

    def _avianart_plan(self, options: SeedOptions) -> SeedPlan:
        name = str(self.settings.get("preset"))
        return self._plan(
            "avianart",
            f"POST /api.php?action=generate&preset={quote(name)}",
            {"preset": name, "race": options.tournament},
            SeedOptions(tournament=options.tournament),
            payload=[{"args": {"race": options.tournament}}],
            operation="create_seed",
            goal=name,
        )

    def _plan(
        self,
        provider: str,
        endpoint: str,
        settings: dict[str, Any],
        options: SeedOptions,
        *,
        payload: Payload | None = None,
        operation: str = "generate_seed",
        goal: str = "",
        spoiler_log: bool = False,
    ) -> SeedPlan:
        return SeedPlan(
            game=self.game,
            preset=self.name or "",
            provider=provider,
            operation=operation,
            endpoint=endpoint,
            payload=settings if payload is None else payload,
            settings=settings,
            options=options,
            branch=options.branch,
            namespace=self.namespace,
            goal=goal,
            spoiler_log=spoiler_log,
            genoption=self.preset_name or "",
            customizer=self.customizer,
            doors=self.doors,
            avianart=self.avianart,
        )

    def _branch(self, options: SeedOptions) -> str | None:
        branch: str | None = self.document.get("branch") or options.branch
        return branch

    def _copy_of_settings(self) -> dict[str, Any]:
        return deepcopy(dict(self.settings))

    def _flag(self, key: str) -> bool:
        # Stored presets may say it in other ways.
        return bool(self.document.get(key))


def _on_off(value: bool) -> str:
    return "on" if value else "off"
