"""Rows for every table, the same for the same seed: sound ones, such as the earlier application wrote itself.

Of each table the first row is as large as can be and the second as empty as can be. Sound is what the earlier
application allowed by intent: both words for an approved run, but nothing twice that should be there once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from random import Random

from pymysql import Connection
from pymysql.cursors import Cursor

from tests.database.legacy import notation, structure
from tests.database.legacy.notation import Column, Table
from tests.database.legacy.values import EMOJI, INTEGERS, Maker, limit, maker, snowflake

NOW = datetime(2026, 2, 20, 12)  # noqa: DTZ001 (columns hold UTC without a zone)
GROWING = (
    *("audit_generated_games", "audit_messages", "asynctournamentrace", "ranked_choice_votes", "telemetry_events"),
    *("tournament_results", "tournamentpresethistory", "triforcetexts", "users"),
)
# In each of the other tables.
FEW = 40
# Rows were deleted now and then, so that ids have gaps.
STEP = 3
BATCH = 5_000
CANDIDATES = 4
RANKS = 3
LARGEST, EMPTIEST = 1, 2
# References that have no foreign key any more.
UNGUARDED = {("racetimekonotsegment", "game_id"): "racetimekonotgame"}

Row = tuple[object, ...]


def fill(
    connection: Connection[Cursor],
    rows: int = 200,
    *,
    more: Mapping[str, int] | None = None,
    now: datetime = NOW,
    seed: int = 2026,
) -> None:
    """Put rows into every table that `install` made, the stray ones of production apart.

    Args:
        connection: has the schema selected, whose tables are empty.
        rows: how many there are in each table that grows (`GROWING`), at least 2.
        more: how many in single tables of those, in place of `rows`. Runs are as many as users times 40 at most.
        now: what all moments come before, UTC without a zone. Nine of ten messages are less than 29 days old.
        seed: other rows for another seed.
    """
    known = notation.read()
    tables = {name: table for name, table in structure.read(connection).items() if name in known}
    counts = {name: (more or {}).get(name, rows if name in GROWING else FEW) for name in tables}
    keys = {name: _keys(table, counts[name]) for name, table in tables.items()}
    random = Random(seed)
    with connection.cursor() as cursor:
        # Servers load an empty table several times as fast where they check nothing.
        cursor.execute("SET unique_checks = 0, foreign_key_checks = 0")
        for name, table in tables.items():
            made = _Makers(name, tables, keys, random, now).rows()
            columns = ", ".join(f"`{column}`" for column in table.columns)
            marks = ", ".join(["%s"] * len(table.columns))
            cursor.execute("BEGIN")
            while batch := list(islice(made, BATCH)):
                cursor.executemany(f"INSERT INTO `{name}` ({columns}) VALUES ({marks})", batch)  # noqa: S608
            cursor.execute("COMMIT")
        cursor.execute("SET unique_checks = 1, foreign_key_checks = 1")


class _Makers:
    """What makes the rows of one table."""

    def __init__(
        self, name: str, tables: Mapping[str, Table], keys: Mapping[str, Sequence[int]], random: Random, now: datetime
    ) -> None:
        self._name = name
        self._table = tables[name]
        self._keys = keys
        self._random = random
        self._now = now
        self._parents = {key.column: keys[key.table] for key in self._table.foreign_keys.values()}
        self._parents |= {column: keys[parent] for (table, column), parent in UNGUARDED.items() if table == name}
        # Each person is somewhere at most once before anybody is there twice.
        self._turn = max((len(parent) for parent in self._parents.values()), default=1)

    def rows(self) -> Iterator[Row]:
        columns = self._table.columns
        makers = {name: self._maker(name, column) for name, column in columns.items()}
        fixed = {self._table.primary_key, *self._parents}
        for number in range(1, len(self._keys[self._name]) + 1):
            if number == LARGEST:
                yield tuple(
                    make(number) if name in fixed else limit(self._name, name, columns[name])
                    for name, make in makers.items()
                )
            elif number == EMPTIEST:
                yield tuple(None if columns[name].null else make(number) for name, make in makers.items())
            else:
                yield tuple([make(number) for make in makers.values()])

    def _maker(self, name: str, column: Column) -> Maker:
        if name == self._table.primary_key:
            keys = self._keys[self._name]
            return lambda number: keys[number - 1]
        if special := self._special(name):
            return special
        if name in self._parents:
            return self._reference(name, column)
        crowded = self._name in GROWING and self._name != "users"
        return maker(self._name, name, column, self._random, self._now, crowded=crowded)

    def _reference(self, name: str, column: Column) -> Maker:
        parents, turn, random = self._parents[name], self._turn, self._random
        if column.null and name != "user_id":
            return lambda number: None if random.random() < 0.7 else parents[(number // turn + number) % len(parents)]
        if len(parents) == turn:
            return lambda number: parents[number % turn]
        return lambda number: parents[(number // turn + number % turn) % len(parents)]

    def _special(self, name: str) -> Maker | None:
        """Tables whose columns belong together."""
        elections = self._keys.get("ranked_choice_election", ())
        candidates = self._keys.get("ranked_choice_candidate", ())
        groups = self._keys.get("reaction_group", ())
        contested = max(len(candidates) // CANDIDATES, 1)

        def ballot(number: int) -> int:
            return (number - 1) // RANKS

        def candidate(number: int) -> int:
            first = ballot(number) % contested * CANDIDATES
            return candidates[first + (ballot(number) + number) % CANDIDATES]

        makers: dict[tuple[str, str], Maker] = {
            # Each tenth row is another version of the message before.
            ("audit_messages", "message_id"): lambda number: snowflake(number - (number % 10 == 5)),
            ("ranked_choice_candidate", "election_id"): lambda number: elections[(number - 1) // CANDIDATES],
            ("ranked_choice_votes", "election_id"): lambda number: elections[ballot(number) % contested],
            ("ranked_choice_votes", "candidate_id"): candidate,
            ("ranked_choice_votes", "user_id"): lambda number: snowflake(ballot(number)),
            ("ranked_choice_votes", "rank"): lambda number: (number - 1) % RANKS + 1,
            ("reaction_role", "reaction_group_id"): lambda number: groups[(number - 1) // len(EMOJI)],
        }
        return makers.get((self._name, name))


def _keys(table: Table, count: int) -> Sequence[int]:
    """The primary keys of all rows; those that the database does not count begin with the largest."""
    column = table.columns[table.primary_key]
    if column.extra == "auto_increment":
        return range(1, 1 + count * STEP, STEP)
    wide = column.type == "bigint"
    return [INTEGERS[column.type], *(snowflake(number) if wide else number for number in range(2, count + 1))]
