"""The rooms of the simulated BingoSync, and what their forms accept."""

from __future__ import annotations

import random
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

HIGHEST_SEED = 2_147_483_647
# The numbers of the games, and of the varieties of each.
GAMES: Mapping[int, tuple[int, ...]] = {4: (4, 163, 164), 36: (36, 55, 228)}
GOALS = ("Ice Beam", "Varia Suit", "Kraid", "Phantoon", "Draygon", "Ridley", "Spore Spawn", "Crocomire", "Botwoon")
SQUARES = 25


@dataclass(slots=True)
class Room:
    """A room and its card. `players` are everybody who ever joined."""

    id: str
    name: str
    passphrase: str
    game_type: int
    variant_type: int
    lockout_mode: str
    seed: int
    hide_card: bool
    players: list[str] = field(default_factory=list)
    cards: int = 1

    @property
    def board(self) -> list[dict[str, str]]:
        """The squares: the same seed gives the same."""
        rng = random.Random(f"{self.variant_type}:{self.seed}")
        return [
            {"name": f"{rng.choice(GOALS)} {rng.randint(1, 9)}", "slot": f"slot{number}", "colors": "blank"}
            for number in range(1, SQUARES + 1)
        ]


def wrong_with_room(fields: Mapping[str, str]) -> list[str]:
    """What the form of a new room says about its fields."""
    missing = [
        f"{name}: This field is required."
        for name in ("nickname", "room_name", "passphrase", "game_type", "lockout_mode")
        if not fields.get(name)
    ]
    if missing:
        return missing
    wrong = []
    if len(fields["nickname"]) > 50 or len(fields["room_name"]) > 255:
        wrong.append("Ensure this value has fewer characters.")
    if _variant(fields["game_type"], fields.get("variant_type") or None) is None:
        wrong.append("game_type: Select a valid choice.")
    if fields["lockout_mode"] not in {"1", "2"}:
        wrong.append("lockout_mode: Select a valid choice.")
    seed = fields.get("seed", "")
    if seed and (not seed.isdecimal() or int(seed) > HIGHEST_SEED):
        wrong.append("seed: Enter a whole number.")
    return wrong


def new_room(fields: Mapping[str, str], rng: random.Random) -> Room:
    """A room of a form that is right."""
    return Room(
        id=urlsafe_b64encode(uuid.UUID(int=rng.getrandbits(128)).bytes).decode().rstrip("="),
        name=fields["room_name"],
        passphrase=fields["passphrase"],
        game_type=int(fields["game_type"]),
        variant_type=_variant(fields["game_type"], fields.get("variant_type") or None) or 0,
        lockout_mode=fields["lockout_mode"],
        seed=int(fields.get("seed") or 0) or rng.randint(1, 1_000_000),
        hide_card=_ticked(fields.get("hide_card")),
        players=[fields["nickname"]],
    )


def change_card(room: Room, document: Mapping[str, Any], rng: random.Random) -> str | None:
    """Give a room another card; what is wrong with the request, None if nothing is."""
    for name in ("room", "lockout_mode", "hide_card"):
        if name not in document or document[name] == "":
            return f"Request body is missing {name}"
    if not isinstance(document["hide_card"], bool):
        return "hide_card must be a boolean"
    variant = _variant(document["game_type"], document.get("variant_type"))
    if variant is None or document["lockout_mode"] not in {"1", "2"}:
        return "there is no such game or mode"
    room.game_type, room.variant_type = int(document["game_type"]), variant
    room.lockout_mode, room.hide_card = document["lockout_mode"], document["hide_card"]
    room.seed = int(document.get("seed") or 0) or rng.randint(1, 1_000_000)
    room.cards += 1
    return None


def _variant(game: object, variant: object) -> int | None:
    """The number of a variety, which is that of the game where none is said; None where there is no such."""
    game_number, number = int(str(game)), int(str(variant or game))
    return number if number in GAMES.get(game_number, ()) else None


def _ticked(value: str | None) -> bool:
    """As the site reads a box: any text but one is a tick."""
    return bool(value) and str(value).lower() != "false"
