"""The settings file of the door randomizer (Aerinon's ALttPDoorRandomizer 1.1.8-dev)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# It takes every value but 0 and nothing for true, the texts "off" and "none" as well.
SWITCHES = frozenset(
    {
        *("shopsanity", "keydropshuffle", "dropshuffle", "colorizepots", "shufflepots", "openpyramid", "shuffleganon"),
        *("shufflelinks", "pseudoboots", "bombbag", "retro", "hints", "experimental", "collection_rate", "mapshuffle"),
        *("compassshuffle", "keyshuffle", "bigkeyshuffle", "keysanity", "usestartinventory", "quickswap"),
        *("disablemusic", "reduce_flashing", "shuffle_sfx", "msu_resume", "custom"),
    }
)
# Names of what is shuffled there, no longer switches.
UNSTABLE_NAMES = frozenset({"keyshuffle", "dropshuffle"})
ON = frozenset({"on", "true", "yes", "1"})
OFF = frozenset({"off", "false", "no", "0", "none", ""})
# They name files and programs of this machine, say too much or make the dice predictable: not for presets to decide.
NOT_FOR_PRESETS = frozenset({"enemizercli", "sprite", "customizer", "jsonout", "loglevel", "seed"})


def settings_document(
    settings: Mapping[str, Any],
    *,
    unstable: bool,
    race: bool,
    output_path: str,
    output_name: str,
    rom: str,
    enemizer: str | None,
    write_patch: bool,
) -> dict[str, Any]:
    """The whole file: `settings` with true switches, and what the bot decides.

    `unstable` says that the other version reads it; `enemizer` is None for those that bring their own.
    """
    switches = SWITCHES - UNSTABLE_NAMES if unstable else SWITCHES
    wished = {
        key: _switch(value) if key in switches else value
        for key, value in settings.items()
        if key not in NOT_FOR_PRESETS
    }
    forced: dict[str, Any] = {
        "outputpath": output_path,
        "outputname": output_name,
        "create_rom": True,
        "create_spoiler": True,
        "calc_playthrough": False,
        "rom": rom,
        "count": 1,
        "multi": 1,
        "names": "",
        "race": race,
        "bps": write_patch,
    }
    if enemizer is not None:
        forced["enemizercli"] = enemizer
    return wished | forced


def _switch(value: object) -> object:
    if not isinstance(value, str):
        return value
    word = value.strip().lower()
    if word in ON:
        return True
    return False if word in OFF else value
