"""The neutral requests that mystery games and converted customizer saves start from.

The values are those that the forms of alttpr.com and of the door randomizer begin with.
"""

from __future__ import annotations

from typing import Any

HEARTS = ("BossHeartContainer",) * 3
POOL_SIZE = 216
DUNGEONS = ("P1", "P2", "P3", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "A2")

_POOL: dict[str, int] = {
    "PegasusBoots": 1,
    "MoonPearl": 1,
    "Hookshot": 1,
    "Hammer": 1,
    "FireRod": 1,
    "IceRod": 1,
    "Flippers": 1,
    "Lamp": 1,
    "Bombos": 1,
    "Ether": 1,
    "Quake": 1,
    "BookOfMudora": 1,
    "MagicMirror": 1,
    "Cape": 1,
    "CaneOfSomaria": 1,
    "CaneOfByrna": 1,
    "BugCatchingNet": 1,
    "Shovel": 1,
    "OcarinaInactive": 1,
    "Mushroom": 1,
    "Powder": 1,
    "Boomerang": 1,
    "RedBoomerang": 1,
    "HalfMagic": 1,
    "ProgressiveSword": 4,
    "ProgressiveShield": 3,
    "ProgressiveArmor": 2,
    "ProgressiveGlove": 2,
    "ProgressiveBow": 2,
    "BottleWithRandom": 4,
    "PieceOfHeart": 24,
    "BossHeartContainer": 10,
    "HeartContainer": 1,
    "OneRupee": 2,
    "FiveRupees": 4,
    "TwentyRupees": 28,
    "FiftyRupees": 7,
    "OneHundredRupees": 1,
    "ThreeHundredRupees": 5,
    "Arrow": 1,
    "TenArrows": 12,
    "ThreeBombs": 16,
    "TenBombs": 1,
    **{f"Map{dungeon}": 1 for dungeon in (*DUNGEONS, "H2")},
    **{f"Compass{dungeon}": 1 for dungeon in DUNGEONS},
    **{f"BigKey{dungeon}": 1 for dungeon in DUNGEONS},
    "KeyH2": 1,
    "KeyA1": 2,
    "KeyA2": 4,
    "KeyP2": 1,
    "KeyP3": 1,
    "KeyD1": 6,
    "KeyD2": 1,
    "KeyD3": 3,
    "KeyD4": 1,
    "KeyD5": 2,
    "KeyD6": 3,
    "KeyD7": 4,
}
_NOT_IN_THE_POOL = """
    Nothing L1Sword L1SwordAndShield MasterSword L3Sword L4Sword BlueShield RedShield MirrorShield Bow Bottle PowerGlove
    TitansMitt BlueMail RedMail Bomb BottleWithRedPotion BottleWithGreenPotion BottleWithBluePotion BowAndArrows
    BowAndSilverArrows BottleWithBee BottleWithFairy Heart SmallMagic BottleWithGoldBee OcarinaActive BombUpgrade5
    BombUpgrade10 ArrowUpgrade5 ArrowUpgrade10 QuarterMagic SilverArrowUpgrade Rupoor RedClock BlueClock GreenClock
    Triforce TriforcePiece MapA1 MapH1 CompassA1 CompassH1 CompassH2 BigKeyA1 BigKeyH1 BigKeyH2 KeyH1 KeyP1
"""
_DROPS = {
    "Bee": 0,
    "BeeGood": 0,
    "Heart": 13,
    "RupeeGreen": 9,
    "RupeeBlue": 7,
    "RupeeRed": 6,
    "BombRefill1": 7,
    "BombRefill4": 1,
    "BombRefill8": 2,
    "MagicRefillSmall": 6,
    "MagicRefillFull": 3,
    "ArrowRefill5": 5,
    "ArrowRefill10": 3,
    "Fairy": 1,
}
_GLITCHES = """
    canBombJump canBootsClip canBunnyRevive canBunnySurf canDungeonRevive canFakeFlipper canMirrorClip canMirrorWrap
    canOneFrameClipOW canOneFrameClipUW canOWYBA canSuperBunny canSuperSpeed canWaterFairyRevive canWaterWalk
"""


