"""In which channels a daily challenge was announced, and in which it is still to be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from alttprbot.database import transactional
from alttprbot.models import Daily, DailyAnnouncement
from alttprbot.models.daily import AnnouncementState
from alttprbot.util.clock import Clock

KEPT = timedelta(days=90)
# At one every five minutes these are two hours.
MOST_ATTEMPTS = 24


class DailyAnnouncements:
    """Each channel hears of each challenge once. Whatever ends at any line goes on where it ended."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    @transactional
    async def due(self, hash_id: str, channels: Mapping[int, int]) -> list[DailyAnnouncement]:
        """What is to be announced now; `channels` are those that want it, with their servers.

        Nothing for a challenge that is not the newest that is known: the site may still tell of yesterday's. Nothing
        either for one that was known before there were records of channels.
        """
        newest = await Daily.all().order_by("-id").first()
        if not await Daily.exists(hash=hash_id):
            await Daily.create(hash=hash_id)
        elif newest is None or newest.hash != hash_id or not await DailyAnnouncement.exists(hash=hash_id):
            return []
        known: list[Any] = list(await DailyAnnouncement.filter(hash=hash_id).values_list("channel_id", flat=True))
        await DailyAnnouncement.bulk_create(
            DailyAnnouncement(hash=hash_id, guild_id=guild, channel_id=channel)
            for channel, guild in channels.items()
            if channel not in known
        )
        waiting = DailyAnnouncement.filter(hash=hash_id, channel_id__in=list(channels), attempts__lt=MOST_ATTEMPTS)
        return await waiting.exclude(state=AnnouncementState.SENT).order_by("id")

    async def begin(self, announcement: DailyAnnouncement) -> None:
        """Write down that it is being tried: from here on it may be out without our knowing."""
        announcement.attempts += 1
        await announcement.save(update_fields=["attempts", "updated"])

    async def sent(self, announcement: DailyAnnouncement, message_id: int, thread_id: int | None) -> None:
        """It is out."""
        announcement.state = AnnouncementState.SENT
        announcement.message_id, announcement.thread_id = message_id, thread_id
        await announcement.save(update_fields=["state", "message_id", "thread_id", "updated"])

    async def failed(self, announcement: DailyAnnouncement) -> None:
        """The channel does not take it; it is tried again."""
        announcement.state = AnnouncementState.FAILED
        await announcement.save(update_fields=["state", "updated"])

    async def forget(self) -> int:
        """Delete what is older than 90 days; the number of rows."""
        return await DailyAnnouncement.filter(created__lt=self._clock.now() - KEPT).delete()
