"""What becomes of data that the tables of before allowed and those of now do not."""

# ruff: noqa: S608 - names in statements are those of our own tables and of those found in the database
from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import datetime

from alttprbot.database.adoption.inspection import Live, LiveTable
from alttprbot.database.adoption.server import Server, sql_name
from alttprbot.database.adoption.steps import ChangeValues, DeleteRows, MergeRows, Reference, Statement, Step
from alttprbot.database.adoption.structure import has_key
from alttprbot.database.adoption.target import EXACT, Target, is_exact
from alttprbot.database.ddl import Column, Key, Table

ALIASES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("asynctournamentrace", "review_status"): {"accepted": "approved"},
}
"""Other words for a value."""

NO_NAME = "SELECT id AS pk, name AS `before`, CONCAT('unnamed-', id) AS `after` FROM {table} WHERE {condition}"
SAME_NAME = """
SELECT pk, `before`, CONCAT(LEFT(`before`, 190), ' (', place, ')') AS `after` FROM (
    SELECT id AS pk, name AS `before`, ROW_NUMBER() OVER (PARTITION BY election_id, name ORDER BY id) AS place
    FROM ranked_choice_candidate WHERE name IS NOT NULL) named WHERE place > 1"""
NO_ADDRESS = "SELECT id AS pk, url AS `before`, '' AS `after` FROM asynctournamentpermalink WHERE url IS NULL"

MADE_UP: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("presetnamespaces", "name"): (
        NO_NAME.format(table="presetnamespaces", condition="name IS NULL OR TRIM(name) = ''"),
    ),
    ("ranked_choice_candidate", "name"): (
        NO_NAME.format(table="ranked_choice_candidate", condition="name IS NULL"),
        SAME_NAME,
    ),
    ("asynctournamentpermalink", "url"): (NO_ADDRESS,),
}
"""What is put where something is missing, or taken. A namespace without a name has presets, two candidates of one name
have votes, a seed without an address has runs: none of them may go."""

NEWEST = "id DESC"
KEPT: Mapping[str, str] = {
    "tournament_results": "permalink IS NULL OR permalink = '', id DESC",
    "asynctournamentrace": "FIELD(status, 'finished', 'disqualified', 'forfeit', 'in_progress', 'pending'), id",
}
"""Which of several rows stays, first in this order, where it is not the newest: the match that has a seed, the run that
was finished."""

LATER_BALLOTS = """
SELECT v.id AS pk, (
    SELECT MIN(f.id) FROM ranked_choice_votes f WHERE f.election_id = v.election_id AND f.user_id = v.user_id) AS keep
FROM ranked_choice_votes v JOIN (
    SELECT election_id, user_id, MIN(id) AS again FROM (
        SELECT id, election_id, user_id, `rank`,
               ROW_NUMBER() OVER (PARTITION BY election_id, user_id, candidate_id ORDER BY id) AS same_candidate,
               ROW_NUMBER() OVER (PARTITION BY election_id, user_id, `rank` ORDER BY id) AS same_rank
        FROM ranked_choice_votes) numbered
    WHERE same_candidate > 1 OR (same_rank > 1 AND `rank` IS NOT NULL) GROUP BY election_id, user_id) cast_twice
ON cast_twice.election_id = v.election_id AND cast_twice.user_id = v.user_id AND v.id >= cast_twice.again"""
"""Of a ballot that was cast twice the first one counts, wholly. The second begins where a candidate or a rank comes
again."""

MUST_NOT_REPEAT = frozenset({("asynctournamentrace", ("thread_id",))})
"""Keys whose rows may be of different people or matches, so that nobody but the operator can tell which is right."""

REBUILT = frozenset({("racetimekonotsegment", "game_id")})
"""References whose missing rows are made anew."""

LOST_SERIES = "FROM racetimekonotsegment s LEFT JOIN racetimekonotgame g ON g.id = s.game_id WHERE g.id IS NULL"
OPEN_RUNS = "status IN ('pending', 'in_progress')"


