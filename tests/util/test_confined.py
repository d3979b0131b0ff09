"""Programs of others under limits: each limit is reached for real."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from alttprbot.util.confined import TAIL, Finished, Limits, private_directory, run_confined
from alttprbot.util.limited import CANNOT_START
from tests.lifelines import lifeline

MIB = 1024 * 1024
LIMITS = Limits(seconds=60, memory=256 * MIB, file_size=MIB)
FAMILY = """
import subprocess, sys, time
lifeline = open("lifeline", "w")
print(".", file=lifeline, flush=True)
grandchild = "import time; time.sleep(300)"
child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grandchild!r}], close_fds=False)"
subprocess.Popen([sys.executable, "-c", child], pass_fds=[lifeline.fileno()])
"""


@pytest.fixture
async def home() -> AsyncIterator[Path]:
    async with private_directory("test-") as directory:
        yield directory


async def run(code: str, home: Path, limits: Limits = LIMITS) -> Finished:
    return await run_confined([sys.executable, "-c", code], directory=home, home=home, limits=limits)


async def test_what_it_says_last_is_known(home: Path) -> None:
    finished = await run("import sys; print('first'); print('last', file=sys.stderr); sys.exit(3)", home)

    assert finished == Finished(3, "first\nlast\n", overflowed=False)
    assert finished.last_line == "last"


async def test_it_knows_nothing_of_our_environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a secret")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")

    finished = await run("import os; print(sorted(os.environ), os.environ['HOME'])", home)

    known = ["HOME", "LANG", "PATH", "PYTHONUNBUFFERED", "TMPDIR"]
    assert set(eval(finished.output.rpartition("]")[0] + "]")) - {"LC_CTYPE"} == set(known)  # noqa: S307
    assert finished.output.strip().endswith(str(home))


@pytest.fixture
def somebody_types() -> Iterator[None]:
    """There is something to read on our own standard input."""
    ours, (reading, writing) = os.dup(0), os.pipe()
    os.dup2(reading, 0)
    os.write(writing, b"C:\\zelda.smc\n")
    yield
    os.dup2(ours, 0)
    for descriptor in (ours, reading, writing):
        os.close(descriptor)


@pytest.mark.usefixtures("somebody_types")
async def test_nobody_is_at_its_keyboard(home: Path) -> None:
    finished = await run("input('Which ROM? ')", home)

    assert finished.status == 1
    assert finished.last_line.startswith("EOFError")


async def test_it_may_not_use_all_memory(home: Path) -> None:
    finished = await run(f"bytearray({LIMITS.memory + MIB})", home)

    assert (finished.status, finished.last_line) == (1, "MemoryError")


async def test_it_may_not_compute_for_ever(home: Path) -> None:
    finished = await run("while True: pass", home, Limits(seconds=1, memory=256 * MIB, file_size=MIB))

    assert finished.status == -signal.SIGXCPU


async def test_it_may_not_flood_us(home: Path) -> None:
    finished = await run("while True: print('x' * 1000)", home)

    assert finished.overflowed
    assert finished.status == 1
    assert len(finished.output) <= TAIL
    assert (home / "output.txt").stat().st_size == MIB


async def test_it_may_not_write_huge_files(home: Path) -> None:
    finished = await run(f"open('huge', 'wb').write(bytes({2 * MIB}))", home)

    assert "File too large" in finished.last_line
    assert (home / "huge").stat().st_size <= MIB


async def test_it_makes_way_for_us(home: Path) -> None:
    finished = await run("import os; print(os.nice(0))", home)

    assert int(finished.output) == min(19, os.nice(0) + 10)


async def test_signal_is_no_success(home: Path) -> None:
    finished = await run("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", home)

    assert finished.status == -signal.SIGTERM


async def test_program_that_does_not_exist_is_told_apart(home: Path) -> None:
    finished = await run_confined(["/no/such/program"], directory=home, home=home, limits=LIMITS)

    assert (finished.status, finished.last_line) == (CANNOT_START, "/no/such/program: No such file or directory")


async def test_descendants_of_what_was_cancelled_are_dead(home: Path) -> None:
    async with lifeline(home / "lifeline") as line:
        running = asyncio.create_task(run(FAMILY + "time.sleep(300)", home))
        await line.taken()

        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

        await line.released()


async def test_nobody_outlives_the_program(home: Path) -> None:
    async with lifeline(home / "lifeline") as line:
        finished = await run(FAMILY, home)

        assert finished.status == 0
        await line.taken()
        await line.released()


async def test_private_directory_is_gone_afterwards() -> None:
    async with private_directory("test-") as directory:
        (directory / "rom.sfc").write_bytes(b"x")
        mode = directory.stat().st_mode & 0o777

    assert (mode, directory.exists(), directory.parent) == (0o700, False, Path(tempfile.gettempdir()))
