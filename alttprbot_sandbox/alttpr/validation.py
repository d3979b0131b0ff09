"""What the site accepts, after its public source: the randomizer checks values, the customizer needs some keys."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from alttprbot_sandbox.alttpr.items import ITEMS

CRYSTALS = {*"01234567", "random"}
VALUES: Mapping[str, set[str]] = {
    "glitches": {"none", "overworld_glitches", "hybrid_major_glitches", "major_glitches", "no_logic"},
    "item_placement": {"basic", "advanced"},
    "dungeon_items": {"standard", "mc", "mcs", "full"},
    "accessibility": {"items", "locations", "none"},
    "goal": {"ganon", "fast_ganon", "dungeons", "pedestal", "triforce-hunt", "ganonhunt", "completionist"},
    "crystals.tower": CRYSTALS,
    "crystals.ganon": CRYSTALS,
    "mode": {"standard", "open", "inverted", "retro"},
    "entrances": {"none", "simple", "restricted", "full", "crossed", "insanity"},
    "enemizer.boss_shuffle": {"none", "simple", "full", "random"},
    "enemizer.enemy_shuffle": {"none", "shuffled", "random"},
    "enemizer.enemy_damage": {"default", "shuffled", "random"},
    "enemizer.enemy_health": {"default", "easy", "hard", "expert"},
    "enemizer.pot_shuffle": {"on", "off"},
    "hints": {"on", "off"},
    "weapons": {"randomized", "assured", "vanilla", "swordless"},
    "item.pool": {"normal", "hard", "expert", "crowd_control"},
    "item.functionality": {"normal", "hard", "expert"},
    "spoilers": {"on", "off", "generate", "mystery"},
}
REQUIRED_CUSTOM = ("item.require.Lamp", "rom.freeItemMenu", "rom.freeItemText")
WILD = tuple(f"region.wild{kind}" for kind in ("BigKeys", "Compasses", "Keys", "Maps"))
TEXT_IDS = {"end_triforce", "uncle_leaving_text", "sahasrahla_bring_courage", "ganon_fall_in", "blind_by_the_light"}


class GenerationError(Exception):
    """Nothing can be generated from this; the site answers 409 with the text."""


def randomizer_errors(settings: Mapping[str, Any]) -> dict[str, list[str]]:
    """The fields that `/api/randomizer` refuses, each with what it says; numbers count as their digits."""
    errors = {
        path: [f"The selected {path} is invalid."]
        for path, values in VALUES.items()
        if (value := _find(settings, path)) is not None and (isinstance(value, bool) or str(value) not in values)
        if not (path == "spoilers" and value is False)
    }
    screen = settings.get("override_start_screen")
    if screen is not None and not _is_start_screen(screen):
        errors["override_start_screen"] = ["The override start screen must contain 5 items between 0 and 31."]
    return errors


def check_customizer(settings: Mapping[str, Any]) -> None:
    """Raises `GenerationError` for what the customizer cannot work with."""
    custom, placed = settings.get("custom"), settings.get("l")
    flat = dict(flatten(custom)) if isinstance(custom, Mapping) else {}
    masked = any(flat.get(key) is True for key in ("rom.freeItemMenu", "rom.freeItemText"))
    missing = [key for key in (*REQUIRED_CUSTOM, *(WILD if masked else ())) if key not in flat]
    if missing:
        raise GenerationError(f"Undefined index: {missing[0]}")
    if not isinstance(placed, Mapping):
        raise GenerationError("Invalid argument supplied for l")
    for location, item in placed.items():
        if _decoded(location) is not None and not _is_item(str(item)):
            raise GenerationError(f"Unknown Item: {item}")
    for text in settings.get("texts") or {}:
        if text not in TEXT_IDS:
            raise GenerationError(f"Unknown text: {text}")
    _check_pieces(settings, flat, placed)


def flatten(custom: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """`{"item": {"count": {"Bow": 1}}, "rom.timerMode": "off"}` as dotted keys."""
    for key, value in custom.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _check_pieces(settings: Mapping[str, Any], flat: Mapping[str, Any], placed: Mapping[str, Any]) -> None:
    if settings.get("goal") not in {"triforce-hunt", "ganonhunt"}:
        return
    required = int(flat.get("item.Goal.Required") or 0)
    available = sum(int(flat.get(f"item.count.{piece}") or 0) for piece in ("TriforcePiece", "PowerStar"))
    available += sum(str(item).startswith(("TriforcePiece", "PowerStar")) for item in placed.values())
    if required > available:
        raise GenerationError("Not enough Triforce Pieces in the pool to complete the goal")


def _find(settings: Mapping[str, Any], path: str) -> Any:
    value: Any = settings
    for key in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def _is_item(text: str) -> bool:
    """The site knows `BottleWithRandom` only without its world."""
    return text.removesuffix(":1") in ITEMS and text != "BottleWithRandom:1"


def _is_start_screen(screen: object) -> bool:
    return (
        isinstance(screen, list)
        and len(screen) == 5
        and all(isinstance(icon, int) and not isinstance(icon, bool) and 0 <= icon <= 31 for icon in screen)
    )


def _decoded(location: object) -> str | None:
    try:
        return base64.b64decode(str(location), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
