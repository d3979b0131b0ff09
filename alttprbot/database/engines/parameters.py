"""What may be passed to a statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from alttprbot.util.moments import in_utc


def prepared(values: Sequence[Any]) -> list[Any]:
    """The values with every point in time in UTC. Raises `NaiveDatetimeError`.

    MySQL's driver writes the hours of whatever zone a datetime has, and SQLite compares them as text.
    """
    return [in_utc(value) if isinstance(value, datetime) else value for value in values]
