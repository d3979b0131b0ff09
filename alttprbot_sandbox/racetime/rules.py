"""The rules of the simulated racetime.gg: who may do what when, and what follows from it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

from alttprbot_sandbox.racetime.serial import message_json, race_json
from alttprbot_sandbox.racetime.state import (
    BEFORE_START,
    JOINED,
    Bot,
    Category,
    Entrant,
    Message,
    Race,
    RaceSettings,
    RuleError,
    Token,
    User,
    make_id,
)

ADJECTIVES = ("brave", "calm", "clever", "eager", "gentle", "lucky", "mighty", "swift", "witty", "zealous")
NOUNS = ("agahnim", "boots", "cuccos", "ganon", "hammer", "hookshot", "lamp", "link", "moldorm", "zelda")
COUNTDOWN = (10, 5, 4, 3, 2, 1)
TEXT_LIMIT = 1000
GUID_MEMORY = timedelta(seconds=300)
UNDO_WINDOW = timedelta(minutes=10)
TOKEN_LIFE = timedelta(seconds=36000)
LONELY = timedelta(minutes=30)
OPEN_LIMIT = timedelta(hours=4)
EDITABLE_LATE = frozenset(
    {"unlisted", "info_user", "allow_comments", "hide_comments", "allow_midrace_chat", "allow_non_entrant_chat"}
    | {"chat_message_delay"}
)

Listener = Callable[[Race, dict[str, Any]], None]


class RaceWorld:
    """All races and their rules. What happens is told to `listen`ers as the frames that sockets receive.

    Time is the real time plus what `tick` added.
    """

    def __init__(self, *, random_seed: int = 1) -> None:
        self.categories: dict[str, Category] = {}
        self.users: dict[str, User] = {}
        self.bots: dict[str, Bot] = {}
        self.races: dict[str, Race] = {}
        self.tokens: dict[str, Token] = {}
        self._random = random.Random(random_seed)
        self._ahead = timedelta()
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Hear of every frame, with its race."""
        self._listeners.append(listener)

    def now(self) -> datetime:
        """The time in this world."""
        return datetime.now(UTC) + self._ahead

    def new_id(self) -> str:
        """A fresh public id."""
        return make_id(self._random)

    # Rooms

    def open_race(self, category: Category, settings: RaceSettings, *, by: User | Bot, invitational: bool) -> Race:
        """Open a room; a system message says by whom."""
        if settings.goal is not None and not category.goals.get(settings.goal):
            raise RuleError("goal: Select a valid choice.")
        slug = ""
        while not slug or f"{category.slug}/{slug}" in self.races:
            choose = self._random.choice
            slug = f"{choose(ADJECTIVES)}-{choose(NOUNS)}-{self._random.randrange(10000):04d}"
        race = Race(
            category,
            slug,
            settings,
            "invitational" if invitational else "open",
            self.now(),
            opened_by=by if isinstance(by, User) else None,
            opened_by_bot=by.name if isinstance(by, Bot) else None,
        )
        self.races[race.name] = race
        who = by.name if isinstance(by, Bot) else by.full_name
        self.system(race, f"{who} has opened a new race room.")
        self.changed(race)
        return race

    def edit(self, race: Race, settings: RaceSettings) -> None:
        """Replace the settings as the edit form does: what was not sent is reset."""
        if race.is_over:
            raise RuleError("The race is over.")
        if race.status in BEFORE_START:
            settings.team_race, settings.hide_entrants = race.settings.team_race, race.settings.hide_entrants
            race.settings = settings
        else:
            for name in EDITABLE_LATE:
                setattr(race.settings, name, getattr(settings, name))
        self.changed(race)

    def set_info(self, race: Race, data: dict[str, Any]) -> None:
        """The action `setinfo`; empty texts are accepted and change nothing."""
        for key in ("info_bot", "info_user", "info"):
            text = data.get(key)
            if text is None:
                continue
            if len(str(text)) > TEXT_LIMIT:
                raise RuleError(f"{key}: Ensure this value has at most {TEXT_LIMIT} characters.")
            if text:
                setattr(race.settings, "info_user" if key == "info" else key, str(text))
        self.system(race, "The race information has been updated.")
        self.changed(race)

    def set_open(self, race: Race, *, invitational: bool) -> None:
        """Switch between open and invitational."""
        wanted, other = ("invitational", "open") if invitational else ("open", "invitational")
        if race.status != other:
            raise RuleError("This race is not in the right state. Try refreshing.")
        race.status = wanted
        self._announce(race, f"The race is now {wanted}.")

    def cancel(self, race: Race) -> None:
        """End a race without a result."""
        if race.is_over:
            raise RuleError("This race is already over. Try refreshing.")
        for entrant in race.entrants:
            if entrant.status == "in_progress":
                entrant.status = "dnf"
        race.status, race.cancelled_at, race.ended_at = "cancelled", self.now(), self.now()
        self._announce(race, "This race has been cancelled.")

    def begin(self, race: Race) -> None:
        """Start the countdown."""
        ready = [entrant for entrant in race.entrants if entrant.status == "ready"]
        if race.status not in BEFORE_START or len(ready) < 2:
            raise RuleError("This race cannot be started yet.")
        race.entrants = ready
        race.status = "pending"
        race.started_at = self.now() + timedelta(seconds=race.settings.start_delay)
        race.announced_countdown.clear()
        self._announce(race, f"Everyone is ready. The race will begin in {race.settings.start_delay} seconds!")

    # Entrants

    def join(self, race: Race, user: User) -> None:
        """Enter an open race, or ask to enter an invitational one."""
        if race.status not in BEFORE_START or race.entrant(user) is not None:
            raise RuleError("You cannot join this race.")
        if any(
            other is not race and not other.is_over and (part := other.entrant(user)) and part.status in JOINED
            for other in self.races.values()
        ):
            raise RuleError("You are already in another race.")
        status = "not_ready" if race.status == "open" or race.may_monitor(user) else "requested"
        race.entrants.append(Entrant(user, status))
        what = "joins the race." if status == "not_ready" else "requests to join the race."
        self._announce(race, f"{user.full_name} {what}")

    def leave(self, race: Race, user: User) -> None:
        """Go, or take a request or invitation back."""
        entrant = self._entrant(race, user)
        self._before_start(race)
        race.entrants.remove(entrant)
        self._announce(race, f"{user.full_name} quits the race.")

    def invite(self, race: Race, user: User) -> None:
        """Ask somebody in."""
        self._before_start(race)
        if race.entrant(user) is not None:
            raise RuleError(f"{user.name} is already an entrant.")
        if race.settings.streaming_required and not user.twitch_name:
            raise RuleError(f"{user.name} has no stream account.")
        race.entrants.append(Entrant(user, "invited"))
        self._announce(race, f"{user.full_name} has been invited to the race.")

    def accept_request(self, race: Race, user: User) -> None:
        """Let somebody in who asked."""
        self._move(race, user, {"requested"}, "not_ready", "has been accepted into the race.")

    def accept_invite(self, race: Race, user: User) -> None:
        """Come in as invited."""
        self._move(race, user, {"invited"}, "not_ready", "accepts the invitation.")

    def decline_invite(self, race: Race, user: User) -> None:
        """Stay out although invited."""
        entrant = self._entrant(race, user, {"invited"})
        race.entrants.remove(entrant)
        self._announce(race, f"{user.full_name} declines the invitation.")

    def ready(self, race: Race, user: User) -> None:
        """Be ready; the race may start by that."""
        self._before_start(race)
        self._move(race, user, {"not_ready"}, "ready", "is ready!")
        self._start_if_everybody_is_ready(race)

    def unready(self, race: Race, user: User) -> None:
        """Not ready after all."""
        self._before_start(race)
        self._move(race, user, {"ready"}, "not_ready", "is not ready.")

    def done(self, race: Race, user: User) -> None:
        """Finish."""
        if race.started_at is None or (self.now() - race.started_at) < timedelta(seconds=5):
            raise RuleError("You cannot finish this early.")
        entrant = self._entrant(race, user, {"in_progress"})
        entrant.finished_at = self.now()
        entrant.finish_time = entrant.finished_at - race.started_at
        self._move(race, user, {"in_progress"}, "done", "has finished!")
        self._finish_if_nobody_runs(race)

    def forfeit(self, race: Race, user: User) -> None:
        """Give up."""
        self._move(race, user, {"in_progress"}, "dnf", "has forfeited from the race.")
        self._finish_if_nobody_runs(race)

    def undone(self, race: Race, user: User) -> None:
        """Take a finish back; a finished race goes on."""
        self._undo(race, user, "done", "has undone their finish.")

    def unforfeit(self, race: Race, user: User) -> None:
        """Take a forfeit back."""
        self._undo(race, user, "dnf", "has undone their forfeit.")

    def remove_entrant(self, race: Race, user: User) -> None:
        """Throw somebody out."""
        self.leave(race, user)

    def set_monitor(self, race: Race, user: User, *, monitor: bool) -> None:
        """Make an entrant a monitor, or not."""
        self._entrant(race, user)
        if race.is_over:
            raise RuleError("This race is over.")
        if monitor and user not in race.monitors:
            race.monitors.append(user)
            self._announce(race, f"{user.full_name} promoted to race monitor.")
        elif not monitor and user in race.monitors:
            race.monitors.remove(user)
            self._announce(race, f"{user.full_name} is no longer a race monitor.")

    def override_stream(self, race: Race, user: User) -> None:
        """Let somebody race without streaming."""
        entrant = self._entrant(race, user, {"ready", "not_ready"})
        if not race.settings.streaming_required:
            raise RuleError("Streaming is not required in this race.")
        entrant.stream_override = not entrant.stream_override
        self._announce(race, f"{user.full_name} may race without streaming.")

    # Chat

    def say(
        self,
        race: Race,
        text: str,
        *,
        user: User | None = None,
        bot: Bot | None = None,
        guid: str | None = None,
        actions: dict[str, Any] | None = None,
        pinned: bool = False,
        direct_to: User | None = None,
    ) -> Message | None:
        """A line of chat; None when its guid was seen in the last five minutes."""
        text = text.strip()
        if not 1 <= len(text) <= TEXT_LIMIT:
            raise RuleError(f"message: Ensure this value has between 1 and {TEXT_LIMIT} characters.")
        if len(actions or {}) > 4:
            raise RuleError("actions: At most 4 actions are allowed.")
        if user is not None:
            self._may_chat(race, user)
        now = self.now()
        race.guids = {known: seen for known, seen in race.guids.items() if now - seen < GUID_MEMORY}
        if guid is not None:
            if guid in race.guids:
                return None
            race.guids[guid] = now
        message = Message(
            self.new_id(),
            text,
            now,
            user=user,
            bot=bot.name if bot else None,
            is_monitor=race.may_monitor(user) if user else None,
            direct_to=direct_to,
            actions={} if direct_to else (actions or {}),
            pinned=pinned and direct_to is None,
            guid=guid,
        )
        race.messages.append(message)
        if direct_to is not None:
            frame = {"message": message.id, "from_user": None, "from_bot": message.bot, "to": direct_to.id}
            self.emit(race, {"type": "chat.dm", **frame})
        else:
            self.emit(race, {"type": "chat.message", "message": message_json(race, message)})
            if message.pinned:
                self.emit(race, {"type": "chat.pin", "message": message_json(race, message)})
        return message

    def system(self, race: Race, text: str) -> None:
        """A line of the server itself."""
        message = Message(self.new_id(), text, self.now(), is_system=True)
        race.messages.append(message)
        self.emit(race, {"type": "chat.message", "message": message_json(race, message)})

    def changed(self, race: Race) -> None:
        """A new version of the race: tell everybody."""
        race.version += 1
        self.emit(race, self.race_frame(race))
        self.emit(race, self.renders_frame(race))

    def race_frame(self, race: Race) -> dict[str, Any]:
        """`race.data` as it is now."""
        return {"type": "race.data", "race": race_json(race), "version": race.version}

    def renders_frame(self, race: Race) -> dict[str, Any]:
        """`race.renders`, which bots ignore."""
        empty = dict.fromkeys(("entrants", "intro", "status", "streams"), "<div></div>")
        return {"type": "race.renders", "renders": empty, "version": race.version}

    def emit(self, race: Race, frame: dict[str, Any]) -> None:
        """Tell the listeners."""
        stamped = {**frame, "date": self.now().isoformat(timespec="microseconds")}
        for listener in self._listeners:
            listener(race, stamped)

    # Time

    def tick(self, seconds: float = 0) -> None:
        """Move on by so many seconds and let happen what is due."""
        self._ahead += timedelta(seconds=seconds)
        for race in list(self.races.values()):
            self._let_time_pass(race)

    def _let_time_pass(self, race: Race) -> None:
        now = self.now()
        if race.status == "pending" and race.started_at is not None:
            left = (race.started_at - now).total_seconds()
            for mark in COUNTDOWN:
                if 0 < left <= mark and mark not in race.announced_countdown:
                    race.announced_countdown.update(other for other in COUNTDOWN if other >= mark)
                    self.system(race, f"The race will begin in {mark} seconds…")
            if left <= 0:
                race.status = "in_progress"
                for entrant in race.entrants:
                    entrant.status = "in_progress"
                self._announce(race, "The race has begun! Good luck and have fun.")
        elif race.status == "in_progress" and race.started_at is not None:
            if now - race.started_at >= timedelta(hours=race.settings.time_limit):
                for entrant in race.entrants:
                    if entrant.status == "in_progress":
                        entrant.status = "dnf"
                self._finish_if_nobody_runs(race)
        elif race.status in BEFORE_START:
            joined = sum(entrant.status in JOINED for entrant in race.entrants)
            if now - race.opened_at >= (LONELY if joined < 2 else OPEN_LIMIT):
                self.cancel(race)

    # Helpers

    def _announce(self, race: Race, text: str) -> None:
        self.system(race, text)
        self.changed(race)

    def _entrant(self, race: Race, user: User, states: set[str] | None = None) -> Entrant:
        entrant = race.entrant(user)
        if entrant is None:
            raise RuleError(f"{user.name} is not an entrant.")
        if states is not None and entrant.status not in states:
            raise RuleError("Not possible in the present state. Try refreshing.")
        return entrant

    def _move(self, race: Race, user: User, states: set[str], to: str, text: str) -> None:
        self._entrant(race, user, states).status = to
        self._announce(race, f"{user.full_name} {text}")

    def _before_start(self, race: Race) -> None:
        if race.status not in BEFORE_START:
            raise RuleError("The race has begun. Try refreshing.")

    def _undo(self, race: Race, user: User, status: str, text: str) -> None:
        entrant = self._entrant(race, user, {status})
        if race.ended_at is not None and self.now() - race.ended_at > UNDO_WINDOW:
            raise RuleError("It is too late to undo that.")
        entrant.finish_time = entrant.finished_at = None
        race.ended_at = race.cancelled_at = None
        race.status = "in_progress"
        entrant.status = "in_progress"
        self._announce(race, f"{user.full_name} {text}")

    def _start_if_everybody_is_ready(self, race: Race) -> None:
        joined = [entrant for entrant in race.entrants if entrant.status in JOINED]
        if race.settings.auto_start and len(joined) >= 2 and all(entrant.status == "ready" for entrant in joined):
            self.begin(race)

    def _finish_if_nobody_runs(self, race: Race) -> None:
        if race.status != "in_progress" or any(entrant.status == "in_progress" for entrant in race.entrants):
            return
        race.ended_at = self.now()
        if any(entrant.status == "done" for entrant in race.entrants):
            race.status = "finished"
            self._announce(race, "The race is over. GGs!")
        else:
            race.status, race.cancelled_at = "cancelled", self.now()
            self._announce(race, "Nobody finished: the race is cancelled.")

    def _may_chat(self, race: Race, user: User) -> None:
        if race.may_monitor(user):
            return
        settings = race.settings
        if race.status in BEFORE_START and not settings.allow_prerace_chat:
            raise RuleError("You cannot chat before the race.")
        if race.status == "in_progress":
            if not settings.allow_midrace_chat:
                raise RuleError("You cannot chat during the race.")
            if not settings.allow_non_entrant_chat and race.entrant(user) is None:
                raise RuleError("Only entrants can chat during the race.")


