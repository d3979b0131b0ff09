"""What the page of a room shows to one person: who is in it, what was said, and what that person can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from alttprbot_sandbox.racetime.actions import Action, actions_of
from alttprbot_sandbox.racetime.serial import ENTRANT_LABELS, STATUS_LABELS, moment, shown_user
from alttprbot_sandbox.racetime.standings import entrant_actions, ordinal, ranked_entrants
from alttprbot_sandbox.racetime.state import BEFORE_START, JOINED, Entrant, Message, Race, User

LABELS = {
    "join": "Join",
    "request_invite": "Request to join",
    "cancel_invite": "Withdraw request",
    "accept_invite": "Accept invitation",
    "decline_invite": "Decline invitation",
    "leave": "Leave",
    "ready": "Ready",
    "unready": "Not ready",
    "done": "Done",
    "forfeit": "Forfeit",
    "undone": "Undo finish",
    "unforfeit": "Undo forfeit",
    "go_live": "Start streaming",
    "go_offline": "Stop streaming",
    "start": "Force start",
    "cancel": "Cancel race",
    "make_open": "Make open",
    "make_invitational": "Make invitational",
    "record": "Record result",
    "accept_request": "Accept request",
    "force_unready": "Unready",
    "remove_entrant": "Remove",
    "add_monitor": "Add monitor",
    "remove_monitor": "Remove monitor",
    "override_stream": "Override stream",
    "disqualify": "Disqualify",
    "requalify": "Undo disqualification",
    "purge": "Purge messages",
}
MAIN = frozenset({"join", "request_invite", "accept_invite", "ready", "done", "accept_request"})
URGENT = frozenset({"accept_request", "override_stream"})
GRAVE = frozenset({"cancel", "forfeit", "disqualify", "remove_entrant", "purge", "leave", "decline_invite"})


@dataclass(frozen=True, slots=True)
class Button:
    """Something that can be done by one click."""

    verb: str
    whom: User | None = None

    @property
    def label(self) -> str:
        """What stands on it."""
        return LABELS[self.verb]

    @property
    def weight(self) -> str:
        """How loud it looks."""
        return "main" if self.verb in MAIN else "grave" if self.verb in GRAVE else "plain"


@dataclass(frozen=True, slots=True)
class EntrantRow:
    """One entrant."""

    name: str
    status: str
    label: str
    result: str
    notes: Sequence[str]
    comment: str | None
    urgent: Sequence[Button]
    others: Sequence[Button]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of chat. `kind` is `bot`, `system` or `user`."""

    message: Message
    kind: str
    author: str
    notes: Sequence[str]
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True)
class RoomView:
    """A room as `me` sees it; `me` is None while nobody has an account."""

    race: Race
    me: User | None
    now: datetime
    users: Sequence[User]

    @property
    def status(self) -> str:
        """The state of the race in words."""
        return STATUS_LABELS[self.race.status]

    @property
    def started_at(self) -> str | None:
        """When the clock of the race reads zero."""
        return moment(self.race.started_at)

    @property
    def stopped_at(self) -> str | None:
        """When that clock stopped."""
        return moment(self.race.ended_at)

    @property
    def notes(self) -> list[str]:
        """What is special about the room."""
        settings = self.race.settings
        return [
            *(["Unlisted"] if settings.unlisted else []),
            *(["Streaming required"] if settings.streaming_required else []),
            *(["Team race"] if settings.team_race else []),
            *(["Entrants hidden"] if self.race.is_anonymous else []),
            *(["Starts when all are ready"] if settings.auto_start else ["Started by a monitor"]),
            *(["Recorded"] if self.race.recorded else []),
        ]

    @property
    def opener(self) -> str:
        """Who opened the room."""
        if self.race.opened_by_bot:
            return self.race.opened_by_bot
        return self.race.opened_by.full_name if self.race.opened_by else "racetime.gg"

    @property
    def entrants(self) -> list[EntrantRow]:
        """The entrants, those who finished first."""
        return [self._row(entrant, place) for entrant, place in ranked_entrants(self.race)]

    @property
    def joined(self) -> int:
        """How many take part."""
        return sum(entrant.status in JOINED for entrant in self.race.entrants)

    @property
    def my_status(self) -> str | None:
        """The state of my own part."""
        entrant = self._mine
        return ENTRANT_LABELS[entrant.status] if entrant else None

    @property
    def my_buttons(self) -> list[Button]:
        """What I can do about my own part."""
        if self.me is None:
            return []
        entrant = self._mine
        if entrant is None:
            if self.race.status not in BEFORE_START:
                return []
            asks = self.race.status == "invitational" and not self.race.may_monitor(self.me)
            return [Button("request_invite" if asks else "join")]
        verbs = [verb for verb in entrant_actions(self.race, entrant, self.now) if verb != "add_comment"]
        if self.race.settings.streaming_required and entrant.status in {"not_ready", "ready", "in_progress"}:
            verbs.append("go_offline" if entrant.stream_live else "go_live")
        return [Button(verb) for verb in verbs]

    @property
    def can_comment(self) -> bool:
        """Whether I may comment on my race."""
        entrant = self._mine
        return entrant is not None and "add_comment" in entrant_actions(self.race, entrant, self.now)

    @property
    def can_choose_team(self) -> bool:
        """Whether I still have to, or may, choose a team."""
        entrant = self._mine
        return self.race.settings.team_race and entrant is not None and entrant.status == "not_ready"

    @property
    def is_monitor(self) -> bool:
        """Whether I run this room."""
        return self.me is not None and self.race.may_monitor(self.me)

    @property
    def is_moderator(self) -> bool:
        """Whether I look after the whole category."""
        return self.me is not None and self.race.may_moderate(self.me)

    @property
    def monitor_buttons(self) -> list[Button]:
        """What I can do about the room."""
        race, buttons = self.race, []
        if self.is_monitor and race.status in BEFORE_START:
            buttons += [Button("start"), Button("make_invitational" if race.status == "open" else "make_open")]
        if self.is_monitor and not race.is_over:
            buttons.append(Button("cancel"))
        if self.is_moderator and race.status == "finished" and race.recordable and not race.recorded:
            buttons.append(Button("record"))
        return buttons

    @property
    def invitable(self) -> list[User]:
        """Whom I can invite."""
        if not self.is_monitor or self.race.status not in BEFORE_START:
            return []
        return [user for user in self.users if not user.deleted and self.race.entrant(user) is None]

    @property
    def lines(self) -> list[Line]:
        """What was said, without what is pinned and what I may not read."""
        return [self._line(message) for message in self._messages if not message.pinned]

    @property
    def pinned(self) -> list[Line]:
        """What is kept in sight."""
        return [self._line(message) for message in self._messages if message.pinned]

    @property
    def _messages(self) -> list[Message]:
        return [
            message
            for message in self.race.messages
            if not message.deleted and (not message.is_dm or self.me in (message.direct_to, message.user))
        ]

    @property
    def _mine(self) -> Entrant | None:
        return self.race.entrant(self.me) if self.me else None

    def _row(self, entrant: Entrant, place: int | None) -> EntrantRow:
        race, user = self.race, entrant.user
        notes = [
            *([entrant.team.name] if entrant.team else []),
            *(["monitor"] if not race.is_anonymous and user in race.monitors else []),
            *(["live"] if entrant.stream_live else []),
            *(["stream overridden"] if entrant.stream_override else []),
        ]
        result = f"{ordinal(place)} · {str(entrant.finish_time).partition('.')[0]}" if place else ""
        is_comment_hidden = race.settings.hide_comments and not race.is_over
        comment = None if is_comment_hidden else entrant.comment
        label = ENTRANT_LABELS[entrant.status]
        buttons = self._buttons_about(entrant)
        urgent = [button for button in buttons if button.verb in URGENT]
        others = [button for button in buttons if button.verb not in URGENT]
        return EntrantRow(_name(race, user), entrant.status, label, result, notes, comment, urgent, others)

    def _buttons_about(self, entrant: Entrant) -> list[Button]:
        race, user, verbs = self.race, entrant.user, list[str]()
        if not self.is_monitor:
            return []
        if race.status in BEFORE_START:
            verbs += ["accept_request"] if entrant.status == "requested" else []
            verbs += ["force_unready"] if entrant.status == "ready" else []
            is_unseen = not (entrant.stream_live or entrant.stream_override)
            if race.settings.streaming_required and is_unseen and entrant.status in JOINED:
                verbs.append("override_stream")
            verbs.append("remove_entrant")
        if user in race.monitors:
            verbs.append("remove_monitor")
        elif not race.is_over and not race.may_monitor(user):
            verbs.append("add_monitor")
        if self.is_moderator and race.started_at is not None and not race.recorded:
            verbs += ["disqualify"] if entrant.status in {"in_progress", "done", "dnf"} else []
            verbs += ["requalify"] if entrant.status == "dq" else []
        if self.is_moderator:
            verbs.append("purge")
        return [Button(verb, user) for verb in verbs]

    def _line(self, message: Message) -> Line:
        notes = []
        if message.user is not None and self.race.speaks_as_monitor(message.user):
            notes.append("monitor")
        if message.direct_to is not None:
            notes.append(f"to {message.direct_to.name}, privately")
        if message.bot is not None:
            return Line(message, "bot", message.bot, ["bot", *notes], actions_of(message.actions))
        if message.user is not None:
            return Line(message, "user", _name(self.race, message.user), notes, [])
        return Line(message, "system", "", [], [])


def _name(race: Race, user: User) -> str:
    fields = shown_user(race, user)
    return fields["name"] if fields else "(deleted account)"
