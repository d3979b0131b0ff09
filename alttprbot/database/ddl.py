"""The vocabulary of migrations: a table described once, written in the SQL of MySQL, MariaDB or SQLite.

Everything is safe to run again: MySQL commits each statement of a schema change by itself, so a migration that was
interrupted half-way is simply started anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tortoise.backends.base.client import BaseDBAsyncClient

# MySQL takes an empty script for an error.
NOTHING_TO_DO = "SELECT 1;"


class Dialect(StrEnum):
    """Whose SQL is written; MariaDB counts as MySQL."""

    MYSQL = "mysql"
    SQLITE = "sqlite"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `mysql` and `sqlite` are its type, `default` an SQL expression valid in both."""

    name: str
    mysql: str
    sqlite: str
    null: bool = False
    default: str | None = None
    on_update: str | None = None

    def sql(self, dialect: Dialect) -> str:
        """The column as it stands in CREATE TABLE."""
        if dialect is Dialect.SQLITE:
            words = [quoted(self.name, dialect), self.sqlite]
            default = _sqlite_default(self.default)
            on_update = None
        else:
            words = [quoted(self.name, dialect), self.mysql]
            default, on_update = self.default, self.on_update
        words.append("NULL" if self.null else "NOT NULL")
        if default is not None:
            words.append(f"DEFAULT {default}")
        if on_update is not None:
            words.append(f"ON UPDATE {on_update}")
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Key:
    """An index, unique or not. On SQLite its name is unique in the whole database."""

    name: str
    columns: tuple[str, ...]
    unique: bool = False


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A reference to the primary key of another table, and what happens when that row goes."""

    name: str
    column: str
    table: str
    on_delete: str
    target: str = "id"


@dataclass(frozen=True, slots=True)
class Table:
    """One table. The primary key is a counted `id` of type `counted`, or the column named by `primary_key`."""

    name: str
    columns: tuple[Column, ...]
    keys: tuple[Key, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    counted: str | None = "INT"
    primary_key: str = field(default="id")


def char(name: str, length: int, *, null: bool = False, default: str | None = None) -> Column:
    """Text for people, compared by the rules of the server."""
    return Column(name, f"VARCHAR({length})", f"VARCHAR({length})", null, default)


def token(name: str, length: int, *, null: bool = False, default: str | None = None) -> Column:
    """Text for machines (identifiers, slugs, hashes), compared byte by byte."""
    exact = f"VARCHAR({length}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
    return Column(name, exact, f"VARCHAR({length})", null, default)


def text(name: str, *, null: bool = False) -> Column:
    """Text of any length."""
    return Column(name, "LONGTEXT", "TEXT", null)


def integer(name: str, *, null: bool = False, default: int | None = None) -> Column:
    """A 32-bit number."""
    return Column(name, "INT", "INT", null, None if default is None else str(default))


def smallint(name: str, *, null: bool = False, default: int | None = None) -> Column:
    """A 16-bit number."""
    return Column(name, "SMALLINT", "SMALLINT", null, None if default is None else str(default))


def double(name: str, *, null: bool = False, default: float | None = None) -> Column:
    """A number with a fraction."""
    return Column(name, "DOUBLE", "REAL", null, None if default is None else str(default))


def bigint(name: str, *, null: bool = False) -> Column:
    """A 64-bit number, such as a Discord id."""
    return Column(name, "BIGINT", "BIGINT", null)


def boolean(name: str, *, null: bool = False, default: bool | None = None) -> Column:
    """True or false."""
    return Column(name, "TINYINT(1)", "INT", null, None if default is None else str(int(default)))


def json(name: str, *, null: bool = False, default: str | None = None) -> Column:
    """A document; `default` is its JSON text."""
    # MySQL takes a default for a document only as an expression.
    return Column(name, "JSON", "JSON", null, None if default is None else f"('{default}')")


def day(name: str, *, null: bool = False) -> Column:
    """A date without a time."""
    return Column(name, "DATE", "DATE", null)


def moment(name: str, *, null: bool = False) -> Column:
    """A point in time, UTC."""
    return Column(name, "DATETIME(6)", "TIMESTAMP", null)


def created(name: str = "created", *, null: bool = False) -> Column:
    """When the row was made."""
    return Column(name, "DATETIME(6)", "TIMESTAMP", null, "CURRENT_TIMESTAMP(6)")


def updated(name: str = "updated", *, null: bool = False) -> Column:
    """When the row was last written."""
    return Column(name, "DATETIME(6)", "TIMESTAMP", null, "CURRENT_TIMESTAMP(6)", "CURRENT_TIMESTAMP(6)")


def create(tables: Sequence[Table], dialect: str) -> str:
    """The script that makes `tables`, leaving alone those that exist."""
    chosen = Dialect(dialect)
    return "\n".join(statement for table in tables for statement in _create(table, chosen))


def drop(tables: Sequence[Table], dialect: str) -> str:
    """The script that removes `tables`, dependents first."""
    chosen = Dialect(dialect)
    return "\n".join(f"DROP TABLE IF EXISTS {quoted(table.name, chosen)};" for table in reversed(tables))


def quoted(name: str, dialect: Dialect) -> str:
    """An identifier that may be a reserved word."""
    return f'"{name}"' if dialect is Dialect.SQLITE else f"`{name}`"


def _create(table: Table, dialect: Dialect) -> list[str]:
    lines = [_identity(table, dialect)] if table.counted else []
    lines += [column.sql(dialect) for column in table.columns]
    if not table.counted:
        lines.append(f"PRIMARY KEY ({quoted(table.primary_key, dialect)})")
    lines += [foreign_key_sql(foreign_key, dialect) for foreign_key in table.foreign_keys]
    if dialect is Dialect.MYSQL:
        lines += [key_sql(key) for key in table.keys]
    body = ",\n    ".join(lines)
    options = " ENGINE=InnoDB CHARACTER SET utf8mb4" if dialect is Dialect.MYSQL else ""
    statements = [f"CREATE TABLE IF NOT EXISTS {quoted(table.name, dialect)} (\n    {body}\n){options};"]
    if dialect is Dialect.SQLITE:
        statements += [_separate_key(table.name, key, dialect) for key in table.keys]
    return statements


def _identity(table: Table, dialect: Dialect) -> str:
    name = quoted(table.primary_key, dialect)
    if dialect is Dialect.SQLITE:
        return f"{name} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"
    return f"{name} {table.counted} NOT NULL AUTO_INCREMENT PRIMARY KEY"


def foreign_key_sql(key: ForeignKey, dialect: Dialect) -> str:
    """The constraint as it stands in CREATE TABLE, and in MySQL's ALTER TABLE after ADD."""
    return (
        f"CONSTRAINT {quoted(key.name, dialect)} FOREIGN KEY ({quoted(key.column, dialect)}) "
        f"REFERENCES {quoted(key.table, dialect)} ({quoted(key.target, dialect)}) ON DELETE {key.on_delete}"
    )


