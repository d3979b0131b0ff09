"""The tables that a MariaDB server has, in the terms of notation.py."""

from __future__ import annotations

import re
from collections import defaultdict

from pymysql import Connection
from pymysql.cursors import Cursor

from tests.database.legacy.notation import Column, ForeignKey, Table

COLUMNS = """
    SELECT table_name, column_name, column_type, is_nullable, column_default, extra
    FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position
"""
# MariaDB keeps documents as text with a check.
DOCUMENTS = """
    SELECT table_name, constraint_name FROM information_schema.check_constraints
    WHERE constraint_schema = DATABASE() AND check_clause LIKE 'json_valid(%)'
"""
KEYS = """
    SELECT table_name, index_name, column_name, non_unique
    FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY table_name, index_name, seq_in_index
"""
FOREIGN_KEYS = """
    SELECT table_name, constraint_name, column_name, referenced_table_name, referenced_column_name, delete_rule
    FROM information_schema.key_column_usage
    JOIN information_schema.referential_constraints USING (constraint_schema, constraint_name, table_name,
                                                           referenced_table_name)
    WHERE constraint_schema = DATABASE()
"""


def read(connection: Connection[Cursor]) -> dict[str, Table]:
    """Every table of the selected schema by its name."""
    tables: defaultdict[str, Table] = defaultdict(Table)
    with connection.cursor() as cursor:
        cursor.execute(DOCUMENTS)
        documents = set(cursor.fetchall())
        cursor.execute(COLUMNS)
        for table, name, sort, null, default, extra in cursor.fetchall():
            kind = "json" if (table, name) in documents else _plain(sort)
            tables[table].columns[name] = Column(kind, null == "YES", _default(default), extra)
        cursor.execute(KEYS)
        for table, name, column, plain in cursor.fetchall():
            if name == "PRIMARY":
                tables[table].primary_key = column
            else:
                columns, _unique = tables[table].keys.get(name, ((), False))
                tables[table].keys[name] = ((*columns, column), not plain)
        cursor.execute(FOREIGN_KEYS)
        for table, name, *reference in cursor.fetchall():
            tables[table].foreign_keys[name] = ForeignKey(*reference)
    return dict(tables)


def _plain(sort: str) -> str:
    """The type without the width for display that older servers write, but for truth values."""
    return re.sub(r"^(int|bigint|smallint)\(\d+\)$", r"\1", sort)


def _default(default: str | None) -> str | None:
    return None if default in {None, "NULL"} else str(default).strip("'")
