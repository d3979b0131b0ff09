"""What a program does that should not be trusted; each mode is what the simulated door randomizer does when told to."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

LOCK = Path(__file__).with_name("lock")
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
    """Start a process that starts another one; all hold a lock for as long as they live. The stand-in is told."""
    lock = LOCK.open("w")
    fcntl.flock(lock, fcntl.LOCK_SH)
    grandchild = "import time; time.sleep(3600)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grandchild!r}], close_fds=False)"
    subprocess.Popen([sys.executable, "-c", child], pass_fds=[lock.fileno()])  # noqa: S603
    address = Path(__file__).with_name("stand-in.txt").read_text()
    urllib.request.urlopen(f"{address}/children", b"").close()  # noqa: S310 - the stand-in's own address


def _sleep() -> None:
    time.sleep(3600)


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


def _processor() -> None:
    while True:
        os.getpid()


MODES: Mapping[str, Callable[[], object]] = {
    "ok": lambda: None,
    "unbeatable": _unbeatable,
    "exit": lambda: sys.exit(1),
    "missing key": _missing_key,
    "sleep": _sleep,
    "family": _family,
    "orphans": _have_children,
    "killed": _killed,
    "prompt": _prompt,
    "flood": _flood,
    "memory": _memory,
    "processor": _processor,
    "nothing": lambda: sys.exit(0),
}
