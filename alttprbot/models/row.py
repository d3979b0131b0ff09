"""What every table's model has in common."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from tortoise.models import Model

from alttprbot.util.moments import in_utc


class Row(Model):
    """A row whose points in time say which they are. Tortoise would take one without a zone for UTC, silently."""

    def __init__(self, **columns: Any) -> None:
        """A row that is not stored yet. Raises `NaiveDatetimeError`."""
        _require_zones(columns.values())
        super().__init__(**columns)

    def update_from_dict(self, data: dict[str, Any]) -> Self:
        """Change columns of this row, which is not stored by that. Raises `NaiveDatetimeError`."""
        _require_zones(data.values())
        return super().update_from_dict(data)

    class Meta:
        abstract = True


def _require_zones(values: Iterable[Any]) -> None:
    for value in values:
        if isinstance(value, datetime):
            in_utc(value)
