"""How many matches of an event run at the same time, from the schedules of its tournaments."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.services.clients.speedgaming import PAST, Schedule, SpeedGaming
from alttprbot.services.onsite_event import Capacity
from alttprbot.util.clock import Clock

PATIENCE = 25.0
"""Seconds until what is still missing is left out: whoever looks wants to see the rest."""


@dataclass(frozen=True, slots=True)
class Run:
    """A match: from its beginning until just before `end`."""

    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """A piece of the day in the hall. `running` is by tournament; those that begin in it run in it as well."""

    begin: datetime
    running: Mapping[str, int]
    starting: int

    @property
    def total(self) -> int:
        """All that run."""
        return sum(self.running.values())


@dataclass(frozen=True, slots=True)
class Report:
    """The hall in the time to come.

    `missing` are the tournaments that are not counted, with the reason; `old` are those whose schedule is from a while
    ago, because SpeedGaming has not answered since.
    """

    slots: Sequence[Slot]
    missing: Mapping[str, str]
    old: Mapping[str, datetime]


def slots_of(
    runs: Mapping[str, Iterable[Run]],
    *,
    now: datetime,
    zone: ZoneInfo,
    slot: timedelta,
    horizon: timedelta,
    first_hour: int,
) -> list[Slot]:
    """The slots from the next full one until `horizon` later, in the time of `zone`; none before `first_hour` of a day.

    `slot` goes into an hour without a remainder.
    """
    listed = {name: tuple(each) for name, each in runs.items()}
    first = _rounded_up(now, zone, slot)
    # In UTC, where no hour is missing or comes twice.
    begins = (first + number * slot for number in range(-(-horizon // slot)))
    return [
        _slot(begin.astimezone(zone), slot, listed) for begin in begins if begin.astimezone(zone).hour >= first_hour
    ]


def _rounded_up(now: datetime, zone: ZoneInfo, slot: timedelta) -> datetime:
    """On the clock of the zone: not all of them are whole hours away from UTC."""
    local = now.astimezone(zone)
    over = (local - local.replace(minute=0, second=0, microsecond=0)) % slot
    utc = now.astimezone(UTC)
    return utc + (slot - over) if over else utc


def _slot(begin: datetime, length: timedelta, runs: Mapping[str, Sequence[Run]]) -> Slot:
    # Comparing and adding in UTC: within one zone both go by its clock, which is put forward and back.
    start = begin.astimezone(UTC)
    end = start + length
    running = {name: sum(run.begin < end and run.end > start for run in each) for name, each in runs.items()}
    return Slot(begin, running, sum(start <= run.begin < end for each in runs.values() for run in each))


class OnsiteCapacity:
    """Asks for all schedules together; their client sends a few requests at once and remembers answers for a minute."""

    def __init__(self, capacity: Capacity, *, speedgaming: SpeedGaming, clock: Clock) -> None:
        self.capacity = capacity
        self._speedgaming = speedgaming
        self._clock = clock

    async def report(self) -> Report:
        """The hall from now on. A tournament whose schedule cannot be had is named in it, and the others are shown."""
        async with asyncio.TaskGroup() as group:
            asking = {slug: group.create_task(self._schedule(slug)) for slug in self.capacity.events}
        answers = {slug: task.result() for slug, task in asking.items()}
        now = self._clock.now()
        schedules = {slug: answer for slug, answer in answers.items() if isinstance(answer, Schedule)}
        slots = slots_of(
            {slug: self._runs(slug, schedule) for slug, schedule in schedules.items()},
            now=now,
            zone=self.capacity.zone,
            slot=timedelta(minutes=self.capacity.slot_minutes),
            horizon=timedelta(hours=self.capacity.horizon_hours),
            first_hour=self.capacity.first_hour,
        )
        return Report(
            slots=slots,
            missing={slug: answer for slug, answer in answers.items() if isinstance(answer, str)},
            old={slug: schedule.fetched_at for slug, schedule in schedules.items() if schedule.is_old(now)},
        )

    async def _schedule(self, slug: str) -> Schedule | str:
        """The schedule, or why there is none."""
        horizon = timedelta(hours=self.capacity.horizon_hours)
        try:
            async with self._clock.timeout(PATIENCE):
                return await self._speedgaming.get_schedule(slug, past=PAST, future=horizon)
        except SeedProviderError as error:
            return error.user_message
        except TimeoutError:
            return f"{SpeedGaming.PROVIDER_NAME} did not answer in time. Please try again later."

    def _runs(self, slug: str, schedule: Schedule) -> list[Run]:
        length = timedelta(hours=self.capacity.events[slug].hours)
        begins = (episode.when_countdown.astimezone(UTC) for episode in schedule.episodes)
        return [Run(begin, begin + length) for begin in begins]
