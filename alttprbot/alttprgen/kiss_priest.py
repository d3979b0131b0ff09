"""Kiss Priest, by hycutype: a series of short games of A Link to the Past. Escape from an enemized castle, and take the
Triforce from the chest of the Sanctuary."""

from __future__ import annotations

import random
import string
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from alttprbot.alttprgen.base_payloads import customizer_payload
from alttprbot.alttprgen.forced_locations import WORLD_SUFFIX, location_key
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.planning import YES_NO, Parameter, ParameterPlanner
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.exceptions import InvalidInputException

MOST_GAMES = 99
NOTES = (
    "Take the Triforce from the chest in the Sanctuary. Your uncle may hold the sword that you need, or something else "
    "to fight with. Bombs are sure to drop from the second prize of most packs and from rupee crabs."
)
# What the uncle may hold, and how likely that is to begin with.
UNCLE_WEIGHTS: Mapping[str, int] = {
    "ProgressiveSword": 1,
    "ProgressiveBow": 8,
    "FireRod": 8,
    "Hammer": 8,
    "CaneOfByrna": 8,
    "CaneOfSomaria": 8,
    "TenBombs": 8,
}
# Small keys lie where they are of no use for the escape.
KEYS: Mapping[str, Sequence[str]] = {
    "KeyP2": ("Desert Palace - Torch",),
    "KeyP3": ("Tower of Hera - Basement Cage",),
    "KeyA1": ("Castle Tower - Room 03", "Castle Tower - Dark Maze"),
    "KeyD1": (
        "Palace of Darkness - Shooter Room",
        "Palace of Darkness - The Arena - Ledge",
        "Palace of Darkness - The Arena - Bridge",
        "Palace of Darkness - Stalfos Basement",
        "Palace of Darkness - Dark Basement - Left",
        "Palace of Darkness - Dark Basement - Right",
    ),
    "KeyD2": ("Swamp Palace - Entrance",),
    "KeyD3": ("Skull Woods - Bridge Room", "Skull Woods - Pot Prison", "Skull Woods - Pinball Room"),
    "KeyD4": ("Thieves' Town - Ambush Chest",),
    "KeyD5": ("Ice Palace - Freezor Chest", "Ice Palace - Iced T Room"),
    "KeyD6": ("Misery Mire - Main Lobby", "Misery Mire - Bridge Chest", "Misery Mire - Spike Chest"),
    "KeyD7": (
        "Turtle Rock - Chain Chomps",
        "Turtle Rock - Roller Room - Left",
        "Turtle Rock - Roller Room - Right",
        "Turtle Rock - Big Chest",
    ),
    "KeyA2": (
        "Ganon's Tower - Bob's Torch",
        "Ganon's Tower - DMs Room - Top Left",
        "Ganon's Tower - DMs Room - Top Right",
        "Ganon's Tower - DMs Room - Bottom Left",
    ),
}
# As in the original game, but that the second prize of most of them is four bombs.
PACKS: Sequence[Sequence[str]] = tuple(
    tuple(pack.split())
    for pack in (
        "Heart BombRefill4 Heart Heart RupeeGreen Heart Heart RupeeGreen",
        "RupeeBlue BombRefill4 RupeeBlue RupeeRed RupeeBlue RupeeGreen RupeeBlue RupeeBlue",
        "MagicRefillFull BombRefill4 MagicRefillSmall RupeeBlue MagicRefillFull MagicRefillSmall Heart"
        " MagicRefillSmall",
        "BombRefill1 BombRefill1 BombRefill1 BombRefill4 BombRefill1 BombRefill1 BombRefill8 BombRefill1",
        "ArrowRefill5 BombRefill4 ArrowRefill5 ArrowRefill10 ArrowRefill5 Heart ArrowRefill5 ArrowRefill10",
        "MagicRefillSmall BombRefill4 Heart ArrowRefill5 MagicRefillSmall BombRefill1 RupeeGreen Heart",
    )
)
LAST_PACK = ("Heart", "Fairy", "MagicRefillFull", "RupeeRed", "BombRefill8", "Heart", "RupeeRed", "ArrowRefill10")
HARDER: Mapping[str, int] = {
    "BossHeartContainer": -6,
    "ProgressiveArmor": -1,
    "ProgressiveSword": -2,
    "PieceOfHeart": 9,
}


