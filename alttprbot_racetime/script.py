"""Lines that belong together: each is shown once, also when they are said again after a restart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from alttprbot_racetime.outbox import Item, Outbox


class Script:
    """What is to be said in a room, message by message; `guid` names a message for the server.

    What the room has seen of it is not said again, and what is said again has the guid of the first time.
    """

    def __init__(self, outbox: Outbox, guid: Callable[[str], str], lines: Sequence[str]) -> None:
        self._outbox = outbox
        self._guid = guid
        self.lines = tuple(lines)
        self._seen: Counter[str] = Counter()

    def saw(self, text: str) -> None:
        """The bot is seen to have said something; a line may be the heart of it."""
        self._seen.update(line for line in dict.fromkeys(self.lines) if line in text)

    def say(self) -> list[Item]:
        """Say what was not seen yet."""
        seen, items, everything = self._seen.copy(), [], "\n".join(self.lines)
        for place, line in enumerate(self.lines):
            if seen[line]:
                seen[line] -= 1
            else:
                items.append(self._outbox.say(line, guid=self._guid(f"{place} of {everything}")))
        return items
