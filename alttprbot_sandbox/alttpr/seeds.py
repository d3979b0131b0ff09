"""Made-up seeds of the real shape."""

from __future__ import annotations

import random
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from alttprbot.alttprgen.alttpr_locations import LOCATION_NAMES
from alttprbot.alttprgen.forced_locations import location_name
from alttprbot_sandbox.alttpr.builds import build
from alttprbot_sandbox.alttpr.items import ITEMS
from alttprbot_sandbox.alttpr.patches import CodeRun, make_patch
from alttprbot_sandbox.alttpr.regions import ENTRANCE_NAMES, SECTIONS, section_of

LOGIC = {
    "none": "NoGlitches",
    "overworld_glitches": "OverworldGlitches",
    "hybrid_major_glitches": "HybridMajorGlitches",
    "major_glitches": "MajorGlitches",
    "no_logic": "NoLogic",
}
MASKED_META = ("logic", "build", "tournament", "spoilers", "size", "special", "allow_quickswap")
PRIZES = (*(f"Crystal{number}" for number in range(1, 8)), "PendantOfCourage", "PendantOfPower", "PendantOfWisdom")
MEDALLIONS = ("Bombos", "Ether", "Quake")
BOTTLES = tuple(sorted(item for item in ITEMS if item.startswith("BottleWith") and item != "BottleWithRandom"))
SWORDS = frozenset(item for item in ITEMS if item.endswith(("Sword", "SwordAndShield")))
# What an ordinary game does not shuffle through the world.
UNUSUAL = frozenset(
    item for item in ITEMS if item.startswith(("Key", "BigKey", "Map", "Compass", "Shop")) or item.endswith("Clock")
) | {"BottleWithRandom", "HeartContainerNoAnimation", "Nothing", "Rupoor", "Triforce", "TriforcePiece", "PowerStar"}
BOSSES = ("Armos Knights", "Lanmolas", "Moldorm", "Helmasaur King", "Arrghus", "Mothula", "Blind", "Kholdstare",
          "Vitreous", "Trinexx")  # fmt: skip
BOSS_PLACES = (
    "Eastern Palace", "Desert Palace", "Tower Of Hera", "Palace Of Darkness", "Swamp Palace", "Skull Woods",
    "Thieves Town", "Ice Palace", "Misery Mire", "Turtle Rock",
)  # fmt: skip
TOWER_BOSSES = {
    "Ganons Tower Basement": "Armos Knights",
    "Ganons Tower Middle": "Lanmolas",
    "Ganons Tower Top": "Moldorm",
    "Hyrule Castle": "Agahnim",
    "Ganons Tower": "Agahnim 2",
    "Pyramid": "Ganon",
}
COMMON_ITEMS = ("TwentyRupees", "ThreeBombs", "TenArrows", "FiveRupees", "PieceOfHeart", "FiftyRupees")


@dataclass(frozen=True, slots=True)
class Seed:
    """`answer` is what the request that made it gets, `stored` what everybody gets afterwards."""

    hash: str
    answer: dict[str, Any]
    stored: dict[str, Any]


def make_seed(
    settings: Mapping[str, Any],
    rng: random.Random,
    *,
    customizer: bool,
    festive: bool,
    code_run: CodeRun = CodeRun.OWN,
    hash_id: str | None = None,
) -> Seed:
    """A seed for valid settings; `rng` decides everything that is random about it."""
    hash_id = hash_id or "".join(rng.choices(string.ascii_letters + string.digits, k=10))
    tournament = bool(settings.get("tournament", customizer))
    asked = str(settings.get("spoilers", "off"))
    spoilers = (asked if asked in {"on", "generate", "mystery"} else "off") if tournament else "on"
    meta = _meta(settings, rng, tournament=tournament, spoilers=spoilers, customizer=customizer, festive=festive)
    code = settings.get("override_start_screen") or [rng.randrange(32) for _ in range(5)]
    document = {
        "logic": meta["logic"],
        "patch": make_patch(code, rng, code_run),
        "hash": hash_id,
        "generated": datetime.now(UTC).isoformat(timespec="seconds"),
        "size": 2,
    }
    shown, kept = _visible({"meta": meta, **_sections(settings, rng)}, spoilers, tournament=tournament)
    answer = {**document, "spoiler": shown, "current_rom_hash": build().md5}
    return Seed(hash_id, answer, {**document, "spoiler": kept})


