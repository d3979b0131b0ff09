"""Programs of others, run so that they can neither hang, flood nor learn anything."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from alttprbot.util import limited

OUTPUT = "output.txt"
TAIL = 8 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What each process may take: seconds of processor time, bytes of memory, bytes of a file (its output is one)."""

    seconds: int
    memory: int
    file_size: int


@dataclass(frozen=True, slots=True)
class Finished:
    """How a program ended: its exit status (minus the signal that killed it), and the end of what it said.

    `overflowed` says that it was stopped from saying more.
    """

    status: int
    output: str
    overflowed: bool

    @property
    def last_line(self) -> str:
        """The last thing that it said."""
        return next((line.strip() for line in reversed(self.output.splitlines()) if line.strip()), "")


@asynccontextmanager
async def private_directory(prefix: str) -> AsyncIterator[Path]:
    """A new directory that nobody else may look into; it is gone afterwards."""
    directory = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        yield directory
    finally:
        await asyncio.to_thread(shutil.rmtree, directory, ignore_errors=True)


async def run_confined(command: Sequence[str], *, directory: Path, home: Path, limits: Limits) -> Finished:
    """Run a program in `directory` until it ends, or until this is cancelled, and end whatever it started.

    `home` is a private directory: its home, where its temporary files are, and its output in `OUTPUT`. It sees nothing
    of our environment and has nobody at its keyboard. Programs that leave their process group are not ended.
    """
    output = home / OUTPUT
    sink = await asyncio.to_thread(output.open, "wb")
    with sink:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", limited.__file__),
            *map(str, (limits.seconds, limits.memory, limits.file_size)),
            *command,
            cwd=directory,
            env={
                "PATH": os.environ.get("PATH", os.defpath),
                "LANG": "C.UTF-8",
                "HOME": str(home),
                "TMPDIR": str(home),
                # What it says last is what explains why it failed.
                "PYTHONUNBUFFERED": "1",
            },
            stdin=asyncio.subprocess.DEVNULL,
            stdout=sink,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        status = await process.wait()
    finally:
        # All are of one group, whose number is that of the process which opened it.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
    return await asyncio.to_thread(_finished, status, output, limits)


def _finished(status: int, output: Path, limits: Limits) -> Finished:
    size = output.stat().st_size
    with output.open("rb") as said:
        said.seek(max(0, size - TAIL))
        tail = said.read(TAIL)
    return Finished(status, tail.decode(errors="replace"), size >= limits.file_size)
