"""Picking values by weight."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from alttprbot.exceptions import InvalidInputException
from alttprbot.util.text import shortened

# More of one item, or of all that one starts with, than anybody can mean.
MOST = 1000

_WHOLE = re.compile(r"[+-]?\d{1,9}")


def converted(value: Any) -> Any:
    """A value as it is meant: text that is a number becomes one, `true` and `false` in any letter case a boolean."""
    if not isinstance(value, str):
        return value
    if value.lower() in {"true", "false"}:
        return value.lower() == "true"
    return int(value) if _WHOLE.fullmatch(value) else value


def picked(option: Any, rng: random.Random) -> Any:
    """What an option turns out to be: one of the values of a mapping to weights, else the option itself.

    Nothing (None) comes of nothing. Raises `InvalidInputException` for weights of which none is above zero.
    """
    if not isinstance(option, Mapping):
        return converted(option)
    return converted(chosen(option, rng)) if option else None


def chosen(weights: Mapping[str, Any], rng: random.Random) -> str:
    """One of the keys, by its weight. Raises `InvalidInputException` when none is above zero."""
    numbers = [weight if isinstance(weight, int | float) else 0 for weight in weights.values()]
    if min(numbers) < 0 or sum(numbers) <= 0:
        keys = ", ".join(map(str, weights))
        raise InvalidInputException(f"None of {shortened(keys)} has a weight above zero in this weightset.")
    return rng.choices(list(weights), numbers)[0]


def counted(option: Any, rng: random.Random, name: str) -> int | None:
    """How many of something there are; None where nothing is said of it.

    Raises `InvalidInputException`, which calls it `name`, for what is no whole number from 0 to `MOST`.
    """
    value = picked(option, rng)
    if value is None:
        return None
    if not isinstance(value, int) or not 0 <= value <= MOST:
        text = f"This weightset wants {shortened(str(value))} of {shortened(name)}. This has to be a whole number"
        raise InvalidInputException(f"{text} from 0 to {MOST}.")
    return int(value)


def require_few(items: Sequence[str]) -> None:
    """Raise `InvalidInputException` when somebody would start with more than `MOST` items."""
    if len(items) > MOST:
        raise InvalidInputException(f"Players of this weightset would start with more than {MOST:,} items.")


def drawn(value: Any, rng: random.Random) -> int:
    """A number from `[least, most]`, both included, or the number itself."""
    if isinstance(value, list) and len(value) == 2:
        low, high = int(value[0]), int(value[1])
        return rng.randint(low, high) if low <= high else low
    number = picked(value, rng)
    return int(number) if isinstance(number, int | float) else 0
