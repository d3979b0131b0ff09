"""A run of the simulated program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Roll:
    """What the program was given, who it was, and what it was told: `mode` says how it was to behave."""

    settings: dict[str, Any]
    environment: dict[str, str]
    pid: int
    version: str
    code: tuple[str, ...]
    mode: str

    @property
    def name(self) -> str:
        """The id of its game."""
        return str(self.settings["outputname"])
