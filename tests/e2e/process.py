"""Running the real program as a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


class Program:
    """A started `sahasrahbot.py`; everything it prints is kept in `output`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.output: list[str] = []
        self._news = asyncio.Condition()
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            async with self._news:
                self.output.append(line.decode(errors="replace").rstrip())
                self._news.notify_all()
        async with self._news:
            self._news.notify_all()

    async def printed(self, pattern: str, timeout: float = PATIENCE) -> re.Match[str]:
        """Wait until a line matches; fails with the whole output when the program ends or takes too long."""
        found: list[re.Match[str]] = []

        def seen() -> bool:
            found[:] = [match for line in self.output if (match := re.search(pattern, line))]
            return bool(found) or self._reader.done()

        try:
            async with asyncio.timeout(timeout), self._news:
                await self._news.wait_for(seen)
        except TimeoutError:
            found.clear()
        assert found, f"never printed {pattern!r}:\n" + "\n".join(self.output)
        return found[0]

    def kill(self) -> None:
        """`kill -9`: no goodbye."""
        self.process.kill()

    def press_ctrl_c(self) -> None:
        """What a terminal does: every process of the command gets SIGINT."""
        os.killpg(self.process.pid, signal.SIGINT)

    def left_behind(self) -> bool:
        """Whether any process of the command still runs."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def interrupt(self, number: signal.Signals = signal.SIGTERM) -> None:
        """Ask it to stop."""
        self.process.send_signal(number)

    async def ended(self, timeout: float = PATIENCE) -> int:
        """Wait for the end; the exit code."""
        try:
            async with asyncio.timeout(timeout):
                code = await self.process.wait()
                await self._reader
        except TimeoutError:
            raise AssertionError("did not end:\n" + "\n".join(self.output)) from None
        return code


@asynccontextmanager
async def started(arguments: Sequence[str], environment: Mapping[str, str], cwd: Path) -> AsyncIterator[Program]:
    """Start `python sahasrahbot.py <arguments>` with nothing but the given settings in its environment."""
    command = (sys.executable, str(ROOT / "sahasrahbot.py"), *arguments)
    async with launched(command, environment, cwd) as program:
        yield program


@asynccontextmanager
async def launched(command: Sequence[str], environment: Mapping[str, str], cwd: Path) -> AsyncIterator[Program]:
    """Start any command; it and its children are killed at the end, should they still run."""
    basics = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=cwd,
        env={**basics, "PYTHONUNBUFFERED": "1", **environment},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    program = Program(process)
    try:
        yield program
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await program.ended()


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
