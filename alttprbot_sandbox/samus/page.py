"""The pages of the simulated site."""

from __future__ import annotations

import json
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from html import escape

from alttprbot_sandbox.samus.seeds import Seed
from alttprbot_sandbox.seed_pages import facts, framed, seed_list

SITE = "samus.link"


def seed_page(seed: Seed) -> str:
    """Where a permalink leads."""
    answer = seed.stored
    settings = json.loads(answer["worlds"][0]["settings"])
    players = [world["player"] for world in answer["worlds"]]
    shown = {key: value for key, value in settings.items() if not key.startswith("player") and key != "spoilerKey"}
    body = (
        f"<h1>{escape(answer['gameName'])}</h1><p class=dim>{escape(answer['mode'])}, version {escape(answer['gameVersion'])}</p>"
        f"<p><b>File select code:</b> {escape(answer['hash'])}</p>"
        + (f"<p><b>Players:</b> {escape(', '.join(players))}</p>" if len(players) > 1 else "")
        + facts("Settings", shown)
        + ("<p class=dim>There is no spoiler to see: this is a race.</p>" if seed.race else _spoiler(seed))
    )
    return framed(SITE, f"Seed {answer['hash']}", body)


def home_page(seeds: Sequence[Seed]) -> str:
    """The seeds that were rolled, newest first."""
    rows = [
        (
            f"/{'multiworld' if seed.answer['mode'] == 'multiworld' else 'seed'}/{_slug(seed.guid)}",
            seed.answer["hash"],
            seed.game,
        )
        for seed in reversed(seeds)
    ]
    return framed(SITE, "Seeds", seed_list(rows))


def missing_page() -> str:
    """For seeds that do not exist."""
    return framed(SITE, "Not found", "<h1>Not found</h1><p>There is no such seed.</p>")


def _spoiler(seed: Seed) -> str:
    return facts("Spoiler", {place["locationName"]: place["itemName"] for place in seed.locations})


def _slug(guid: str) -> str:
    return urlsafe_b64encode(uuid.UUID(hex=guid).bytes).decode().rstrip("=")
