"""What a document has to look like to be a preset of A Link to the Past.

What the bot itself relies on is an error. What only the provider can judge is a warning: it may know values that are
newer than this table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from alttprbot.alttprgen.alttpr_locations import LOCATION_NAMES
from alttprbot.alttprgen.forced_locations import location_name
from alttprbot.alttprgen.preset_core import MAX_HINTS, MAX_ISSUES, did_you_mean
from alttprbot.alttprgen.yaml_limits import KeyPath, YamlDocument
from alttprbot.exceptions import PresetIssue
from alttprbot.util.text import shortened

TOP_LEVEL_KEYS = frozenset(
    {
        "settings", "goal_name", "description", "customizer", "doors", "avianart", "branch", "forced_locations",
        "studytime", "randomizer", "festive",
    }
)  # fmt: skip

_BOOLEAN_KEYS = ("customizer", "doors", "avianart", "festive")
_TEXT_KEYS = ("goal_name", "description", "branch")
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
SITE_BOOLEANS = ("allow_quickswap", "pseudoboots", "tournament")
SITE_MAPPINGS = ("crystals", "item", "enemizer")
SITE_KEYS = frozenset(
    {path[0] for path in SITE_VALUES if isinstance(path[0], str)}
    | {*SITE_BOOLEANS, "lang", "name", "notes", "spoilers", "override_start_screen", "texts", "version"}
)
CUSTOMIZER_MAPPINGS = ("l", "drops", "custom", "texts")
CUSTOMIZER_KEYS = SITE_KEYS | {"l", "eq", "drops", "custom"}
# What the customizer fails without.
REQUIRED_CUSTOM_KEYS = ("item.require.Lamp", "rom.freeItemMenu", "rom.freeItemText")

NAME_LIMIT = 100
NOTES_LIMIT = 300
START_SCREEN_LENGTH = 5
START_SCREEN_SYMBOLS = 32
# It becomes part of an address.
AVIANART_NAME = re.compile(r"[A-Za-z0-9_./-]{1,80}")


def check_alttpr(document: YamlDocument) -> list[PresetIssue]:
    """Everything to say about the values of `document`."""
    checker = _Checker(document)
    checker.top_level()
    if checker.mapping(("settings",), required=True):
        if document.data.get("avianart") is True and document.data.get("doors") is not True:
            checker.avianart_name()
        elif document.data.get("doors") is not True:
            checker.site_settings(customizer=document.data.get("customizer") is True)
    checker.forced_locations()
    return checker.issues


class _Checker:
    def __init__(self, document: YamlDocument) -> None:
        self.issues: list[PresetIssue] = []
        self._document = document
        self._counts: Counter[str] = Counter()

    def top_level(self) -> None:
        for key in _BOOLEAN_KEYS:
            self.boolean((key,))
        for key in _TEXT_KEYS:
            self.text((key,))
        self.whole_number(("studytime",), low=0, high=24 * 3600)
        game = self._get(("randomizer",))
        if game is not None and game != "alttpr":
            self._error(("randomizer",), "This document says that it is for another game; here it has to be alttpr.")

    def site_settings(self, *, customizer: bool) -> None:
        for key in SITE_MAPPINGS:
            self.mapping(("settings", key))
        for path, known in SITE_VALUES.items():
            self._known_value(("settings", *path), known)
        for key in SITE_BOOLEANS:
            self.boolean(("settings", key))
        self._length(("settings", "name"), NAME_LIMIT)
        self._length(("settings", "notes"), NOTES_LIMIT)
        self._start_screen()
        self._unknown_settings(CUSTOMIZER_KEYS if customizer else SITE_KEYS)
        if customizer:
            self._customizer_settings()

    def avianart_name(self) -> None:
        path = ("settings", "preset")
        self.text(path, required=True)
        name = self._get(path)
        if isinstance(name, str) and not AVIANART_NAME.fullmatch(name):
            self._error(
                path, "This has to be the name of a preset at AVIANART, such as `crosskeys` or `somebody/name`."
            )

    def forced_locations(self) -> None:
        entries = self._get(("forced_locations",))
        if entries is None:
            return
        if not isinstance(entries, list):
            self._error(("forced_locations",), "This has to be a list.")
            return
        if self._document.data.get("customizer") is not True:
            self._warn(("forced_locations",), "Only customizer presets use this. Add `customizer: true`.")
        for index in range(len(entries)):
            self._forced_location(("forced_locations", index))

    def mapping(self, path: KeyPath, *, required: bool = False) -> bool:
        """Whether there is a mapping at `path`."""
        value = self._get(path)
        if isinstance(value, dict):
            return True
        if value is not None or self._is_present(path):
            self._error(path, "This has to be a mapping: lines of the form `key: value`.")
        elif required:
            self._error(path, "This is missing. It has the settings for the randomizer.")
        return False

    def boolean(self, path: KeyPath) -> None:
        value = self._get(path)
        if self._is_present(path) and not isinstance(value, bool):
            self._error(path, "This has to be true or false, without quotes.")

    def text(self, path: KeyPath, *, required: bool = False) -> None:
        value = self._get(path)
        if (required or self._is_present(path)) and not isinstance(value, str):
            self._error(path, "This has to be text." if self._is_present(path) else "This is missing.")

    def whole_number(self, path: KeyPath, *, low: int, high: int) -> None:
        value = self._get(path)
        if not self._is_present(path):
            return
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self._error(path, f"This has to be a whole number from {low} to {high}.")

    def _customizer_settings(self) -> None:
        if self._get(("settings", "l")) != []:
            self.mapping(("settings", "l"))
        for key in CUSTOMIZER_MAPPINGS[1:]:
            self.mapping(("settings", key))
        self._texts(("settings", "eq"))
        placements = self._get(("settings", "l"))
        if isinstance(placements, dict):
            for key, item in placements.items():
                self._location(("settings", "l", key), key)
                if not isinstance(item, str):
                    self._error(("settings", "l", key), "This has to be an item, such as `Hookshot:1`.")
        custom = self._get(("settings", "custom"))
        if not isinstance(custom, dict):
            if custom is None:
                self._warn(("settings", "custom"), "The customizer does not work without this.")
            return
        missing = [key for key in REQUIRED_CUSTOM_KEYS if _dotted_get(custom, key) is None]
        if missing:
            self._warn(("settings", "custom"), f"The customizer does not work without {', '.join(missing)}.")

    def _forced_location(self, path: KeyPath) -> None:
        if not self.mapping(path):
            return
        entry: dict[str, Any] = self._get(path)
        for key in sorted(set(entry) - {"item", "locations", "quantity", "chance", "override"}):
            self._error((*path, key), "There is no such key here.")
        self.text((*path, "item"), required=True)
        self.whole_number((*path, "quantity"), low=1, high=len(LOCATION_NAMES))
        self.whole_number((*path, "chance"), low=0, high=100)
        self.boolean((*path, "override"))
        locations = entry.get("locations")
        if not isinstance(locations, list) or not locations:
            self._error((*path, "locations"), "This has to be a list with at least one location.")
            return
        for index, key in enumerate(locations):
            self._location((*path, "locations", index), key)

    def _location(self, path: KeyPath, key: object) -> None:
        name = location_name(key) if isinstance(key, str) else None
        if name is None:
            self._error(path, "A location is the base64 form of its name and `:1`: `Q2F0ZmlzaDox` is Catfish.")
        elif name not in LOCATION_NAMES:
            text = f"The customizer has no location “{shortened(name)}”."
            self._warn(path, text, hint=(name, LOCATION_NAMES))

    def _known_value(self, path: KeyPath, known: Sequence[str]) -> None:
        value = self._get(path)
        if not self._is_present(path) or value in known:
            return
        if isinstance(value, bool) and known is _ON_OFF:
            self._error(path, f'Write "{"on" if value else "off"}", with quotes: YAML reads the bare word as {value}.')
        elif isinstance(value, int) and not isinstance(value, bool) and str(value) in known:
            self._warn(path, f'Write "{value}", with quotes.')
        elif not isinstance(value, str):
            self._error(path, f"This has to be one of {', '.join(known)}.")
        else:
            text = f"“{shortened(value)}” is not known. Known are: {', '.join(known)}."
            self._warn(path, text, hint=(value, known))

    def _unknown_settings(self, known: frozenset[str]) -> None:
        for key in self._document.data["settings"]:
            if key not in known:
                self._warn(("settings", key), "This setting is not known.", hint=(key, known))

    def _length(self, path: KeyPath, limit: int) -> None:
        self.text(path)
        value = self._get(path)
        if isinstance(value, str) and len(value) > limit:
            self._warn(path, f"The site keeps only the first {limit} characters; this has {len(value)}.")

    def _start_screen(self) -> None:
        path = ("settings", "override_start_screen")
        value = self._get(path)
        if not self._is_present(path):
            return
        if not isinstance(value, list) or len(value) != START_SCREEN_LENGTH or not all(map(_is_symbol, value)):
            self._error(path, "This has to be a list of exactly five numbers from 0 to 31.")

    def _texts(self, path: KeyPath) -> None:
        value = self._get(path)
        if self._is_present(path) and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            self._error(path, "This has to be a list of names.")

    def _get(self, path: KeyPath) -> Any:
        value: Any = self._document.data
        for part in path:
            if isinstance(value, dict):
                value = value.get(str(part))
            elif isinstance(value, list) and isinstance(part, int):
                value = value[part]
            else:
                return None
        return value

    def _is_present(self, path: KeyPath) -> bool:
        parent = self._get(path[:-1])
        return isinstance(parent, list) or (isinstance(parent, dict) and path[-1] in parent)

    def _error(self, path: KeyPath, message: str) -> None:
        self._add(path, message, "error", None)

    def _warn(self, path: KeyPath, message: str, *, hint: tuple[str, Iterable[str]] | None = None) -> None:
        self._add(path, message, "warning", hint)

    def _add(self, path: KeyPath, message: str, severity: str, hint: tuple[str, Iterable[str]] | None) -> None:
        self._counts[severity] += 1
        if self._counts[severity] <= MAX_ISSUES:
            text = f"{message}{did_you_mean(*hint)}" if hint and self._counts[severity] <= MAX_HINTS else message
            self.issues.append(self._document.issue(text, path, severity=severity))


def _is_symbol(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < START_SCREEN_SYMBOLS


def _dotted_get(mapping: Mapping[str, Any], dotted_key: str) -> Any:
    """The value of `a.b.c`, which may be written flat, nested or half of each."""
    if dotted_key in mapping:
        return mapping[dotted_key]
    for key, value in mapping.items():
        if isinstance(value, Mapping) and dotted_key.startswith(f"{key}."):
            return _dotted_get(value, dotted_key.removeprefix(f"{key}."))
    return None
