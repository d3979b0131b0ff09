"""Every row of a database, kept in files, and what differs between two such snapshots.

Rows pass by in batches, so that a million of them take no memory. Everything is read with plain PyMySQL.

    before = Snapshot.take(connection, tmp_path / "before")
    ...
    after = Snapshot.take(connection, tmp_path / "after")
    assert_only(before, after, accepted_is_approved=lambda it: it.is_change("asynctournamentrace", "review_status"))
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pymysql import Connection
from pymysql.cursors import Cursor, SSCursor

BATCH = 2_000
SHOWN = 20
COLUMNS = """
    SELECT table_name, column_name, column_key = 'PRI' AND data_type LIKE '%%int' FROM information_schema.columns
    JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name, ordinal_position
"""

Row = tuple[object, ...]
Keyed = tuple[int, Row]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value, row, column or table that is not as it was.

    A whole row has no `column`; one that came has no `before`, one that went no `after`. A column or table that went
    has no `key` either. New columns and tables are no difference: nothing is lost by them.
    """

    table: str
    key: int | None
    column: str | None
    before: object
    after: object

    def is_change(self, table: str, column: str) -> bool:
        """Whether a value of this column was changed, in a row that stayed."""
        return self.key is not None and (self.table, self.column) == (table, column)

    def is_loss(self, table: str) -> bool:
        """Whether a row of this table went."""
        return self.table == table and self.key is not None and self.column is None and self.after is None

    def is_gain(self, table: str) -> bool:
        """Whether a row came into this table."""
        return self.table == table and self.key is not None and self.column is None and self.before is None

    def __str__(self) -> str:
        place = f"{self.table}[{self.key}]" if self.key is not None else self.table
        if self.column is not None:
            place += f".{self.column}"
        return f"{place}: {_shortened(self.before)} -> {_shortened(self.after)}"


Rule = Callable[[Difference], bool]


class Snapshot:
    """All rows of one schema, as they were when it was taken."""

    def __init__(self, home: Path, columns: dict[str, tuple[str, ...]]) -> None:
        self.columns = columns
        self._home = home

    @classmethod
    def take(cls, connection: Connection[Cursor], home: Path) -> Snapshot:
        """Copy every row of the schema that `connection` has selected into files in `home`, a new directory."""
        home.mkdir()
        columns: dict[str, tuple[str, ...]] = {}
        keys: dict[str, list[str]] = {}
        with connection.cursor() as cursor:
            cursor.execute(COLUMNS)
            for table, column, is_key in cursor.fetchall():
                columns[table] = (*columns.get(table, ()), column)
                keys.setdefault(table, []).extend([column] if is_key else [])
        snapshot = cls(home, columns)
        for table, names in columns.items():
            with connection.cursor(SSCursor) as cursor, snapshot._path(table).open("wb") as file:
                for batch in _read(cursor, table, names, keys[table]):
                    pickle.dump(batch, file, pickle.HIGHEST_PROTOCOL)
        return snapshot

    def rows(self, table: str) -> Iterator[Keyed]:
        """The rows of a table by their numeric primary key, ascending; without one, by their place in order."""
        with self._path(table).open("rb") as file:
            while True:
                try:
                    batch: list[Keyed] = pickle.load(file)  # noqa: S301 (written by ourselves)
                except EOFError:
                    return
                yield from batch

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return sum(1 for _row in self.rows(table))

    def _path(self, table: str) -> Path:
        return self._home / f"{table}.rows"


def differences(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    """Everything that is not as it was, by table and key."""
    for table, columns in before.columns.items():
        if table not in after.columns:
            yield Difference(table, None, None, "table", None)
            continue
        for column in columns:
            if column not in after.columns[table]:
                yield Difference(table, None, column, "column", None)
        yield from _row_differences(before, after, table)


def assert_only(before: Snapshot, after: Snapshot, **expected: Rule) -> None:
    """Fail unless each difference is one that a rule expects, and each rule meets one.

    Raises:
        AssertionError: with the first differences that were not expected, and the names of the rules that met nothing.
    """
    idle = set(expected)
    surprises: list[str] = []
    for difference in differences(before, after):
        met = next((name for name, rule in expected.items() if rule(difference)), None)
        if met is not None:
            idle.discard(met)
        elif len(surprises) < SHOWN:
            surprises.append(str(difference))
    complaints = [*surprises, *(f"nothing happened of: {name}" for name in sorted(idle))]
    if complaints:
        raise AssertionError("\n".join(complaints))


def _read(cursor: Cursor, table: str, columns: Sequence[str], keys: list[str]) -> Iterator[list[Keyed]]:
    names = ", ".join(f"`{column}`" for column in columns)
    if len(keys) != 1:
        cursor.execute(f"SELECT {names} FROM `{table}`")  # noqa: S608
        yield list(enumerate(sorted(cursor.fetchall(), key=repr)))
        return
    place = columns.index(keys[0])
    cursor.execute(f"SELECT {names} FROM `{table}` ORDER BY `{keys[0]}`")  # noqa: S608
    while batch := cursor.fetchmany(BATCH):
        yield [(row[place], row) for row in batch]


def _row_differences(before: Snapshot, after: Snapshot, table: str) -> Iterator[Difference]:
    kept = [column for column in before.columns[table] if column in after.columns[table]]
    old, new = _Places(before.columns[table], kept), _Places(after.columns[table], kept)
    for key, was, became in _side_by_side(before.rows(table), after.rows(table)):
        if was is None or became is None:
            yield Difference(table, key, None, was and old.named(was), became and new.named(became))
            continue
        values, others = old.pick(was), new.pick(became)
        if values != others:
            for column, value, other in zip(kept, values, others, strict=True):
                if value != other:
                    yield Difference(table, key, column, value, other)


class _Places:
    """Where the columns that both snapshots have stand in the rows of one."""

    def __init__(self, columns: Sequence[str], kept: Sequence[str]) -> None:
        self._columns = columns
        self._places = [columns.index(column) for column in kept]
        self._all = list(columns) == list(kept)

    def pick(self, row: Row) -> Row:
        return row if self._all else tuple(row[place] for place in self._places)

    def named(self, row: Row) -> dict[str, object]:
        return dict(zip(self._columns, row, strict=True))


def _side_by_side(before: Iterator[Keyed], after: Iterator[Keyed]) -> Iterator[tuple[int, Row | None, Row | None]]:
    """The rows of the same key together; `None` where there is none."""
    was, became = next(before, None), next(after, None)
    while was or became:
        key = min(row[0] for row in (was, became) if row)
        here, there = was is not None and was[0] == key, became is not None and became[0] == key
        yield key, was[1] if was and here else None, became[1] if became and there else None
        was = next(before, None) if here else was
        became = next(after, None) if there else became


def _shortened(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:200]}… ({len(text)} characters)"
