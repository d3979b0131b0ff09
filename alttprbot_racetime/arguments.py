"""Reading what people type after a command; the case of their letters is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from alttprbot.exceptions import InvalidInputException
from alttprbot.util.text import shortened

WHOLE_NUMBER = re.compile(r"[0-9]{1,18}")

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class ChatCommand:
    """A line of chat that is a command: its word in lower case, its arguments, and the line itself."""

    word: str
    positional: tuple[str, ...] = ()
    keywords: Mapping[str, Value] = field(default_factory=dict)
    text: str = ""

    @classmethod
    def parse(cls, text: str, prefix: str) -> ChatCommand | None:
        """The command in a line; None when the line is none.

        `--key=value` is a keyword (whole numbers and true/false become such), `--key` and `-k` are true, `--no-key` is
        false; an empty value counts as absent. All else is positional.
        """
        tokens = text.split()
        if not tokens or not tokens[0].lower().startswith(prefix.lower()):
            return None
        word = tokens[0][len(prefix) :].lower()
        if not word:
            return None
        positional: list[str] = []
        keywords: dict[str, Value] = {}
        for token in tokens[1:]:
            if token.startswith("--") and len(token) > 2:
                _keyword(token[2:], keywords)
            elif len(token) == 2 and token[0] == "-" and token[1].isalpha():
                keywords[token[1]] = True
            else:
                positional.append(token)
        return cls(word, tuple(positional), keywords, text)

    @property
    def words(self) -> tuple[str, ...]:
        """What follows the command as it was typed, also what looks like a keyword."""
        return tuple(self.text.split()[1:])

    def string(self, place: int, key: str) -> str | None:
        """An argument given by position or, failing that, by key."""
        if place < len(self.positional):
            return self.positional[place]
        value = self.keywords.get(key)
        return None if value is None or isinstance(value, bool) else str(value)

    def number(self, place: int | None, key: str, *, lowest: int, highest: int, what: str = "") -> int | None:
        """A whole number given by position (None: it has none) or by key; people are told of it as of `what`.

        Raises `InvalidInputException` for anything else, and outside of the bounds.
        """
        placed = self.positional[place : place + 1] if place is not None else ()
        value = placed[0] if placed else self.keywords.get(key)
        if value is None:
            return None
        text = str(value)
        if isinstance(value, bool) or not WHOLE_NUMBER.fullmatch(text) or not lowest <= int(text) <= highest:
            raise InvalidInputException(
                f"The {what or key} must be a whole number from {lowest} to {highest}, not “{shortened(text)}”."
            )
        return int(text)

    def flag(self, key: str, default: bool) -> bool:
        """A yes or no. Raises `InvalidInputException` for anything else."""
        value = self.keywords.get(key, default)
        if isinstance(value, bool):
            return value
        raise InvalidInputException(f"--{key} must be true or false, not “{shortened(str(value))}”.")


def _keyword(text: str, keywords: dict[str, Value]) -> None:
    key, equals, value = text.partition("=")
    if not equals:
        if key.startswith("no-"):
            keywords[key.removeprefix("no-")] = False
        else:
            keywords[key] = True
    elif value:
        keywords[key] = _value(value)


def _value(text: str) -> Value:
    match text.lower():
        case "true":
            return True
        case "false":
            return False
    try:
        number = int(text)
    except ValueError:
        return text
    # What looks different as a number, such as 007, is meant as a text.
    return number if str(number) == text else text
