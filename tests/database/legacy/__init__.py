"""A database as the application before this one left it: material for tests and benchmarks of its adoption.

Everything works on a plain PyMySQL connection to an empty schema, past all that is tested:

    install(connection, variant)                 the tables, and the record of the migrations that made them
    fill(connection, rows=200, more={})          sound rows in every table; `rows` in each of those that grow
    spoil(connection)                            the rows that a real database should not have, and has

`snapshot.py` reads all rows before and after, and says what differs.
"""

from tests.database.legacy.install import Variant, install
from tests.database.legacy.rows import fill
from tests.database.legacy.snapshot import Difference, Snapshot, assert_only, differences

__all__ = ["Difference", "Snapshot", "Variant", "assert_only", "differences", "fill", "install"]
