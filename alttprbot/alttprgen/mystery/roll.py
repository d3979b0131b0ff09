"""Rolling a weightset, from its subweights to settings."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alttprbot.alttprgen.mystery.doors import branch_of, needs_doors, roll_doors, roll_triggers
from alttprbot.alttprgen.mystery.site import NEUTRAL, roll_site
from alttprbot.alttprgen.mystery.weights import chosen, picked
from alttprbot.exceptions import InvalidInputException

NO_PRESET = "none"
# More levels of subweights than anybody can read.
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class MysteryRoll:
    """What came of a weightset: `settings` for a provider, or the name of the `preset` to play instead.

    `weights` are those in force in the end, `path` the names of the subweights that were chosen.
    """

    settings: Mapping[str, Any]
    preset: str | None
    customizer: bool
    doors: bool
    branch: str | None
    instructions: str
    path: tuple[str, ...]
    weights: Mapping[str, Any]


def roll(weightset: Mapping[str, Any], rng: random.Random) -> MysteryRoll:
    """Roll. The weightset stays as it is. Raises `InvalidInputException` for one that cannot be rolled."""
    if weightset.get("festive") is True:
        weightset = {**NEUTRAL, **weightset}
    preset = picked(weightset.get("preset"), rng)
    if preset is not None and preset != NO_PRESET:
        instructions = _text(picked(weightset.get("custom_instructions"), rng))
        return MysteryRoll({}, str(preset), False, False, None, instructions, (), weightset)
    weights, path = _in_force(weightset, rng)
    triggers = roll_triggers(weights, rng)
    instructions = _text(picked(weights.get("custom_instructions"), rng))
    if needs_doors(triggers, weights):
        settings = roll_doors(weights, triggers, rng)
        return MysteryRoll(settings, None, False, True, branch_of(weights), instructions, path, weights)
    settings, customizer = roll_site(weights, rng)
    return MysteryRoll(settings, None, customizer, False, None, instructions, path, weights)


def _in_force(weightset: Mapping[str, Any], rng: random.Random) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The weights that are in force after all subweights were chosen. What a chosen one says of an option replaces all
    that was said of it before."""
    weights, path = dict(weightset), list[str]()
    while subweights := weights.get("subweights") or {}:
        if len(path) == DEEPEST:
            raise InvalidInputException(f"The subweights of this weightset are nested more than {DEEPEST} deep.")
        name = chosen({key: entry.get("chance", 0) for key, entry in subweights.items()}, rng)
        path.append(name)
        changes = subweights[name].get("weights") or {}
        weights = weights | dict(changes) | {"subweights": changes.get("subweights") or {}}
    return weights, tuple(path)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
