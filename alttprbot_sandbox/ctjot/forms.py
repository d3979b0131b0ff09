"""What the forms of the simulated site accept, by version."""

from __future__ import annotations

from collections.abc import Mapping
from email import message_from_bytes

# A cartridge says what it is at this place.
TITLE_OFFSET, TITLE = 0xFFC0, b"CHRONO TRIGGER"

CHOICES: Mapping[str, tuple[str, ...]] = {
    "difficulty": ("easy", "normal", "hard"),
    "enemy_difficulty": ("normal", "hard"),
    "item_difficulty": ("easy", "normal", "hard"),
    "shop_prices": ("Normal", "Mostly Random", "Fully Random", "Free"),
    "tech_rando": ("Normal", "Balanced Random", "Fully Random"),
}
NUMBERS = (
    *("power_tab_min", "power_tab_max", "magic_tab_min", "magic_tab_max", "speed_tab_min", "speed_tab_max"),
    *("fragments_required", "extra_fragments"),
)
REQUIRED_OF_OLD = ("difficulty", "shop_prices", "tech_rando")
REQUIRED = ("enemy_difficulty", "item_difficulty", "shop_prices", "tech_rando", "game_mode", *NUMBERS)


def wrong_fields(fields: Mapping[str, str], *, newest: bool) -> list[str]:
    """The names of the fields that are missing or hold what they cannot hold."""
    required = REQUIRED if newest else REQUIRED_OF_OLD
    wrong = [name for name in required if not fields.get(name)]
    wrong += [name for name, words in CHOICES.items() if fields.get(name) and fields[name] not in words]
    wrong += [name for name in NUMBERS if fields.get(name) and not fields[name].lstrip("-").isdecimal()]
    if len(fields.get("seed", "")) > 25:
        wrong.append("seed")
    return wrong


def is_rom(data: bytes) -> bool:
    """Whether this could be the cartridge."""
    return data[TITLE_OFFSET:].startswith(TITLE)


def make_rom() -> bytes:
    """Something that the simulated site takes for the cartridge."""
    return bytes(TITLE_OFFSET) + TITLE.ljust(64, b"\0")


def read_multipart(content_type: str, body: bytes) -> tuple[dict[str, str], bytes]:
    """The fields of a posted form, and the file in it."""
    message = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    fields, file = {}, b""
    for part in message.walk():
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        if part.get_filename() is not None:
            file = data
        else:
            fields[str(part.get_param("name", header="content-disposition"))] = data.decode()
    return fields, file
