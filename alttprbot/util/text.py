"""Text of other people, made fit to be shown."""

from __future__ import annotations


def shortened(text: str, length: int = 60) -> str:
    """What somebody wrote, as it can be repeated to people: of bounded length, on one line, and without characters
    that nobody sees or that turn the direction of what follows.
    """
    plain = " ".join("".join(char if char.isprintable() else " " for char in text[: length * 4]).split())
    return cut(plain, length)


def cut(text: str, length: int) -> str:
    """The beginning of a text that is longer than `length`, with a sign that there was more."""
    return text if len(text) <= length else f"{text[: length - 1]}…"
