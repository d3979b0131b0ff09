"""Taking over the database of the earlier application, in place and without losing a row.

What is to be done is read from the live database each time: an adoption that was cut off at any statement is simply
started again, and a database that is adopted has nothing left to be done. Nothing that the earlier application uses is
renamed or taken away, so that one can go back to it.

    eligibility   is it such a database, in a state that we know, and may we change it?
    fitness       does it hold anything that we could not keep?
    rules         what becomes of data that the new tables do not allow
    structure     what the tables lack
    target        the schema of the first release; later migrations are applied as ever
"""

# ruff: noqa: S608 - names in statements are those of our own tables and of those found in the database
from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pymysql.err

from alttprbot.database.adoption import eligibility, fitness, notes, rules, structure
from alttprbot.database.adoption.inspection import Live, inspect
from alttprbot.database.adoption.report import PlannedStep, Report
from alttprbot.database.adoption.server import Server, sql_name
from alttprbot.database.adoption.side_file import SideFile
from alttprbot.database.adoption.steps import Progress, RecordMigrations, Step, silently
from alttprbot.database.adoption.target import Target, first_release
from alttprbot.database.errors import SchemaError, reason

__all__ = ["Adoption", "AdoptionInterruptedError", "Report", "Server"]

ROUNDS = 5
"""Merging rows can leave others the same; it never takes more than two rounds."""


class AdoptionInterruptedError(SchemaError):
    """A step failed; the message is for the operator. What was done before stays, and the adoption can go on."""

    def __init__(self, step: Step, why: str) -> None:
        super().__init__(
            f"{step.table}: {step.what}: this failed ({why}). Nothing is lost. "
            "Once the cause is mended, start the adoption again: it continues where it was."
        )


class Adoption:
    """The adoption of one database. Messages from before `erase_before` are not kept."""

    def __init__(
        self, server: Server, *, erase_before: datetime, side_file: Path, progress: Progress = silently
    ) -> None:
        self._server = server
        self._target: Target = first_release()
        self._erase_before = erase_before
        self._side_file = SideFile(side_file)
        self._progress = progress

    async def plan(self) -> Report:
        """Look, and say what would be done; nothing is written anywhere."""
        report, live = await self._examine()
        if not report.refusals:
            for steps in (self._tidying(live), self._building(live), rules.agree(self._server, live)):
                report.steps += [_planned(step) async for step in steps]
            report.steps += [_planned(step) for step in await self._recording()]
        return report

    async def apply(self) -> Report:
        """Do it. Raises `AdoptionInterruptedError` when the server refuses a step."""
        report, live = await self._examine()
        if report.refusals:
            return report
        report.applied = True
        for _ in range(ROUNDS):
            steps = [step async for step in self._tidying(live)]
            if not steps:
                break
            await self._run(steps, report)
        await self._run([step async for step in self._building(live)], report)
        live = await inspect(self._server)
        await self._run([step async for step in rules.agree(self._server, live)], report)
        await self._run(await self._recording(), report)
        report.rows_after = await self._row_counts(live)
        report.side_file = str(self._side_file.path) if self._side_file.path.exists() else None
        return report

    async def _examine(self) -> tuple[Report, Live]:
        await self._server.prepare()
        live = await inspect(self._server)
        report = Report(refusals=await eligibility.refusals(self._server, live))
        if not report.refusals and not await self._is_recorded():
            report.refusals += await fitness.troubles(self._server, self._target, live)
        if not report.refusals:
            report.notes += [note async for note in notes.of(self._server, live)]
            report.rows_before = await self._row_counts(live)
        return report, live

    async def _run(self, steps: list[Step], report: Report) -> None:
        for step in steps:
            with self._progress(f"{step.table}: {step.what}", step.rows or 0) as advance:
                try:
                    change = await step.run(self._server, self._side_file, advance)
                except (pymysql.err.Error, OSError) as error:
                    raise AdoptionInterruptedError(step, reason(error)) from error
            report.steps.append(_planned(step))
            report.changes[step.table] = report.changes.get(step.table, 0) + change

    async def _tidying(self, live: Live) -> AsyncIterator[Step]:
        # Once the migrations are recorded, later ones may have changed the tables further.
        if not await self._is_recorded():
            async for step in rules.tidy(self._server, self._target, live, self._erase_before):
                yield step

    async def _building(self, live: Live) -> AsyncIterator[Step]:
        if not await self._is_recorded():
            for step in (*structure.missing_tables(self._target, live), *structure.alterations(self._target, live)):
                yield step

    async def _recording(self) -> list[Step]:
        recorded = set(await eligibility.recorded_versions(self._server))
        missing = [
            (version, state)
            for version, state in zip(self._target.versions, self._target.states, strict=True)
            if version not in recorded
        ]
        return [RecordMigrations(tuple(missing))] if missing else []

    async def _is_recorded(self) -> bool:
        return set(self._target.versions) <= set(await eligibility.recorded_versions(self._server))

    async def _row_counts(self, live: Live) -> dict[str, int]:
        names = [table.name for table in self._target.tables if table.name in live]
        return {name: await self._server.number(f"SELECT COUNT(*) FROM {sql_name(name)}") for name in names}


def _planned(step: Step) -> PlannedStep:
    return PlannedStep(step.table, step.what, step.rows, step.statements)
