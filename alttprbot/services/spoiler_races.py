"""Spoiler races: the log of a room's seed, which is published when the race has started."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alttprbot.database import transactional
from alttprbot.models import SpoilerRaces


@dataclass(frozen=True, slots=True)
class SpoilerLog:
    """Where a log is, and for how many seconds it is studied before anybody plays."""

    url: str
    study_time: int


class SpoilerRaceService:
    """One row a room; it outlives the race, so that a finish that is taken back shows nothing twice."""

    @transactional
    async def schedule(self, room_name: str, log: SpoilerLog) -> None:
        """Publish a log when the race starts, in place of any other."""
        fresh = {"spoiler_url": log.url, "studytime": log.study_time, "started": None, "published": False}
        await SpoilerRaces.update_or_create(defaults=fresh, srl_id=room_name)

    async def of_room(self, room_name: str) -> SpoilerRaces | None:
        """What is scheduled in a room, or was."""
        return await SpoilerRaces.get_or_none(srl_id=room_name)

    async def begin(self, race: SpoilerRaces, *, at: datetime) -> None:
        """The race has started; when that was known before, it stays as it was."""
        changes = {"started": at, "published": False}
        if await SpoilerRaces.filter(id=race.id, started=None).update(**changes):
            race.update_from_dict(changes)
        else:
            await race.refresh_from_db()

    async def published(self, race: SpoilerRaces) -> None:
        """The room has seen the log."""
        await SpoilerRaces.filter(id=race.id).update(published=True)
        race.published = True

    async def delete(self, room_name: str) -> None:
        """There is no log of this room any more."""
        await SpoilerRaces.filter(srl_id=room_name).delete()
