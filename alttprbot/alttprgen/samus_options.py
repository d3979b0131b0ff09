"""What samus.link itself says of its settings, which it may have changed since our description of them was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alttprbot.alttprgen.samus_schema import SM_SETTINGS, SMZ3_SETTINGS
from alttprbot.util.text import did_you_mean, shortened

SiteOptions = Mapping[str, Sequence[str]]
"""The values that each setting may have, in lower case; none where the site takes others."""

# What the site takes without a word of it.
UNLISTED = frozenset({"seed", "race", "gamemode", "players", "initialitems", "z3logic"})
LISTED: Mapping[str, frozenset[str]] = {
    "sm": frozenset(SM_SETTINGS.fields) - UNLISTED,
    "smz3": frozenset(SMZ3_SETTINGS.fields) - UNLISTED,
}


def read_options(document: Any) -> dict[str, list[str]] | None:
    """The settings in the site's description of a randomizer; None where it is none that can be relied upon."""
    match document:
        case {"options": [_, *_] as entries}:
            read = [_option(entry) for entry in entries]
            return None if None in read else dict(option for option in read if option is not None)
    return None


def wrong_setting(game: str, settings: Mapping[str, str], options: SiteOptions) -> str | None:
    """What is wrong with the first of `settings` that the site would not do; None when all is well.

    It ignores settings that it does not know, and takes a value that it does not know for the usual one. What we do not
    know either was always sent like that, by presets of old.
    """
    for key, value in settings.items():
        known = options.get(key)
        if known is None and key in LISTED[game]:
            # It may have another name now, but not that of a setting which was there before.
            return f"it has no setting “{key}” any more.{did_you_mean(key, options.keys() - LISTED[game])}"
        if known and value.lower() not in known:
            return f"“{shortened(value)}” is no value of its setting “{key}”. There are: {', '.join(known)}."
    return None


def _option(entry: Any) -> tuple[str, list[str]] | None:
    match entry:
        case {"key": str(key), "type": "dropdown", "values": dict(values)}:
            return key, [str(value).lower() for value in values]
        case {"key": str(key)}:
            return key, []
    return None
