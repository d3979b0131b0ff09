"""How the site describes its randomizers: the form on its pages is made of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alttprbot_sandbox.samus.seeds import GAMES

_CRYSTALS = (
    *("sevencrystals", "random", "nocrystals", "onecrystal", "twocrystals", "threecrystals", "fourcrystals"),
    *("fivecrystals", "sixcrystals"),
)
# The usual value comes first.
_DROPDOWNS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "sm": {"logic": ("tournament", "casual"), "goal": ("defeatmb",), "placement": ("split", "full")},
    "smz3": {
        "smlogic": ("normal", "hard"),
        "goal": ("defeatboth", "fastganondefeatmotherbrain", "alldungeonsdefeatmotherbrain"),
        "opentower": _CRYSTALS,
        "ganonvulnerable": _CRYSTALS,
        "opentourian": ("fourbosses", "random", "nobosses", "oneboss", "twobosses", "threebosses"),
        "swordlocation": ("randomized", "early", "uncle"),
        "morphlocation": ("randomized", "early", "original"),
        "keyshuffle": ("none", "keysanity"),
    },
}


def describe(game: str) -> dict[str, Any]:
    """What the site says of one of its randomizers. Some settings that it takes are not in it."""
    name, version = GAMES[game]
    dropdowns = {**_DROPDOWNS[game], "gamemode": ("normal", "multiworld")}
    return {
        "id": game,
        "name": name,
        "version": version,
        "options": [
            _option("seed", "seed", ""),
            *(
                _option(key, "dropdown", words[0], {word: word.capitalize() for word in words})
                for key, words in dropdowns.items()
            ),
            _option("race", "checkbox", "false"),
            _option("players", "players", "1"),
        ],
    }


def _option(key: str, kind: str, default: str, values: Mapping[str, str] | None = None) -> dict[str, Any]:
    return {"key": key, "description": key.capitalize(), "type": kind, "values": values, "default": default}
