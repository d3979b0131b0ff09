"""Names for strings of flags, of games whose settings are nothing but such a string: a YAML file a game in `flags/`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import yaml

FOLDER = Path(__file__).parent / "flags"


@dataclass(frozen=True, slots=True)
class FlagString:
    """Flags, and what is said of them when they are one of several for the same name."""

    flags: str
    description: str = ""


FlagPresets = Mapping[str, Sequence[FlagString]]
"""By name; one of several strings is drawn."""


def read_flag_presets(game: str) -> FlagPresets:
    """The names of a game."""
    document = yaml.safe_load((FOLDER / f"{game}.yaml").read_text(encoding="utf-8"))
    return MappingProxyType({name: _strings(value) for name, value in document.items()})


def _strings(value: str | Mapping[str, str]) -> Sequence[FlagString]:
    if isinstance(value, str):
        return (FlagString(value),)
    return tuple(FlagString(flags, description) for description, flags in value.items())