def randomizer_payload() -> dict[str, Any]:
    """For the randomizer endpoint of alttpr.com."""
    return {**_neutral(hints="off"), "entrances": "none"}


def customizer_payload() -> dict[str, Any]:
    """For the customizer endpoint of alttpr.com, with the whole item pool."""
    packs: dict[str, list[str]] = {str(number): ["auto_fill"] * 8 for number in range(7)}
    trees = {"pull": ["auto_fill"] * 3, "crab": ["auto_fill"] * 2, "stun": ["auto_fill"], "fish": ["auto_fill"]}
    return {
        **_neutral(hints="on"),
        "name": "",
        "notes": "",
        "l": {},
        "eq": list(HEARTS),
        "drops": packs | trees,
        "custom": {
            "item.Goal.Required": "",
            "item.require.Lamp": False,
            "item.value.BlueClock": "",
            "item.value.GreenClock": "",
            "item.value.RedClock": "",
            "item.value.Rupoor": "",
            "prize.crossWorld": True,
            "prize.shuffleCrystals": True,
            "prize.shufflePendants": True,
            "region.bossNormalLocation": True,
            "region.wildBigKeys": False,
            "region.wildCompasses": False,
            "region.wildKeys": False,
            "region.wildMaps": False,
            "rom.dungeonCount": "off",
            "rom.freeItemMenu": False,
            "rom.freeItemText": False,
            "rom.mapOnPickup": False,
            "rom.timerMode": "off",
            "rom.timerStart": "",
            "rom.rupeeBow": False,
            "rom.genericKeys": False,
            "spoil.BootsLocation": False,
            **dict.fromkeys(_GLITCHES.split(), False),
            "item": {"count": {**_POOL, **dict.fromkeys(_NOT_IN_THE_POOL.split(), 0)}},
            "drop": {"count": dict(_DROPS)},
        },
    }


def door_settings() -> dict[str, Any]:
    """For the door randomizer."""
    return {
        "retro": False,
        "mode": "open",
        "logic": "noglitches",
        "goal": "ganon",
        "crystals_gt": "7",
        "crystals_ganon": "7",
        "swords": "random",
        "difficulty": "normal",
        "item_functionality": "normal",
        "accessibility": "items",
        "algorithm": "balanced",
        "openpyramid": False,
        "shuffleganon": True,
        "shuffle": "vanilla",
        "shufflepots": False,
        "shuffleenemies": "none",
        "shufflebosses": "none",
        "enemy_damage": "default",
        "enemy_health": "default",
        "keydropshuffle": False,
        "dropshuffle": False,
        "pottery": "none",
        "colorizepots": False,
        "mapshuffle": False,
        "compassshuffle": False,
        "keyshuffle": False,
        "bigkeyshuffle": False,
        "keysanity": False,
        "timer": "none",
        "door_shuffle": "vanilla",
        "intensity": 2,
        "experimental": False,
        "dungeon_counters": "default",
        "collection_rate": False,
        "bombbag": False,
        "triforce_pool": 0,
        "triforce_goal": 0,
        "restrict_boss_items": "none",
        "shufflelinks": False,
        "overworld_map": "default",
        "pseudoboots": False,
        "hints": True,
        "startinventory": "",
        "beemizer": 0,
        "startinventoryarray": {},
    }


def _neutral(hints: str) -> dict[str, Any]:
    return {
        "glitches": "none",
        "item_placement": "advanced",
        "dungeon_items": "standard",
        "accessibility": "items",
        "goal": "ganon",
        "crystals": {"ganon": "7", "tower": "7"},
        "mode": "open",
        "hints": hints,
        "weapons": "randomized",
        "item": {"pool": "normal", "functionality": "normal"},
        "tournament": False,
        "spoilers": "on",
        "lang": "en",
        "enemizer": {
            "boss_shuffle": "none",
            "enemy_shuffle": "none",
            "enemy_damage": "default",
            "enemy_health": "default",
            "pot_shuffle": "off",
        },
        "allow_quickswap": False,
    }
