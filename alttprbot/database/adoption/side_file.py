"""What an adoption takes out of the database is written down first."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path


class SideFile:
    """A file of JSON lines: `merged` rows with the row that stays in their place, and `changed` values with both.

    What stands in it is on the disk before the database changes. After an interruption something may stand in it twice.
    Only its owner can read it. It is made when there is something to write.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, records: Iterable[dict[str, object]]) -> None:
        """Add records, and return when they are on the disk. Raises `OSError` when that cannot be."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(json.dumps(record, ensure_ascii=False, default=_plain) + "\n" for record in records)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())


def _plain(value: object) -> object:
    match value:
        case datetime() | date():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode()
        case Decimal() | timedelta():
            return str(value)
    raise TypeError(f"{type(value).__name__} has no place in the side file")
