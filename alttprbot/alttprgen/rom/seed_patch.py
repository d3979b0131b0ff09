"""What a seed of the site changes in the game that it builds upon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alttprbot.alttprgen.rom.errors import SeedPatchException
from alttprbot.alttprgen.rom.image import Write

LARGEST_SIZE = 8


@dataclass(frozen=True, slots=True)
class SeedPatch:
    """`writes` are in the order in which they have to be made; `size` is that of the ROM, in MiB."""

    writes: tuple[Write, ...]
    size: int


def read_seed_patch(document: Mapping[str, Any]) -> SeedPatch:
    """The patch in the site's description of a seed. Raises `SeedPatchException` when it makes no sense."""
    size = document.get("size", 2)
    if not isinstance(size, int) or isinstance(size, bool) or not 1 <= size <= LARGEST_SIZE:
        raise SeedPatchException(f"The site says that the seed has {size} MiB, which no game has.")
    patch = document.get("patch")
    if not isinstance(patch, list) or not patch:
        raise SeedPatchException("The site says nothing of what this seed changes in the game.")
    return SeedPatch(tuple(_writes(patch)), size)


def _writes(patch: list[Any]) -> Iterator[Write]:
    for run in patch:
        if not isinstance(run, dict):
            raise SeedPatchException("The site's patch for this seed makes no sense: a part of it is no object.")
        for offset, values in run.items():
            yield _write(offset, values)


def _write(offset: str, values: object) -> Write:
    if not offset.isascii() or not offset.isdigit() or len(offset) > 9:
        raise SeedPatchException("The site's patch for this seed makes no sense: an offset in it is no number.")
    try:
        if not isinstance(values, list):
            raise TypeError("no list")
        return Write(int(offset), bytes(values))
    except (TypeError, ValueError) as error:
        raise SeedPatchException(
            f"The site's patch for this seed makes no sense: what it writes at {offset} are no bytes."
        ) from error
