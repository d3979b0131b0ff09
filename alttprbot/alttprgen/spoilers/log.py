"""The log of a seed of the ALTTPR site, as the site's answer to whoever rolled it tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alttprbot.alttprgen.spoilers.drops import digs_of, drops_of
from alttprbot.exceptions import InvalidInputException

WORLD_SUFFIX = ":1"
SPECIAL = "Special"
VISIBLE = frozenset({"on", "generate"})
SECTIONS = (
    *(SPECIAL, "Hyrule Castle", "Eastern Palace", "Desert Palace", "Tower Of Hera", "Castle Tower", "Dark Palace"),
    *("Swamp Palace", "Skull Woods", "Thieves Town", "Ice Palace", "Misery Mire", "Turtle Rock", "Ganons Tower"),
    *("Light World", "Death Mountain", "Dark World"),
)
# The generator of entrance-shuffled seeds has names of its own.
ENTRANCE_SECTIONS = (
    *(SPECIAL, "Hyrule Castle", "Eastern Palace", "Desert Palace", "Tower of Hera", "Agahnims Tower"),
    *("Palace of Darkness", "Swamp Palace", "Skull Woods", "Thieves Town", "Ice Palace", "Misery Mire"),
    *("Turtle Rock", "Ganons Tower", "Caves", "Light World", "Dark World"),
)
NO_LOCATIONS = frozenset({"meta", "Equipped", "Shops", "Bosses", "Entrances", "playthrough"})
"""What else a spoiler holds."""

_DUNGEONS = {
    "P1": "EasternPalace",
    "P2": "DesertPalace",
    "P3": "TowerOfHera",
    "D1": "PalaceOfDarkness",
    "D2": "SwampPalace",
    "D3": "SkullWoods",
    "D4": "ThievesTown",
    "D5": "IcePalace",
    "D6": "MiseryMire",
    "D7": "TurtleRock",
    "A2": "GanonsTower",
}
DUNGEON_ITEMS: Mapping[str, str] = {
    **{
        f"{kind}{code}": f"{kind}{code}-{dungeon}"
        for kind in ("BigKey", "Key", "Map", "Compass")
        for code, dungeon in _DUNGEONS.items()
    },
    "KeyA1": "KeyA1-CastleTower",
    "KeyH2": "KeyH2-HyruleCastle",
    "MapH2": "MapH2-HyruleCastle",
}
PROGRESSION_ITEMS = frozenset(
    """
    L1Sword MasterSword ProgressiveSword BottleWithRandom Bottle BottleWithRedPotion BottleWithGreenPotion
    BottleWithBluePotion BottleWithBee BottleWithGoldBee BottleWithFairy Bombos BookOfMudora BowAndArrows CaneOfSomaria
    Cape Ether FireRod Flippers Hammer Hookshot IceRod Lamp MagicMirror MoonPearl Mushroom OcarinaInactive OcarinaActive
    PegasusBoots Powder PowerGlove Quake Shovel TitansMitt BowAndSilverArrows SilverArrowUpgrade ProgressiveGlove
    ProgressiveBow BugCatchingNet CaneOfByrna
    """.split()  # noqa: SIM905 - a list of forty quoted names is harder to read
)


def spoiler_log(
    seed: Mapping[str, Any], permalink: str, *, translate_dungeon_items: bool = True
) -> dict[str, Any] | None:
    """Everything about a seed (the site's whole answer), in an order to read it in; None for one that tells nothing.

    With `translate_dungeon_items` keys, maps and compasses say which dungeon they are of.
    """
    spoiler, meta, patch = seed["spoiler"], seed["spoiler"]["meta"], seed["patch"]
    if meta.get("spoilers") not in VISIBLE:
        return None
    prizes: dict[str, Any] = {}
    sections: dict[str, dict[str, Any]] = {SPECIAL: {}}
    for name, locations in _regions(spoiler):
        placed = {location: _item(item, translate_dungeon_items) for location, item in _placed(locations).items()}
        prize = next((location for location in placed if _is_prize(location)), None)
        if prize is not None:
            prizes[name] = placed.pop(prize)
        sections[name] = placed
    digs = digs_of(patch)
    if digs is not None:
        sections[SPECIAL]["DiggingGameDigs"] = digs
    return {
        "Prizes": prizes,
        **{name: placed for name, placed in sections.items() if placed},
        "Drops": drops_of(patch),
        **_shuffled(spoiler),
        "meta": _meta(seed, permalink),
    }


def progression_log(seed: Mapping[str, Any], permalink: str) -> dict[str, Any] | None:
    """Where a seed has something that opens the way, without saying what; None for a seed that tells nothing.

    Raises `InvalidInputException` for entrance-shuffled seeds.
    """
    spoiler, meta = seed["spoiler"], seed["spoiler"]["meta"]
    if is_entrance_shuffled(meta):
        raise InvalidInputException("There is no progression log of a game with shuffled entrances.")
    if meta.get("spoilers") not in VISIBLE:
        return None
    regions = {
        name: [
            location
            for location, item in _placed(locations).items()
            if item in PROGRESSION_ITEMS and not _is_prize(location)
        ]
        for name, locations in _regions(spoiler)
        if name != SPECIAL
    }
    return {
        **{name: locations for name, locations in regions.items() if locations},
        "meta": _meta(seed, permalink),
    }


def is_entrance_shuffled(meta: Mapping[str, Any]) -> bool:
    """Whether the `meta` of a seed names a shuffle of entrances."""
    return meta.get("shuffle", "none") not in {"none", None, ""}


def _regions(spoiler: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The sections with locations, in their order; what a later build of the site may add comes last."""
    order = ENTRANCE_SECTIONS if is_entrance_shuffled(spoiler["meta"]) else SECTIONS
    for name in (*order, *(name for name in spoiler if name not in order and name not in NO_LOCATIONS)):
        if isinstance(locations := spoiler.get(name), Mapping):
            yield name, locations


def _placed(locations: Mapping[str, Any]) -> dict[str, Any]:
    """Locations and their items without the number of the only world."""
    return {_shorter(location, locations): _plain(item) for location, item in locations.items()}


def _shorter(location: str, taken: Mapping[str, Any]) -> str:
    plain = location.removesuffix(WORLD_SUFFIX)
    return location if plain in taken else plain


def _plain(item: Any) -> Any:
    return item.removesuffix(WORLD_SUFFIX) if isinstance(item, str) else item


def _item(item: Any, translate: bool) -> Any:
    return DUNGEON_ITEMS.get(item, item) if translate and isinstance(item, str) else item


def _is_prize(location: str) -> bool:
    return location.removesuffix(WORLD_SUFFIX).endswith(" - Prize")


def _shuffled(spoiler: Mapping[str, Any]) -> dict[str, Any]:
    """The sections that matter only where they are shuffled."""
    meta = spoiler["meta"]
    wanted = {
        "Shops": meta.get("mode") == "retro",
        "Bosses": meta.get("enemizer.boss_shuffle", "none") != "none",
        "Entrances": is_entrance_shuffled(meta),
    }
    return {name: spoiler[name] for name, shown in wanted.items() if shown and name in spoiler}


def _meta(seed: Mapping[str, Any], permalink: str) -> dict[str, Any]:
    return {**seed["spoiler"]["meta"], "hash": seed["hash"], "permalink": permalink}
