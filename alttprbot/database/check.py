"""Whether the live database has the structure that the models expect."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from aerich.models import Aerich
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.fields.base import Field
from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.models import Model

from alttprbot import models as declared_models
from alttprbot.models import relations

FAMILIES = {
    "bool": "tinyint(1)",
    "json": "longtext",
    "double": "double",
    "timestamp": "datetime",
    "integer": "int",
    "text": "longtext",
}


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table as far as it matters; names of keys and the order of columns do not."""

    columns: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """Column to its type and whether it may be null."""
    unique: frozenset[tuple[str, ...]] = frozenset()
    indexed: frozenset[tuple[str, ...]] = frozenset()
    foreign_keys: frozenset[tuple[str, str, str]] = frozenset()
    """Column, table referred to, and what happens on delete."""


async def differences(client: BaseDBAsyncClient) -> list[str]:
    """What the live database lacks or has otherwise, in words; empty when it fits.

    Tables, columns and indexes that the models do not know are left alone: they may be somebody else's.
    """
    found: list[str] = []
    live = await live_shapes(client)
    for name, expected in expected_shapes(client.capabilities.dialect).items():
        actual = live.get(name)
        if actual is None:
            found.append(f"table {name} is missing")
        else:
            found.extend(f"{name}: {difference}" for difference in _compare(expected, actual))
    return found


def expected_shapes(dialect: str) -> dict[str, TableShape]:
    """What the models describe."""
    described: list[type[Model]] = [getattr(declared_models, name) for name in declared_models.__all__]
    described.append(Aerich)
    return {relations.meta(model).db_table: _shape(model, dialect) for model in described}


async def live_shapes(client: BaseDBAsyncClient) -> dict[str, TableShape]:
    """What the database has."""
    if client.capabilities.dialect == "sqlite":
        return await _sqlite_shapes(client)
    return await _mysql_shapes(client)


def _compare(expected: TableShape, actual: TableShape) -> Iterable[str]:
    for column, (kind, null) in expected.columns.items():
        if column not in actual.columns:
            yield f"column {column} is missing"
            continue
        actual_kind, actual_null = actual.columns[column]
        if actual_kind != kind:
            yield f"column {column} is {actual_kind} instead of {kind}"
        if actual_null != null:
            yield f"column {column} is {'nullable' if actual_null else 'not nullable'}"
    for columns in sorted(expected.unique - actual.unique):
        yield f"({', '.join(columns)}) is not unique"
    for columns in sorted(actual.unique - expected.unique):
        yield f"({', '.join(columns)}) is unique"
    for columns in sorted(columns for columns in expected.indexed if not _covered(columns, actual)):
        yield f"({', '.join(columns)}) has no index"
    for key in sorted(expected.foreign_keys - actual.foreign_keys):
        yield f"foreign key {key[0]} to {key[1]} on delete {key[2]} is missing"
    for key in sorted(actual.foreign_keys - expected.foreign_keys):
        yield f"foreign key {key[0]} to {key[1]} on delete {key[2]} is not expected"


def _covered(columns: tuple[str, ...], actual: TableShape) -> bool:
    return any(index[: len(columns)] == columns for index in actual.indexed | actual.unique)


def _shape(model: type[Model], dialect: str) -> TableShape:
    meta = relations.meta(model)
    columns: dict[str, tuple[str, bool]] = {}
    unique: set[tuple[str, ...]] = set()
    indexed: set[tuple[str, ...]] = set()
    for name, column in meta.fields_db_projection.items():
        described = meta.fields_map[name]
        # SQLite counts in 64 bits and allows no other name for that than INTEGER.
        kind = "int" if dialect == "sqlite" and described.pk and described.generated else _sql_type(described, dialect)
        columns[column] = (normal_type(kind), described.null)
        if described.unique and not described.pk:
            unique.add((column,))
        elif described.index and not described.pk:
            indexed.add((column,))
    unique |= {tuple(_column(model, name) for name in names) for names in meta.unique_together}
    indexed |= {
        tuple(_column(model, name) for name in (index if isinstance(index, tuple | list) else index.fields))
        for index in meta.indexes
    }
    return TableShape(columns, frozenset(unique), frozenset(indexed), frozenset(_references(model)))


