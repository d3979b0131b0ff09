"""What is stored, and what every place to store it can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from alttprbot.alttprgen.adapters.base import NOBODY, CallContext

BINARY = "application/octet-stream"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class StoredObject:
    """A text, which browsers are to save and not to show, or bytes.

    Without `public` nobody gets at it by its address. `key` is a path of our own making.
    """

    key: str
    body: str | bytes
    public: bool = True

    @property
    def is_text(self) -> bool:
        """Whether it is a text; everything else is bytes that only programs read."""
        return isinstance(self.body, str)

    @property
    def content_type(self) -> str:
        """Its media type."""
        return TEXT if self.is_text else BINARY

    @property
    def raw(self) -> bytes:
        """The bytes of it."""
        return self.body.encode() if isinstance(self.body, str) else self.body


class ObjectStore(Protocol):
    """One bucket, or what stands for it."""

    def address(self, key: str) -> str:
        """Where everybody can fetch a public object."""
        ...

    async def put(self, item: StoredObject, context: CallContext = NOBODY) -> None:
        """Store it, in place of what has the same key. Raises `SeedProviderError`."""
        ...

    async def reveal(self, key: str, context: CallContext = NOBODY) -> None:
        """Make a private object one that everybody gets by its address; that it is one already is no error.

        Raises `SeedProviderError`.
        """
        ...

    async def delete(self, item: StoredObject, context: CallContext = NOBODY) -> None:
        """Remove it; that it is not there is no error. Raises `SeedProviderError`."""
        ...
