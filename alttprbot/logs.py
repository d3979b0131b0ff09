"""How log lines look: text for people, JSON for collectors; the fields of a record are always shown."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from pydantic import SecretStr

from alttprbot.redaction import MASK, Redactor

STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "task", "color_message"}
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The web request that is being answered: every line that is logged meanwhile has its id."""
NOISY = (
    "discord.gateway",
    "discord.client",
    "discord.http",
    "hypercorn.access",
    "hypercorn.error",
    "aiosqlite",
    "tortoise.db_client",
)


def configure_logging(level: str = "INFO", form: str = "text", *, secrets: Iterable[str] = ()) -> None:
    """Send everything to standard output, without `secrets`. `form` is `text` or `json`.

    Called once, by the entry point.
    """
    redact = Redactor(secrets)
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter(redact) if form == "json" else TextFormatter(redact))
    handler.addFilter(_add_context)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(True)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("discord.client").addFilter(_is_not_about_voice)


def _is_not_about_voice(record: logging.LogRecord) -> bool:
    """Nobody here speaks: that the packages for it are missing need not be said at each start."""
    return not record.getMessage().endswith("voice will NOT be supported")


class TextFormatter(logging.Formatter):
    """`2026-02-14 18:00:00.123 INFO     alttprbot.supervisor: service ready service=web`"""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
        fields = "".join(f" {name}={_bare(value)}" for name, value in _fields(record).items())
        line = f"{time} {record.levelname:<8} {record.name}: {escape(record.getMessage())}{fields}"
        if record.exc_info:
            # Indented, so that no line of an exception's text can pass for a line of the log.
            line += "".join(f"\n  {escape(text)}" for text in self.formatException(record.exc_info).splitlines())
        return self._redact(line)


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        document = {
            "ts": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": self._redact(record.getMessage()),
            "task": getattr(record, "task", None),
            **{name: self._plain(value) for name, value in _fields(record).items()},
        }
        if record.exc_info:
            document["traceback"] = self._redact(self.formatException(record.exc_info))
        return json.dumps(document, ensure_ascii=False)

    def _plain(self, value: object) -> object:
        if isinstance(value, bool | int | float):
            return value
        if isinstance(value, list | tuple | set | frozenset):
            return [self._plain(item) for item in value]
        return self._redact(str(value))


def escape(text: str) -> str:
    """One line, whatever people typed: control characters are shown, not obeyed."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _add_context(record: logging.LogRecord) -> bool:
    """Note which task logs, and for which request. Never turns a record away."""
    try:
        task = asyncio.current_task()
    except RuntimeError:
        task = None
    record.task = task.get_name() if task is not None else None
    if (current := request_id.get()) is not None:
        record.request_id = current
    return True


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    return {
        name: MASK if isinstance(value, SecretStr) else value
        for name, value in vars(record).items()
        if name not in STANDARD and value is not None
    }


def _bare(value: object) -> str:
    text = escape(str(value))
    return json.dumps(text, ensure_ascii=False) if not text or " " in text or '"' in text else text
