"""What must outlive the process about race rooms, one row a room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from alttprbot.database import transactional
from alttprbot.models import RaceTimeRoomState, RTGGOverrideWhitelist
from alttprbot.services.spoiler_races import SpoilerLog, SpoilerRaceService
from alttprbot.util.clock import Clock

LONGEST_RACE = timedelta(days=4)
KEPT = timedelta(days=30)
COMMAND_LIMIT = 1000


class Exemption(StrEnum):
    """Whether somebody may race without streaming."""

    NONE = "none"
    EXPIRED = "expired"
    VALID = "valid"


@dataclass(frozen=True, slots=True)
class RolledSeed:
    """A seed as its room is told of it: race information, and chat message by message.

    `url` is None when there is no address, or more than one. The `log` is published when the race has started.
    """

    info: str
    lines: tuple[str, ...]
    url: str | None = None
    log: SpoilerLog | None = None

    @property
    def is_found_again(self) -> bool:
        """Whether the race information alone tells, after a restart, all that there is to know."""
        return self.url is not None and self.log is None


class RaceRoomService:
    """Reads and writes room states. What two commands may want at the same time is decided by the database."""

    def __init__(self, *, clock: Clock, spoiler_races: SpoilerRaceService) -> None:
        self._clock = clock
        self._spoiler_races = spoiler_races

    async def attach(
        self, room_name: str, category: str, *, unlisted: bool = False, opened_by_us: bool = False
    ) -> RaceTimeRoomState:
        """The state of a room, made on first sight; a room that was over is open again."""
        defaults = {"category": category, "unlisted": unlisted, "opened_by_us": opened_by_us}
        try:
            room, _ = await RaceTimeRoomState.get_or_create(room_name=room_name, defaults=defaults)
        except IntegrityError:
            room = await RaceTimeRoomState.get(room_name=room_name)
        found = {"closed_at": None, "unlisted": unlisted, "opened_by_us": opened_by_us or room.opened_by_us}
        changes = {name: value for name, value in found.items() if getattr(room, name) != value}
        if changes:
            await self.save(room, **changes)
        return room

    async def close(self, room_name: str) -> None:
        """The room is gone; one that was never attended stays unknown."""
        await RaceTimeRoomState.filter(room_name=room_name, closed_at=None).update(closed_at=self._clock.now())

    async def save(self, room: RaceTimeRoomState, **changes: Any) -> None:
        """Change some columns, in the database first."""
        await RaceTimeRoomState.filter(id=room.id).update(**changes)
        room.update_from_dict(changes)

    async def begin_roll(self, room: RaceTimeRoomState, *, command: str, by: str) -> bool:
        """Claim the room for a roll; false when a seed exists or another roll than the one in `room` runs."""
        changes = {"roll_started_at": self._clock.now(), "roll_command": command[:COMMAND_LIMIT], "rolled_by": by}
        known = RaceTimeRoomState.filter(id=room.id, seed_rolled=False, roll_started_at=room.roll_started_at)
        claimed = await known.update(**changes)
        if claimed:
            room.update_from_dict(changes)
        return bool(claimed)

    async def finish_roll(self, room: RaceTimeRoomState, seed: RolledSeed) -> None:
        """There is a seed; the room does not know it yet. `room` says so even when the database cannot be told."""
        changes = {
            "seed_rolled": True,
            "seed_url": seed.url,
            "seed_info": seed.info,
            "seed_lines": "\n".join(seed.lines),
            "rolled_at": self._clock.now(),
            "roll_started_at": None,
            "published": False,
        }
        room.update_from_dict(changes)
        await self._store_seed(room, changes, seed.log)

    @transactional
    async def _store_seed(self, room: RaceTimeRoomState, changes: Mapping[str, Any], log: SpoilerLog | None) -> None:
        await RaceTimeRoomState.filter(id=room.id).update(**changes)
        if log is not None:
            await self._spoiler_races.schedule(room.room_name, log)

    async def abandon_roll(self, room: RaceTimeRoomState) -> None:
        """The roll came to nothing: the room may roll again."""
        await self.save(room, roll_started_at=None, roll_command=None, rolled_by=None)

    async def reset(self, room: RaceTimeRoomState) -> None:
        """Forget the seed of a room, and its spoiler log."""
        empty = ("seed_url", "seed_info", "seed_lines", "rolled_at", "rolled_by", "roll_command", "roll_started_at")
        changes = {**dict.fromkeys(empty), "seed_rolled": False, "published": True}
        await self._forget_seed(room, changes)
        room.update_from_dict(changes)

    @transactional
    async def _forget_seed(self, room: RaceTimeRoomState, changes: Mapping[str, Any]) -> None:
        await RaceTimeRoomState.filter(id=room.id).update(**changes)
        await self._spoiler_races.delete(room.room_name)

    async def open_rooms(self, category: str) -> Sequence[RaceTimeRoomState]:
        """The rooms that were not over when they were last seen."""
        since = self._clock.now() - LONGEST_RACE
        return await RaceTimeRoomState.filter(category=category, closed_at=None, created__gte=since)

    async def purge(self) -> int:
        """Forget rooms that closed a month ago, and those that nobody closed; how many."""
        before = self._clock.now() - KEPT
        lost = Q(closed_at=None, created__lt=before - LONGEST_RACE)
        return await RaceTimeRoomState.filter(Q(closed_at__lt=before) | lost).delete()

    async def exemption(self, racetime_id: str, category: str) -> Exemption:
        """Whether somebody may race without streaming in a category."""
        row = await RTGGOverrideWhitelist.get_or_none(racetime_id=racetime_id, category=category)
        if row is None or row.racetime_id != racetime_id:
            return Exemption.NONE
        if row.expires is not None and row.expires <= self._clock.now():
            return Exemption.EXPIRED
        return Exemption.VALID