def _visible(full: dict[str, Any], spoilers: str, *, tournament: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the one who rolls sees of a spoiler, and what everybody sees later."""
    if not tournament:
        found = {"longest_item_chain": 1, "1": {"Hyrule Castle": {"Sanctuary:1": full["Hyrule Castle"]["Sanctuary:1"]}}}
        full = {**full, "playthrough": found}
    meta = full["meta"]
    limited = {"meta": {key: value for key, value in meta.items() if key != "seed"}}
    masked = {key: value for key, value in meta.items() if key in MASKED_META}
    named = {key: value for key, value in meta.items() if key in {"name", "notes"}}
    match spoilers:
        case "on":
            return full, full
        case "generate":
            return full, limited
        case "mystery":
            return {"meta": {**named, **masked}}, {"meta": masked}
        case _:
            return limited, limited


def _meta(
    settings: Mapping[str, Any], rng: random.Random, *, tournament: bool, spoilers: str, customizer: bool, festive: bool
) -> dict[str, Any]:
    item, crystals, enemizer = (settings.get(key) or {} for key in ("item", "crystals", "enemizer"))
    logic = LOGIC.get(str(settings.get("glitches", "none")), "NoGlitches")
    crowd_control = item.get("pool") == "crowd_control"
    meta: dict[str, Any] = {
        "entry_crystals_ganon": str(crystals.get("ganon", "7")),
        "entry_crystals_tower": str(crystals.get("tower", "7")),
        "worlds": 1,
        "item_placement": "advanced" if crowd_control else settings.get("item_placement", "basic"),
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


def _sections(settings: Mapping[str, Any], rng: random.Random) -> dict[str, Any]:
    placed = {location_name(str(key)): str(item) for key, item in dict(settings.get("l") or {}).items()}
    prizes = iter(rng.sample(PRIZES, k=len(PRIZES)))
    pool = sorted(ITEMS - SWORDS - UNUSUAL - {*PRIZES, *COMMON_ITEMS})
    sections: dict[str, Any] = {name: {} for name in SECTIONS}
    for location in sorted(LOCATION_NAMES):
        item = placed.get(location) or f"{_anything(location, rng, pool, prizes)}:1"
        if settings.get("weapons") == "swordless" and item.partition(":")[0] in SWORDS:
            item = "TwentyRupees2:1"
        sections[section_of(location)][f"{location}:1"] = item
    equipment = settings.get("eq") or ["BossHeartContainer"] * 3
    sections["Equipped"] = {f"Equipment Slot {number}": f"{item}:1" for number, item in enumerate(equipment, 1)}
    sections["Shops"] = [
        {"location": "Kakariko Shop", "type": "Shop", "item_0": {"item": "RedPotion", "price": 150},
         "item_1": {"item": "Heart", "price": 10}, "item_2": {"item": "TenBombs", "price": 50}},
    ]  # fmt: skip
    boss_shuffle = (settings.get("enemizer") or {}).get("boss_shuffle", "none")
    bosses = BOSSES if boss_shuffle == "none" else rng.sample(BOSSES, k=len(BOSSES))
    sections["Bosses"] = dict(zip(BOSS_PLACES, bosses, strict=True)) | TOWER_BOSSES
    return _as_entrance_generator(sections) if _shuffles_entrances(settings) else sections


def _shuffles_entrances(settings: Mapping[str, Any]) -> bool:
    return str(settings.get("entrances") or "none") != "none"


def _as_entrance_generator(sections: dict[str, Any]) -> dict[str, Any]:
    """The same in the words of the generator of seeds with shuffled entrances, which knows no Death Mountain."""
    renamed = {ENTRANCE_NAMES.get(name, name): content for name, content in sections.items()}
    mountain = renamed.pop("Death Mountain")
    caves = {location: item for location, item in renamed["Light World"].items() if "Cave" in location} | mountain
    outside = {location: item for location, item in renamed["Light World"].items() if location not in caves}
    for content in renamed.values():
        if isinstance(content, dict):
            content.update(
                {location: item.removesuffix(":1") for location, item in content.items() if "Prize" in location}
            )
    entrances = [{"entrance": "Links House", "exit": "Links House Exit", "direction": "both"}]
    return {**renamed, "Light World": outside, "Caves": caves, "Entrances": entrances}


def _anything(location: str, rng: random.Random, pool: list[str], prizes: Any) -> str:
    if location.endswith(" - Prize"):
        return str(next(prizes))
    if location.endswith(" Medallion"):
        return rng.choice(MEDALLIONS)
    if location in {"Waterfall Bottle", "Pyramid Bottle"}:
        return rng.choice(BOTTLES)
    return rng.choice(pool if rng.random() < 0.4 else COMMON_ITEMS)
