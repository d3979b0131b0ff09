"""What the simulated racetime.gg knows: categories, people, bots, races."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

BEFORE_START = frozenset({"open", "invitational"})
OVER = frozenset({"finished", "cancelled", "partitioned"})
JOINED = frozenset({"ready", "not_ready", "in_progress", "done", "dnf", "dq"})
ACTIVE = frozenset({"ready", "not_ready", "in_progress"})
UNDO_WINDOW = timedelta(minutes=10)
CHAT_CLOSES = timedelta(hours=1)


class RuleError(Exception):
    """The server refuses; the texts are what the one who asked is shown."""

    def __init__(self, *errors: str) -> None:
        super().__init__("; ".join(errors))
        self.errors = list(errors)


class FormError(RuleError):
    """Fields of a form are wrong; `fields` has their errors, those of the whole form under `__all__`."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        super().__init__(
            *(text if name == "__all__" else f"{name}: {text}" for name, texts in fields.items() for text in texts)
        )
        self.fields = fields


@dataclass(eq=False, slots=True)
class User:
    """Somebody with an account. A deleted account stays in its races, without a name.

    `scores` has the points of a goal, by `category slug/goal`.
    """

    id: str
    name: str
    discriminator: str | None = "0001"
    twitch_name: str | None = None
    staff: bool = False
    supporter: bool = False
    pronouns: str | None = None
    deleted: bool = False
    scores: dict[str, int] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """`Name#0001`."""
        return f"{self.name}#{self.discriminator}" if self.discriminator else self.name


@dataclass(eq=False, slots=True)
class Team:
    """People who race together; `formal` ones have a page, the others exist in one race only."""

    slug: str
    name: str
    formal: bool = True
    owner: User | None = None
    members: list[User] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)
    profile: str = ""


@dataclass(eq=False, slots=True)
class Category:
    """A game; `goals` says of each whether it is active. Members of `teams` count as monitors in its rooms."""

    slug: str
    name: str
    goals: dict[str, bool]
    streaming_required: bool = False
    allow_unlisted: bool = True
    allow_hide_entrants: bool = False
    allow_partition: bool = False
    active: bool = True
    owners: list[User] = field(default_factory=list)
    moderators: list[User] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    banned: list[User] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Bot:
    """A bot of one category, an OAuth client."""

    client_id: str
    client_secret: str
    name: str
    category: Category
    active: bool = True


@dataclass(eq=False, slots=True)
class Token:
    """An access token of a bot or of a user."""

    value: str
    expires: datetime
    scopes: frozenset[str]
    bot: Bot | None = None
    user: User | None = None


@dataclass(eq=False, slots=True)
class Message:
    """One line of chat. System lines may hold markers, `##class##text##`."""

    id: str
    text: str
    posted_at: datetime
    user: User | None = None
    bot: str | None = None
    is_system: bool = False
    direct_to: User | None = None
    actions: dict[str, Any] = field(default_factory=dict)
    pinned: bool = False
    guid: str | None = None
    deleted: bool = False

    @property
    def is_dm(self) -> bool:
        """Only for the eyes of `direct_to`."""
        return self.direct_to is not None


@dataclass(eq=False, slots=True)
class Entrant:
    """Somebody's part in a race."""

    user: User
    status: str
    finish_time: timedelta | None = None
    finished_at: datetime | None = None
    comment: str | None = None
    stream_live: bool = False
    stream_override: bool = False
    team: Team | None = None


@dataclass(slots=True)
class RaceSettings:
    """What a room is opened with. Durations in the unit of the form: seconds, but `time_limit` in hours."""

    goal: str | None = None
    custom_goal: str | None = None
    unlisted: bool = False
    info_user: str = ""
    info_bot: str = ""
    start_delay: int = 15
    time_limit: int = 24
    time_limit_auto_complete: bool = False
    streaming_required: bool = False
    auto_start: bool = True
    ranked: bool = True
    allow_comments: bool = True
    hide_comments: bool = False
    allow_prerace_chat: bool = True
    allow_midrace_chat: bool = True
    allow_non_entrant_chat: bool = True
    chat_message_delay: int = 0
    team_race: bool = False
    require_even_teams: bool = False
    hide_entrants: bool = False
    partitionable: bool = False
    disqualify_unready: bool = False


@dataclass(frozen=True, slots=True)
class ClientFrame:
    """A frame that a program sent into a room; `client` is the name of its bot or user, if its token was good."""

    at: datetime
    client: str | None
    action: str
    data: dict[str, Any]


@dataclass(eq=False, slots=True)
class Race:
    """A race room."""

    category: Category
    slug: str
    settings: RaceSettings
    status: str
    opened_at: datetime
    opened_by: User | None = None
    opened_by_bot: str | None = None
    version: int = 1
    entrants: list[Entrant] = field(default_factory=list)
    monitors: list[User] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    started_at: datetime | None = None
    ended_at: datetime | None = None
    cancelled_at: datetime | None = None
    recordable: bool = True
    recorded: bool = False
    recorded_by: User | None = None
    bot_meta: dict[str, Any] = field(default_factory=dict)
    frames: list[ClientFrame] = field(default_factory=list)
    guids: dict[str, datetime] = field(default_factory=dict)
    announced: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """`category/slug`."""
        return f"{self.category.slug}/{self.slug}"

    @property
    def info_bot(self) -> str:
        """What the bot says about the race."""
        return self.settings.info_bot

    @property
    def info_user(self) -> str:
        """What its opener says about it."""
        return self.settings.info_user

    @property
    def goal(self) -> str:
        """The name of the goal, custom or not."""
        return self.settings.goal or self.settings.custom_goal or ""

    @property
    def is_over(self) -> bool:
        """Finished, cancelled or split into other rooms."""
        return self.status in OVER

    @property
    def is_anonymous(self) -> bool:
        """Nobody may know who races, for now."""
        return self.settings.hide_entrants and not self.is_over

    def entrant(self, user: User) -> Entrant | None:
        """The user's part in this race."""
        return next((entrant for entrant in self.entrants if entrant.user is user), None)

    def is_joined(self, user: User) -> bool:
        """Whether the user takes part, and not only asked or was asked to."""
        entrant = self.entrant(user)
        return entrant is not None and entrant.status in JOINED

    def may_monitor(self, user: User) -> bool:
        """Openers, monitors, moderators and owners of the category, and staff."""
        return self.may_moderate(user) or user is self.opened_by or user in self.monitors

    def may_moderate(self, user: User) -> bool:
        """Moderators and owners of the category, and staff."""
        return user.staff or user in self.category.owners or user in self.category.moderators

    def speaks_as_monitor(self, user: User) -> bool:
        """Monitors, and members of the teams that are attached to the category."""
        return self.may_monitor(user) or any(user in team.members for team in self.category.teams)

    def can_be_undone(self, now: datetime) -> bool:
        """Whether somebody may still take a finish or forfeit back."""
        if self.recorded or self.started_at is None:
            return False
        return self.ended_at is None or now - self.ended_at <= UNDO_WINDOW

    def is_chat_closed(self, now: datetime) -> bool:
        """Recorded races are silent, others an hour after their end."""
        return self.recorded or (
            not self.recordable and self.ended_at is not None and now - self.ended_at > CHAT_CLOSES
        )
