"""What a preset of Super Metroid or SMZ3 may hold: the options that samus.link knows.

The site takes an unknown value for its default without a word, so that one is an error here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from alttprbot.alttprgen.preset_schema import Choice, Entries, Report, Shape, Text, ThisGame, whole
from alttprbot.alttprgen.yaml_limits import KeyPath

RELEASE_PATTERN = r"[a-z0-9-]{1,20}"
SEED_PATTERN = r"|[0-9]{1,10}"
_ITEM = "[A-Za-z0-9_]+(:[0-9]{1,3})?"
HIGHEST_SEED = 2_147_483_647

_CRYSTALS = (
    "nocrystals",
    "onecrystal",
    "twocrystals",
    "threecrystals",
    "fourcrystals",
    "fivecrystals",
    "sixcrystals",
    "sevencrystals",
    "random",
)


class AnyCase(Choice):
    """One word of several, in whatever letter case: the site does not care."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """A word that is known."""
        super().check(value.lower() if isinstance(value, str) else value, path, report)

    def json_schema(self) -> dict[str, Any]:
        """The words, and a pattern for other letter cases."""
        anyhow = "|".join("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in self.values)
        return {"anyOf": [{"enum": list(self.values)}, {"type": "string", "pattern": whole(anyhow)}]}


def _choices(values: Mapping[str, Sequence[str]]) -> dict[str, Shape]:
    return {key: AnyCase(words, closed=True) for key, words in values.items()}


# What each seed needs, whatever the game.
_COMMON: Mapping[str, Shape] = {
    "seed": Text(pattern=SEED_PATTERN, otherwise='This has to be "" or a number in quotes, such as "123".'),
    "players": Text(pattern=r"[0-9]{1,2}", otherwise='This has to be a number in quotes, such as "1".'),
    **_choices({"race": ("true", "false"), "gamemode": ("normal", "multiworld")}),
}
SM_SETTINGS = Entries(
    {
        **_choices({"logic": ("tournament", "casual"), "goal": ("defeatmb",), "placement": ("split", "full")}),
        **_COMMON,
    },
    closed=True,
)
SMZ3_SETTINGS = Entries(
    {
        **_choices(
            {
                "smlogic": ("normal", "hard"),
                "goal": ("defeatboth", "fastganondefeatmotherbrain", "alldungeonsdefeatmotherbrain"),
                "opentower": _CRYSTALS,
                "ganonvulnerable": _CRYSTALS,
                "opentourian": ("nobosses", "oneboss", "twobosses", "threebosses", "fourbosses", "random"),
                "swordlocation": ("randomized", "early", "uncle"),
                "morphlocation": ("randomized", "early", "original"),
                "keyshuffle": ("none", "keysanity"),
                "z3logic": ("normal", "nmg", "owg"),
            }
        ),
        "initialitems": Text(
            pattern=rf" *{_ITEM}( *, *{_ITEM})* *",
            otherwise="This has to be a list of items such as `Boots, Random:1`.",
        ),
        **_COMMON,
    },
    closed=True,
)


def top_level(game: str, settings: Shape) -> Mapping[str, Shape]:
    """The keys of a preset of `game`."""
    return MappingProxyType(
        {
            "settings": settings,
            "goal_name": Text(),
            "description": Text(),
            "randomizer": ThisGame(game),
            "release": Text(
                # It becomes part of the name of a host.
                pattern=RELEASE_PATTERN,
                otherwise="This has to be the name of a release, such as `beta`: lower-case letters, digits and `-`.",
            ),
        }
    )
