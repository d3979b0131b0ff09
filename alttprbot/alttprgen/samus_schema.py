"""What a preset of Super Metroid or SMZ3 may hold: the options that samus.link knows.

The site takes an unknown value for its default without a word, so that one is an error here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from alttprbot.alttprgen.preset_schema import Choice, Entries, Label, Report, Shape, Text, ThisGame, whole
from alttprbot.alttprgen.yaml_limits import KeyPath

RELEASE_PATTERN = r"[a-z0-9-]{1,20}"
_ITEM = "[A-Za-z0-9_]+(:[0-9]{1,3})?"
HIGHEST_SEED = 2_147_483_647
LONGEST_NUMBER = 10**12
ALONE: Mapping[str, str] = MappingProxyType({"gamemode": "normal", "players": "1"})
"""What makes a seed one for a single player; a multiworld is made by whoever names its players."""

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


@dataclass(frozen=True, slots=True)
class MaybeBare(Shape):
    """Text, also without its quotes where that can only mean one text. `bare` is the JSON Schema of such values."""

    text: Shape
    bare: Mapping[str, Any]

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """The text that is sent for it is right."""
        self.text.check(as_sent(value), path, report)

    def json_schema(self) -> dict[str, Any]:
        """The text or the bare value."""
        return {"anyOf": [self.text.json_schema(), dict(self.bare)]}


def as_sent(value: Any) -> Any:
    """The text that YAML's bare value stands for; what can stand for none stays as it is."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() if abs(value) < LONGEST_NUMBER:
            return str(value)
    return value


def multiworld_is_for_commands(document: Mapping[str, Any], report: Report) -> None:
    """A preset has no say in who plays: what it says of that is overruled."""
    settings = document.get("settings")
    if not isinstance(settings, dict):
        return
    for key, usual in ALONE.items():
        said = as_sent(settings.get(key, usual))
        if isinstance(said, str) and said.lower() != usual:
            text = f"This has no effect: it is “{usual}”, unless the command names the players of a multiworld."
            report.warn(("settings", key), text)


def _up_to(highest: int) -> str:
    """The pattern of the numbers from 0 to `highest`, with as many digits as that has at most."""
    digits = str(highest)
    smaller = [
        f"{digits[:place]}[0-{int(digit) - 1}][0-9]{{{len(digits) - place - 1}}}"
        for place, digit in enumerate(digits)
        if digit != "0"
    ]
    return "|".join((f"[0-9]{{1,{len(digits) - 1}}}", *smaller, digits))


def _choices(values: Mapping[str, Sequence[str]]) -> dict[str, Shape]:
    return {key: AnyCase(words, closed=True) for key, words in values.items()}


# What each seed needs, whatever the game.
_COMMON: Mapping[str, Shape] = {
    "seed": MaybeBare(
        Text(
            pattern=f"|{_up_to(HIGHEST_SEED)}", otherwise=f"This has to be empty or a number from 0 to {HIGHEST_SEED}."
        ),
        {"type": ["integer", "null"], "minimum": 0, "maximum": HIGHEST_SEED},
    ),
    "players": MaybeBare(
        Text(pattern="[0-9]{1,2}", otherwise="This has to be a number from 0 to 99."),
        {"type": "integer", "minimum": 0, "maximum": 99},
    ),
    "race": MaybeBare(AnyCase(("true", "false"), closed=True), {"type": "boolean"}),
    "gamemode": AnyCase(("normal", "multiworld"), closed=True),
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
            "goal_name": Label(),
            "description": Label(),
            "randomizer": ThisGame(game),
            "release": Text(
                # It becomes part of the name of a host.
                pattern=RELEASE_PATTERN,
                otherwise="This has to be the name of a release, such as `beta`: lower-case letters, digits and `-`.",
            ),
        }
    )
