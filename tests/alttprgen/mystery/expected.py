"""What weights promise, worked out from the text of a weightset alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

Distribution = Mapping[str, float]


def distribution(option: Any) -> Distribution:
    """The probability of each value of an option, as text."""
    if not isinstance(option, dict):
        return {_word(option): 1.0}
    total = sum(option.values())
    return {_word(value): weight / total for value, weight in option.items()}


def ends(weights: Mapping[str, Any], probability: float = 1.0) -> Iterator[tuple[float, Mapping[str, Any]]]:
    """Every choice of subweights, with its probability and the weights that are then in force."""
    subweights = weights.get("subweights") or {}
    if not subweights:
        yield probability, weights
        return
    total = sum(entry["chance"] for entry in subweights.values())
    for entry in subweights.values():
        changes = entry.get("weights") or {}
        merged = {**weights, **changes, "subweights": changes.get("subweights")}
        yield from ends(merged, probability * entry["chance"] / total)


def marginal(weightset: Mapping[str, Any], option: str) -> Distribution:
    """The probability of each value of an option over all that may be chosen."""
    found: defaultdict[str, float] = defaultdict(float)
    for probability, weights in ends(weightset):
        for value, share in distribution(weights[option]).items():
            found[value] += probability * share
    return found


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) or str(value) in {"True", "False"} else str(value)
