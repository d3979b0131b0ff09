"""Made-up seeds of the real shape."""

from __future__ import annotations

import random
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from alttprbot.alttprgen.alttpr_locations import LOCATION_NAMES
from alttprbot_sandbox.alttpr.items import ITEMS

LOGIC = {
    "none": "NoGlitches",
    "overworld_glitches": "OverworldGlitches",
    "hybrid_major_glitches": "HybridMajorGlitches",
    "major_glitches": "MajorGlitches",
    "no_logic": "NoLogic",
}
CODE_OFFSET = 0x180215
DIGS_OFFSET = 982421
DROPS = {227731: 1, 981972: 3, 207304: 1, 207300: 1, 950988: 1, 227960: 56}
DROP_IDS = (121, 178, *range(216, 228))
REGIONS = {
    "Hyrule Castle": "Hyrule Castle",
    "Sewers": "Hyrule Castle",
    "Eastern Palace": "Eastern Palace",
    "Desert Palace": "Desert Palace",
    "Tower of Hera": "Tower Of Hera",
    "Castle Tower": "Castle Tower",
    "Palace of Darkness": "Dark Palace",
    "Swamp Palace": "Swamp Palace",
    "Skull Woods": "Skull Woods",
    "Thieves' Town": "Thieves Town",
    "Ice Palace": "Ice Palace",
    "Misery Mire": "Misery Mire",
    "Turtle Rock": "Turtle Rock",
    "Ganon's Tower": "Ganons Tower",
    "Spectacle Rock": "Death Mountain",
    "Spiral Cave": "Death Mountain",
    "Mimic Cave": "Death Mountain",
    "Hookshot Cave": "Dark World",
    "Mire Shed": "Dark World",
    "Superbunny Cave": "Dark World",
}
MYSTERY_META = ("name", "notes", "logic", "build", "tournament", "spoilers", "size", "special", "allow_quickswap")


@dataclass(frozen=True, slots=True)
class Seed:
    """`answer` is what the request that made it gets, `stored` what everybody gets afterwards."""

    hash: str
    answer: dict[str, Any]
    stored: dict[str, Any]


def make_seed(settings: Mapping[str, Any], rng: random.Random, *, customizer: bool, festive: bool) -> Seed:
    """A seed for valid settings; `rng` decides everything that is random about it."""
    hash_id = "".join(rng.choices(string.ascii_letters + string.digits, k=10))
    tournament = bool(settings.get("tournament", customizer))
    asked = settings.get("spoilers", "off")
    spoilers = asked if tournament and asked in {"on", "off", "generate", "mystery"} else "off" if tournament else "on"
    meta = _meta(settings, rng, tournament=tournament, spoilers=str(spoilers), customizer=customizer, festive=festive)
    full = {"meta": meta, **_locations(settings, rng)}
    if not tournament:
        full["playthrough"] = {"longest_item_chain": 1, "1": {"Light World": {"Sanctuary": "ProgressiveSword:1"}}}
    document = {
        "logic": meta["logic"],
        "patch": _patch(settings, rng),
        "hash": hash_id,
        "generated": datetime.now(UTC).isoformat(timespec="seconds"),
        "size": 2,
    }
    limited = {"meta": {key: value for key, value in meta.items() if key != "seed"}}
    masked = {"meta": {key: value for key, value in meta.items() if key in MYSTERY_META}}
    shown, kept = {"on": (full, full), "generate": (full, limited), "mystery": (masked, masked)}.get(
        str(spoilers), (limited, limited)
    )
    answer = {**document, "spoiler": shown, "current_rom_hash": f"{rng.getrandbits(128):032x}"}
    return Seed(hash_id, answer, {**document, "spoiler": kept})


def _meta(
    settings: Mapping[str, Any], rng: random.Random, *, tournament: bool, spoilers: str, customizer: bool, festive: bool
) -> dict[str, Any]:
    item, crystals, enemizer = (settings.get(key) or {} for key in ("item", "crystals", "enemizer"))
    logic = LOGIC.get(str(settings.get("glitches", "none")), "NoGlitches")
    meta: dict[str, Any] = {
        "entry_crystals_ganon": str(crystals.get("ganon", "7")),
        "entry_crystals_tower": str(crystals.get("tower", "7")),
        "worlds": 1,
        "item_placement": settings.get("item_placement", "basic"),
        "item_pool": item.get("pool", "normal"),
        "item_functionality": item.get("functionality", "normal"),
        "dungeon_items": settings.get("dungeon_items", "standard"),
        "logic": logic,
        "accessibility": settings.get("accessibility", "items"),
        "rom_mode": logic,
        "goal": settings.get("goal", "ganon"),
        "build": "2024-02-18",
        "mode": settings.get("mode", "standard"),
        "weapons": settings.get("weapons", "randomized"),
        "world_id": 1,
        "tournament": tournament,
        "size": 2,
        "hints": settings.get("hints", "on"),
        "spoilers": spoilers,
        "allow_quickswap": bool(settings.get("allow_quickswap", True)),
        "pseudoboots": bool(settings.get("pseudoboots", False)),
        "enemizer.boss_shuffle": enemizer.get("boss_shuffle", "none"),
        "enemizer.enemy_shuffle": enemizer.get("enemy_shuffle", "none"),
        "enemizer.enemy_damage": enemizer.get("enemy_damage", "default"),
        "enemizer.enemy_health": enemizer.get("enemy_health", "default"),
        "enemizer.pot_shuffle": enemizer.get("pot_shuffle", "off"),
        "seed": rng.randrange(10**9),
    }
    if name := settings.get("name"):
        meta["name"] = str(name)[:100]
    if notes := settings.get("notes"):
        meta["notes"] = f"<p>{str(notes)[:300]}</p>\n"
    if customizer:
        meta["difficulty"] = "custom"
    elif settings.get("entrances", "none") != "none":
        meta["shuffle"] = settings["entrances"]
    if festive:
        meta["special"] = True
    return meta


def _patch(settings: Mapping[str, Any], rng: random.Random) -> list[dict[str, list[int]]]:
    code = settings.get("override_start_screen") or [rng.randrange(32) for _ in range(5)]
    runs = {offset: [rng.choice(DROP_IDS) for _ in range(length)] for offset, length in DROPS.items()}
    runs[DIGS_OFFSET] = [rng.randrange(1, 31)]
    # The site merges adjacent writes, so that the icons often stand inside a longer run.
    lead = rng.choice((0, 2))
    runs[CODE_OFFSET - lead] = [1, 0][:lead] + list(code) + [0] * rng.choice((0, 3))
    return [{str(offset): runs[offset]} for offset in sorted(runs)]


def _locations(settings: Mapping[str, Any], rng: random.Random) -> dict[str, dict[str, str]]:
    pool = sorted(ITEMS)
    sections: dict[str, dict[str, str]] = {}
    for location in sorted(LOCATION_NAMES):
        region = REGIONS.get(location.partition(" - ")[0], "Light World")
        sections.setdefault(region, {})[f"{location}:1"] = f"{rng.choice(pool)}:1"
    return sections