async def tidy(server: Server, target: Target, live: Live, erase_before: datetime) -> AsyncIterator[Step]:
    """What is to be done before the tables change."""
    async for step in _expired_messages(server, live, erase_before):
        yield step
    for table in target.tables:
        if table.name in live:
            async for step in _filled(server, table, live[table.name]):
                yield step
    for (table_name, column), sources in MADE_UP.items():
        for source in sources if table_name in live else ():
            if rows := await _count(server, source):
                yield _change(live[table_name], column, "id", source, rows, "is made up where it is missing or taken")
    if "racetimekonotsegment" in live and (
        rows := await server.number(f"SELECT COUNT(DISTINCT s.game_id) {LOST_SERIES}")
    ):
        yield Statement(
            "racetimekonotgame",
            "make the series anew to which segments refer",
            "INSERT INTO racetimekonotgame (id, category_slug) "
            "SELECT s.game_id, LEFT(SUBSTRING_INDEX(COALESCE(MIN(s.racetime_room), ''), '/', 1), 50) "
            f"{LOST_SERIES} GROUP BY s.game_id",
            rows,
            adds=True,
        )
    for table in target.tables:
        if table.name in live:
            async for step in _merged(server, table, live):
                yield step


async def agree(server: Server, live: Live) -> AsyncIterator[Step]:
    """What the earlier application says in other words, or not at all. Needed again after it has run again."""
    if "asynctournamentrace" not in live:
        return
    for (table, column), aliases in ALIASES.items():
        for before, after in aliases.items():
            source = (
                f"SELECT id AS pk, {sql_name(column)} AS `before`, '{after}' AS `after` "
                f"FROM {sql_name(table)} WHERE {sql_name(column)} = '{before}'"
            )
            if rows := await _count(server, source):
                yield _change(live[table], column, "id", source, rows, f"from {before} to {after}")
    # Before there is the column, it is as if its default stood there.
    is_new = "state" not in live["asynctournament"].columns
    for state, condition in (
        ("closed", "active = 0 AND state <> 'closed'"),
        ("active", "active = 1 AND state = 'closed'"),
    ):
        asked = condition.replace("state", "'active'") if is_new else condition
        if rows := await server.number(f"SELECT COUNT(*) FROM asynctournament WHERE {asked}"):
            sql = f"UPDATE asynctournament SET state = '{state}', updated = updated WHERE {condition}"
            yield Statement("asynctournament", f"state is {state}, as active says", sql, rows)
    async for step in _active_slots(server, live):
        yield step
    async for step in _text_pools(server, live):
        yield step


POOL_NAMES = f"""
SELECT DISTINCT CONVERT(pool_name USING utf8mb4) COLLATE {EXACT} AS slug FROM (
    SELECT pool_name FROM triforcetexts UNION ALL SELECT pool_name FROM triforcetextsconfig) named
WHERE pool_name <> ''"""
KEYS_OF_POOLS = f"""
SELECT CONVERT(pool_name USING utf8mb4) COLLATE {EXACT} FROM triforcetextsconfig
WHERE key_name = 'key' AND value <> ''"""


async def _text_pools(server: Server, live: Live) -> AsyncIterator[Step]:
    """Pools of texts were nothing but a name; who had a key for one needed no account."""
    if not {"triforcetexts", "triforcetextsconfig"} <= live.keys():
        return
    named = f"FROM ({POOL_NAMES}) pools"
    missing = f"{named} WHERE slug NOT IN (SELECT slug FROM triforcetextpool)"
    # Before there is the table, it is as if it were empty.
    asked = missing if "triforcetextpool" in live else named
    if rows := await server.number(f"SELECT COUNT(*) {asked}"):
        yield Statement(
            "triforcetextpool",
            "make the pools that texts and moderators name",
            "INSERT INTO triforcetextpool (slug, title, access, submission_limit) "
            f"SELECT slug, slug, IF(slug IN ({KEYS_OF_POOLS}), 'key', 'login'), 10 {missing}",
            rows,
            adds=True,
        )


async def _active_slots(server: Server, live: Live) -> AsyncIterator[Step]:
    """Who is in a run: of several open runs of one player the newest."""
    newest = f"SELECT MAX(id) AS id FROM asynctournamentrace WHERE {OPEN_RUNS} GROUP BY tournament_id, user_id"
    is_new = "active_slot" not in live["asynctournamentrace"].columns
    over = f"asynctournamentrace r LEFT JOIN ({newest}) n ON n.id = r.id", "r.active_slot IS NOT NULL AND n.id IS NULL"
    due = f"asynctournamentrace r JOIN ({newest}) n ON n.id = r.id", "NOT r.active_slot <=> r.user_id"
    for what, slot, (runs, condition) in (
        ("active_slot of runs that are over is empty", "NULL", over),
        ("active_slot of open runs names their player", "r.user_id", due),
    ):
        # Before there is the column, it is as if it were empty.
        asked = condition.replace("r.active_slot", "NULL") if is_new else condition
        if rows := await server.number(f"SELECT COUNT(*) FROM {runs} WHERE {asked}"):
            sql = f"UPDATE {runs} SET r.active_slot = {slot}, r.updated = r.updated WHERE {condition}"
            yield Statement("asynctournamentrace", what, sql, rows)


