"""Sprites in the ZSPR format, made of noise."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

PIXELS, COLORS = 0x7000, 124
HEADER = 29


@dataclass(frozen=True, slots=True)
class SimulatedSprite:
    """`credit` is the name of the author as the game's credits say it."""

    name: str
    author: str
    credit: str
    file_name: str
    tags: tuple[str, ...] = ()

    @property
    def file(self) -> bytes:
        """The file, whose pixels and colours are those that belong to the name."""
        rng = random.Random(self.name)
        texts = f"{self.name}\0{self.author}\0".encode("utf-16-le") + f"{self.credit}\0".encode("ascii")
        pixels, colors = rng.randbytes(PIXELS), rng.randbytes(COLORS)
        pixels_at = HEADER + len(texts)
        total = sum(pixels) + sum(colors) & 0xFFFF
        header = bytearray(b"ZSPR\x01")
        header += total.to_bytes(2, "little") + (total ^ 0xFFFF).to_bytes(2, "little")
        header += pixels_at.to_bytes(4, "little") + PIXELS.to_bytes(2, "little")
        header += (pixels_at + PIXELS).to_bytes(4, "little") + COLORS.to_bytes(2, "little")
        header += (1).to_bytes(2, "little") + bytes(6)
        return bytes(header) + texts + pixels + colors

    def described(self, site: str) -> dict[str, object]:
        """Its entry in the list of the site at that address."""
        return {
            "name": self.name,
            "author": self.author,
            "version": 1,
            "file": f"{site}/zspr/{self.file_name}",
            "preview": "",
            "tags": list(self.tags),
            "usage": [],
        }


SPRITES: Mapping[str, SimulatedSprite] = MappingProxyType(
    {
        sprite.file_name: sprite
        for sprite in (
            SimulatedSprite("Link", "Nintendo", "Nintendo", "001.link.1.zspr"),
            SimulatedSprite("Old Man", "Sandy Böx", "Sandy B.", "old-man.1.zspr", ("Zelda",)),
            SimulatedSprite("Sahasrahla", "The 2nd Sage", "2nd sage!", "sahasrahla.1.zspr", ("Zelda", "Male")),
            SimulatedSprite("Cucco", "Kakariko", "Kakariko", "cucco.2.zspr", ("Animal",)),
        )
    }
)
