"""What happens by itself when time passes: the race bot of the simulated racetime.gg."""

from __future__ import annotations

from datetime import datetime, timedelta

from alttprbot_sandbox.racetime.rooms import Rooms
from alttprbot_sandbox.racetime.state import BEFORE_START, JOINED, Race
from alttprbot_sandbox.racetime.world import RaceWorld

COUNTDOWN = (10, 5, 4, 3, 2, 1)
LONELY_LIMIT = timedelta(minutes=30)
OPEN_LIMIT = timedelta(hours=4)
WARNING = timedelta(minutes=5)


class Timekeeper:
    """Countdowns, starts, time limits, and the end of rooms that nobody uses."""

    def __init__(self, world: RaceWorld, rooms: Rooms) -> None:
        self._world = world
        self._rooms = rooms

    def look(self) -> None:
        """Do everything that is due in any room."""
        now = self._world.now()
        for race in list(self._world.races.values()):
            if race.status in BEFORE_START:
                self._close_if_unused(race, now)
                self._rooms.start_if_everybody_is_ready(race)
            elif race.status == "pending":
                self._count_down(race, now)
            elif race.status == "in_progress":
                self._enforce_time_limit(race, now)

    def _close_if_unused(self, race: Race, now: datetime) -> None:
        lonely = sum(entrant.status in JOINED for entrant in race.entrants) < 2
        left = race.opened_at + (LONELY_LIMIT if lonely else OPEN_LIMIT) - now
        if left <= timedelta():
            self._rooms.cancel(race)
        elif left <= WARNING:
            self._once(race, f"closing {lonely}", "##bad##This race will be cancelled in 5 minutes unless it starts.##")

    def _count_down(self, race: Race, now: datetime) -> None:
        if race.started_at is None:
            return
        left = (race.started_at - now).total_seconds()
        for mark in COUNTDOWN:
            if left <= mark <= race.settings.start_delay:
                self._once(
                    race,
                    f"countdown {mark} {race.started_at}",
                    f"The race will begin in {mark} second{'s' if mark > 1 else ''}…",
                )
        if left <= 0:
            race.status = "in_progress"
            for entrant in race.entrants:
                if entrant.status == "ready":
                    entrant.status = "in_progress"
            self._world.announce(race, "##good##The race has begun! Good luck and have fun.##")

    def _enforce_time_limit(self, race: Race, now: datetime) -> None:
        if race.started_at is None:
            return
        limit = timedelta(hours=race.settings.time_limit)
        left = race.started_at + limit - now
        if left > WARNING:
            return
        self._once(race, "time limit", "##bad##The time limit of this race is in 5 minutes.##")
        if left > timedelta():
            return
        for entrant in race.entrants:
            if entrant.status != "in_progress":
                continue
            if race.settings.time_limit_auto_complete:
                entrant.status, entrant.finish_time, entrant.finished_at = "done", limit, race.started_at + limit
            else:
                entrant.status = "dnf"
        self._world.system(race, "##bad##The time limit has been reached.##")
        self._rooms.finish_if_nobody_runs(race)

    def _once(self, race: Race, key: str, text: str) -> None:
        if key not in race.announced:
            race.announced.add(key)
            self._world.system(race, text)
