"""From the tables that there are to those that we want: what is missing is made, what fits is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from alttprbot.database.adoption.inspection import Live, LiveColumn, LiveForeignKey, LiveKey, LiveTable, normal_default
from alttprbot.database.adoption.server import sql_name
from alttprbot.database.adoption.steps import Statement, Step
from alttprbot.database.adoption.target import EXACT, Target, is_exact, kind
from alttprbot.database.ddl import Column, Dialect, ForeignKey, Key, Table, create, foreign_key_sql, key_sql

SHORT_ROW_FORMATS = frozenset({"Compact", "Redundant"})
"""Their indexes end at 767 bytes, which is not enough for 200 characters."""


def missing_tables(target: Target, live: Live) -> Iterator[Step]:
    """The tables that do not exist."""
    for table in target.tables:
        if table.name not in live:
            yield Statement(table.name, "create the table", create((table,), Dialect.MYSQL))


def alterations(target: Target, live: Live) -> Iterator[Step]:
    """What tables lack. One statement a table, so that a large one is rewritten once."""
    for table in target.tables:
        if table.name in live:
            yield from _alter(table, live[table.name])


def modified(table: Table, live: LiveTable) -> list[Column]:
    """The columns whose definition is not the one that we want."""
    return [column for column in table.columns if column.name in live.columns and not _fits(column, live)]


def _alter(table: Table, live: LiveTable) -> Iterator[Step]:
    stale = _stale_references(table, live)
    if stale:
        # Not together with making them anew: a name can be given only once in a statement.
        dropped = ", ".join(f"DROP FOREIGN KEY {sql_name(key.name)}" for key in stale)
        yield Statement(
            table.name,
            f"drop {_list('foreign key', (key.name for key in stale))}",
            f"ALTER TABLE {sql_name(table.name)} {dropped}",
        )
    changes = [*_storage(live), *_columns(table, live), *_keys(table, live), *_references(table, live)]
    if changes:
        what, clauses = zip(*changes, strict=True)
        sql = f"ALTER TABLE {sql_name(table.name)}\n    " + ",\n    ".join(clauses)
        yield Statement(table.name, "; ".join(what), sql)
    for column in table.columns:
        if column.name not in live.columns and _is_unknown_of_old_rows(column):
            sql = f"ALTER TABLE {sql_name(table.name)} MODIFY COLUMN {column.sql(Dialect.MYSQL)}"
            yield Statement(table.name, f"{column.name} is set from now on", sql)


Change = tuple[str, str]
"""What it does, and the clause of ALTER TABLE that does it."""


def _storage(live: LiveTable) -> Iterator[Change]:
    if live.engine.lower() != "innodb":
        yield f"from {live.engine} to InnoDB", "ENGINE=InnoDB, ROW_FORMAT=DYNAMIC"
    elif live.row_format in SHORT_ROW_FORMATS:
        yield "room for long keys", "ROW_FORMAT=DYNAMIC"


def _columns(table: Table, live: LiveTable) -> Iterator[Change]:
    identity = live.columns.get(table.primary_key)
    if table.counted and identity and (identity.kind != table.counted.lower() or not identity.sign):
        name = sql_name(table.primary_key)
        yield (
            f"{table.primary_key} becomes {table.counted}",
            f"MODIFY COLUMN {name} {table.counted} NOT NULL AUTO_INCREMENT",
        )
    for column in table.columns:
        if column.name not in live.columns:
            added = replace(column, default=None) if _is_unknown_of_old_rows(column) else column
            yield f"add {column.name}", f"ADD COLUMN {added.sql(Dialect.MYSQL)}"
    for column in modified(table, live):
        yield _difference(column, live.columns[column.name]), f"MODIFY COLUMN {column.sql(Dialect.MYSQL)}"


def _is_unknown_of_old_rows(column: Column) -> bool:
    """Whether the server would say of rows that they were made now, which were made long ago."""
    return column.null and column.default is not None and column.default.startswith("CURRENT_TIMESTAMP")


def _fits(column: Column, live: LiveTable) -> bool:
    return not _difference(column, live.columns[column.name])


def _difference(column: Column, live: LiveColumn) -> str:
    """How the definition changes, in words; empty when it does not."""
    changes = []
    if live.kind != kind(column) or not live.sign:
        changes.append(f"from {live.kind}{'' if live.sign else ' unsigned'} to {kind(column)}")
    if is_exact(column) and live.collation != EXACT:
        changes.append("compared byte by byte")
    elif live.charset not in {None, "utf8mb4"}:
        changes.append(f"from {live.charset} to utf8mb4")
    if live.null != column.null:
        changes.append("may be null" if column.null else "not null")
    wanted = normal_default(column.default)
    if wanted is not None and live.default != wanted:
        changes.append(f"default {wanted}")
    if live.on_update != (column.on_update is not None):
        changes.append("set by updates" if column.on_update else "not set by updates")
    return f"{column.name} {', '.join(changes)}" if changes else ""


def _keys(table: Table, live: LiveTable) -> Iterator[Change]:
    missing = [key for key in table.keys if not has_key(key, live)]
    names = {key.name.lower() for key in missing}
    for key in live.keys:
        if key.name.lower() in names or _is_superfluous(key, table, live):
            yield f"drop index {key.name}", f"DROP INDEX {sql_name(key.name)}"
    for new in missing:
        what = "unique" if new.unique else "index"
        yield f"{what} ({', '.join(new.columns)})", f"ADD {key_sql(new)}"


def has_key(wanted: Key, live: LiveTable) -> bool:
    """Whether there is an index that serves as the one that we want."""
    if wanted.unique:
        return any(key.unique and key.columns == wanted.columns for key in live.keys)
    return any(key.columns[: len(wanted.columns)] == wanted.columns for key in live.keys)


def _is_superfluous(key: LiveKey, table: Table, live: LiveTable) -> bool:
    """Whether a unique key forbids what is allowed, or repeats another."""
    if not key.unique or not all(column in _known(table) for column in key.columns):
        return False
    wanted = [other.name for other in table.keys if other.unique and other.columns == key.columns]
    if not wanted:
        return True
    same = [other.name for other in live.keys if other.unique and other.columns == key.columns]
    keep = wanted[0] if wanted[0] in same else same[0]
    return key.name != keep


def _known(table: Table) -> set[str]:
    return {table.primary_key, *(column.name for column in table.columns)}


def _stale_references(table: Table, live: LiveTable) -> list[LiveForeignKey]:
    """References that are not as we want them, or stand in the way of a change of their column."""
    wanted = {(key.column, key.table, key.on_delete) for key in table.foreign_keys}
    changing = {column.name for column in modified(table, live)}
    known = _known(table)
    return [
        key
        for key in live.foreign_keys
        if key.column in known and ((key.column, key.table, key.on_delete) not in wanted or key.column in changing)
    ]


def new_references(table: Table, live: LiveTable) -> Iterator[ForeignKey]:
    """The references that are to be made, or made anew."""
    stale = _stale_references(table, live)
    staying = {(key.column, key.table, key.on_delete) for key in live.foreign_keys if key not in stale}
    for key in table.foreign_keys:
        if (key.column, key.table, key.on_delete) not in staying:
            yield key


def _references(table: Table, live: LiveTable) -> Iterator[Change]:
    for key in new_references(table, live):
        yield (
            f"{key.column} refers to {key.table}, {key.on_delete.lower()} on delete",
            f"ADD {foreign_key_sql(key, Dialect.MYSQL)}",
        )


def _list(what: str, names: Iterable[str]) -> str:
    listed = list(names)
    return f"{what}{'s' if len(listed) > 1 else ''} {', '.join(listed)}"
