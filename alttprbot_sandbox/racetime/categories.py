"""The categories that there are in a world to play with, and the bots in them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alttprbot_sandbox.racetime.server import RaceTimeServer

BEAT_THE_GAME = ("Beat the game",)
TOURNAMENT = ("Beat the game - Tournament (Solo)", "Beat the game - Tournament (Co-op)")
CATEGORIES: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "alttpr": (
            "ALTTP Randomizer",
            (*BEAT_THE_GAME, "Beat the game - Casual", "Beat the game (glitched)", *TOURNAMENT),
        ),
        "smz3": ("SMZ3 Combo Randomizer", ("Beat the games",)),
        "smr": ("Super Metroid Randomizer", (*BEAT_THE_GAME, "Any%")),
        "z1r": ("The Legend of Zelda Randomizer", BEAT_THE_GAME),
        "z2r": ("Zelda II Randomizer", BEAT_THE_GAME),
        "smb3r": ("Super Mario Bros. 3 Randomizer", BEAT_THE_GAME),
        "ff1r": ("Final Fantasy Randomizer", BEAT_THE_GAME),
        "ct-jets": ("Chrono Trigger: Jets of Time", BEAT_THE_GAME),
        "contra": ("Contra", ("Any%",)),
        "sgl": ("SpeedGaming Live", BEAT_THE_GAME),
        "smw-hacks": ("Super Mario World Hacks", ("Any%",)),
        "twwr": ("The Wind Waker Randomizer", BEAT_THE_GAME),
        "test": ("Test", BEAT_THE_GAME),
    }
)
"""Their names and goals, by slug."""


def credentials(slug: str) -> tuple[str, str]:
    """The id and the secret of the bot of a category."""
    return f"sandbox-racetime-{slug}", f"sandbox-racetime-secret-{slug}"


def add_categories(server: RaceTimeServer) -> None:
    """All of them, each with its bot."""
    for slug, (name, goals) in CATEGORIES.items():
        server.add_category(slug, name, goals=goals)
        server.add_bot(slug, *credentials(slug))


def bot_settings() -> dict[str, str]:
    """The settings of a program that is all of these bots."""
    settings = {}
    for slug in CATEGORIES:
        suffix = slug.replace("-", "").upper()
        settings[f"RACETIME_CLIENT_ID_{suffix}"], settings[f"RACETIME_CLIENT_SECRET_{suffix}"] = credentials(slug)
    return settings
