"""What tables.txt says of the tables, as information_schema would say it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

TABLES = Path(__file__).with_name("tables.txt")
TYPES = {
    "Int": "int",
    "BigInt": "bigint",
    "SmallInt": "smallint",
    "Text": "longtext",
    "Bool": "tinyint(1)",
    "Float": "double",
    "JSON": "json",
    "DT": "datetime(6)",
    "Date": "date",
    "Created": "datetime(6)",
    "Updated": "datetime(6)",
}
NOW = "current_timestamp(6)"
COLUMN = re.compile(
    r"(?P<name>\w+) (?P<type>\w+)(?:\((?P<length>\d+)\))?(?P<null>\??)(?:=(?P<default>\S+))?"
    r"(?P<primary> PK(?P<supplied>\(supplied\))?)?(?: [UI])?"
)
FOREIGN_KEY = re.compile(
    r"(?P<column>\w+) FK(?P<null>\??)→(?P<table>\w+) (?P<model>\w+)(?: \(DB: (?P<database>\w+)\))? \[(?P<name>\w+)\]"
)
KEY = re.compile(r"(?P<kind>unique|index) (?P<name>\w+) \((?P<columns>[\w, ]+)\)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `default` in small letters without quotes, `extra` what the database does by itself."""

    type: str
    null: bool
    default: str | None = None
    extra: str = ""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A reference to the primary key of `table`."""

    column: str
    table: str
    target: str
    on_delete: str


@dataclass(slots=True)
class Table:
    """One table. `keys` leaves out the primary key; each is its columns and whether it is unique."""

    columns: dict[str, Column] = field(default_factory=dict)
    primary_key: str = "id"
    keys: dict[str, tuple[tuple[str, ...], bool]] = field(default_factory=dict)
    foreign_keys: dict[str, ForeignKey] = field(default_factory=dict)


def read() -> dict[str, Table]:
    """Every table of tables.txt by its name.

    Raises:
        ValueError: a line is neither a column nor a key.
    """
    tables: dict[str, Table] = {}
    table = Table()
    for line in TABLES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if not line.startswith(" "):
            table = tables[line] = Table()
        else:
            _add(table, line.strip())
    for each in tables.values():
        _point_foreign_keys(each, tables)
    return tables


def _add(table: Table, line: str) -> None:
    if key := KEY.fullmatch(line):
        table.keys[key["name"]] = (tuple(key["columns"].split(", ")), key["kind"] == "unique")
    elif foreign := FOREIGN_KEY.fullmatch(line):
        table.columns[foreign["column"]] = Column("int", bool(foreign["null"]))
        rule = foreign["database"] or foreign["model"]
        table.foreign_keys[foreign["name"]] = ForeignKey(foreign["column"], foreign["table"], "id", rule)
    elif column := COLUMN.fullmatch(line):
        table.columns[column["name"]] = _column(column)
        if column["primary"]:
            table.primary_key = column["name"]
    else:
        raise ValueError(line)


def _column(match: re.Match[str]) -> Column:
    kind = match["type"]
    sort = f"varchar({match['length']})" if kind == "Char" else TYPES[kind]
    default = {"true": "1", "false": "0", "1.0": "1"}.get(match["default"] or "", match["default"])
    extra = ""
    if kind in {"Created", "Updated"}:
        default = NOW
        extra = f"on update {NOW}" if kind == "Updated" else ""
    if match["primary"] and not match["supplied"]:
        extra = "auto_increment"
    return Column(sort, bool(match["null"]), default.strip("'") if default else default, extra)


def _point_foreign_keys(table: Table, tables: dict[str, Table]) -> None:
    """Reference the primary keys of other tables, with their types; give each reference the index that serves it."""
    for name, key in table.foreign_keys.items():
        target = tables[key.table].primary_key
        table.foreign_keys[name] = ForeignKey(key.column, key.table, target, key.on_delete)
        null = table.columns[key.column].null
        table.columns[key.column] = Column(tables[key.table].columns[target].type, null)
        if not any(columns[0] == key.column for columns, _unique in table.keys.values()):
            table.keys[name] = ((key.column,), False)
