"""How a test knows that other processes have begun, and that all of them are dead."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

LONGEST = 30.0


class Lifeline:
    """A named pipe that processes open, write to and hold for as long as they live."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader

    async def taken(self) -> None:
        """Wait until somebody has written to it."""
        async with asyncio.timeout(LONGEST):
            await self._reader.readexactly(1)

    async def released(self) -> None:
        """Wait until nobody holds it any more; the killed may take a moment to die."""
        async with asyncio.timeout(LONGEST):
            await self._reader.read()


@asynccontextmanager
async def lifeline(path: Path) -> AsyncIterator[Lifeline]:
    """The pipe at `path`, which is made if it is not there."""
    with suppress(FileExistsError):
        os.mkfifo(path)
    # Linux says that a pipe is at its end only after somebody had it open for writing.
    pipe = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0)
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
    try:
        yield Lifeline(reader)
    finally:
        transport.close()
