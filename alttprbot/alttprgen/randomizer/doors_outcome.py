"""What the door randomizer wrote, and why it wrote nothing."""

from __future__ import annotations

import re
import signal
from collections.abc import Collection
from pathlib import Path

from alttprbot.alttprgen.file_select import LENGTH, code_of_text
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderGenerationError,
    SeedProviderInvalidRequestError,
    SeedProviderResponseFormatError,
    SeedProviderTimeoutError,
    SeedProviderUnavailableError,
)
from alttprbot.util.confined import Finished
from alttprbot.util.http import excerpt, safe_text
from alttprbot.util.limited import CANNOT_START

PROVIDER, OPERATION = "alttprdoor", "generate_seed"
# How argparse ends a program that was started with arguments it does not know.
WRONG_USAGE = 2
# Settings that it does not understand; all else may go well with other dice.
SETTINGS_ERRORS = ("KeyError", "ValueError", "TypeError")
IMPORT_ERRORS = ("ModuleNotFoundError", "ImportError")

_HEADER = re.compile(r"\AALttP Dungeon Randomizer Version (?P<version>\S(?:.*\S)?)  -  Seed: \d+\s*$", re.MULTILINE)
# The end of a traceback, or what argparse says.
_ERROR = re.compile(r"(?:\w+\.)*(?P<error>(?P<kind>\w+(?:Error|Exception))\b.*)|[\w.]+: error: (?P<usage>.+)")
_HASH = re.compile(r"^Hash: (?P<code>.+)$", re.MULTILINE)


def read_header(spoiler: str) -> tuple[str, tuple[str, ...]]:
    """The version and the file-select code, from the first lines of the spoiler.

    Raises `SeedProviderResponseFormatError`.
    """
    header, icons = _HEADER.search(spoiler), _HASH.search(spoiler)
    code = code_of_text(icons["code"]) if icons else ()
    if header is None or len(code) != LENGTH:
        raise unexpected("the spoiler does not begin with version and hash")
    return header["version"], code


def unexpected(what: str) -> SeedProviderResponseFormatError:
    """The error for results that it does not usually have."""
    return SeedProviderResponseFormatError(what, PROVIDER, OPERATION)


def not_set_up(what: str) -> SeedProviderConfigurationError:
    """The error for what the operator has to mend."""
    return SeedProviderConfigurationError(what, PROVIDER, OPERATION)


def out_of_order(what: str) -> SeedProviderUnavailableError:
    """The error for what may be well again the next time."""
    return SeedProviderUnavailableError(what, PROVIDER, OPERATION)


def failure(finished: Finished, private: Collection[Path]) -> SeedProviderError:
    """Why a run failed; the paths in `private` are told to nobody."""
    error = _failure(finished, _without(finished.last_line, private))
    error.body_excerpt = excerpt(finished.output[-1000:].encode())
    return error


def _failure(finished: Finished, last_line: str) -> SeedProviderError:
    status, said = finished.status, _ERROR.fullmatch(last_line)
    kind = said["kind"] if said else None
    if status == -signal.SIGXCPU:
        return SeedProviderTimeoutError("it used up its processor time", PROVIDER, OPERATION)
    if finished.overflowed or status == -signal.SIGXFSZ:
        return unexpected("it wrote more than it may")
    if status < 0:
        return out_of_order(f"it was killed by signal {-status}")
    if status == CANNOT_START:
        return not_set_up("its interpreter cannot be started: see DOOR_RANDO_PYTHON")
    if kind == "MemoryError":
        return out_of_order("it used up its memory: see DOOR_RANDO_MEMORY_MB")
    if kind in IMPORT_ERRORS:
        return not_set_up("its packages are not installed: see DOOR_RANDO_PYTHON")
    if kind == "EOFError":
        return not_set_up("it asks a question, as it does when it does not like the base ROM: see ALTTP_ROM")
    why = safe_text(said["error"] or said["usage"]) if said else f"it ended with status {status}"
    if status == WRONG_USAGE or kind in SETTINGS_ERRORS:
        return SeedProviderInvalidRequestError(why, PROVIDER, OPERATION)
    return SeedProviderGenerationError(why, PROVIDER, OPERATION)


def _without(text: str, private: Collection[Path]) -> str:
    for path in private:
        text = text.replace(str(path), "…")
    return text