def settings_from_form(form: dict[str, str], race: Race | None = None) -> RaceSettings:
    """What a form of `startrace` or `edit` asks for. Raises `RuleError` with the errors of its fields."""
    errors: list[str] = []
    settings = RaceSettings(streaming_required=True)
    for item in fields(RaceSettings):
        if item.name not in form or form[item.name] == "":
            continue
        value, default = form[item.name], getattr(settings, item.name)
        if isinstance(default, bool):
            setattr(settings, item.name, value.lower() != "false")
        elif isinstance(default, int):
            low, high = {"start_delay": (10, 60), "time_limit": (1, 72), "chat_message_delay": (0, 90)}[item.name]
            if not value.isdigit() or not low <= int(value) <= high:
                errors.append(f"{item.name}: Enter a whole number from {low} to {high}.")
            else:
                setattr(settings, item.name, int(value))
        elif len(value) > (255 if item.name == "custom_goal" else TEXT_LIMIT):
            errors.append(f"{item.name}: This is too long.")
        else:
            setattr(settings, item.name, value)
    if (race is None or race.status in BEFORE_START) and (settings.goal is None) == (settings.custom_goal is None):
        errors.append("__all__: You need to set exactly one of a goal and a custom goal.")
    if errors:
        raise RuleError(*errors)
    return settings
