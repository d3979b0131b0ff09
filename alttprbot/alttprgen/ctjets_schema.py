"""What a preset of Jets of Time may hold: the fields of the form at ctjot.com, as its source describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from alttprbot.alttprgen.preset_schema import Choice, Entries, JsonSchema, Label, Report, Shape, Text, ThisGame, whole
from alttprbot.alttprgen.yaml_limits import KeyPath

VERSION_PATTERN = "[0-9]{1,2}([._][0-9]{1,2}){1,2}"
_HIGHEST = 999_999
_NUMBER = "-?[0-9]{1,6}"


class Version(Text):
    """A version such as `3.1.0`, also one that YAML reads as a number."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Digits with points or underlines between them."""
        number = isinstance(value, int | float) and not isinstance(value, bool)
        super().check(str(value) if number else value, path, report)

    def json_schema(self) -> JsonSchema:
        """Text, or such a number."""
        number = {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 100, "not": {"type": "integer"}}
        return {"anyOf": [super().json_schema(), number]}


@dataclass(frozen=True, slots=True)
class Checkbox(Shape):
    """A box of the form: it is there and ticked, or it is not there."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """The word that browsers send."""
        if value != "on":
            # What the form gets is ticked, whatever it says.
            report.error(path, 'A ticked box is "on", with quotes; leave out the line of one that is not ticked.')

    def json_schema(self) -> JsonSchema:
        """The one word."""
        return {"const": "on"}


@dataclass(frozen=True, slots=True)
class FormNumber(Shape):
    """A whole number, with quotes or without."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """The form judges how large."""
        if isinstance(value, bool) or not isinstance(value, int | str):
            report.error(path, "This has to be a whole number.")
        else:
            Text(pattern=_NUMBER, otherwise="This has to be a whole number.").check(str(value), path, report)

    def json_schema(self) -> JsonSchema:
        """An integer, or text that is one."""
        bare = {"type": "integer", "minimum": -_HIGHEST, "maximum": _HIGHEST}
        return {"anyOf": [bare, {"type": "string", "pattern": whole(_NUMBER)}]}


@dataclass(frozen=True, slots=True)
class OurOwn(Shape):
    """A field of the form that presets have no say in."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """It must not be there."""
        report.error(path, "The bot fills in this field itself. Take the line out.")

    def json_schema(self) -> JsonSchema:
        """Nothing."""
        return {"not": {}}


@dataclass(frozen=True, slots=True)
class OtherField(Shape):
    """A field that is not described here, such as the many weights of mystery seeds."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Text or a number; a form has neither lists nor truth values."""
        name = str(path[-1])
        if isinstance(value, bool) or not isinstance(value, str | int):
            report.error(path, 'This has to be text or a whole number. A ticked box is "on", with quotes.')
        elif not name.startswith("mystery_"):
            report.warn(path, "This field is not known.", hint=(name, SETTINGS.fields))

    def json_schema(self) -> JsonSchema:
        """Text or an integer."""
        return {"type": ["string", "integer"]}


_BOXES = (
    *("disable_glitches", "boss_rando", "boss_scaling", "zeal", "early_pendant", "locked_chars", "unlocked_magic"),
    # Version 3.1.0 alone.
    *("lost_worlds",),
    # From version 3.2.0.
    *("tab_treasures", "chronosanity", "duplicate_characters", "mystery_seed", "healing_item_rando", "gear_rando"),
    *("epoch_fail", "duplicate_duals", "boss_spot_hp", "legacy_boss_placement", "spoiler_log"),
)
_NUMBERS = (
    *("power_tab_min", "power_tab_max", "magic_tab_min", "magic_tab_max", "speed_tab_min", "speed_tab_max"),
    *("fragments_required", "extra_fragments"),
)
_DIFFICULTIES = Choice(("easy", "normal", "hard"))

SETTINGS = Entries(
    {
        "difficulty": _DIFFICULTIES,
        "enemy_difficulty": _DIFFICULTIES,
        "item_difficulty": _DIFFICULTIES,
        "shop_prices": Choice(("Normal", "Free", "Mostly Random", "Fully Random")),
        "tech_rando": Choice(("Normal", "Balanced Random", "Fully Random")),
        "game_mode": Text(),
        "duplicate_char_assignments": Text(
            pattern=r"[0-9a-fA-F]{14}", otherwise="This has to be 14 hexadecimal digits, such as 7f7f7f7f7f7f7f."
        ),
        **dict.fromkeys(_BOXES, Checkbox()),
        **dict.fromkeys(_NUMBERS, FormNumber()),
        **dict.fromkeys(("csrfmiddlewaretoken", "seed", "rom_file"), OurOwn()),
    },
    others=OtherField(),
)
TOP_LEVEL: Mapping[str, Shape] = MappingProxyType(
    {
        "settings": SETTINGS,
        # It becomes part of an address.
        "version": Version(
            pattern=VERSION_PATTERN,
            otherwise="This has to be a version such as 3.1.0, with points: YAML reads 3_1_0 as the number 310.",
        ),
        "goal_name": Label(),
        "description": Label(),
        "randomizer": ThisGame("ctjets"),
    }
)
