"""What can be done with a whole room, when, and what follows from it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from alttprbot_sandbox.racetime.forms import TEXT_LIMIT
from alttprbot_sandbox.racetime.serial import shown_name
from alttprbot_sandbox.racetime.state import (
    BEFORE_START,
    Bot,
    Category,
    Entrant,
    Race,
    RaceSettings,
    RuleError,
    User,
)
from alttprbot_sandbox.racetime.world import RaceWorld

META_LIMIT = 2048
MONITOR_LIMIT = 6

Actor = User | Bot


def name_of(actor: Actor) -> str:
    """What system messages call a person or a bot."""
    return f"##bot##{actor.name}##" if isinstance(actor, Bot) else actor.full_name


class Rooms:
    """Opening, changing, starting and ending of rooms. Permissions are up to the callers."""

    def __init__(self, world: RaceWorld) -> None:
        self._world = world

    # Before the start

    def open(
        self, category: Category, settings: RaceSettings, *, by: Actor, invitational: bool, slug: str | None = None
    ) -> Race:
        """Open a room; a system message says by whom."""
        world = self._world
        race = Race(
            category,
            slug or world.new_slug(category),
            settings,
            "invitational" if invitational else "open",
            world.now(),
            opened_by=by if isinstance(by, User) else None,
            opened_by_bot=by.name if isinstance(by, Bot) else None,
        )
        world.add_race(race)
        world.announce(race, f"{name_of(by)} has opened a new race room.")
        return race

    def edit(self, race: Race, settings: RaceSettings, *, by: Actor) -> None:
        """Replace the settings; system messages tell of the changes that concern racers."""
        old, race.settings = race.settings, settings
        who = name_of(by)
        if (old.goal, old.custom_goal) != (settings.goal, settings.custom_goal):
            self._world.system(race, f"{who} changed the race goal to {race.goal}.")
        if old.info_user != settings.info_user:
            self._world.system(race, f"{who} updated the race information.")
        if old.streaming_required != settings.streaming_required:
            self._world.system(race, f"Streaming is now {'required' if settings.streaming_required else 'optional'}.")
        if old.chat_message_delay != settings.chat_message_delay:
            self._world.system(race, f"The chat delay is now {settings.chat_message_delay} seconds.")
        self._world.changed(race)

    def set_info(self, race: Race, data: dict[str, Any], *, by: Actor) -> None:
        """Set `info_bot` and `info_user`. Empty texts are accepted and announced, and change nothing."""
        texts = {
            "info_user" if key == "info" else key: str(data[key])
            for key in ("info", "info_user", "info_bot")
            if data.get(key) is not None
        }
        for key, text in texts.items():
            if len(text) > TEXT_LIMIT:
                raise RuleError(f"{key}: Ensure this value has at most {TEXT_LIMIT} characters (it has {len(text)}).")
        for key, text in texts.items():
            if text:
                setattr(race.settings, key, text)
        self._world.announce(race, f"{name_of(by)} updated the race information.")

    def set_meta(self, race: Race, data: dict[str, Any]) -> None:
        """Merge into `bot_meta`. The version grows but nobody is told."""
        merged = {**race.bot_meta, **data}
        if len(json.dumps(merged)) > META_LIMIT:
            raise RuleError(f"bot_meta: Ensure this value has at most {META_LIMIT} characters.")
        race.bot_meta = merged
        race.version += 1

    def set_invitational(self, race: Race, invitational: bool, *, by: Actor) -> None:
        """Switch between open and invitational."""
        other, wanted = ("open", "invitational") if invitational else ("invitational", "open")
        if race.status != other:
            raise RuleError("Race is not in the right state for that. Refresh to continue.")
        race.status = wanted
        self._world.announce(race, f"{name_of(by)} made this race {wanted}.")

    # Start and end

    def start_if_everybody_is_ready(self, race: Race) -> None:
        """Start by itself, where the room is set to."""
        joined = [entrant for entrant in race.entrants if entrant.status in {"ready", "not_ready"}]
        if not race.settings.auto_start or race.status not in BEFORE_START:
            return
        if all(entrant.status == "ready" for entrant in joined) and self._problem_with_start(race) is None:
            self.begin(race)

    def begin(self, race: Race) -> None:
        """Start the countdown with those who are ready; the others are removed, or disqualified."""
        problem = self._problem_with_start(race)
        if problem is not None:
            raise RuleError(problem)
        if race.settings.partitionable:
            self._partition(race)
            return
        unready = [entrant for entrant in race.entrants if entrant.status != "ready"]
        if race.settings.disqualify_unready:
            for entrant in unready:
                entrant.status = "dq" if entrant.status == "not_ready" else "declined"
        race.entrants = [entrant for entrant in race.entrants if entrant.status in {"ready", "dq"}]
        for _ in unready:
            # Each removal is told with the version of before the start.
            self._world.repeat(race)
        race.status = "pending"
        race.started_at = self._world.now() + timedelta(seconds=race.settings.start_delay)
        self._world.announce(race, f"Everyone is ready. The race will begin in {race.settings.start_delay} seconds!")

    def cancel(self, race: Race, *, by: Actor | None = None) -> None:
        """End a race without a result; it is listed again and cannot be recorded."""
        if race.is_over:
            raise RuleError("Race is already over. Refresh to continue.")
        for entrant in race.entrants:
            if entrant.status == "in_progress":
                entrant.status = "dnf"
        race.settings.unlisted = False
        self._end(race, "cancelled")
        self._world.announce(race, f"##bad##This race has been cancelled{f' by {name_of(by)}' if by else ''}.##")

    def finish_if_nobody_runs(self, race: Race) -> None:
        """End a race of which all entrants are through."""
        if race.status != "in_progress" or any(entrant.status == "in_progress" for entrant in race.entrants):
            return
        if race.settings.time_limit_auto_complete or any(entrant.status == "done" for entrant in race.entrants):
            self._end(race, "finished")
            self._world.announce(race, "##good##Race finished. GGs!##")
        else:
            self._end(race, "cancelled")
            self._world.announce(race, "##bad##Nobody finished, so this race has been cancelled.##")

    def resume(self, race: Race) -> None:
        """Let a race that was over go on, because somebody took their end back."""
        race.status, race.recordable = "in_progress", True
        race.ended_at = race.cancelled_at = None

    def judge_result_again(self, race: Race) -> None:
        """A race without any finisher is cancelled, one with a finisher is finished, also when that changes later."""
        wanted = "finished" if any(entrant.status == "done" for entrant in race.entrants) else "cancelled"
        if race.status != wanted:
            race.status, race.recordable = wanted, wanted == "finished"
            race.cancelled_at = race.ended_at if wanted == "cancelled" else None
            self._world.changed(race)

    def record(self, race: Race, *, by: User) -> None:
        """Put the result on the books: no more undoing, no more chat."""
        if race.status != "finished" or race.recorded or not race.recordable:
            raise RuleError("This race cannot be recorded.")
        race.recorded, race.recorded_by = True, by
        self._world.announce(race, f"Race result recorded by {by.full_name}.")

    # Monitors

    def set_monitor(self, race: Race, user: User, *, monitor: bool) -> None:
        """Make an entrant a monitor, or not any more."""
        if race.entrant(user) is None:
            raise RuleError(f"{user.name} is not an entrant of this race.")
        if monitor and race.is_over:
            raise RuleError("Race is already over. Refresh to continue.")
        if monitor and user not in race.monitors:
            if len(race.monitors) >= MONITOR_LIMIT:
                raise RuleError("This race has too many monitors.")
            race.monitors.append(user)
            self._world.announce(race, f"{shown_name(race, user)} promoted to race monitor.")
        elif not monitor and user in race.monitors:
            race.monitors.remove(user)
            self._world.announce(race, f"{shown_name(race, user)} is no longer a race monitor.")

    # Helpers

    def _end(self, race: Race, status: str) -> None:
        race.status, race.ended_at = status, self._world.now()
        if status == "cancelled":
            race.cancelled_at, race.recordable = race.ended_at, False

    def _problem_with_start(self, race: Race) -> str | None:
        ready = [entrant for entrant in race.entrants if entrant.status == "ready"]
        if race.status not in BEFORE_START:
            return "Race has begun already. Refresh to continue."
        if len(ready) < 2:
            return "A race needs at least two entrants who are ready."
        if not race.settings.team_race:
            return None
        sizes: dict[str, int] = {}
        for entrant in ready:
            if entrant.team is None:
                return "All entrants must choose a team."
            sizes[entrant.team.slug] = sizes.get(entrant.team.slug, 0) + 1
        if len(sizes) < 2:
            return "A team race needs at least two teams."
        if race.settings.require_even_teams and len(set(sizes.values())) > 1:
            return "All teams must be of the same size."
        return None

    def _partition(self, race: Race) -> None:
        ready = [entrant for entrant in race.entrants if entrant.status == "ready"]
        pairs = [ready[place : place + 2] for place in range(0, len(ready) - 1, 2)]
        for entrant in race.entrants:
            entrant.status = "partitioned"
        self._end(race, "partitioned")
        race.recordable = False
        for pair in pairs:
            self._open_ladder_room(race, [entrant.user for entrant in pair])
        self._world.announce(race, f"This race has been split into {len(pairs)} rooms.")

    def _open_ladder_room(self, race: Race, users: list[User]) -> None:
        world = self._world
        settings = RaceSettings(goal=race.settings.goal, custom_goal=race.settings.custom_goal)
        room = Race(race.category, world.new_slug(race.category), settings, "invitational", world.now())
        room.entrants = [Entrant(user, "ready") for user in users]
        world.add_race(room)
        world.system(room, f"This room was made for a race between {' and '.join(user.full_name for user in users)}.")
        self.begin(room)
