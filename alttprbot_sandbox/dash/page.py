"""The pages of the simulated site."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from alttprbot_sandbox.dash.seeds import Seed
from alttprbot_sandbox.seed_pages import facts, framed, seed_list

SITE = "dashrando.net"


def seed_page(seed: Seed) -> str:
    """Where a permalink leads."""
    kind = "a race" if seed.race else "for playing alone"
    spoiler = f'<p><a href="/seed/{escape(seed.key)}/spoiler">Spoiler</a></p>' if seed.spoiler else ""
    body = f"<h1>{escape(seed.preset)}</h1><p class=dim>Seed <b>{escape(seed.key)}</b>, {kind}</p>{spoiler}"
    return framed(SITE, f"Seed {seed.key}", body)


def spoiler_page(seed: Seed) -> str:
    """Which item is where."""
    return framed(SITE, f"Spoiler of {seed.key}", f"<h1>{escape(seed.preset)}</h1>" + facts("Items", seed.items))


def home_page(seeds: Sequence[Seed]) -> str:
    """The seeds that were rolled, newest first."""
    return framed(SITE, "Seeds", seed_list((f"/seed/{seed.key}", seed.key, seed.preset) for seed in reversed(seeds)))


def missing_page() -> str:
    """For what does not exist."""
    return framed(SITE, "Not found", "<h1>Not found</h1><p>There is no such page.</p>")
