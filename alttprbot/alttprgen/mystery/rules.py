"""What else is to be when something was rolled."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

from alttprbot.alttprgen.mystery.weights import converted, picked
from alttprbot.exceptions import InvalidInputException
from alttprbot.util.text import shortened

EXACT = "exact"


def apply_rules(rules: Iterable[Mapping[str, Any]], rolled: MutableMapping[str, Any], rng: random.Random) -> None:
    """Where all conditions of a rule hold, roll its actions over what was rolled; one rule sees what earlier ones did.

    Raises `InvalidInputException` for options that there are not.
    """
    for rule in rules:
        if all(_holds(condition, rolled) for condition in rule.get("conditions") or ()):
            for option, weights in (rule.get("actions") or {}).items():
                _require(option, rolled)
                rolled[option] = picked(weights, rng)


def _holds(condition: Mapping[str, Any], rolled: Mapping[str, Any]) -> bool:
    if condition.get("MatchType", EXACT) != EXACT:
        return True
    key = str(condition.get("Key"))
    _require(key, rolled)
    return bool(converted(rolled[key]) == converted(condition.get("Value")))


def _require(option: str, rolled: Mapping[str, Any]) -> None:
    if option not in rolled:
        about = f"A rule of this weightset is about “{shortened(option)}”, which is not rolled."
        raise InvalidInputException(f"{about} There are: {', '.join(rolled)}.")