def series(count: int, rng: random.Random) -> list[dict[str, str]]:
    """The parameters of each game of a series, the last third of which is harder."""
    code = "".join(rng.choices(string.ascii_uppercase, k=3))
    weights, uncles = dict(UNCLE_WEIGHTS), []
    for _ in range(count):
        uncle = _draw(weights, rng)
        weights[uncle] //= 2
        uncles.append(uncle)
    return [
        {
            "code": code,
            "number": str(index + 1),
            "uncle": uncle,
            "hard": "yes" if index >= 2 * count // 3 else "no",
        }
        for index, uncle in enumerate(reversed(uncles))
    ]


def settings_of_game(name: str, uncle: str, rng: random.Random, *, hard: bool = False) -> dict[str, Any]:
    """What the customizer is asked for; `rng` decides about prizes."""
    settings = customizer_payload()
    settings |= {
        "name": name,
        "notes": NOTES,
        "accessibility": "none",
        "goal": "triforce-hunt",
        "mode": "standard",
        "hints": "off",
        "tournament": True,
        "spoilers": "off",
        "allow_quickswap": True,
        "l": _placements(uncle),
    }
    settings["enemizer"]["enemy_shuffle"] = "shuffled"
    custom = settings["custom"]
    custom |= {"region.wildKeys": True, "rom.logicMode": "NoGlitches"}
    pool = custom["item"]["count"]
    pool |= {"TwentyRupees": 27, **dict.fromkeys(KEYS, 0)}
    pool[uncle] -= 1
    if hard:
        pool |= {item: pool[item] + more for item, more in HARDER.items()}
    settings["drops"] = _drops(custom["drop"]["count"], rng)
    return settings


class KissPriestPlanner(ParameterPlanner):
    """Plans one game; `series` has the parameters of games that belong together. `rng` decides what nobody chose."""

    game: ClassVar[str] = "kisspriest"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("code", "three letters that the games of a series have in common", required=False),
        Parameter("number", f"which game of the series it is, up to {MOST_GAMES}", required=False),
        Parameter("uncle", "what the uncle holds", tuple(UNCLE_WEIGHTS), required=False),
        Parameter("hard", "whether there are fewer hearts, swords and mails", YES_NO, required=False),
    )

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng

    async def _plan(self, values: Mapping[str, str], options: SeedOptions) -> SeedPlan:
        (chance,) = series(1, self._rng)
        chosen = {**chance, "hard": "no", **values}
        name = f"kiss-priest-{_code(chosen['code'])}-{_number(chosen['number']):02}"
        settings = settings_of_game(name, chosen["uncle"], self._rng, hard=chosen["hard"] == "yes")
        return SeedPlan(
            game=self.game,
            preset="",
            provider="alttpr",
            operation="generate_seed",
            endpoint="POST /api/customizer",
            payload=settings,
            settings=settings,
            options=SeedOptions(allow_quickswap=True, branch=options.branch, parameters=chosen),
            branch=options.branch,
            gentype=self.game,
            genoption=name,
            customizer=True,
            recorded_as="alttpr",
        )


def _placements(uncle: str) -> dict[str, str]:
    keys = {location: f"{key}{WORLD_SUFFIX}" for key, locations in KEYS.items() for location in locations}
    placed = {"Sanctuary": f"Triforce{WORLD_SUFFIX}", **keys, "Link's Uncle": uncle}
    return {location_key(location): item for location, item in placed.items()}


def _drops(counts: dict[str, int], rng: random.Random) -> dict[str, list[str]]:
    """The prizes; those that are drawn are taken from `counts`."""
    crab, stun = (_take(counts, rng) for _ in range(2))
    packs = [list(pack) for pack in PACKS]
    rng.shuffle(packs)
    if packs[2][1] == "BombRefill4":
        packs[2][1] = "BombRefill8"
    return {
        **{str(number): pack for number, pack in enumerate([*packs, list(LAST_PACK)])},
        "pull": ["RupeeGreen"] * 3,
        "crab": [crab, "BombRefill4"],
        "stun": [stun],
        "fish": ["RupeeGreen"],
    }


def _take(counts: dict[str, int], rng: random.Random) -> str:
    drop = _draw(counts, rng)
    counts[drop] -= 1
    return drop


def _draw(weights: Mapping[str, int], rng: random.Random) -> str:
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def _code(text: str) -> str:
    if len(text) == 3 and text.isascii() and text.isalpha():
        return text.upper()
    raise InvalidInputException("The code of a Kiss Priest series is three letters.")


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else 0
    if number == 0:
        raise InvalidInputException(f"The number of a Kiss Priest game is one from 1 to {MOST_GAMES}.")
    return number
