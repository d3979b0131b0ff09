"""Made-up seeds of the shape that samus.link answers, and what it accepts for them."""

from __future__ import annotations

import json
import random
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GAMES = {"sm": ("Super Metroid Item Randomizer", "3.1"), "smz3": ("Super Metroid & A Link to the Past", "11.3.2")}
ENEMIES = (
    *("GEEMER", "RIPPER", "ATOMIC", "POWAMP", "SCISER", "NAMIHE", "PUROMI", "ALCOON", "BEETOM", "OWTCH", "ZEBBO"),
    *("ZOOMER", "WAVER", "FUNE", "HACHI", "HOLTZ", "HZOOMER", "KAGO", "KAMER", "KZAN", "LAVAMAN", "MAGDOLL", "MELLA"),
)
LOCATIONS = {
    "sm": (("Crateria", "Power Bomb (Crateria surface)"), ("Brinstar", "Morphing Ball"), ("Maridia", "Spring Ball")),
    "smz3": (
        ("Brinstar", "Morphing Ball"),
        ("Light World", "Link's House"),
        ("Dark World", "Pyramid"),
        ("Norfair", "Ice Beam"),
    ),
}
ITEMS = {
    "sm": ("Morph", "Bombs", "SpringBall", "Gravity", "Varia", "Ice"),
    "smz3": ("Morph", "Hookshot", "MoonPearl", "Gravity", "ProgressiveSword", "Boots"),
}
HIGHEST_SEED = 2_147_483_647


class ImpossibleError(Exception):
    """The site cannot make such a seed; it never says why."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed: `answer` as whoever rolled it gets it, with the key in the settings of its worlds."""

    guid: str
    game: str
    answer: dict[str, Any]
    locations: list[dict[str, Any]]
    key: str | None
    race: bool

    @property
    def stored(self) -> dict[str, Any]:
        """As others get it: they see that there is a key and not which."""
        worlds = []
        for world in self.answer["worlds"]:
            settings = json.loads(world["settings"])
            if "spoilerKey" in settings:
                settings["spoilerKey"] = "true"
            worlds.append({**world, "settings": json.dumps(settings)})
        return {**self.answer, "worlds": worlds}


def make_seed(game: str, settings: Mapping[str, Any], rng: random.Random) -> Seed:
    """Roll. Raises `ImpossibleError` where the site fails."""
    given = {key: str(value) for key, value in settings.items()}
    number, race = _number(given, rng), _race(given)
    names = _players(given)
    guid = f"{rng.getrandbits(128):032x}"
    name, version = GAMES[game]
    locations = _locations(game, len(names), rng)
    mode = "multiworld" if given.get("gamemode", "normal").lower() == "multiworld" else "normal"
    answer = {
        "id": rng.randrange(1, HIGHEST_SEED),
        "guid": guid,
        "mode": mode,
        "seedNumber": "" if race else str(number),
        "spoiler": "[]" if race else json.dumps([{"1": "Morphing Ball"}]),
        "gameName": name,
        "gameVersion": version,
        "gameId": game,
        "hash": " ".join(rng.sample(ENEMIES, 4)),
        "players": len(names),
        "worlds": [
            {
                "id": index + 1,
                "worldId": index,
                "seedId": 1,
                "guid": f"{rng.getrandbits(128):032x}",
                "player": player,
                "settings": json.dumps(given),
                "state": 0,
                "patch": b64encode(rng.randbytes(48)).decode(),
                "sramBackup": None,
                "locations": None if race else [],
                "worldState": None,
            }
            for index, player in enumerate(names)
        ],
    }
    return Seed(guid, game, answer, locations, given.get("spoilerKey"), race)


def _number(given: Mapping[str, str], rng: random.Random) -> int:
    if "seed" not in given:
        raise ImpossibleError("there is no seed")
    if not given["seed"]:
        return rng.randrange(HIGHEST_SEED)
    if not re.fullmatch(r"\d{1,10}", given["seed"]) or int(given["seed"]) > HIGHEST_SEED:
        raise ImpossibleError("the seed is no number")
    return int(given["seed"])


def _race(given: Mapping[str, str]) -> bool:
    race = given.get("race", "false").lower()
    if race not in {"true", "false"}:
        raise ImpossibleError("race is neither true nor false")
    return race == "true"


def _players(given: Mapping[str, str]) -> list[str]:
    if given.get("gamemode", "normal").lower() != "multiworld":
        return ["Player"]
    count = given.get("players", "1")
    if not re.fullmatch(r"[1-9]\d{0,2}", count):
        raise ImpossibleError("players is no number")
    names = []
    for index in range(int(count)):
        name = " ".join(re.sub(r"[^A-Za-z0-9]", " ", given.get(f"player-{index}", "")).split())
        if not name:
            raise ImpossibleError("a player has no name")
        names.append(name)
    return names


def _locations(game: str, worlds: int, rng: random.Random) -> list[dict[str, Any]]:
    return [
        {
            "locationId": number,
            "locationName": name,
            "locationType": "Chozo",
            "locationArea": area,
            "locationRegion": area,
            "itemId": number + 1,
            "itemName": rng.choice(ITEMS[game]),
            "worldId": world,
            "itemWorldId": rng.randrange(worlds),
        }
        for world in range(worlds)
        for number, (area, name) in enumerate(LOCATIONS[game])
    ]
