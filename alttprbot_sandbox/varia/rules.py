"""What the site accepts: the rules for the parameters of a seed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping

from alttprbot_sandbox.varia.presets import SETTINGS, SKILLS, SWITCHES

STARTS = (
    *("Ceres", "Landing Site", "Gauntlet Top", "Green Brinstar Elevator", "Big Pink", "Etecoons Supers"),
    *("Wrecked Ship Main", "Firefleas Top", "Business Center", "Bubble Mountain", "Mama Turtle", "Watering Hole"),
    *("Aqueduct", "Red Brinstar Elevator", "Golden Four", "random"),
)
CHOICES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(SWITCHES, ("on", "off", "random")),
    "majorsSplit": ("Full", "FullWithHUD", "Major", "Chozo", "Scavenger", "random"),
    "progressionSpeed": ("slowest", "slow", "medium", "fast", "fastest", "basic", "VARIAble", "speedrun", "random"),
    "progressionDifficulty": ("easier", "normal", "harder", "random"),
    "morphPlacement": ("early", "late", "normal", "random"),
    "energyQty": ("dread", "ultra sparse", "sparse", "medium", "vanilla", "random"),
    "gravityBehaviour": ("Vanilla", "Balanced", "Progressive", "random"),
    "areaRandomization": ("off", "full", "light", "random"),
    "tourian": ("Vanilla", "Fast", "Disabled", "random"),
    "logic": ("vanilla", "mirror", "random"),
    "startLocation": STARTS,
    "complexity": ("simple", "medium", "advanced"),
    "maxDifficulty": ("easy", "medium", "hard", "harder", "hardcore", "mania", "infinity", "random"),
    "raceMode": ("on", "off"),
    "objectiveRandom": ("true", "false"),
    "minorQtyEqLeGe": ("=", ">=", "<="),
}
MULTI_SELECT = "MultiSelect"
NAME = re.compile(r"[A-Za-z0-9_]{1,32}")


def refusal(form: Mapping[str, str]) -> str | None:
    """Why the site does not accept these parameters; None when it does."""
    return next(_wrong(form), None)


def missing(form: Mapping[str, str]) -> list[str]:
    """The parameters that the site fills in itself; it says so."""
    optional = {"minorQtyEqLeGe"}
    return [name for name in CHOICES if name not in form and name not in optional]


def wrong_name(name: str) -> str | None:
    """Why this cannot be the name of a preset; None when it can."""
    if not re.fullmatch(r"[A-Za-z0-9_]*", name):
        return f"Preset name must be alphanumeric or underscore: {name}"
    return None if NAME.fullmatch(name) else "Preset name must be between 1 and 32 characters"


def _wrong(form: Mapping[str, str]) -> Iterator[str]:
    for name, allowed in CHOICES.items():
        if name in form and form[name] not in allowed:
            yield f"Wrong value for {name}: {form[name]}, authorized values: {', '.join(allowed)}"
        chosen = form.get(f"{name}{MULTI_SELECT}", "")
        if form.get(name) == "random" and chosen:
            for value in chosen.split(","):
                if value not in allowed:
                    yield f"Wrong value for {name}{MULTI_SELECT}: {value}, authorized values: {', '.join(allowed)}"
    for name, lowest, highest, random_too, applies in _NUMBERS:
        text = form.get(name)
        if text is None or not applies(form) or (random_too and text == "random"):
            continue
        if not re.fullmatch(r"\d{1,3}(\.\d+)?", text) or not lowest <= float(text) <= highest:
            yield f"Wrong value for {name}: {text}, must be between {lowest} and {highest}"
    yield from _wrong_texts(form)


def _wrong_texts(form: Mapping[str, str]) -> Iterator[str]:
    if not re.fullmatch(r"\d+", form.get("seed", "")):
        yield "Wrong value for seed, must be an integer"
    preset = form.get("preset", "")
    if problem := wrong_name(preset):
        yield problem
    elif preset not in SKILLS:
        yield f"Unknown preset {preset}"
    if form.get("randoPreset") and form["randoPreset"] not in SETTINGS:
        yield f"Unknown preset {form['randoPreset']}"
    try:
        json.loads(form.get("paramsFileTarget", ""))
    except ValueError:
        yield "Wrong value for paramsFileTarget, must be valid JSON"
    required = form.get("nbObjectivesRequired", "off")
    if not re.fullmatch(r"off|random|[1-9]|[12]\d|3[01]", required):
        yield f"Wrong value for nbObjectivesRequired: {required}, authorized values: off, random, 1 to 31"
    if form.get("objectiveRandom") == "false" and len(form.get("objective", "").split(",")) > 18:
        yield "Wrong value for objective, at most 18 objectives"


def _always(_: Mapping[str, str]) -> bool:
    return True


# Name, lowest and highest value, whether "random" will do, and when it is looked at.
_NUMBERS: tuple[tuple[str, float, float, bool, Callable[[Mapping[str, str]], bool]], ...] = (
    ("missileQty", 1, 9, True, _always),
    ("superQty", 1, 9, True, _always),
    ("powerBombQty", 1, 9, True, _always),
    ("minorQty", 7, 100, True, _always),
    ("minimizerQty", 30, 100, False, lambda form: form.get("minimizer") == "on"),
    ("scavNumLocs", 4, 17, False, lambda form: form.get("majorsSplit") == "Scavenger"),
    ("nbObjective", 0, 18, True, _always),
)
