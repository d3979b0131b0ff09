"""What a database holds that cannot be kept as it is, and for which no rule says what to make of it."""

# ruff: noqa: S608 - names in statements are those of our own tables and of those found in the database
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tortoise.fields.data import CharEnumFieldInstance

from alttprbot import models as declared_models
from alttprbot.database.adoption.inspection import Live, LiveColumn, LiveTable
from alttprbot.database.adoption.rules import ALIASES, MADE_UP, MUST_NOT_REPEAT, REBUILT, merge_source
from alttprbot.database.adoption.server import Server, sql_name
from alttprbot.database.adoption.structure import has_key, new_references
from alttprbot.database.adoption.target import Target, kind, length
from alttprbot.database.ddl import Column, Table
from alttprbot.models import relations

SHOWN = 10
"""How many of the rows are named."""
SHOWN_LETTERS = 60
NUMBERS = {"tinyint": 7, "smallint": 15, "mediumint": 23, "int": 31, "bigint": 63}
"""How many bits a number has besides its sign."""
FAMILIES = {
    **dict.fromkeys(NUMBERS, "number"),
    **dict.fromkeys(("char", "varchar", "tinytext", "text", "mediumtext", "longtext"), "text"),
    **dict.fromkeys(("datetime", "timestamp"), "moment"),
    **dict.fromkeys(("float", "double"), "fraction"),
    "date": "day",
}
"""Types whose values become each other without loss, as long as there is room."""


@dataclass(frozen=True, slots=True)
class Check:
    """Rows for which `condition` holds cannot be kept, because of `trouble`."""

    condition: str
    trouble: str


async def troubles(server: Server, target: Target, live: Live) -> list[str]:
    """Everything that stands in the way, in words for the operator."""
    shapes = [
        trouble for table in target.tables if table.name in live for trouble in _of_shape(table, live[table.name])
    ]
    if shapes:
        return shapes
    found: list[str] = []
    for table in target.tables:
        if table.name in live:
            found += await _of_rows(server, table, live[table.name])
            found += await _of_references(server, table, live)
            found += await _of_repetitions(server, table, live[table.name])
    return found + await _of_enumerations(server, live)


def _of_shape(table: Table, live: LiveTable) -> Iterator[str]:
    """Columns that are missing, or of which we do not know what to make."""
    if table.primary_key not in live.columns:
        yield f"{table.name}: there is no column {table.primary_key}."
    for column in table.columns:
        if column.name not in live.columns:
            if not column.null and column.default is None:
                yield f"{table.name}.{column.name} is missing, and nothing says what to put there."
        elif _family(found := live.columns[column.name].kind) != _family(kind(column)):
            yield f"{table.name}.{column.name} is {found}; {kind(column)} is expected, and cannot be made of it."
    known = {table.primary_key, *(column.name for column in table.columns)}
    for column_name, stray in live.columns.items():
        if column_name not in known and not stray.null and stray.default is None and not stray.generated:
            yield (
                f"{table.name}.{column_name} ({stray.kind}) is not known here and must be given in every row. "
                f"Give it a default or allow it to be null."
            )


def _family(column_type: str) -> str | None:
    found = re.match(r"[a-z]+", column_type)
    return FAMILIES.get(found[0]) if found else None


async def _of_rows(server: Server, table: Table, live: LiveTable) -> list[str]:
    checks = [
        check for column in table.columns if column.name in live.columns for check in _checks(table, column, live)
    ]
    if not checks:
        return []
    sums = ", ".join(f"SUM({check.condition}) AS c{index}" for index, check in enumerate(checks))
    (counts,) = await server.rows(f"SELECT {sums} FROM {sql_name(table.name)}")
    return [
        f"{table.name}.{check.trouble} in {await _rows(server, table, check.condition, int(counts[f'c{index}']))}."
        for index, check in enumerate(checks)
        if counts[f"c{index}"]
    ]


