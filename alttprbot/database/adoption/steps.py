"""The steps of an adoption. Each may be cut off at any statement: what is still to be done shows in the database."""

# ruff: noqa: S608 - names in statements are those of our own tables and of those found in the database
from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from aerich.utils import decompress_dict

from alttprbot.database.adoption.server import Server, marks, sql_name
from alttprbot.database.adoption.side_file import SideFile
from alttprbot.database.schema import APP

CHUNK = 1000
RECORD = "INSERT INTO aerich (version, app, content) VALUES (%s, %s, %s)"

Advance = Callable[[int], object]
"""Told how many rows were dealt with."""
Progress = Callable[[str, int], AbstractContextManager[Advance]]
"""Shows somebody how a long step gets on; takes what it is and how many rows it is about."""


class Step(Protocol):
    """One thing to be done; `rows` is how many rows it is about, None where that does not matter."""

    @property
    def table(self) -> str:
        """The table that it is about."""

    @property
    def what(self) -> str:
        """What it does, for the operator."""

    @property
    def rows(self) -> int | None:
        """How many rows it is about."""

    @property
    def statements(self) -> tuple[str, ...]:
        """The SQL that it runs."""

    async def run(self, server: Server, side_file: SideFile, advance: Advance) -> int:
        """Do it; by how many the rows of the table became more, or fewer (negative)."""


@contextmanager
def silently(_what: str, _rows: int) -> Iterator[Advance]:
    """Progress that nobody looks at."""
    yield lambda _rows: None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement; `adds` says that its rows are new ones."""

    table: str
    what: str
    sql: str
    rows: int | None = None
    adds: bool = False

    @property
    def statements(self) -> tuple[str, ...]:
        return (self.sql,)

    async def run(self, server: Server, _side_file: SideFile, _advance: Advance) -> int:
        changed = await server.execute(self.sql)
        return changed if self.adds else 0


@dataclass(frozen=True, slots=True)
class ChangeValues:
    """Other values in one column. The old ones go to the side file.

    `source` selects `pk`, `before` and `after` of the rows that are still to be changed. `kept` are columns that the
    server would touch by itself.
    """

    table: str
    what: str
    column: str
    key: str
    source: str
    rows: int
    kept: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[str, ...]:
        return (self._update("…"),)

    async def run(self, server: Server, side_file: SideFile, advance: Advance) -> int:
        last: object = None
        while chunk := await self._chunk(server, last):
            side_file.write(
                {
                    "action": "changed",
                    "table": self.table,
                    "id": row["pk"],
                    "column": self.column,
                    "before": row["before"],
                    "after": row["after"],
                }
                for row in chunk
            )
            for after in dict.fromkeys(row["after"] for row in chunk):
                keys = [row["pk"] for row in chunk if row["after"] == after]
                await server.execute(self._update(marks(keys)), [after, *keys])
            last = chunk[-1]["pk"]
            advance(len(chunk))
        return 0

    async def _chunk(self, server: Server, last: object) -> list[dict[str, Any]]:
        after = "" if last is None else " WHERE pk > %s"
        query = f"SELECT pk, `before`, `after` FROM ({self.source}) due{after} ORDER BY pk LIMIT {CHUNK}"
        return await server.rows(query, () if last is None else (last,))

    def _update(self, keys: str) -> str:
        assignments = "".join(f", {sql_name(column)} = {sql_name(column)}" for column in self.kept)
        return (
            f"UPDATE {sql_name(self.table)} SET {sql_name(self.column)} = %s{assignments} WHERE {self.key} IN ({keys})"
        )


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that refers to the rows of a table; `kept` are columns that the server would touch by itself."""

    table: str
    column: str
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MergeRows:
    """Of rows that say the same, one stays, and what refers to the others then refers to it.

    `source` selects `pk` of a row that goes and `keep` of the one that stays in its place. The
    rows that go are in the side file before.
    """

    table: str
    what: str
    source: str
    rows: int
    references: tuple[Reference, ...] = ()

    @property
    def statements(self) -> tuple[str, ...]:
        repoint = tuple(self._repoint(reference) for reference in self.references)
        return (*repoint, self._delete("…"))

    async def run(self, server: Server, side_file: SideFile, advance: Advance) -> int:
        removed = 0
        # From the last: what is left then still begins with a row that says the same as another.
        while chunk := await server.rows(f"{self.source} ORDER BY pk DESC LIMIT {CHUNK}"):
            keep = {row["pk"]: row["keep"] for row in chunk}
            going = await server.rows(f"SELECT * FROM {sql_name(self.table)} WHERE id IN ({marks(chunk)})", list(keep))
            side_file.write(
                {"action": "merged", "table": self.table, "id": row["id"], "into": keep[row["id"]], "row": row}
                for row in going
            )
            async with server.transaction():
                for reference in self.references:
                    for gone, stays in keep.items():
                        await server.execute(self._repoint(reference), (stays, gone))
                removed += await server.execute(self._delete(marks(chunk)), list(keep))
            advance(len(chunk))
        return -removed

    def _repoint(self, reference: Reference) -> str:
        kept = "".join(f", {sql_name(column)} = {sql_name(column)}" for column in reference.kept)
        column = sql_name(reference.column)
        return f"UPDATE {sql_name(reference.table)} SET {column} = %s{kept} WHERE {column} = %s"

    def _delete(self, keys: str) -> str:
        return f"DELETE FROM {sql_name(self.table)} WHERE id IN ({keys})"


@dataclass(frozen=True, slots=True)
class DeleteRows:
    """Rows whose time is over, by `condition`; they are not kept anywhere."""

    table: str
    what: str
    condition: str
    rows: int

    @property
    def statements(self) -> tuple[str, ...]:
        return (f"DELETE FROM {sql_name(self.table)} WHERE id IN (…)",)

    async def run(self, server: Server, _side_file: SideFile, advance: Advance) -> int:
        removed, last = 0, 0
        due = f"SELECT id FROM {sql_name(self.table)} WHERE id > %s AND {self.condition} ORDER BY id LIMIT {CHUNK}"
        while chunk := [row["id"] for row in await server.rows(due, (last,))]:
            removed += await server.execute(f"DELETE FROM {sql_name(self.table)} WHERE id IN ({marks(chunk)})", chunk)
            last = chunk[-1]
            advance(len(chunk))
        return -removed


@dataclass(frozen=True, slots=True)
class RecordMigrations:
    """Tell Aerich that the database has what our migrations make. The record of the earlier ones stays."""

    missing: tuple[tuple[str, str], ...]
    table: str = "aerich"

    @property
    def what(self) -> str:
        return "record our migrations as applied"

    @property
    def rows(self) -> int:
        return len(self.missing)

    @property
    def statements(self) -> tuple[str, ...]:
        return (RECORD,)

    async def run(self, server: Server, _side_file: SideFile, _advance: Advance) -> int:
        async with server.transaction():
            for version, state in self.missing:
                await server.execute(RECORD, (version, APP, json.dumps(decompress_dict(state))))
        return len(self.missing)
