"""How a database goes about a statement."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from alttprbot.database import Database

Plan = Mapping[str, tuple[str, ...] | None]
"""Each table with the columns of the index by which its rows are found; null when all of it is looked through.

What another select of the same statement has found is no table, and may well be gone through.
"""


async def plan_of(database: Database, statement: str, values: Sequence[object]) -> Plan:
    """What the optimiser makes of a statement."""
    parts = _sqlite_plan if database.dialect == "sqlite" else _mysql_plan
    plan = await parts(database, statement, values)
    return {_table(statement, name): columns for name, columns in plan.items() if _is_table(statement, name)}


async def _mysql_plan(database: Database, statement: str, values: Sequence[object]) -> Plan:
    rows = await database.client.execute_query_dict(f"EXPLAIN {statement}", [*values] or None)
    keys = await database.client.execute_query_dict(
        "SELECT table_name AS tab, index_name AS idx, GROUP_CONCAT(column_name ORDER BY seq_in_index) AS cols "
        "FROM information_schema.statistics WHERE table_schema = DATABASE() GROUP BY table_name, index_name"
    )
    columns = {(key["tab"], key["idx"]): tuple(key["cols"].split(",")) for key in keys}
    return {
        row["table"]: None
        if row["type"] in {"ALL", "index"}
        else columns.get((_table(statement, row["table"]), row["key"]), ())
        for row in rows
        if row["table"]
    }


async def _sqlite_plan(database: Database, statement: str, values: Sequence[object]) -> Plan:
    rows = await database.client.execute_query_dict(f"EXPLAIN QUERY PLAN {statement}", [*values])
    plan: dict[str, tuple[str, ...] | None] = {}
    for row in rows:
        step = re.match(r"(SCAN|SEARCH) (\w+)(?: USING (?:COVERING )?INDEX (\S+))?", row["detail"])
        if step is not None:
            plan[step[2]] = None if step[1] == "SCAN" else await _sqlite_columns(database, step[3])
    return plan


async def _sqlite_columns(database: Database, index: str | None) -> tuple[str, ...]:
    if index is None:
        return ("id",)
    rows = await database.client.execute_query_dict("SELECT name FROM pragma_index_info(?) ORDER BY seqno", [index])
    return tuple(str(row["name"]) for row in rows)


def _is_table(statement: str, name: str) -> bool:
    return not name.startswith("<") and re.search(rf"\)\s+{name}\b", statement) is None


def _table(statement: str, name: str) -> str:
    """The table of which `name` is another name in the statement, or `name` itself."""
    renamed = re.search(rf"(?:FROM|JOIN)\s+[`\"]?(\w+)[`\"]?\s+(?:AS\s+)?[`\"]?{name}\b", statement)
    return renamed[1] if renamed is not None else name
