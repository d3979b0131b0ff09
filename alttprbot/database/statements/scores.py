"""Writing the scores of many runs, or the pars of many seeds, with few statements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import islice

from alttprbot.database import Database

ROWS = 500
"""How many rows a statement writes at most, so that it stays of a length that every server takes."""

SCORES = """
UPDATE asynctournamentrace SET score = CASE id {cases} END, score_updated_at = {moment} WHERE id IN ({ids})
"""
PARS = """
UPDATE asynctournamentpermalink SET par_time = CASE id {cases} END, par_updated_at = {moment} WHERE id IN ({ids})
"""
PLACEHOLDERS = {"mysql": "%s", "sqlite": "?"}


async def write_scores(database: Database, scores: Mapping[int, float | None], at: datetime) -> None:
    """Give runs, by id, their scores, and none to those with null."""
    await _write(database, SCORES, scores, at)


async def write_pars(database: Database, pars: Mapping[int, float], at: datetime) -> None:
    """Give seeds, by id, their par times in seconds."""
    await _write(database, PARS, pars, at)


async def _write(
    database: Database, statement: str, values: Mapping[int, float | None] | Mapping[int, float], at: datetime
) -> None:
    moment = PLACEHOLDERS[database.dialect]
    remaining = iter(values.items())
    while rows := list(islice(remaining, ROWS)):
        cases = " ".join(f"WHEN {row_id:d} THEN {_literal(value)}" for row_id, value in rows)
        ids = ", ".join(f"{row_id:d}" for row_id, _ in rows)
        await database.client.execute_query(statement.format(cases=cases, ids=ids, moment=moment), [at])


def _literal(value: float | None) -> str:
    return "NULL" if value is None else f"{value:.17g}"
