"""What an adoption would do, or has done, for the operator and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step in words and in SQL; `rows` is how many rows it is about."""

    table: str
    what: str
    rows: int | None
    statements: tuple[str, ...]


@dataclass(slots=True)
class Report:
    """What was found and done. `refusals` say why nothing was; `notes` are for the operator to know."""

    applied: bool = False
    refusals: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    steps: list[PlannedStep] = field(default_factory=list)
    rows_before: dict[str, int] = field(default_factory=dict)
    rows_after: dict[str, int] = field(default_factory=dict)
    changes: dict[str, int] = field(default_factory=dict)
    """By how many rows the steps made a table longer, or shorter (negative)."""
    side_file: str | None = None

    @property
    def miscounted(self) -> list[str]:
        """Tables that have other rows than before, though no step did that: somebody else writes to them."""
        return [
            f"{table} has {after} rows; {before} and {self.changes.get(table, 0):+} were expected. Is anything else "
            "still connected to the database?"
            for table, after in self.rows_after.items()
            if (before := self.rows_before.get(table, 0)) + self.changes.get(table, 0) != after
        ]

    def lines(self) -> Iterator[str]:
        """The report to be read."""
        if self.refusals:
            yield "The database cannot be adopted as it is. Nothing was changed."
            yield from (f"  - {refusal}" for refusal in self.refusals)
            return
        yield from (f"note: {note}" for note in self.notes)
        yield from self._steps()
        yield from self._rows()
        yield from (f"warning: {line}" for line in self.miscounted)
        yield self._summary()

    def _steps(self) -> Iterator[str]:
        for step in self.steps:
            rows = "" if step.rows is None else f" ({step.rows} row{'' if step.rows == 1 else 's'})"
            yield f"{step.table}: {step.what}{rows}"
            if not self.applied:
                yield from (f"    {line}" for statement in step.statements for line in statement.splitlines())

    def _rows(self) -> Iterator[str]:
        for table, before in self.rows_before.items():
            after = self.rows_after.get(table, before)
            if before or after:
                yield f"{table}: {before} rows" + (f", {after} now" if after != before else "")

    def _summary(self) -> str:
        if not self.steps:
            return "There is nothing to do: the database is adopted."
        if not self.applied:
            return f"{len(self.steps)} steps to do. Nothing was changed; `db adopt --apply` does it."
        kept = f" What was taken out is in {self.side_file}." if self.side_file else ""
        return f"{len(self.steps)} steps done: the database is adopted.{kept}"
