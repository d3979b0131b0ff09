"""What the operator should know of a database, though nothing is done about it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from alttprbot.database.adoption.inspection import Live
from alttprbot.database.adoption.server import Server
from alttprbot.database.check import expected_shapes

OTHERS = "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()"
SAME_BUT_CASE = """
SELECT GROUP_CONCAT(id ORDER BY id SEPARATOR ', ') AS ids FROM users WHERE rtgg_id IS NOT NULL
GROUP BY LOWER(rtgg_id) HAVING COUNT(*) > 1 ORDER BY MIN(id)"""


async def of(server: Server, live: Live) -> AsyncIterator[str]:
    """Each in words."""
    if others := await server.number(OTHERS):
        yield f"{others} other connections use this database. Stop the earlier application before you apply anything."
    ours = expected_shapes("mysql")
    if strays := [name for name in live if name not in ours]:
        yield f"these tables are not known here and stay as they are: {', '.join(strays)}."
    for row in await server.rows(SAME_BUT_CASE):
        yield f"users {row['ids']} have RaceTime ids that differ only in upper and lower case: are they one person?"
