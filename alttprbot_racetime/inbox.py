"""Chat in the order it was said, each line once, whether it came live or out of the history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

REMEMBERED = 500

Message = Mapping[str, Any]


class Inbox:
    """Holds live messages back until the history of this connection has arrived."""

    def __init__(self) -> None:
        self._seen: dict[str, None] = {}
        self._held: list[Message] | None = []

    @property
    def is_waiting(self) -> bool:
        """Whether the history of this connection has not arrived yet."""
        return self._held is not None

    def reconnected(self) -> None:
        """A new connection: its history comes first."""
        self._held = self._held or []

    def live(self, message: Message) -> Iterator[Message]:
        """A message just said; itself, unless it is known or has to wait."""
        if self._held is not None:
            self._held.append(message)
        elif self._is_new(message):
            yield message

    def history(self, messages: list[Message]) -> Iterator[Message]:
        """What was said before, and what waited for it."""
        everything = sorted([*messages, *(self._held or ())], key=lambda message: str(message["posted_at"]))
        self._held = None
        yield from (message for message in everything if self._is_new(message))

    def _is_new(self, message: Message) -> bool:
        key = str(message["id"])
        if key in self._seen:
            return False
        self._seen[key] = None
        if len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return True
