"""What a program does that should not be trusted; each mode is what the simulated door randomizer does when told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

LIFELINE = Path(__file__).with_name("lifeline")
LONG = 300
BLOCK = 64 * 1024 * 1024


class FillError(RuntimeError):
    """No beatable game came of it."""


def _unbeatable() -> None:
    raise FillError("No more spots to place [Hammer]")


def _missing_key() -> None:
    raise KeyError("volcano")


def _family() -> None:
    _have_children()
    _sleep()


def _have_children() -> None:
    """Start a process that starts another one; all hold a file open for as long as they live."""
    lifeline = LIFELINE.open("w")
    lifeline.write(".")
    lifeline.flush()
    grandchild = f"import time; time.sleep({LONG})"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grandchild!r}], close_fds=False)"
    subprocess.Popen([sys.executable, "-c", child], pass_fds=[lifeline.fileno()])  # noqa: S603


def _sleep() -> None:
    time.sleep(LONG)


def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _prompt() -> None:
    input("Which ROM? ")


def _flood() -> None:
    while True:
        sys.stdout.write("All work and no play makes Zelda a dull girl.\n" * 1000)


def _memory() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(BLOCK))


MODES: Mapping[str, Callable[[], object]] = {
    "ok": lambda: None,
    "unbeatable": _unbeatable,
    "exit": lambda: sys.exit(1),
    "missing key": _missing_key,
    "sleep": _sleep,
    "family": _family,
    "killed": _killed,
    "prompt": _prompt,
    "flood": _flood,
    "memory": _memory,
    "nothing": lambda: sys.exit(0),
}
