"""What differs between two versions of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import Literal

# Comparing takes time that grows with the square of the length.
MOST_LINES = 1500


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line: only in the old text, only in the new one, in both, or a heading that says where the next ones are."""

    kind: Literal["del", "add", "same", "where"]
    text: str


def differences(old: str, new: str) -> Sequence[DiffLine] | None:
    """The lines that differ, with some of what is around them; None for texts too long to compare."""
    before, after = old.splitlines(), new.splitlines()
    if len(before) > MOST_LINES or len(after) > MOST_LINES:
        return None
    # The first two lines name the files, of which there are none.
    return [_line(text) for text in list(unified_diff(before, after, lineterm=""))[2:]]


def _line(text: str) -> DiffLine:
    match text[:1]:
        case "-":
            return DiffLine("del", text[1:])
        case "+":
            return DiffLine("add", text[1:])
        case "@":
            return DiffLine("where", text)
        case _:
            return DiffLine("same", text[1:])
