"""Putting a backup in the place of a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from aerich.models import Aerich
from tortoise.backends.base.client import BaseDBAsyncClient

from alttprbot.database import migrations
from alttprbot.database.check import TableShape, live_shapes
from alttprbot.database.ddl import Dialect, quoted
from alttprbot.database.errors import BackupError, SchemaNewerError, translate_errors
from alttprbot.database.portable import marker
from alttprbot.database.portable.archive import Archive, Member
from alttprbot.database.portable.session import Session, session
from alttprbot.database.portable.values import decoder
from alttprbot.models import relations

if TYPE_CHECKING:
    from alttprbot.database import Database
    from alttprbot.database.portable.backup import Progress

ROWS_AT_ONCE = 5000
BYTES_AT_ONCE = 4 << 20
"""A batch ends at whichever comes first: rows with large documents must not fill the memory."""


def refuse_newer(archive: Archive) -> None:
    """Raise `SchemaNewerError` for a backup of a version that this one does not know."""
    if unknown := sorted(set(archive.manifest.migrations) - set(migrations.available())):
        raise SchemaNewerError(unknown)


async def occupied(client: BaseDBAsyncClient) -> list[str]:
    """Those of our tables that hold rows which a restore would remove; a half-restored database has none to keep."""
    with translate_errors():
        if await marker.is_unfinished(client):
            return []
        live = await live_shapes(client)
        async with session(client) as opened:
            return [
                table
                for table in map(relations.table_name, relations.tables())
                if table in live and await opened.query(f"SELECT 1 FROM {quoted(table, opened.dialect)} LIMIT 1")  # noqa: S608
            ]


async def restore(database: Database, archive: Archive, *, progress: Progress) -> list[str]:
    """Replace our tables by those of the backup; which of its columns the schema does not have, with their values lost.

    The schema is made as it was when the backup was made, filled, and only then upgraded. An interruption leaves a
    marker by which the application refuses the database, and the next run begins anew. Raises `BackupError`,
    `SchemaError` and `DatabaseUnavailableException`.
    """
    refuse_newer(archive)
    archive.verify()
    progress.total = archive.manifest.rows
    with translate_errors():
        client = database.client
        async with database.upgrade_lock():
            await marker.begin(client)
            await _drop_ours(client)
            await migrations.upgrade(client, only=archive.manifest.migrations)
            left_out = await _load(client, archive, progress)
            await migrations.upgrade(client)
            await marker.end(client)
    return left_out


async def _drop_ours(client: BaseDBAsyncClient) -> None:
    ours = {relations.table_name(model) for model in relations.tables()} | {relations.table_name(Aerich)}
    doomed = sorted(ours & (await live_shapes(client)).keys())
    async with session(client) as opened:
        sqlite = opened.dialect is Dialect.SQLITE
        switch = "PRAGMA foreign_keys = {}" if sqlite else "SET SESSION FOREIGN_KEY_CHECKS = {}"
        await opened.query(switch.format(0))
        try:
            for table in doomed:
                await opened.query(f"DROP TABLE {quoted(table, opened.dialect)}")
        finally:
            await opened.query(switch.format(1))


async def _load(client: BaseDBAsyncClient, archive: Archive, progress: Progress) -> list[str]:
    live = await live_shapes(client)
    members = {member.table: member for member in archive.manifest.tables}
    if missing := sorted(members.keys() - live.keys()):
        raise BackupError(f"{archive.path} has tables that its schema does not have: {', '.join(missing)}.")
    async with session(client) as opened:
        if opened.dialect is Dialect.MYSQL:
            # Else a row with the number 0 would get another one.
            await opened.query("SET @former = @@SESSION.sql_mode")
            await opened.query("SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',NO_AUTO_VALUE_ON_ZERO')")
        try:
            for table in _referred_to_first(live):
                if table in members:
                    await _load_table(opened, archive, members[table], live[table], progress)
        finally:
            if opened.dialect is Dialect.MYSQL:
                await opened.query("ROLLBACK")
                await opened.query("SET SESSION sql_mode = @former")
    return [
        f"{table}.{name}" for table, member in members.items() for name in member.columns.keys() - live[table].columns
    ]


def _referred_to_first(shapes: dict[str, TableShape]) -> Iterable[str]:
    """All tables, those that others refer to before them."""
    return TopologicalSorter(
        {table: {target for _, target, _ in shape.foreign_keys} for table, shape in shapes.items()}
    ).static_order()


async def _load_table(opened: Session, archive: Archive, member: Member, shape: TableShape, progress: Progress) -> None:
    places = [(place, name) for place, name in enumerate(member.columns) if name in shape.columns]
    names = ", ".join(quoted(name, opened.dialect) for _, name in places)
    target = quoted(member.table, opened.dialect)
    insert = f"INSERT INTO {target} ({names}) VALUES ({', '.join([opened.mark] * len(places))})"  # noqa: S608
    decoders = [(place, decoder(member.columns[name])) for place, name in places]
    for lines in _batches(archive.lines(member)):
        rows = [
            [decode(row[place]) if decode and row[place] is not None else row[place] for place, decode in decoders]
            for row in map(json.loads, lines)
        ]
        await opened.query("BEGIN")
        await opened.many(insert, rows)
        await opened.query("COMMIT")
        progress.update(len(rows))
    stored = (await opened.query(f"SELECT COUNT(*) FROM {target}"))[0][0]  # noqa: S608
    if stored != member.rows:
        raise BackupError(f"{member.table} has {stored} rows after the restore instead of {member.rows}. Run it again.")


def _batches(lines: Iterator[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if len(batch) >= ROWS_AT_ONCE or size >= BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