def key_sql(key: Key) -> str:
    """The index as it stands in MySQL's CREATE TABLE, and in its ALTER TABLE after ADD."""
    columns = ", ".join(quoted(column, Dialect.MYSQL) for column in key.columns)
    return f"{'UNIQUE ' if key.unique else ''}KEY {quoted(key.name, Dialect.MYSQL)} ({columns})"


def _separate_key(table: str, key: Key, dialect: Dialect) -> str:
    columns = ", ".join(quoted(column, dialect) for column in key.columns)
    unique = "UNIQUE " if key.unique else ""
    # MySQL knows no IF NOT EXISTS here.
    unless_there = "IF NOT EXISTS " if dialect is Dialect.SQLITE else ""
    return f"CREATE {unique}INDEX {unless_there}{quoted(key.name, dialect)} ON {quoted(table, dialect)} ({columns});"


def _sqlite_default(default: str | None) -> str | None:
    if default is None or not default.startswith("CURRENT_TIMESTAMP"):
        return default
    # As Tortoise writes it: CURRENT_TIMESTAMP of SQLite has neither fractions nor a zone, and moments compare as text.
    return "(strftime('%Y-%m-%d %H:%M:%f000+00:00', 'now'))"


async def add_columns(db: BaseDBAsyncClient, table: str, columns: Sequence[Column]) -> str:
    """The script that adds those of `columns` that `table` does not have yet.

    SQLite adds a column that must not be null only with a constant default.
    """
    dialect = Dialect(db.capabilities.dialect)
    present = await _columns(db, table, dialect)
    statements = [
        f"ALTER TABLE {quoted(table, dialect)} ADD COLUMN {column.sql(dialect)};"
        for column in columns
        if column.name not in present
    ]
    return "\n".join(statements) or NOTHING_TO_DO


