"""Writing a backup while the application runs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.models import Model

from alttprbot.database import migrations
from alttprbot.database.check import TableShape, live_shapes
from alttprbot.database.ddl import quoted
from alttprbot.database.errors import BackupError, translate_errors
from alttprbot.database.portable.archive import Manifest, Member, Writer, writing
from alttprbot.database.portable.marker import refuse_unfinished
from alttprbot.database.portable.session import Session, snapshot
from alttprbot.database.portable.values import Kind, encoder, kind_of_field, kind_of_type
from alttprbot.models import relations

ROWS_AT_ONCE = 500
"""How many rows are in memory, whatever the size of the table."""
OF_THE_DATABASE = frozenset({"aerich", "sqlite_sequence"})
"""Tables that belong to the database as it is; a restored one has its own."""


class Progress(Protocol):
    """Who wants to know how many rows are done, such as a progress bar."""

    total: float | None

    def update(self, n: float = ...) -> object:
        """`n` more rows."""
        ...


async def back_up(client: BaseDBAsyncClient, path: Path, *, made: datetime, progress: Progress) -> Manifest:
    """Write all of our tables, as they are at one moment, to the new file `path`.

    A schema that is not up to date is backed up as it is. Raises `BackupError`, `DatabaseUnavailableException`, and
    `SchemaError` for a database that is not ours or is half restored.
    """
    with translate_errors():
        await refuse_unfinished(client)
        await migrations.refuse_foreign(client)
        applied = await migrations.applied(client)
        if not applied:
            raise BackupError("There is nothing to back up: the database has no schema yet.")
        live = await live_shapes(client)
        models = {relations.table_name(model): model for model in relations.tables()}
        chosen = {table: _columns(model, live[table]) for table, model in models.items() if table in live}
        with writing(path) as writer:
            async with snapshot(client) as session:
                progress.total = await _count(session, chosen)
                members = [
                    await _write(session, writer, table, relations.primary_key(models[table]), columns, progress)
                    for table, columns in chosen.items()
                ]
            manifest = Manifest(made, session.dialect, tuple(applied), tuple(members), _left_out(live, chosen))
            writer.finish(manifest)
    return manifest


def _columns(model: type[Model], shape: TableShape) -> dict[str, Kind]:
    meta = relations.meta(model)
    kinds = {column: kind_of_field(meta.fields_map[name]) for name, column in meta.fields_db_projection.items()}
    found = {column: kinds.get(column) or kind_of_type(sql_type) for column, (sql_type, _) in shape.columns.items()}
    return {column: kind for column, kind in found.items() if kind is not None}


def _left_out(live: dict[str, TableShape], chosen: dict[str, dict[str, Kind]]) -> tuple[str, ...]:
    tables = live.keys() - chosen.keys() - OF_THE_DATABASE
    columns = {f"{table}.{column}" for table in chosen for column in live[table].columns.keys() - chosen[table].keys()}
    return tuple(sorted(tables | columns))


async def _count(session: Session, tables: dict[str, dict[str, Kind]]) -> int:
    counts = " UNION ALL ".join(f"SELECT COUNT(*) AS n FROM {quoted(table, session.dialect)}" for table in tables)  # noqa: S608
    return int((await session.query(f"SELECT SUM(n) FROM ({counts}) counts"))[0][0])  # noqa: S608


async def _write(
    session: Session, writer: Writer, table: str, key: str, columns: dict[str, Kind], progress: Progress
) -> Member:
    encoders = [(place, encode) for place, kind in enumerate(columns.values()) if (encode := encoder(kind))]
    with writer.table(table, columns) as lines:
        async for rows in _ranges(session, table, key, list(columns)):
            lines.write([_encoded(row, encoders, table, list(columns)) for row in rows])
            progress.update(len(rows))
    return lines.member


async def _ranges(session: Session, table: str, key: str, columns: list[str]) -> AsyncIterator[list[Sequence[Any]]]:
    """All rows of a table by primary key, some at a time: no statement takes long, and memory does not grow."""
    names = ", ".join(quoted(column, session.dialect) for column in columns)
    source, by = quoted(table, session.dialect), quoted(key, session.dialect)
    select, end = f"SELECT {names} FROM {source}", f"ORDER BY {by} LIMIT {ROWS_AT_ONCE}"  # noqa: S608 - names of ours
    rows = await session.query(f"{select} {end}")
    while rows:
        yield rows
        last = rows[-1][columns.index(key)]
        rows = await session.query(f"{select} WHERE {by} > {session.mark} {end}", [last])


def _encoded(
    row: Sequence[Any], encoders: list[tuple[int, Callable[[object], object]]], table: str, columns: list[str]
) -> list[object]:
    values = list(row)
    for place, encode in encoders:
        if values[place] is not None:
            try:
                values[place] = encode(values[place])
            except ValueError as error:
                raise BackupError(
                    f"{table}.{columns[place]} holds a value that cannot be read, in the row that begins with "
                    f"{row[0]}: {error}. Put it right, then make the backup."
                ) from error
    return values
