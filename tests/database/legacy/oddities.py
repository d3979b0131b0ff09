"""What a real database holds and should not.

`spoil` adds rows that are there twice, of which an adoption keeps one, and rows that only look alike, which all stay.
`Odd` and `Twice` turn rows that `fill` made, with at least 50 `rows`, into ones for which no rule may be at hand, one
at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pymysql import Connection
from pymysql.cursors import Cursor

from tests.database.legacy import structure

Row = Mapping[str, object]

# Ids of added rows begin here, far above those that `fill` gives.
FIRST = 50_000_000
PARENTS: tuple[tuple[str, Row], ...] = (
    ("users", {"id": FIRST, "discord_user_id": 80, "display_name": "twin"}),
    ("users", {"id": FIRST + 1, "discord_user_id": 81, "display_name": "twin"}),
    ("asynctournament", {"id": FIRST, "name": "Twins", "guild_id": 1, "channel_id": 1, "owner_id": 1}),
    ("racerverification", {"id": FIRST, "guild_id": 1, "role_id": 1, "minimum_races": 2}),
    ("ranked_choice_election", {"id": FIRST, "owner_id": 1, "title": "Twins"}),
    *(("ranked_choice_candidate", {"id": FIRST + n, "election_id": FIRST, "name": str(n)}) for n in range(4)),
)
RUN = {"tournament_id": FIRST, "user_id": FIRST}


@dataclass(frozen=True, slots=True)
class Twins:
    """Rows that stand for one thing, `same` in these columns; of them the one at the place `kept` stays."""

    table: str
    same: Row
    rows: tuple[Row, ...]
    kept: int = -1


@dataclass(frozen=True, slots=True)
class Spoiled:
    """Which added rows an adoption takes away, and which it leaves, as pairs of table and id."""

    lost: frozenset[tuple[str, int]]
    kept: frozenset[tuple[str, int]]


TWINS = (
    Twins(
        "config",
        {"guild_id": 1, "parameter": "AuditLogChannel"},
        ({"value": "307860211333595146"}, {"value": "402239158082256896"}, {"value": None}),
    ),
    Twins("daily", {"hash": "twInHash01"}, ({}, {}, {})),
    Twins("rtggunlistedrooms", {"room_name": "alttpr/goofy-ganon-1"}, ({"category": "alttpr"}, {"category": "smz3"})),
    Twins(
        "rtggoverridewhitelist",
        {"racetime_id": "twinTwinTwin", "category": "alttpr"},
        ({"reason": "a year"}, {"reason": None, "expires": datetime(2026, 12, 31, 23, 59, 59)}),  # noqa: DTZ001
    ),
    Twins(
        "verifiedracer",
        {"user_id": FIRST, "racer_verification_id": FIRST},
        ({"estimated_count": 5}, {"estimated_count": None}),
    ),
    Twins("spoiler_races", {"srl_id": "alttpr/twin-1"}, ({"studytime": 900}, {"studytime": 0})),
    Twins("asynctournamentwhitelist", RUN, ({"discord_user_id": 80}, {"discord_user_id": None})),
    Twins("asynctournamentpermissions", RUN | {"role": "admin"}, ({}, {}, {})),
    Twins(
        "asynctournamentpermissions",
        {"tournament_id": FIRST, "discord_role_id": 9, "role": "mod"},
        ({"user_id": None},) * 2,
    ),
    Twins(
        "tournament_results",
        {"srl_id": "alttpr/twin-1"},
        ({"status": None}, {"status": "STARTED", "permalink": "https://alttpr.com/h/1"}, {"status": "RECORDED"}),
        kept=1,
    ),
    Twins("tournament_results", {"srl_id": "alttpr/twin-2"}, ({"episode_id": "1"}, {"episode_id": "2"})),
    Twins(
        "tournament_results",
        {"srl_id": "alttpr/twin-3"},
        ({"permalink": "https://alttpr.com/h/1"}, {"permalink": "https://alttpr.com/h/2"}),
    ),
)
# A ballot is sent twice: the same again, in another order, with one candidate more. The first one counts, wholly.
BALLOTS: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {
    80: ((0, 1, 2), (0, 1, 2)),
    81: ((0, 1, 2), (2, 0, 1)),
    82: ((0, 1), (1, 0, 3)),
}
ALIKE: tuple[tuple[str, Row], ...] = (
    ("config", {"guild_id": 2, "parameter": "AuditLogging", "value": "true"}),
    ("config", {"guild_id": 2, "parameter": "auditlogging", "value": "false"}),
    ("daily", {"hash": "AbCdEfGh"}),
    ("daily", {"hash": "aBcDeFgH"}),
    ("rtggunlistedrooms", {"room_name": "alttpr/cafe", "category": "alttpr"}),
    ("rtggunlistedrooms", {"room_name": "alttpr/café", "category": "alttpr"}),
    ("rtggoverridewhitelist", {"racetime_id": "AbCdEfGh", "category": "alttpr"}),
    ("rtggoverridewhitelist", {"racetime_id": "aBcDeFgH", "category": "alttpr"}),
    ("tournament_results", {"srl_id": "alttpr/Zelda"}),
    ("tournament_results", {"srl_id": "alttpr/zelda"}),
    ("tournament_results", {"srl_id": None}),
    ("tournament_results", {"srl_id": None}),
    ("asynctournamentpermissions", RUN | {"role": "mod"}),
)
# Possible only where somebody made the column tell letters by their case, as in the oldest tables.
ALIKE_BY_CASE: tuple[tuple[str, Row], ...] = (
    ("users", {"rtgg_id": "XzVwZWqJdnWokd9g"}),
    ("users", {"rtgg_id": "xZvWzwQjDNwOKD9G"}),
)


def spoil(connection: Connection[Cursor]) -> Spoiled:
    """Add the rows above, as far as the keys of this database allow, and tell what is to become of them."""
    with connection.cursor() as cursor:
        writer = _Writer(cursor)
        for table, row in PARENTS:
            writer.add(table, row)
        lost: set[tuple[str, int]] = set()
        kept: set[tuple[str, int]] = set()
        unique = {
            (name, columns)
            for name, table in structure.read(connection).items()
            for columns, is_unique in table.keys.values()
            if is_unique
        }
        for twins in TWINS:
            if (twins.table, tuple(twins.same)) not in unique:
                ids = [writer.add(twins.table, {**twins.same, **row}) for row in twins.rows]
                kept.add((twins.table, ids.pop(twins.kept)))
                lost |= {(twins.table, each) for each in ids}
        for voter, (first, second) in BALLOTS.items():
            kept |= writer.vote(voter, first)
            lost |= writer.vote(voter, second)
        by_case = ALIKE_BY_CASE if writer.tells_case("users", "rtgg_id") else ()
        kept |= {(table, writer.add(table, row)) for table, row in (*ALIKE, *by_case)}
    connection.commit()
    return Spoiled(frozenset(lost), frozenset(kept))


class _Writer:
    """Inserts rows under ids of their own."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._newest: dict[str, int] = {}

    def add(self, table: str, row: Row) -> int:
        self._newest[table] = self._newest.get(table, FIRST - 1) + 1
        full = {"id": self._newest[table], **row}
        columns = ", ".join(f"`{column}`" for column in full)
        marks = ", ".join(["%s"] * len(full))
        self._cursor.execute(f"INSERT INTO `{table}` ({columns}) VALUES ({marks})", tuple(full.values()))  # noqa: S608
        return self._newest[table]

    def vote(self, voter: int, candidates: tuple[int, ...]) -> set[tuple[str, int]]:
        ballot = {"election_id": FIRST, "user_id": voter}
        return {
            (
                "ranked_choice_votes",
                self.add("ranked_choice_votes", ballot | {"candidate_id": FIRST + each, "rank": rank}),
            )
            for rank, each in enumerate(candidates, start=1)
        }

    def tells_case(self, table: str, column: str) -> bool:
        self._cursor.execute(
            "SELECT collation_name FROM information_schema.columns "
            "WHERE table_schema = DATABASE() AND table_name = %s AND column_name = %s",
            (table, column),
        )
        ((collation,),) = self._cursor.fetchall()
        return str(collation).endswith(("_bin", "_cs"))


