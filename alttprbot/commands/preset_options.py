"""The options of a seed as they are written on a command line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot.exceptions import InvalidInputException


def parse_options(pairs: Iterable[str], parameters: Collection[str] = ()) -> dict[str, Any]:
    """`["hints=true", "branch=beeta"]` as values; `parameters` are keys that only this game has, each a text.

    Raises `InvalidInputException` with the keys that there are.
    """
    readers = {**OPTIONS, **dict.fromkeys(parameters, _text)}
    given: dict[str, Any] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if key not in readers or not equals:
            keys = ", ".join([*parameters, *OPTIONS])
            raise InvalidInputException(f"“{pair}” is no option. Write KEY=VALUE; keys: {keys}.")
        given[key] = readers[key](key, value)
    return given


def seed_options(given: Mapping[str, Any], parameters: Collection[str] = ()) -> SeedOptions:
    """The options as a request has them: `hints` and `nohints` are one choice there, and `hints` wins."""
    apart = {"hints", "nohints", *parameters}
    chosen = {key: value for key, value in given.items() if key not in apart}
    hints = True if given.get("hints") else False if given.get("nohints") else None
    own = {key: value for key, value in given.items() if key in parameters}
    return SeedOptions(**chosen, hints=hints, parameters=own)


def _boolean(key: str, value: str) -> bool:
    if value.lower() not in {"true", "false"}:
        raise InvalidInputException(f"The option {key} is true or false.")
    return value.lower() == "true"


def _spoilers(key: str, value: str) -> Spoilers:
    try:
        return Spoilers(value.lower())
    except ValueError:
        raise InvalidInputException(f"The option {key} is one of: {', '.join(Spoilers)}.") from None


def _names(key: str, value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(","))
    if not all(names):
        raise InvalidInputException(f"The option {key} is a list of names such as Link,Zelda.")
    return names


def _number(key: str, value: str) -> int:
    if not value.isascii() or not value.isdigit():
        raise InvalidInputException(f"The option {key} is a whole number.")
    return int(value)


def _text(key: str, value: str) -> str:
    if not value:
        raise InvalidInputException(f"The option {key} needs a value.")
    return value


OPTIONS: Mapping[str, Callable[[str, str], Any]] = {
    "tournament": _boolean,
    "spoilers": _spoilers,
    "progression": _boolean,
    "hints": _boolean,
    "nohints": _boolean,
    "allow_quickswap": _boolean,
    "festive": _boolean,
    "branch": _text,
    "players": _names,
    "seed_number": _number,
}