async def drop_columns(db: BaseDBAsyncClient, table: str, columns: Sequence[Column]) -> str:
    """The script that removes those of `columns` that `table` has; what they hold is lost."""
    dialect = Dialect(db.capabilities.dialect)
    present = await _columns(db, table, dialect)
    statements = [
        f"ALTER TABLE {quoted(table, dialect)} DROP COLUMN {quoted(column.name, dialect)};"
        for column in columns
        if column.name in present
    ]
    return "\n".join(statements) or NOTHING_TO_DO


async def add_keys(db: BaseDBAsyncClient, table: str, keys: Sequence[Key]) -> str:
    """The script that adds those of `keys` that do a work which no index of `table` does yet.

    MySQL makes an index of its own for each foreign key.
    """
    dialect = Dialect(db.capabilities.dialect)
    present = (await _indexes(db, table, dialect)).values()
    statements = [
        _separate_key(table, key, dialect)
        for key in keys
        if not any(columns[: len(key.columns)] == key.columns for columns in present)
    ]
    return "\n".join(statements) or NOTHING_TO_DO


async def drop_keys(db: BaseDBAsyncClient, table: str, keys: Sequence[Key]) -> str:
    """The script that removes those of `keys` that `table` has, by their names."""
    dialect = Dialect(db.capabilities.dialect)
    present = await _indexes(db, table, dialect)
    where = "" if dialect is Dialect.SQLITE else f" ON {quoted(table, dialect)}"
    statements = [f"DROP INDEX {quoted(key.name, dialect)}{where};" for key in keys if key.name in present]
    return "\n".join(statements) or NOTHING_TO_DO


async def _columns(db: BaseDBAsyncClient, table: str, dialect: Dialect) -> set[str]:
    if dialect is Dialect.SQLITE:
        rows = await db.execute_query_dict("SELECT name FROM pragma_table_info(?)", [table])
    else:
        rows = await db.execute_query_dict(
            "SELECT column_name AS name FROM information_schema.columns "
            "WHERE table_schema = DATABASE() AND table_name = %s",
            [table],
        )
    return {str(row["name"]) for row in rows}


async def _indexes(db: BaseDBAsyncClient, table: str, dialect: Dialect) -> dict[str, tuple[str, ...]]:
    """The columns of each index, by its name."""
    if dialect is Dialect.SQLITE:
        statement = (
            "SELECT i.name AS idx, c.name AS col FROM pragma_index_list(?) i, pragma_index_info(i.name) c "
            "ORDER BY i.name, c.seqno"
        )
    else:
        statement = (
            "SELECT index_name AS idx, column_name AS col FROM information_schema.statistics "
            "WHERE table_schema = DATABASE() AND table_name = %s ORDER BY index_name, seq_in_index"
        )
    indexes: dict[str, tuple[str, ...]] = {}
    for row in await db.execute_query_dict(statement, [table]):
        indexes[str(row["idx"])] = (*indexes.get(str(row["idx"]), ()), str(row["col"]))
    return indexes