@dataclass(frozen=True, slots=True)
class Odd:
    """A value that no rule foresees, in one row that `fill` made."""

    table: str
    column: str
    value: str | int | None

    def plant(self, connection: Connection[Cursor]) -> int:
        """Write it into some row and return the row's id."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM `{self.table}` ORDER BY id LIMIT 1 OFFSET 3")  # noqa: S608
            ((key,),) = cursor.fetchall()
            cursor.execute(f"UPDATE `{self.table}` SET `{self.column}` = %s WHERE id = %s", (self.value, key))  # noqa: S608
        connection.commit()
        return int(key)


@dataclass(frozen=True, slots=True)
class Twice:
    """Two rows that are alike in `columns` and so stand for one thing, which the migrated tables allow."""

    table: str
    columns: tuple[str, ...]
    where: str = "TRUE"

    def plant(self, connection: Connection[Cursor]) -> tuple[int, int]:
        """Make one row like another and return the ids of both, the elder first."""
        known = " AND ".join([self.where, *(f"`{column}` IS NOT NULL" for column in self.columns)])
        alike = ", ".join(f"other.`{column}` = one.`{column}`" for column in self.columns)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM `{self.table}` WHERE {known} ORDER BY id LIMIT 2")  # noqa: S608
            (one,), (other,) = cursor.fetchall()
            cursor.execute(
                f"UPDATE `{self.table}` one JOIN `{self.table}` other ON one.id = %s AND other.id = %s SET {alike}",  # noqa: S608
                (one, other),
            )
        connection.commit()
        return int(one), int(other)


ODD = (
    Odd("asynctournament", "customization", "league"),
    Odd("asynctournamentliverace", "status", "cancelled"),
    Odd("asynctournamentpermalink", "url", None),
    Odd("asynctournamentpermissions", "role", "owner"),
    Odd("asynctournamentrace", "review_status", "ACCEPTED"),
    Odd("asynctournamentrace", "review_status", "second look"),
    Odd("asynctournamentrace", "status", "dnf"),
    Odd("presetnamespaces", "name", None),
    Odd("presetnamespaces", "name", ""),
    Odd("racetimekonotsegment", "game_id", 2_000_000_000),
    Odd("ranked_choice_candidate", "name", None),
    Odd("schedulebroadcastchannels", "channel_type", "youtube"),
    Odd("schedulerole", "name", "spectator"),
    Odd("telemetry_events", "action", "retry"),
    Odd("telemetry_events", "status", "maybe"),
    Odd("telemetry_events", "surface", "web"),
    Odd("tournament_results", "status", "CANCELLED"),
    Odd("triforcetextsconfig", "key_name", "webhook"),
    Odd("triforcetextsconfig", "key_name", "k" * 2000),
)
TWICE = (
    Twice("asynctournamentrace", ("live_race_id", "user_id")),
    Twice("asynctournamentrace", ("permalink_id", "user_id")),
    Twice("asynctournamentrace", ("thread_id",)),
    Twice("asynctournamentrace", ("tournament_id", "user_id", "status"), where="status = 'in_progress'"),
    Twice("racerverification", ("guild_id", "role_id")),
    Twice("racerverification", ("message_id",)),
    Twice("racetimekonotsegment", ("game_id", "segment_number")),
    Twice("racetimekonotsegment", ("racetime_room",)),
    Twice("ranked_choice_authorized_voters", ("election_id", "user_id")),
    Twice("ranked_choice_candidate", ("election_id", "name")),
    Twice("reaction_group", ("message_id",)),
    Twice("reaction_role", ("reaction_group_id", "emoji")),
    Twice("rtggwatcher", ("channel_id", "category")),
    Twice("rtggwatcherplayer", ("rtgg_watcher_id", "racetime_id")),
    Twice("scheduleepisodecommentator", ("episode_id", "user_id")),
    Twice("scheduleepisodecommentatorpreferredpartner", ("episode_id", "user_id")),
    Twice("scheduleepisodeplayer", ("episode_id", "user_id")),
    Twice("scheduleepisoderestreamer", ("episode_id", "user_id")),
    Twice("scheduleepisodetracker", ("episode_id", "user_id")),
    Twice("schedulerole", ("event_id", "name")),
    Twice("schedulerolemember", ("role_id", "user_id")),
    Twice("srl_races", ("srl_id",)),
    Twice("voice_role", ("guild_id", "voice_channel_id", "role_id")),
)
