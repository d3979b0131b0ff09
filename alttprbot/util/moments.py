"""Points in time that everybody understands alike."""

from __future__ import annotations

from datetime import UTC, datetime


class NaiveDatetimeError(TypeError):
    """A defect: a datetime without a zone was passed where a point in time is needed."""


def in_utc(moment: datetime) -> datetime:
    """The same point in time, in UTC. Raises `NaiveDatetimeError` when it does not say which one it is."""
    if moment.tzinfo is None:
        raise NaiveDatetimeError(f"{moment} has no zone; make it with `clock.now()` or `datetime.now(UTC)`.")
    return moment.astimezone(UTC)
