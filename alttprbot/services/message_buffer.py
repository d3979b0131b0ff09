"""What the message log holds in memory until it is in the table."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Collection, Sequence

from alttprbot.services.message_record import MessageDeletion, MessageRecord

Entry = MessageRecord | MessageDeletion


class MessageBuffer:
    """A bounded queue, in order. When it is full the oldest posted message gives way: edits and deletions say more."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._entries: OrderedDict[int, Entry] = OrderedDict()
        self._posted: deque[int] = deque()
        self._batch: Sequence[Entry] = ()
        self._next = 0

    def __len__(self) -> int:
        return len(self._entries) + len(self._batch)

    def put(self, entry: Entry) -> bool:
        """Add an entry; false when another had to be dropped for it."""
        kept_all = len(self) < self._size or not self._drop_one()
        self._entries[self._next] = entry
        if isinstance(entry, MessageRecord) and entry.edited_at is None:
            self._posted.append(self._next)
        self._next += 1
        return kept_all

    def take(self, limit: int) -> Sequence[Entry]:
        """The oldest entries, which stay findable until `done`. The same again when `done` was not called."""
        if not self._batch:
            count = min(limit, len(self._entries))
            self._batch = tuple(self._entries.popitem(last=False)[1] for _ in range(count))
            while self._posted and self._posted[0] not in self._entries:
                self._posted.popleft()
        return self._batch

    def done(self) -> None:
        """What was taken is stored."""
        self._batch = ()

    def of(self, message_ids: Collection[int]) -> Sequence[Entry]:
        """Everything known here about some messages, oldest first."""
        return [entry for entry in (*self._batch, *self._entries.values()) if entry.message_id in message_ids]

    def _drop_one(self) -> bool:
        while self._posted:
            number = self._posted.popleft()
            if self._entries.pop(number, None) is not None:
                return True
        if not self._entries:
            return False
        self._entries.popitem(last=False)
        return True
