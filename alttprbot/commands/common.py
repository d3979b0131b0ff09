"""What the commands have in common."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from alttprbot.database import Database
from alttprbot.util.clock import Clock

if TYPE_CHECKING:
    from alttprbot.config import Settings

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name for it

OK, FAILED, USAGE = 0, 1, 2
DRY_RUN = "Nothing was changed. Say --apply to do it."

Run = Callable[[argparse.Namespace, "Settings"], Awaitable[int]]


@asynccontextmanager
async def open_database(
    settings: Settings, *, clock: Clock | None = None, current: bool = True
) -> AsyncIterator[Database]:
    """The database of the settings, closed in the end.

    With `current` its schema is brought up to date first; `SchemaOutdatedError` is raised where this may not be done.
    """
    database = Database(settings, clock or Clock())
    await database.open()
    try:
        if current:
            await database.require_current()
        yield database
    finally:
        await database.close()


def print_lines(lines: Iterable[object]) -> None:
    """One line of the answer each."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def print_json(document: object) -> None:
    """The answer for programs."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, default=str) + "\n")


def complain(message: str) -> None:
    """What went wrong, beside the answer."""
    sys.stderr.write(f"{message}\n")
