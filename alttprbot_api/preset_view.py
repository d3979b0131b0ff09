"""A preset as its page shows it, wherever it is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alttprbot.alttprgen.preset import PresetIdentifier, SahasrahBotPresetCore, preset_class
from alttprbot.exceptions import InvalidPresetException, PresetIssue
from alttprbot.models import PresetNamespaces, Presets

# Parts of the settings that are too long for a glance; what one of their entries is called, and several.
LONG: Mapping[str, tuple[str, str]] = {
    "l": ("fixed item", "fixed items"),
    "eq": ("item to start with", "items to start with"),
    "drops": ("prize pack", "prize packs"),
    "custom": ("customizer setting", "customizer settings"),
    "texts": ("changed text", "changed texts"),
    "startinventoryarray": ("item to start with", "items to start with"),
    "customitemarray": ("item count", "item counts"),
}
VALUE_LENGTH = 200
MARKS = ("customizer", "doors", "avianart")


@dataclass(frozen=True, slots=True)
class PresetView:
    """A global preset or a stored one. `preset` is None for a stored text that cannot be used.

    `issues` say why, or what is odd about one that can.
    """

    game: str
    identifier: PresetIdentifier
    source: str
    preset: SahasrahBotPresetCore | None
    issues: Sequence[PresetIssue] = ()
    row: Presets | None = None

    @classmethod
    def shipped(cls, preset: SahasrahBotPresetCore) -> PresetView:
        """A global preset."""
        return cls(preset.game, preset.identifier or PresetIdentifier.parse(None), preset.raw, preset)

    @classmethod
    async def stored(cls, row: Presets, namespace: PresetNamespaces) -> PresetView:
        """A preset in a namespace. What was stored before presets were checked may be no preset at all."""
        identifier = PresetIdentifier(row.preset_name, namespace.name)
        try:
            preset = await asyncio.to_thread(preset_class(row.randomizer).parse_stored, row.content, identifier)
        except InvalidPresetException as error:
            return cls(row.randomizer, identifier, row.content, None, error.issues, row)
        return cls(row.randomizer, identifier, row.content, preset, preset.remarks, row)

    @property
    def marks(self) -> list[str]:
        """Which generators it is for, where that is not the usual one."""
        return [mark for mark in MARKS if self.preset is not None and self.preset.document.get(mark)]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Names and values of the settings; long parts only say how long they are."""
        return list(_facts(self.preset.settings, "")) if self.preset is not None else []


def _facts(settings: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in settings.items():
        name = f"{prefix}{key}"
        if name in LONG and isinstance(value, (Mapping, list)):
            if value:
                singular, plural = LONG[name]
                yield name, f"{len(value)} {singular if len(value) == 1 else plural}"
        elif isinstance(value, Mapping):
            yield from _facts(value, f"{name}.")
        elif value not in (None, "", []):
            yield name, _shown(value)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)[:VALUE_LENGTH]
    return str(value)[:VALUE_LENGTH]
