"""Presets of Super Metroid and of SMZ3, its combination with A Link to the Past: samus.link rolls both."""

from __future__ import annotations

import random
import secrets
import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.preset_core import SahasrahBotPresetCore
from alttprbot.alttprgen.preset_schema import Report, Shape
from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot.alttprgen.samus_schema import (
    ALONE,
    HIGHEST_SEED,
    SM_SETTINGS,
    SMZ3_SETTINGS,
    as_sent,
    multiworld_is_for_commands,
    top_level,
)
from alttprbot.exceptions import InvalidInputException
from alttprbot.util.text import shortened

# Whoever wrote it into a preset could read the spoiler of every race.
OURS = "spoilerkey"
SPOILER_KEY_LENGTH = 20
SPOILER_KEY_LETTERS = string.ascii_letters + string.digits
FEWEST_PLAYERS, MOST_PLAYERS = 2, 16


class SamusPreset(SahasrahBotPresetCore):
    """What both games have in common.

    A spoiler race is a race with a key, by which the spoiler can be read before anybody knows the key. Players make it
    a multiworld.
    """

    about: ClassVar[Mapping[str, str]] = {"release": "The release of samus.link that rolls it, such as `beta`."}
    checks: ClassVar[tuple[Callable[[Mapping[str, Any], Report], None], ...]] = (multiworld_is_for_commands,)

    def plan(self, options: SeedOptions, *, rng: random.Random | None = None) -> SeedPlan:
        """The request that these options make. Raises `InvalidInputException` for players that cannot be."""
        spoiler_race = options.spoilers is Spoilers.GENERATE
        # The spoiler of what is no race is there for everybody.
        effective = replace(options, tournament=options.tournament or spoiler_race)
        settings = {str(key): str(as_sent(value)) for key, value in self.settings.items()}
        settings = {key: value for key, value in settings.items() if key.lower() != OURS}
        settings["race"] = "true" if effective.tournament else "false"
        settings |= {key: value for key, value in ALONE.items() if key in settings}
        settings |= _seed_number(options.seed_number) | _multiworld(options.players)
        payload = dict(settings)
        if spoiler_race:
            letters = (rng or secrets.SystemRandom()).choices(SPOILER_KEY_LETTERS, k=SPOILER_KEY_LENGTH)
            payload["spoilerKey"] = "".join(letters)
        release: str | None = self.document.get("release")
        return SeedPlan(
            game=self.game,
            preset=self.name or "",
            provider=self.game,
            operation="generate_multiworld" if options.players else "generate_seed",
            endpoint=f"POST /api/randomizers/{self.game}/generate",
            payload=payload,
            settings=settings,
            options=effective,
            branch=release,
            namespace=self.namespace,
            goal=self.game,
            spoiler_log=True,
            gentype="multiworld" if options.players else "preset",
            genoption=self.preset_name or "",
        )


class SMPreset(SamusPreset):
    """A preset of Super Metroid."""

    game: ClassVar[str] = "sm"
    top_level: ClassVar[Mapping[str, Shape]] = top_level("sm", SM_SETTINGS)


class SMZ3Preset(SamusPreset):
    """A preset of SMZ3."""

    game: ClassVar[str] = "smz3"
    top_level: ClassVar[Mapping[str, Shape]] = top_level("smz3", SMZ3_SETTINGS)


def _seed_number(number: int | None) -> dict[str, str]:
    if number is None:
        return {}
    if not 0 <= number <= HIGHEST_SEED:
        raise InvalidInputException(f"The number of the seed must be from 0 to {HIGHEST_SEED}.")
    return {"seed": str(number)}


def _multiworld(players: Sequence[str]) -> dict[str, str]:
    if not players:
        return {}
    if not FEWEST_PLAYERS <= len(players) <= MOST_PLAYERS:
        raise InvalidInputException(f"A multiworld has {FEWEST_PLAYERS} to {MOST_PLAYERS} players.")
    for name in players:
        # The site drops all other characters and refuses a name of which nothing is left.
        if not any(letter.isascii() and letter.isalnum() for letter in name):
            raise InvalidInputException(
                f"“{shortened(name)}” cannot be a player: a name needs a letter from A to Z or a digit."
            )
    names = {f"player-{number}": name for number, name in enumerate(players)}
    return {"gamemode": "multiworld", "players": str(len(players)), **names}
