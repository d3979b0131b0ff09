"""The five icons of the file-select screen, by which players see that they hold the same seed.

Source of ids, names and the ROM offset: the public ALTTPR randomizer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

OFFSET = 0x180215
LENGTH = 5


@dataclass(frozen=True, slots=True)
class Icon:
    """One icon: its canonical name, the name of the bot's emoji, and what other randomizers call it."""

    name: str
    emoji: str
    other_name: str


ICONS: tuple[Icon, ...] = tuple(
    Icon(*row)
    for row in (
        ("Bow", "Bow", "Bow"),
        ("Boomerang", "BestBoomerang", "Boomerang"),
        ("Hookshot", "Hookshot", "Hookshot"),
        ("Bombs", "Blowup", "Bomb"),
        ("Mushroom", "Mushroom", "Mushroom"),
        ("Magic Powder", "Powder", "Powder"),
        ("Ice Rod", "IceRod", "Rod"),
        ("Pendant", "PendantOfCourage", "Pendant"),
        ("Bombos", "Bombos", "Bombos"),
        ("Ether", "Ether", "Ether"),
        ("Quake", "Quake", "Quake"),
        ("Lamp", "Lamp", "Lamp"),
        ("Hammer", "MCHammer", "Hammer"),
        ("Shovel", "shovel", "Shovel"),
        ("Flute", "Flute", "Ocarina"),
        ("Bugnet", "BugNet", "Bug Net"),
        ("Book", "Mudora", "Book"),
        ("Empty Bottle", "EmptyBottle", "Bottle"),
        ("Green Potion", "GreenPotion", "Potion"),
        ("Somaria", "somaria", "Cane"),
        ("Cape", "Cape", "Cape"),
        ("Mirror", "mirror", "Mirror"),
        ("Boots", "GoFast", "Boots"),
        ("Gloves", "PowerGlove", "Gloves"),
        ("Flippers", "Flippers", "Flippers"),
        ("Moon Pearl", "MoonPearl", "Pearl"),
        ("Shield", "MirrorShield", "Shield"),
        ("Tunic", "GreenTunic", "Tunic"),
        ("Heart", "ALotOfLove", "Heart"),
        ("Map", "DungeonMap", "Map"),
        ("Compass", "DungeonCompass", "Compass"),
        ("Big Key", "BigKey", "Key"),
    )
)
EMOJI_NAMES: Mapping[str, str] = {icon.name: icon.emoji for icon in ICONS}
_CANONICAL: Mapping[str, str] = {icon.other_name: icon.name for icon in ICONS}

Patch = Iterable[Mapping[str, Sequence[int]]]


class PatchFormatError(ValueError):
    """The patch does not hold the bytes that were looked for."""


def read_bytes(patch: Patch, offset: int, length: int) -> list[int]:
    """The bytes that a seed's patch writes at `offset`: found in whichever run covers them all."""
    for run in patch:
        for start, values in run.items():
            skip = offset - int(start)
            if 0 <= skip < len(values):
                found = list(values[skip : skip + length])
                if len(found) == length:
                    return found
    raise PatchFormatError(f"the patch does not write {length} bytes at {offset}")


def code_of_patch(patch: Patch) -> tuple[str, ...]:
    """The names of the five icons of a seed of the ALTTPR site. Raises `PatchFormatError`."""
    ids = read_bytes(patch, OFFSET, LENGTH)
    if any(not 0 <= number < len(ICONS) for number in ids):
        raise PatchFormatError(f"file-select icons {ids} do not exist")
    return tuple(ICONS[number].name for number in ids)


def code_of_text(text: str) -> tuple[str, ...]:
    """The same from the text of the door randomizer and of AVIANART: `Bow, Bomb, Rod, Key, Tunic`."""
    names = (name.strip() for name in text.split(","))
    return tuple(_CANONICAL.get(name, name) for name in names if name)
