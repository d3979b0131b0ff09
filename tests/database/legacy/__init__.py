"""A database as the application before this one left it: material for tests and benchmarks of its adoption.

Everything works on a plain PyMySQL connection to an empty schema, past all that is tested:

    install(connection, variant)                 the tables, and the record of the migrations that made them
    fill(connection, rows=200, more={})          sound rows in every table; `rows` in each of those that grow
    spoil(connection)                            rows that are there twice; says which of them are to stay
    ODD, TWICE                                   oddities that are planted one at a time among the rows of `fill`
    Snapshot.take(connection, directory)         all rows; `assert_only` compares two of them row by row
"""

from tests.database.legacy.install import Variant, install
from tests.database.legacy.oddities import ODD, TWICE, Odd, Spoiled, Twice, spoil
from tests.database.legacy.rows import fill
from tests.database.legacy.snapshot import Difference, Snapshot, assert_only, differences

__all__ = [
    "ODD",
    "TWICE",
    "Difference",
    "Odd",
    "Snapshot",
    "Spoiled",
    "Twice",
    "Variant",
    "assert_only",
    "differences",
    "fill",
    "install",
    "spoil",
]
