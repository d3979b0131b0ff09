"""Text of other people, made fit to be shown."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def shortened(text: str, length: int = 60) -> str:
    """What somebody wrote, as it can be repeated to people: of bounded length, on one line, and without characters
    that nobody sees or that turn the direction of what follows.
    """
    plain = " ".join("".join(char if char.isprintable() else " " for char in text[: length * 4]).split())
    return cut(plain, length)


def cut(text: str, length: int) -> str:
    """The beginning of a text that is longer than `length`, with a sign that there was more."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question to put behind a message, or nothing if no known word is close."""
    close = get_close_matches(shortened(word), sorted(known), n=1)
    return f" Did you mean “{close[0]}”?" if close else ""
