"""A door randomizer of few words: it reads its settings file, asks the stand-in how to behave, and writes its files.

The stand-in copies it, under its usual name, to where it is run, and writes its address beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import urllib.request
from pathlib import Path
from typing import Any

# They lie beside it.
from bps import make_patch  # type: ignore[import-not-found]
from misbehaviour import MODES  # type: ignore[import-not-found]

BOOLEANS = ("create_rom", "create_spoiler", "race")
CHOICES = {
    "logic": ("noglitches", "minorglitches", "owglitches", "nologic"),
    "mode": ("open", "standard", "inverted", "retro"),
    "goal": ("ganon", "pedestal", "dungeons", "triforcehunt", "trinity", "crystals"),
    "swords": ("random", "assured", "swordless", "vanilla"),
    "door_shuffle": ("vanilla", "basic", "crossed", "partitioned"),
}


def main() -> None:
    """Make the game that the settings file asks for, or fail as the stand-in wants it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--settingsfile", required=True)
    settings: dict[str, Any] = json.loads(Path(parser.parse_args().settingsfile).read_text())
    rom = Path(settings["rom"])
    if not rom.is_file():
        input("Press Enter to exit. ")
    for name, allowed in CHOICES.items():
        if settings.get(name, allowed[0]) not in allowed:
            parser.error(f"argument --{name}: invalid choice: {settings[name]!r}")
    for name in BOOLEANS:
        if not isinstance(settings.get(name), bool):
            raise ValueError(f"{name} is neither true nor false")
    answer = _ask(settings)
    print(f"ALttP Dungeon Randomizer Version {answer['version']}  -  Seed: {answer['seed']}", flush=True)
    MODES[answer["mode"]]()
    write(settings, answer, rom.read_bytes())


def _ask(settings: dict[str, Any]) -> dict[str, Any]:
    address = Path(__file__).with_name("stand-in.txt").read_text()
    body = json.dumps({"settings": settings, "environment": dict(os.environ), "pid": os.getpid()}).encode()
    with urllib.request.urlopen(address, body) as response:  # noqa: S310 - the stand-in's own address
        answer: dict[str, Any] = json.load(response)
    return answer


def write(settings: dict[str, Any], answer: dict[str, Any], base: bytes) -> None:
    """The ROM, the patch and the spoiler."""
    output, name = Path(settings["outputpath"]), f"DR_{settings['outputname']}"
    dice = random.Random(answer["seed"])
    rom = bytearray(base)
    for _ in range(500):
        rom[dice.randrange(len(rom))] = dice.randrange(256)
    (output / f"{name}.sfc").write_bytes(rom)
    if settings.get("bps"):
        (output / f"{name}.bps").write_bytes(make_patch(base, bytes(rom)))
    lines = [
        f"ALttP Dungeon Randomizer Version {answer['version']}  -  Seed: {answer['seed']}",
        "",
        f"Hash: {', '.join(answer['hash'])}",
        f"Filling Algorithm: {settings.get('algorithm', 'balanced')}",
        "Players: 1",
        f"Mode: {settings.get('mode', 'open')}",
        "",
        "Locations:",
        "",
        "Link's House: Lamp",
    ]
    (output / f"{name}_Spoiler.txt").write_text("\n".join(lines))


if __name__ == "__main__":
    main()
