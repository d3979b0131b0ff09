"""Whether a database is one that can be adopted at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pymysql.err

from alttprbot.database import migrations
from alttprbot.database.adoption.inspection import Live
from alttprbot.database.adoption.server import Server
from alttprbot.database.schema import APP

NEEDED_TABLES = ("aerich", "users", "asynctournament", "tournament_results", "config")
"""By these we know one."""
OLDEST, NEWEST = 97, 98
"""The last migrations of the earlier application. The last one only adds a table, so that we can do without it."""
RIGHTS = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "INDEX", "REFERENCES"})
NO_GRANTS = 1290
"""The server runs without rights."""


async def refusals(server: Server, live: Live) -> list[str]:
    """Why it cannot, in words for the operator; empty when it can."""
    missing = [name for name in NEEDED_TABLES if name not in live]
    if missing:
        return [f"This is no database of SahasrahBot: it has no table {', '.join(missing)}."]
    return [*_of_versions(await recorded_versions(server)), *_of_rights(await _grants(server))]


async def recorded_versions(server: Server) -> list[str]:
    """The migrations that the database has seen, by the names of their files."""
    rows = await server.rows("SELECT version FROM aerich WHERE app = %s", [APP])
    return [str(row["version"]) for row in rows]


def _of_versions(recorded: list[str]) -> Iterator[str]:
    earlier = [version for version in recorded if migrations.is_legacy(version)]
    newer = sorted(set(recorded) - set(earlier) - set(migrations.available()))
    newest = max(earlier, key=_number, default="")
    if newer:
        yield f"The database is newer than this program: it has seen {newer[-1]}. Use a newer version of the program."
    elif not recorded:
        yield "No migration is recorded in the table aerich: which state the database is in cannot be known."
    elif not earlier:
        yield "This database was made by this program; there is nothing to adopt. Use `db upgrade`."
    elif _number(newest) < OLDEST:
        yield (
            f"The newest migration of the database is {newest}; it must be number {OLDEST} or {NEWEST}. "
            "Bring it up to date with the earlier application first (`aerich upgrade` there)."
        )
    elif _number(newest) > NEWEST:
        yield f"The database has seen {newest}, which no known version of the earlier application has."


def _number(version: str) -> int:
    found = re.match(r"\d+", version)
    return int(found[0]) if found else 0


async def _grants(server: Server) -> list[str] | None:
    try:
        rows = await server.rows("SHOW GRANTS")
    except pymysql.err.OperationalError as error:
        if error.args[0] == NO_GRANTS:
            return None
        raise
    schema = str((await server.rows("SELECT DATABASE() AS name"))[0]["name"])
    lines = [str(next(iter(row.values()))) for row in rows]
    return [line for line in lines if _covers(line, schema)]


def _of_rights(grants: list[str] | None) -> Iterator[str]:
    if grants is None:
        return
    given = {right.strip() for line in grants for right in _rights(line).split(",")}
    missing = RIGHTS - given
    if missing and not given & {"ALL PRIVILEGES", "ALL"}:
        yield (
            f"The user of the database lacks the right to {', '.join(sorted(missing))}. "
            "Grant ALL PRIVILEGES on the database, at least while it is adopted."
        )


def _rights(grant: str) -> str:
    """`SELECT, ALTER` of `GRANT SELECT, ALTER ON …`; rights that are given by way of a role are unknown here: all."""
    found = re.match(r"GRANT (.+?) ON ", grant)
    return found[1] if found else "ALL"


def _covers(grant: str, schema: str) -> bool:
    """Whether a grant is about the whole of the database. `_` and `%` in it stand for any letter and any text."""
    found = re.match(r"GRANT .+? ON (?:TABLE )?[`'\"]?(.+?)[`'\"]?\.\* TO ", grant)
    if found is None:
        # A role, of which MySQL does not say what it allows.
        return " ON " not in grant and grant.startswith("GRANT ")
    pattern = "".join(_as_pattern(part) for part in re.findall(r"\\.|.", found[1]))
    return found[1] == "*" or re.fullmatch(pattern, schema) is not None


def _as_pattern(part: str) -> str:
    return {"_": ".", "%": ".*"}.get(part) or re.escape(part.removeprefix("\\"))
