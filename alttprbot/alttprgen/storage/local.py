"""A directory of our own in place of a bucket, for those who have none; the web application serves it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from alttprbot.alttprgen.adapters.base import NOBODY, CallContext
from alttprbot.alttprgen.provider_exceptions import SeedProviderUnavailableError
from alttprbot.alttprgen.storage.objects import StoredObject
from alttprbot.util.files import write_whole

DIRECTORY = "objects"
PUBLIC, PRIVATE = "public", "private"
PATH = "/objects"


class LocalStore:
    """The store called `name` below the data directory. Files are as the objects are; private ones are kept apart."""

    def __init__(self, data_dir: Path, app_url: str, name: str) -> None:
        self._root = data_dir / DIRECTORY
        self._app_url = app_url
        self._name = name

    def address(self, key: str) -> str:
        """Of the web application."""
        return f"{self._app_url}{PATH}/{self._name}/{quote(key)}"

    async def put(self, item: StoredObject, context: CallContext = NOBODY) -> None:
        """Write the file."""
        with _as_provider_error("put_object"):
            await asyncio.to_thread(write_whole, self._path(item), item.raw)

    async def reveal(self, key: str, context: CallContext = NOBODY) -> None:
        """Move the file to the public ones."""
        with _as_provider_error("reveal_object"):
            await asyncio.to_thread(self._reveal, key)

    async def delete(self, item: StoredObject, context: CallContext = NOBODY) -> None:
        """Remove the file."""
        with _as_provider_error("delete_object"):
            await asyncio.to_thread(self._path(item).unlink, missing_ok=True)

    def _reveal(self, key: str) -> None:
        hidden, shown = (self._root / kind / self._name / key for kind in (PRIVATE, PUBLIC))
        shown.parent.mkdir(parents=True, exist_ok=True)
        try:
            hidden.replace(shown)
        except FileNotFoundError:
            if not shown.exists():
                raise

    def _path(self, item: StoredObject) -> Path:
        return self._root / (PUBLIC if item.public else PRIVATE) / self._name / item.key


@contextmanager
def _as_provider_error(operation: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SeedProviderUnavailableError(f"the disk: {error.strerror}", "storage", operation) from error


def public_directory(data_dir: Path) -> Path:
    """What everybody may have of all stores below the data directory."""
    return data_dir / DIRECTORY / PUBLIC
