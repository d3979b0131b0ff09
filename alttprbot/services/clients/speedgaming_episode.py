"""An episode of SpeedGaming's schedule, as far as it matters to us. Fields that are not set are empty texts there."""

from __future__ import annotations

from pydantic import AwareDatetime

from alttprbot.services.clients.wire import Flag, Number, Text, Wire

UNLISTED = "ignore"
"""What organisers write for the stream of a player who is a placeholder."""
HIGHEST_SNOWFLAKE = 2**63 - 1


class Event(Wire):
    """What an episode belongs to."""

    id: int
    slug: str
    name: Text = ""
    short_name: Text = ""
    game: Text = ""
    active: Flag = False


class Person(Wire):
    """Somebody on the schedule. `discord_id` and `discord_tag` are typed by people and may be anything."""

    id: int
    display_name: Text = ""
    discord_id: Text = ""
    discord_tag: Text = ""
    public_stream: Text = ""

    @property
    def discord_user_id(self) -> int | None:
        """The id, if it can be one."""
        text = self.discord_id.strip()
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= 20 else 0
        return number if 0 < number <= HIGHEST_SNOWFLAKE else None

    @property
    def discord_name(self) -> str:
        """The name by which Discord knows somebody today: without the number that names had once."""
        return self.discord_tag.strip().removesuffix("#0")


class Player(Person):
    """Who plays."""

    streaming_from: Text = ""

    @property
    def is_placeholder(self) -> bool:
        """Whether nobody is meant."""
        return self.public_stream == UNLISTED


class CrewMember(Person):
    """Who commentates, tracks or broadcasts; only those who are `approved` will."""

    approved: Flag = False
    language: Text = ""


class Match(Wire):
    """`note` says what it is as long as there is no title. There may be no players yet."""

    id: int
    title: Text = ""
    note: Text = ""
    players: tuple[Player, ...] = ()


class Channel(Wire):
    """Where an episode is shown."""

    id: int
    name: Text = ""
    slug: Text = ""
    initials: Text = ""
    language: Text = ""


class Episode(Wire):
    """One broadcast: `when` it begins, `when_countdown` its race. `length` is in minutes.

    A `timezone` that is not empty says that both times were entered in that zone and are not right yet. `match2` is
    there for double-headers only.
    """

    id: int
    title: Text = ""
    when: AwareDatetime
    when_countdown: AwareDatetime
    length: Number = 0
    timezone: Text = ""
    approved: Flag = False
    external_restream: Flag = False
    event: Event
    match1: Match
    match2: Match | None = None
    channels: tuple[Channel, ...] = ()
    commentators: tuple[CrewMember, ...] = ()
    trackers: tuple[CrewMember, ...] = ()
    broadcasters: tuple[CrewMember, ...] = ()
    helpers: tuple[CrewMember, ...] = ()
