"""Looking over the shoulder of whoever asks the database."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class Recorder(logging.Handler):
    """Keeps what Tortoise logs: every statement with its values."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.seen: list[tuple[str, list[object]]] = []

    def emit(self, record: logging.LogRecord) -> None:
        match record.args:
            case (str(statement), values):
                self.seen.append((statement, list(values) if isinstance(values, list | tuple) else []))


@contextmanager
def statements_seen() -> Iterator[list[tuple[str, list[object]]]]:
    """The statements that are sent meanwhile, in order."""
    logger = logging.getLogger("tortoise.db_client")
    recorder, level = Recorder(), logger.level
    logger.addHandler(recorder)
    logger.setLevel(logging.DEBUG)
    try:
        yield recorder.seen
    finally:
        logger.removeHandler(recorder)
        logger.setLevel(level)
