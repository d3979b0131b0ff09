"""What a live MariaDB or MySQL database looks like, in as much detail as its adoption needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from alttprbot.database.adoption.server import Server
from alttprbot.database.check import normal_type

COLUMNS = """
SELECT table_name AS tab, column_name AS name, column_type AS kind, character_set_name AS charset,
       collation_name AS collation, is_nullable = 'YES' AS nullable, column_default AS initial, extra AS extra
FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position"""
KEYS = """
SELECT table_name AS tab, index_name AS name, non_unique = 0 AS uniq, sub_part AS part, column_name AS col
FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY table_name, index_name, seq_in_index"""
REFERENCES = """
SELECT k.table_name AS tab, k.constraint_name AS name, k.column_name AS col, k.referenced_table_name AS target,
       r.delete_rule AS rule
FROM information_schema.key_column_usage k
JOIN information_schema.referential_constraints r ON r.constraint_schema = k.constraint_schema
     AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
WHERE k.table_schema = DATABASE() ORDER BY k.table_name, k.constraint_name"""
TABLES = """
SELECT table_name AS tab, engine AS engine, row_format AS row_format
FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name"""


@dataclass(frozen=True, slots=True)
class LiveColumn:
    """A column as it is. `kind` is its type in our spelling, `sign` whether it takes negative numbers."""

    name: str
    kind: str
    sign: bool
    charset: str | None
    collation: str | None
    null: bool
    default: str | None
    on_update: bool
    generated: bool


@dataclass(frozen=True, slots=True)
class LiveKey:
    """An index other than the primary key; a column of which it has only the beginning stands as `name(length)`."""

    name: str
    columns: tuple[str, ...]
    unique: bool


@dataclass(frozen=True, slots=True)
class LiveForeignKey:
    """A reference and what happens on delete."""

    name: str
    column: str
    table: str
    on_delete: str


@dataclass(frozen=True, slots=True)
class LiveTable:
    """A table as it is."""

    name: str
    engine: str
    row_format: str
    columns: dict[str, LiveColumn] = field(default_factory=dict)
    keys: tuple[LiveKey, ...] = ()
    foreign_keys: tuple[LiveForeignKey, ...] = ()

    @property
    def touched_by_updates(self) -> list[str]:
        """The columns in which the server notes the time of each update, asked or not."""
        return [column.name for column in self.columns.values() if column.on_update]


Live = dict[str, LiveTable]
T = TypeVar("T")


async def inspect(server: Server) -> Live:
    """Look at every table."""
    columns = _by_table(await server.rows(COLUMNS), _columns)
    keys = _by_table(await server.rows(KEYS), _keys)
    references = _by_table(await server.rows(REFERENCES), _foreign_keys)
    return {
        row["tab"]: LiveTable(
            row["tab"],
            str(row["engine"]),
            str(row["row_format"]),
            {column.name: column for column in columns.get(row["tab"], ())},
            tuple(keys.get(row["tab"], ())),
            tuple(references.get(row["tab"], ())),
        )
        for row in await server.rows(TABLES)
    }


def _by_table(rows: list[dict[str, Any]], read: Callable[[list[dict[str, Any]]], Iterable[T]]) -> dict[str, list[T]]:
    return {table: list(read(list(part))) for table, part in groupby(rows, lambda row: str(row["tab"]))}


def _columns(rows: list[dict[str, Any]]) -> Iterable[LiveColumn]:
    for row in rows:
        extra = str(row["extra"]).lower()
        yield LiveColumn(
            name=row["name"],
            kind=normal_type(_text(row["kind"])),
            sign="unsigned" not in _text(row["kind"]),
            charset=row["charset"],
            collation=row["collation"],
            null=bool(row["nullable"]),
            default=normal_default(None if row["initial"] is None else _text(row["initial"])),
            on_update="on update" in extra,
            generated="auto_increment" in extra or "virtual" in extra or "stored" in extra,
        )


def _keys(rows: list[dict[str, Any]]) -> Iterable[LiveKey]:
    for name, parts in groupby(rows, lambda row: str(row["name"])):
        if name == "PRIMARY":
            continue
        part = list(parts)
        columns = tuple(row["col"] if row["part"] is None else f"{row['col']}({row['part']})" for row in part)
        yield LiveKey(name, columns, bool(part[0]["uniq"]))


def _foreign_keys(rows: list[dict[str, Any]]) -> Iterable[LiveForeignKey]:
    return (LiveForeignKey(row["name"], row["col"], row["target"], row["rule"]) for row in rows)


def normal_default(default: str | None) -> str | None:
    """A default in one spelling; MariaDB quotes text, MySQL escapes what is an expression."""
    if default is None or default.upper() == "NULL":
        return None
    bare = default.replace("\\", "").removeprefix("(").removesuffix(")").removeprefix("_utf8mb4")
    if bare[:1] == bare[-1:] == "'":
        return bare[1:-1]
    if bare.lower().startswith(("current_timestamp", "now")):
        # The parenthesis taken off above belongs to the function.
        return default.lower()
    try:
        return f"{float(bare):g}"
    except ValueError:
        return bare


def _text(value: object) -> str:
    """MySQL answers some of this as bytes."""
    return value.decode() if isinstance(value, bytes) else str(value)
