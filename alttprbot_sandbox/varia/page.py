"""The pages of the simulated site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from alttprbot_sandbox.seed_pages import facts, framed, seed_list

SITE = "VARIA randomizer"
UNSEEN = frozenset({"paramsFileTarget", "wantsCustomize", "raceMode", "preset"})


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed and the parameters it was made of."""

    key: str
    parameters: Mapping[str, str]
    items: Mapping[str, str]

    @property
    def race(self) -> bool:
        """Whether nobody may see where the items are."""
        return self.parameters.get("raceMode") == "on"


def seed_page(seed: Seed) -> str:
    """Where a permalink leads."""
    shown = {name: value for name, value in seed.parameters.items() if name not in UNSEEN}
    skills = escape(seed.parameters["preset"])
    hidden = "<p class=dim>There is no spoiler to see: this is a race.</p>"
    body = (
        f"<h1>VARIA seed</h1><p class=dim><b>{escape(seed.key)}</b>, skills of {skills}</p>"
        + (hidden if seed.race else facts("Spoiler", seed.items))
        + facts("Settings", shown)
    )
    return framed(SITE, f"Seed {seed.key}", body)


def home_page(seeds: Sequence[Seed]) -> str:
    """The seeds that were rolled, newest first."""
    rows = ((f"/customizer/{seed.key}", seed.key, seed.parameters["preset"]) for seed in reversed(seeds))
    return framed(SITE, "Seeds", seed_list(rows))


def missing_page() -> str:
    """For seeds that do not exist."""
    return framed(SITE, "Not found", "<h1>Not found</h1><p>There is no such seed.</p>")
