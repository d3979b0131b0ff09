"""Signals, sent to a real process."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
# A line on standard input ends the work in flight. The service `deaf` ignores its cancellation when asked to.
PROGRAM = """
import asyncio, os, sys
from alttprbot.logs import configure_logging
from alttprbot.metrics import Metrics
from alttprbot.supervision import Service
from alttprbot.supervisor import Supervisor
from alttprbot.util.clock import Clock
from alttprbot.work import WorkTracker

async def main(kind):
    work = WorkTracker()
    roll_may_end = asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin, roll_may_end.set)

    async def roll(health):
        async with work.track("roll"):
            health.ready()
            await roll_may_end.wait()
            print("seed delivered")
        await asyncio.Event().wait()

    async def deaf(health):
        health.ready()
        while True:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                print("not listening")

    services = [Service("roll", roll)] if kind == "roll" else [Service("deaf", deaf)]
    supervisor = Supervisor(
        services, work=work, clock=Clock(), metrics=Metrics(), cancel_patience=float(sys.argv[2])
    )
    code = await supervisor.run()
    if supervisor.hung:
        os._exit(code or 1)
    return code

configure_logging()
sys.exit(asyncio.run(main(sys.argv[1])))
"""


class Supervised:
    """The program above, running."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.output: list[str] = []

    async def printed(self, text: str) -> None:
        """Read until a line holds `text`."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while line := await self.process.stdout.readline():
                self.output.append(line.decode())
                if text in self.output[-1]:
                    return
        pytest.fail(f"never printed {text!r}:\n{''.join(self.output)}")

    async def ended(self) -> int:
        """Wait for the end; its exit code."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            self.output.append((await self.process.stdout.read()).decode())
            return await self.process.wait()


@asynccontextmanager
async def supervised(kind: str, cancel_patience: float = PATIENCE) -> AsyncIterator[Supervised]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-u",
        "-c",
        PROGRAM,
        kind,
        str(cancel_patience),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield Supervised(process)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_signal_during_a_roll_lets_it_end_first(number: signal.Signals) -> None:
    async with supervised("roll") as program:
        await program.printed("all services ready")
        program.process.send_signal(number)
        await program.printed("stopping")
        assert program.process.stdin is not None
        program.process.stdin.write(b"finish\n")

        code = await program.ended()

    output = "".join(program.output)
    assert code == 0
    assert output.index("stopping") < output.index("seed delivered") < output.index("stopped")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
async def test_second_signal_does_not_wait_for_the_roll(number: signal.Signals, code: int) -> None:
    async with supervised("roll") as program:
        await program.printed("all services ready")
        program.process.send_signal(number)
        await program.printed("stopping")
        program.process.send_signal(number)

        assert await program.ended() == code
    assert "seed delivered" not in "".join(program.output)


async def test_second_signal_does_not_wait_for_a_service_that_hangs() -> None:
    async with supervised("deaf") as program:
        await program.printed("all services ready")
        program.process.send_signal(signal.SIGTERM)
        await program.printed("not listening")
        program.process.send_signal(signal.SIGTERM)

        assert await program.ended() == 143


async def test_service_that_hangs_does_not_keep_the_process() -> None:
    async with supervised("deaf", cancel_patience=0.1) as program:
        await program.printed("all services ready")
        program.process.send_signal(signal.SIGTERM)

        assert await program.ended() == 1
    assert "service hangs and is left behind" in "".join(program.output)
