"""What an adopted database looks like: the schema of the first release. Later migrations are applied as ever."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import ModuleType

from aerich.utils import import_py_file

from alttprbot.database import migrations
from alttprbot.database.check import normal_type
from alttprbot.database.ddl import Column, Table
from alttprbot.database.schema import APP, MIGRATIONS

LAST_OF_FIRST_RELEASE = "6_20261125014203_audit_actions.py"
EXACT = "utf8mb4_bin"


@dataclass(frozen=True, slots=True)
class Target:
    """The tables of the first release, in the order in which they refer to each other, and their migrations."""

    versions: tuple[str, ...]
    tables: tuple[Table, ...]
    states: tuple[str, ...]
    """What Aerich remembers with each migration, packed: the models as they were then."""


def first_release() -> Target:
    """Read the target from the migrations."""
    available = migrations.available()
    versions = tuple(available[: available.index(LAST_OF_FIRST_RELEASE) + 1])
    modules: list[ModuleType] = [import_py_file(MIGRATIONS / APP / version) for version in versions]
    return Target(
        versions,
        tuple(table for module in modules for table in module.TABLES),
        tuple(module.MODELS_STATE for module in modules),
    )


def kind(column: Column) -> str:
    """The type of a column as `information_schema` has it, in our spelling."""
    return normal_type(column.mysql)


def is_exact(column: Column) -> bool:
    """Whether text in the column is compared byte by byte."""
    return EXACT in column.mysql


def length(column_type: str) -> int | None:
    """How many characters fit; None where that is no limit, or the column holds no text."""
    found = re.fullmatch(r"(?:var)?char\((\d+)\)", column_type)
    return int(found[1]) if found else None
