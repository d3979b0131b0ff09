"""What a document has to look like to be a preset of A Link to the Past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alttprbot.alttprgen import door_schema
from alttprbot.alttprgen.customizer_schema import (
    CUSTOM_WORDS,
    DROPS,
    EQUIPMENT,
    FORCED_LOCATIONS,
    PLACEABLE,
    Custom,
    Placements,
)
from alttprbot.alttprgen.preset_schema import (
    ANY_MAPPING,
    Anything,
    Choice,
    Entries,
    Flag,
    Items,
    JsonSchema,
    Label,
    Number,
    Report,
    Shape,
    Text,
    ThisGame,
    or_nothing,
)
from alttprbot.alttprgen.yaml_limits import KeyPath

_CRYSTALS = ("0", "1", "2", "3", "4", "5", "6", "7", "random")
_ON_OFF = ("on", "off")

# The values that the site's own form offers.
SITE_VALUES: Mapping[KeyPath, Sequence[str]] = {
    ("glitches",): ("none", "overworld_glitches", "hybrid_major_glitches", "major_glitches", "no_logic"),
    ("item_placement",): ("basic", "advanced"),
    ("dungeon_items",): ("standard", "mc", "mcs", "full"),
    ("accessibility",): ("items", "locations", "none"),
    ("goal",): ("ganon", "fast_ganon", "dungeons", "pedestal", "triforce-hunt", "ganonhunt", "completionist"),
    ("crystals", "tower"): _CRYSTALS,
    ("crystals", "ganon"): _CRYSTALS,
    ("mode",): ("open", "standard", "inverted", "retro"),
    ("entrances",): ("none", "simple", "restricted", "full", "crossed", "insanity"),
    ("hints",): _ON_OFF,
    ("weapons",): ("randomized", "assured", "vanilla", "swordless"),
    ("item", "pool"): ("normal", "hard", "expert", "crowd_control"),
    ("item", "functionality"): ("normal", "hard", "expert"),
    ("enemizer", "boss_shuffle"): ("none", "simple", "full", "random"),
    ("enemizer", "enemy_shuffle"): ("none", "shuffled", "random"),
    ("enemizer", "enemy_damage"): ("default", "shuffled", "random"),
    ("enemizer", "enemy_health"): ("default", "easy", "hard", "expert"),
    ("enemizer", "pot_shuffle"): _ON_OFF,
}
SITE_BOOLEANS = ("allow_quickswap", "pseudoboots")
SITE_MAPPINGS = ("crystals", "item", "enemizer")
SITE_BRANCHES = ("live", "tournament", "beeta")

NAME_LIMIT = 100
NOTES_LIMIT = 300
STUDY_TIME = Number(0, 24 * 3600)
START_SCREEN = Items(
    Number(0, 31), least=5, most=5, otherwise="This has to be a list of exactly five numbers from 0 to 31."
)
AVIANART_NAME = Text(
    # It becomes part of an address.
    pattern=r"[A-Za-z0-9_./-]{1,80}",
    otherwise="This has to be the name of a preset at AVIANART, such as `crosskeys` or `somebody/name`.",
)


def _site_fields() -> dict[str, Shape]:
    fields: dict[str, Shape] = {key: Flag() for key in SITE_BOOLEANS}
    # Whoever rolls decides the first two.
    fields |= {key: Anything() for key in ("tournament", "spoilers", "texts", "version")}
    fields |= {
        "lang": Text(),
        "name": Text(kept=NAME_LIMIT),
        "notes": Text(kept=NOTES_LIMIT),
        "override_start_screen": START_SCREEN,
    }
    groups: dict[str, dict[str, Shape]] = {key: {} for key in SITE_MAPPINGS}
    for path, values in SITE_VALUES.items():
        key = str(path[0])
        if len(path) == 1:
            fields[key] = Choice(values)
        else:
            groups[key][str(path[1])] = Choice(values)
    return fields | {key: Entries(inner, others=Anything()) for key, inner in groups.items()}


SITE_SETTINGS = Entries(_site_fields())
CUSTOMIZER_SETTINGS = Entries(
    {
        **_site_fields(),
        "l": Placements(),
        "eq": EQUIPMENT,
        "drops": DROPS,
        "custom": Custom(),
        "texts": ANY_MAPPING,
    }
)
SITE_BRANCH = Choice(SITE_BRANCHES, closed=True)
DOOR_BRANCH = Choice(door_schema.BRANCHES, closed=True)
# Where the site wants words of which YAML takes some for true or false.
SITE_WORDS: Mapping[str, Choice] = {
    **{".".join(map(str, path)): Choice(values) for path, values in SITE_VALUES.items() if values == _ON_OFF},
    **{f"custom.{key}": shape for key, shape in CUSTOM_WORDS.items()},
}
AVIANART_SETTINGS = Entries({"preset": AVIANART_NAME}, missing={"preset": "This is missing."}, others=Anything())
TOP_LEVEL: Mapping[str, Shape] = {
    "settings": ANY_MAPPING,
    "goal_name": Label(),
    "description": Label(),
    "branch": Text(),
    "customizer": Flag(),
    "doors": Flag(),
    "avianart": Flag(),
    "festive": Flag(),
    "studytime": STUDY_TIME,
    "randomizer": ThisGame("alttpr"),
    "forced_locations": FORCED_LOCATIONS,
}
ABOUT: Mapping[str, str] = {
    "branch": "What has to roll it: live, tournament or beeta of the site; stable, volatile or unstable for doors.",
    "customizer": "The customizer of the site rolls it: starting equipment, placements and pools.",
    "doors": "The door randomizer rolls it.",
    "avianart": "AVIANART rolls it; the name of its preset there is `settings.preset`.",
    "festive": "Without effect.",
    "studytime": "Seconds to study the log of a spoiler race.",
    "forced_locations": "Items that the bot places at random, anew for every seed; customizer only.",
}


def check_together(data: Mapping[str, Any], report: Report) -> None:
    """The settings are those of whoever rolls the preset, and the flags say who that is."""
    if isinstance(data.get("forced_locations"), list) and data.get("customizer") is not True:
        report.warn(("forced_locations",), "Only customizer presets use this. Add `customizer: true`.")
    doors = data.get("doors") is True
    if isinstance(branch := data.get("branch"), str):
        (DOOR_BRANCH if doors else SITE_BRANCH).check(branch, ("branch",), report)
    settings = data.get("settings")
    if not isinstance(settings, dict):
        return
    if doors:
        elsewhere = branch in door_schema.OTHER_VERSIONS
        shape = door_schema.SETTINGS_ELSEWHERE if elsewhere else door_schema.SETTINGS
        shape.check(settings, ("settings",), report)
    elif data.get("avianart") is True:
        AVIANART_SETTINGS.check(settings, ("settings",), report)
    elif data.get("customizer") is not True:
        SITE_SETTINGS.check(settings, ("settings",), report)
    else:
        CUSTOMIZER_SETTINGS.check(settings, ("settings",), report)
        if settings.get("custom") is None and "custom" not in settings:
            report.warn(("settings", "custom"), "The customizer does not work without this.")


def check_needed(data: Mapping[str, Any], report: Report) -> None:
    """What a stored preset cannot be planned without. Its flags are true if they say anything but nothing."""
    settings = data.get("settings")
    if not isinstance(settings, dict) or data.get("doors"):
        return
    if data.get("avianart"):
        AVIANART_SETTINGS.check(settings, ("settings",), report)
    elif data.get("customizer"):
        if settings.get("l"):
            ANY_MAPPING.check(settings["l"], ("settings", "l"), report)
        if data.get("forced_locations"):
            PLACEABLE.check(data["forced_locations"], ("forced_locations",), report)


def _conditions() -> JsonSchema:
    def where(flag: str) -> JsonSchema:
        return {"properties": {flag: {"const": True}}, "required": [flag]}

    def holding(settings: Shape, **others: Shape) -> JsonSchema:
        nullable = {key: or_nothing(shape.json_schema()) for key, shape in others.items()}
        return {"properties": {"settings": settings.json_schema(), **nullable}}

    site = {"if": where("customizer"), "then": holding(CUSTOMIZER_SETTINGS), "else": holding(SITE_SETTINGS)}
    not_doors = {
        **holding(ANY_MAPPING, branch=SITE_BRANCH),
        "if": where("avianart"),
        "then": holding(AVIANART_SETTINGS),
        "else": site,
    }
    doors = {
        **holding(ANY_MAPPING, branch=DOOR_BRANCH),
        "if": {"properties": {"branch": {"enum": list(door_schema.OTHER_VERSIONS)}}, "required": ["branch"]},
        "then": holding(door_schema.SETTINGS_ELSEWHERE),
        "else": holding(door_schema.SETTINGS),
    }
    return {"if": where("doors"), "then": doors, "else": not_doors}


CONDITIONS: Mapping[str, Any] = _conditions()
"""The same for editors."""