async def _expired_messages(server: Server, live: Live, erase_before: datetime) -> AsyncIterator[Step]:
    if "audit_messages" not in live:
        return
    condition = f"message_date < '{erase_before:%Y-%m-%d %H:%M:%S}'"
    if rows := await server.number(f"SELECT COUNT(*) FROM audit_messages WHERE {condition}"):
        what = f"erase messages from before {erase_before:%Y-%m-%d}, as AUDIT_RETENTION_DAYS says"
        yield DeleteRows("audit_messages", what, condition, rows)


async def _filled(server: Server, table: Table, live: LiveTable) -> AsyncIterator[Step]:
    """Nulls where there must be none any more, and a default says what was meant."""
    columns = [column for column in table.columns if column.name in live.columns and _is_filled(column, live)]
    if not columns:
        return
    sums = ", ".join(f"SUM({sql_name(column.name)} IS NULL) AS c{index}" for index, column in enumerate(columns))
    (counts,) = await server.rows(f"SELECT {sums} FROM {sql_name(table.name)}")
    for index, column in enumerate(columns):
        if rows := int(counts[f"c{index}"] or 0):
            key, name = sql_name(table.primary_key), sql_name(column.name)
            source = (
                f"SELECT {key} AS pk, {name} AS `before`, {column.default} AS `after` "
                f"FROM {sql_name(table.name)} WHERE {name} IS NULL"
            )
            yield _change(live, column.name, table.primary_key, source, rows, f"from null to {column.default}")


def _is_filled(column: Column, live: LiveTable) -> bool:
    constant = column.default is not None and not column.default.startswith("CURRENT")
    return constant and live.columns[column.name].null and not column.null


async def _merged(server: Server, table: Table, live: Live) -> AsyncIterator[Step]:
    """Rows that say the same, where a new key allows only one."""
    for key in table.keys:
        shape = live[table.name]
        is_new = key.unique and not has_key(key, shape) and all(column in shape.columns for column in key.columns)
        if not is_new or (table.name, key.columns[-1]) in MADE_UP or (table.name, key.columns) in MUST_NOT_REPEAT:
            continue
        source = merge_source(table, key, shape)
        if rows := await _count(server, source):
            what = f"merge rows of the same {' and '.join(key.columns)}"
            yield MergeRows(table.name, what, source, rows, _references_to(table.name, live))


def merge_source(table: Table, key: Key, live: LiveTable) -> str:
    """Selects `pk` of each row that another has the key of, and `keep` of that other one."""
    if table.name == "ranked_choice_votes":
        return LATER_BALLOTS
    columns = {column.name: column for column in table.columns}
    parts = ", ".join(_compared(columns[name], live) for name in key.columns)
    present = " AND ".join(f"{sql_name(name)} IS NOT NULL" for name in key.columns)
    order = KEPT.get(table.name, NEWEST)
    return (
        "SELECT pk, keep FROM (SELECT id AS pk, "
        f"FIRST_VALUE(id) OVER (PARTITION BY {parts} ORDER BY {order}) AS keep "
        f"FROM {sql_name(table.name)} WHERE {present}) grouped WHERE pk <> keep"
    )


def _compared(column: Column, live: LiveTable) -> str:
    """The column as it will be compared, which may tell more apart than it does now."""
    if is_exact(column) and live.columns[column.name].collation != EXACT:
        return f"CONVERT({sql_name(column.name)} USING utf8mb4) COLLATE {EXACT}"
    return sql_name(column.name)


def _references_to(table: str, live: Live) -> tuple[Reference, ...]:
    return tuple(
        Reference(other.name, key.column, tuple(other.touched_by_updates))
        for other in live.values()
        for key in other.foreign_keys
        if key.table == table
    )


def _change(live: LiveTable, column: str, key: str, source: str, rows: int, what: str) -> ChangeValues:
    kept = tuple(name for name in live.touched_by_updates if name != column)
    return ChangeValues(live.name, f"{column} {what}", column, key, source, rows, kept)


async def _count(server: Server, source: str) -> int:
    return await server.number(f"SELECT COUNT(*) FROM ({source}) due")
