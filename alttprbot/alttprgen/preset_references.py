"""Presets that other presets lead to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from alttprbot.alttprgen.yaml_limits import KeyPath, YamlDocument
from alttprbot.exceptions import PresetIssue
from alttprbot.util.text import did_you_mean, shortened


@dataclass(frozen=True, slots=True)
class Reference:
    """A preset of `game` that a document names at `path`."""

    identifier: str
    game: str
    path: KeyPath


def dangling(
    document: YamlDocument, references: Iterable[Reference], shipped: Mapping[str, Collection[str]]
) -> list[PresetIssue]:
    """A warning for each reference to a global preset that is not among `shipped`, the names of those of each game.

    Presets in namespaces come and go, and nothing is said of them.
    """
    return [
        document.issue(
            f"{reference.game} has no preset “{shortened(name)}”.{did_you_mean(name, shipped[reference.game])}",
            reference.path,
            severity="warning",
        )
        for reference in references
        if "/" not in (name := reference.identifier.strip().lower()) and name not in shipped[reference.game]
    ]