def _references(model: type[Model]) -> Iterable[tuple[str, str, str]]:
    for described in relations.meta(model).fields_map.values():
        if isinstance(described, ForeignKeyFieldInstance):
            yield (
                str(described.source_field),
                relations.meta(described.related_model).db_table,
                str(described.on_delete.value).upper(),
            )


def _column(model: type[Model], name: str) -> str:
    described = relations.meta(model).fields_map[name]
    return (
        str(described.source_field)
        if isinstance(described, ForeignKeyFieldInstance)
        else (relations.meta(model).fields_db_projection[name])
    )


def _sql_type(described: Field[object], dialect: str) -> str:
    return str(described.get_for_dialect(dialect, "SQL_TYPE"))


def normal_type(kind: str) -> str:
    """A type in one spelling: MariaDB has its own for some, and neither it nor SQLite keeps all of them apart."""
    kind = re.split(r" (?:character|collate|unsigned)\b", kind.lower())[0]
    kind = re.sub(r"^(int|bigint|smallint)\(\d+\)", r"\1", kind)
    kind = FAMILIES.get(kind, kind)
    return FAMILIES.get(kind, kind)


async def _sqlite_shapes(client: BaseDBAsyncClient) -> dict[str, TableShape]:
    tables = await client.execute_query_dict("SELECT name FROM sqlite_master WHERE type = 'table'")
    columns = await client.execute_query_dict(
        'SELECT t.name AS tab, c.name AS col, c.type AS kind, c."notnull" AS needed '
        "FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
    )
    keys = await client.execute_query_dict(
        'SELECT t.name AS tab, i.name AS idx, i."unique" AS uniq, c.name AS col '
        "FROM sqlite_master t, pragma_index_list(t.name) i, pragma_index_info(i.name) c "
        "WHERE t.type = 'table' AND i.origin <> 'pk' ORDER BY t.name, i.name, c.seqno"
    )
    references = await client.execute_query_dict(
        'SELECT t.name AS tab, f."from" AS col, f."table" AS target, f.on_delete AS rule '
        "FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'"
    )
    return _assemble([row["name"] for row in tables], columns, keys, references)


async def _mysql_shapes(client: BaseDBAsyncClient) -> dict[str, TableShape]:
    tables = await client.execute_query_dict(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()"
    )
    columns = await client.execute_query_dict(
        "SELECT table_name AS tab, column_name AS col, column_type AS kind, is_nullable = 'NO' AS needed "
        "FROM information_schema.columns WHERE table_schema = DATABASE()"
    )
    keys = await client.execute_query_dict(
        "SELECT table_name AS tab, index_name AS idx, non_unique = 0 AS uniq, column_name AS col "
        "FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name <> 'PRIMARY' "
        "ORDER BY table_name, index_name, seq_in_index"
    )
    references = await client.execute_query_dict(
        "SELECT k.table_name AS tab, k.column_name AS col, k.referenced_table_name AS target, r.delete_rule AS rule "
        "FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r "
        "ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name "
        "AND r.table_name = k.table_name WHERE k.table_schema = DATABASE()"
    )
    return _assemble([row["name"] for row in tables], columns, keys, references)


def _assemble(
    tables: list[str],
    columns: list[dict[str, object]],
    keys: list[dict[str, object]],
    references: list[dict[str, object]],
) -> dict[str, TableShape]:
    grouped: dict[tuple[str, str, bool], list[str]] = {}
    for key in keys:
        grouped.setdefault((str(key["tab"]), str(key["idx"]), bool(key["uniq"])), []).append(str(key["col"]))
    return {
        table: TableShape(
            {
                str(column["col"]): (normal_type(str(column["kind"])), not column["needed"])
                for column in columns
                if column["tab"] == table
            },
            frozenset(tuple(names) for (tab, _, unique), names in grouped.items() if tab == table and unique),
            frozenset(tuple(names) for (tab, _, unique), names in grouped.items() if tab == table and not unique),
            frozenset(
                (str(key["col"]), str(key["target"]), str(key["rule"])) for key in references if key["tab"] == table
            ),
        )
        for table in tables
    }
