"""Faces for the people and the bots: a letter on a disc of their colour."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from simcord.backend.cdn import CDN_BASE
from simcord.backend.models import User

SIZE = 128
SCALE = 4
INK = (24, 26, 32)


def give_face(user: User, colour: int, letter: str | None = None) -> tuple[str, tuple[str, bytes]]:
    """Let a user have an avatar; its address, and the file that is there."""
    user.avatar = f"{colour:06x}".rjust(32, "0")
    name = user.global_name or user.name
    address = f"{CDN_BASE}/avatars/{user.id}/{user.avatar}.png"
    return address, (f"{user.avatar}.png", _draw((letter or name[:1]).upper(), colour))


@cache
def _draw(letter: str, colour: int) -> bytes:
    # Drawn large and made small, for smooth edges.
    large = SIZE * SCALE
    image = Image.new("RGB", (large, large), (colour >> 16, colour >> 8 & 0xFF, colour & 0xFF))
    font = ImageFont.load_default(size=large * 0.6)
    ImageDraw.Draw(image).text((large / 2, large / 2), letter, font=font, fill=INK, anchor="mm")
    file = BytesIO()
    image.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(file, "PNG")
    return file.getvalue()
