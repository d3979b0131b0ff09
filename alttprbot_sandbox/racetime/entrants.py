"""What can be done with somebody's part in a race."""

from __future__ import annotations

from datetime import timedelta

from alttprbot_sandbox.racetime.rooms import Rooms
from alttprbot_sandbox.racetime.serial import shown_name
from alttprbot_sandbox.racetime.standings import ordinal, places
from alttprbot_sandbox.racetime.state import BEFORE_START, Entrant, Race, RuleError, Team, User
from alttprbot_sandbox.racetime.world import RaceWorld

TOO_EARLY = timedelta(seconds=5)
COMMENT_LIMIT = 200
REFRESH = "That is not possible in the present state of the race. Refresh to continue."


class Entrants:
    """Coming, going, being ready, finishing. Each raises `RuleError` where the real server refuses."""

    def __init__(self, world: RaceWorld, rooms: Rooms) -> None:
        self._world = world
        self._rooms = rooms

    # Coming and going

    def join(self, race: Race, user: User) -> None:
        """Enter an open race, or as its monitor an invitational one; others ask to."""
        if race.status == "invitational" and not race.may_monitor(user):
            self.request_invite(race, user)
        else:
            self._add(race, user, "not_ready", "joins the race.")

    def request_invite(self, race: Race, user: User) -> None:
        """Ask to be let in."""
        if race.status != "invitational":
            raise RuleError(REFRESH)
        self._add(race, user, "requested", "requests to join the race.")

    def cancel_invite(self, race: Race, user: User) -> None:
        """Take the request back."""
        self._drop(race, user, {"requested"}, "no longer wants to join the race.")

    def invite(self, race: Race, user: User) -> None:
        """Ask somebody in."""
        self._add(race, user, "invited", "has been invited to the race.")

    def accept_request(self, race: Race, user: User) -> None:
        """Let somebody in who asked."""
        self._before_start(race)
        self._move(race, user, {"requested"}, "not_ready", "has been accepted into the race.")

    def accept_invite(self, race: Race, user: User) -> None:
        """Come in as invited."""
        self._before_start(race)
        self._move(race, user, {"invited"}, "not_ready", "accepts the invitation to join.")

    def decline_invite(self, race: Race, user: User) -> None:
        """Stay out although invited."""
        self._drop(race, user, {"invited"}, "declines the invitation to join.")

    def leave(self, race: Race, user: User) -> None:
        """Go before the start."""
        self._drop(race, user, None, "quits the race.")
        self._rooms.start_if_everybody_is_ready(race)

    def remove(self, race: Race, user: User) -> None:
        """Throw somebody out before the start."""
        self._drop(race, user, None, "was removed from the race.")
        self._rooms.start_if_everybody_is_ready(race)

    # Before the start

    def ready(self, race: Race, user: User) -> None:
        """Be ready; the race may start by that."""
        self._before_start(race)
        entrant = self._entrant(race, user, {"not_ready"})
        if race.settings.streaming_required and not (entrant.stream_live or entrant.stream_override):
            raise RuleError("You cannot be ready before your stream is live.")
        if race.settings.team_race and entrant.team is None:
            raise RuleError("You must choose a team first.")
        self._move(race, user, {"not_ready"}, "ready", f"is ready! ({self._unready(race) - 1} remaining)")
        self._rooms.start_if_everybody_is_ready(race)

    def unready(self, race: Race, user: User) -> None:
        """Not ready after all."""
        self._before_start(race)
        self._move(race, user, {"ready"}, "not_ready", "is not ready.")

    def set_team(self, race: Race, user: User, name: str) -> None:
        """Race for a formal team that one is a member of, or for a temporary one of that name."""
        self._before_start(race)
        entrant = self._entrant(race, user, {"not_ready"})
        if not race.settings.team_race:
            raise RuleError("This is not a team race.")
        slug = name.strip().lower().replace(" ", "-")
        formal = self._world.teams.get(slug)
        if not slug or (formal is not None and user not in formal.members):
            raise RuleError("You cannot join that team.")
        others = (other.team for other in race.entrants if other.team is not None and other.team.slug == slug)
        entrant.team = formal or next(others, None) or Team(slug, name.strip(), formal=False)
        self._world.announce(race, f"{shown_name(race, user)} is now a member of {entrant.team.name}.")

    def set_stream_live(self, race: Race, user: User, live: bool) -> None:
        """Start or stop streaming; nothing is said about it."""
        self._entrant(race, user).stream_live = live
        self._world.changed(race)

    def override_stream(self, race: Race, user: User) -> None:
        """Let somebody race without streaming."""
        self._before_start(race)
        entrant = self._entrant(race, user, {"ready", "not_ready"})
        if not race.settings.streaming_required or entrant.stream_live or entrant.stream_override:
            raise RuleError("The streaming requirement of this entrant cannot be overridden.")
        entrant.stream_override = True
        self._world.announce(race, f"{shown_name(race, user)} may race without streaming.")

    # In the race and after it

    def done(self, race: Race, user: User) -> None:
        """Finish."""
        entrant = self._running(race, user)
        if race.started_at is not None:
            entrant.finished_at = self._world.now()
            entrant.finish_time = entrant.finished_at - race.started_at
        entrant.status = "done"
        place = ordinal(places(race)[id(entrant)])
        time = str(entrant.finish_time).partition(".")[0]
        self._world.announce(race, f"##good##{shown_name(race, user)} has finished in {place} place with {time}!##")
        self._rooms.finish_if_nobody_runs(race)

    def forfeit(self, race: Race, user: User) -> None:
        """Give up."""
        self._running(race, user)
        self._move(race, user, {"in_progress"}, "dnf", "has forfeited from the race.")
        self._rooms.finish_if_nobody_runs(race)

    def undone(self, race: Race, user: User) -> None:
        """Take a finish back; a finished race goes on."""
        self._undo(race, user, "done", "has undone their finish.")

    def unforfeit(self, race: Race, user: User) -> None:
        """Take a forfeit back; the race goes on if it was over."""
        self._undo(race, user, "dnf", "has undone their forfeit.")

    def disqualify(self, race: Race, user: User) -> None:
        """Take somebody out of the result."""
        entrant = self._entrant(race, user, {"in_progress", "done", "dnf"})
        if race.recorded:
            raise RuleError(REFRESH)
        entrant.status = "dq"
        self._world.announce(race, f"{shown_name(race, user)} has been disqualified from the race.")
        self._rooms.finish_if_nobody_runs(race)
        if race.status == "finished":
            self._rooms.judge_result_again(race)

    def requalify(self, race: Race, user: User) -> None:
        """Take somebody into the result again."""
        entrant = self._entrant(race, user, {"dq"})
        if race.recorded or race.started_at is None:
            raise RuleError(REFRESH)
        entrant.status = "done" if entrant.finish_time else "dnf" if race.is_over else "in_progress"
        self._world.announce(race, f"{shown_name(race, user)} is no longer disqualified.")
        if race.status == "cancelled":
            self._rooms.judge_result_again(race)

    def comment(self, race: Race, user: User, text: str) -> None:
        """Say something about the own race."""
        entrant = self._entrant(race, user, {"done", "dnf"})
        if not race.settings.allow_comments or race.recorded:
            raise RuleError("Comments are not possible in this race.")
        if not 1 <= len(text.strip()) <= COMMENT_LIMIT:
            raise RuleError(f"comment: Ensure this value has 1 to {COMMENT_LIMIT} characters.")
        entrant.comment = text.strip()
        self._world.announce(race, f"{shown_name(race, user)} added a comment.")

    def split(self, race: Race, user: User, name: str, *, undo: bool = False) -> None:
        """Pass a point on the way, as the timer of a racer tells it."""
        self._entrant(race, user, {"in_progress"})
        elapsed = self._world.now() - (race.started_at or self._world.now())
        split = {
            "split_name": name,
            "split_time": str(elapsed),
            "is_undo": undo,
            "is_finish": False,
            "user_id": user.id,
        }
        self._world.emit(race, {"type": "race.split", "split": split})

    # Helpers

    def _add(self, race: Race, user: User, status: str, text: str) -> None:
        self._before_start(race)
        if race.entrant(user) is not None:
            raise RuleError(f"{user.name} is in this race already. Refresh to continue.")
        if user.deleted or user in race.category.banned:
            raise RuleError(f"{user.name} is not allowed to join this race.")
        if self._world.active_race(user) is not None:
            raise RuleError(f"{user.name} is in another race that has not finished.")
        if race.settings.streaming_required and not user.twitch_name:
            raise RuleError(f"{user.name} has no stream account, which this race requires.")
        race.entrants.append(Entrant(user, status))
        self._world.announce(race, f"{shown_name(race, user)} {text}")

    def _drop(self, race: Race, user: User, states: set[str] | None, text: str) -> None:
        self._before_start(race)
        race.entrants.remove(self._entrant(race, user, states))
        self._world.announce(race, f"{shown_name(race, user)} {text}")

    def _move(self, race: Race, user: User, states: set[str], to: str, text: str) -> None:
        self._entrant(race, user, states).status = to
        self._world.announce(race, f"{shown_name(race, user)} {text}")

    def _undo(self, race: Race, user: User, status: str, text: str) -> None:
        entrant = self._entrant(race, user, {status})
        if not race.can_be_undone(self._world.now()):
            raise RuleError("It is too late to undo that.")
        entrant.finish_time = entrant.finished_at = None
        # The real server first shows the race as still over and the entrant as ready, then lets it go on.
        entrant.status = "ready" if race.is_over else "in_progress"
        self._world.announce(race, f"{shown_name(race, user)} {text}")
        if race.is_over:
            entrant.status = "in_progress"
            self._rooms.resume(race)
            self._world.changed(race)

    def _running(self, race: Race, user: User) -> Entrant:
        entrant = self._entrant(race, user, {"in_progress"})
        if race.started_at is None or self._world.now() - race.started_at < TOO_EARLY:
            raise RuleError("You cannot do that in the first five seconds.")
        return entrant

    def _unready(self, race: Race) -> int:
        return sum(entrant.status == "not_ready" for entrant in race.entrants)

    def _entrant(self, race: Race, user: User, states: set[str] | None = None) -> Entrant:
        entrant = race.entrant(user)
        if entrant is None:
            raise RuleError(f"{user.name} is not an entrant of this race.")
        if states is not None and entrant.status not in states:
            raise RuleError(REFRESH)
        return entrant

    def _before_start(self, race: Race) -> None:
        if race.status not in BEFORE_START:
            raise RuleError("The race has begun already. Refresh to continue.")