def _checks(table: Table, column: Column, live: LiveTable) -> Iterator[Check]:
    """What must not be in a column."""
    actual, name = live.columns[column.name], sql_name(column.name)
    has_rule = column.default is not None and not column.default.startswith("CURRENT")
    if actual.null and not column.null and not has_rule and (table.name, column.name) not in MADE_UP:
        yield Check(f"{name} IS NULL", f"{column.name} must not be null, but is")
    room = length(kind(column))
    if room is not None and (length(actual.kind) is None or (length(actual.kind) or 0) > room):
        yield Check(
            f"CHAR_LENGTH({name}) > {room}", f"{column.name} must not have more than {room} letters, but has more"
        )
    if _family(kind(column)) == "number" and _reach(actual) > NUMBERS[_word(kind(column))]:
        limit = 2 ** NUMBERS[_word(kind(column))]
        yield Check(
            f"{name} NOT BETWEEN {-limit} AND {limit - 1}", f"{column.name} is out of the range of {kind(column)}"
        )
    if _family(kind(column)) in {"moment", "day"}:
        yield Check(f"{name} < '0001-01-01'", f"{column.name} is no date")
    if column.mysql == "JSON":
        yield Check(f"NOT JSON_VALID({name})", f"{column.name} is no valid JSON")


def _reach(column: LiveColumn) -> int:
    return NUMBERS[_word(column.kind)] + (0 if column.sign else 1)


def _word(column_type: str) -> str:
    return column_type.partition("(")[0]


async def _of_references(server: Server, table: Table, live: Live) -> list[str]:
    found: list[str] = []
    for reference in new_references(table, live[table.name]):
        if reference.column not in live[table.name].columns or (table.name, reference.column) in REBUILT:
            continue
        column = sql_name(reference.column)
        condition = f"{column} IS NOT NULL"
        if reference.table in live:
            parents = f"SELECT 1 FROM {sql_name(reference.table)} p WHERE p.{sql_name(reference.target)} = t.{column}"
            condition += f" AND NOT EXISTS ({parents})"
        count = await server.number(f"SELECT COUNT(*) FROM {sql_name(table.name)} t WHERE {condition}")
        if count:
            rows = await _rows(server, table, condition, count)
            found.append(
                f"{table.name}.{reference.column} refers to rows of {reference.table} that do not exist, in {rows}."
            )
    return found


async def _of_repetitions(server: Server, table: Table, live: LiveTable) -> list[str]:
    found: list[str] = []
    for key in table.keys:
        if (table.name, key.columns) not in MUST_NOT_REPEAT or has_key(key, live):
            continue
        rows = await server.rows(f"{merge_source(table, key, live)} ORDER BY pk LIMIT {SHOWN}")
        pairs = ", ".join(f"{row['keep']} and {row['pk']}" for row in rows)
        if rows:
            found.append(f"{table.name}: {' and '.join(key.columns)} must be unique, but is the same in rows {pairs}.")
    return found


async def _of_enumerations(server: Server, live: Live) -> list[str]:
    """Values that the models cannot read."""
    found: list[str] = []
    for table, column, field in _enumerations():
        if table not in live or column not in live[table].columns:
            continue
        name = sql_name(column)
        counts = f"SELECT {name} AS value, COUNT(*) AS number FROM {sql_name(table)} GROUP BY BINARY {name}"
        for row in await server.rows(counts):
            if not _reads(field, row["value"]) and row["value"] not in ALIASES.get((table, column), {}):
                allowed = ", ".join(field.enum_type)
                found.append(
                    f"{table}.{column} is {_shown(row['value'])} in {_number(row['number'])}, which is unknown here; "
                    f"known are: {allowed}."
                )
    return found


def _enumerations() -> Iterable[tuple[str, str, CharEnumFieldInstance]]:
    for name in declared_models.__all__:
        meta = relations.meta(getattr(declared_models, name))
        for field_name, column in meta.fields_db_projection.items():
            if isinstance(field := meta.fields_map[field_name], CharEnumFieldInstance):
                yield meta.db_table, column, field


def _reads(field: CharEnumFieldInstance, value: object) -> bool:
    if value is None:
        # Whether it may be null is asked elsewhere.
        return True
    try:
        field.enum_type(value)
    except ValueError:
        return False
    return True


async def _rows(server: Server, table: Table, condition: str, count: int) -> str:
    """How many rows, and which of them."""
    key = sql_name(table.primary_key)
    query = f"SELECT {key} AS pk FROM {sql_name(table.name)} t WHERE {condition} ORDER BY {key} LIMIT {SHOWN}"
    keys = [str(row["pk"]) for row in await server.rows(query)]
    more = ", …" if count > len(keys) else ""
    return f"{_number(count)} ({table.primary_key} {', '.join(keys)}{more})"


def _shown(value: str) -> str:
    return repr(value) if len(value) <= SHOWN_LETTERS else f"{value[:SHOWN_LETTERS]!r}…"


def _number(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"
