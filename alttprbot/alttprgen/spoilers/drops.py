"""What enemies, trees, crabs and fish drop, read from the patch of a seed.

Source of offsets, ids and packs: the public ALTTPR randomizer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alttprbot.alttprgen.file_select import Patch, PatchFormatError, read_bytes

UNKNOWN = "unknown"

STUN, PULL_TREE, CRAB_MAIN, CRAB_FINAL, FISH, PRIZE_PACKS, DIGS = (
    *(227731, 981972, 207304, 207300, 950988, 227960, 982421),
)
PACK_LENGTH = 8

DROPS: Mapping[int, str] = {
    121: "Bee",
    178: "BeeGood",
    216: "Heart",
    217: "RupeeGreen",
    218: "RupeeBlue",
    219: "RupeeRed",
    220: "BombRefill1",
    221: "BombRefill4",
    222: "BombRefill8",
    223: "MagicRefillSmall",
    224: "MagicRefillFull",
    225: "ArrowRefill5",
    226: "ArrowRefill10",
    227: "Fairy",
}
GROUPS = (
    *("HeartsGroup", "RupeesGroup", "MagicGroup", "BombsGroup", "ArrowsGroup", "SmallVarietyGroup"),
    "LargeVarietyGroup",
)
VANILLA_PACKS: Mapping[str, tuple[int, ...]] = {
    "HeartsPack": (216, 216, 216, 216, 217, 216, 216, 217),
    "RupeesPack": (218, 217, 218, 219, 218, 217, 218, 218),
    "MagicPack": (224, 223, 223, 218, 224, 223, 216, 223),
    "BombsPack": (220, 220, 220, 221, 220, 220, 222, 220),
    "ArrowsPack": (225, 216, 225, 226, 225, 216, 225, 226),
    "SmallVarietyPack": (223, 217, 216, 225, 223, 220, 217, 216),
    "LargeVarietyPack": (216, 227, 224, 219, 222, 216, 219, 226),
}
_PACK_NAMES = {ids: name for name, ids in VANILLA_PACKS.items()}


def drops_of(patch: Patch) -> dict[str, Any]:
    """Everything that drops; what the patch does not write is `unknown`."""
    tree = _names(patch, PULL_TREE, 3)
    packs = _read(patch, PRIZE_PACKS, PACK_LENGTH * len(GROUPS))
    return {
        "PullTree": {f"Tier{number}": name for number, name in enumerate(tree, 1)},
        "RupeeCrab": {"Main": _name(patch, CRAB_MAIN), "Final": _name(patch, CRAB_FINAL)},
        "Stun": _name(patch, STUN),
        "FishSave": _name(patch, FISH),
        "PrizePacks": {
            group: _pack(packs[number * PACK_LENGTH : (number + 1) * PACK_LENGTH])
            for number, group in enumerate(GROUPS)
        },
    }


def digs_of(patch: Patch) -> int | None:
    """How often one digs for the prize of the digging game; None where the patch does not say."""
    (digs,) = _read(patch, DIGS, 1)
    return digs


def _pack(ids: Sequence[int | None]) -> str:
    known = tuple(number for number in ids if number is not None)
    return _PACK_NAMES.get(known) or ", ".join(map(_drop, ids))


def _name(patch: Patch, offset: int) -> str:
    return _names(patch, offset, 1)[0]


def _names(patch: Patch, offset: int, length: int) -> list[str]:
    return [_drop(number) for number in _read(patch, offset, length)]


def _drop(number: int | None) -> str:
    return UNKNOWN if number is None else DROPS.get(number, UNKNOWN)


def _read(patch: Patch, offset: int, length: int) -> Sequence[int | None]:
    try:
        return read_bytes(patch, offset, length)
    except PatchFormatError:
        return [None] * length
