"""What Tortoise and Aerich are told about the models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

APP = "models"
MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def connection_name(connection: dict[str, Any]) -> str:
    """What Tortoise calls the connection: `mysql` or `sqlite`.

    Tortoise remembers the statements it built by the name of the connection, for the life of the process; with one
    name for all it would send MySQL's placeholders to SQLite.
    """
    return str(connection["engine"]).rpartition(".")[2]


def tortoise_config(connection: dict[str, Any]) -> dict[str, Any]:
    """The Tortoise configuration of the application on `connection`."""
    name = connection_name(connection)
    return {
        "connections": {name: connection},
        "apps": {APP: {"models": ["alttprbot.models", "aerich.models"], "default_connection": name}},
        "use_tz": True,
        "timezone": "UTC",
    }


TORTOISE_ORM = tortoise_config(
    {"engine": "alttprbot.database.engines.sqlite", "credentials": {"file_path": ":memory:"}}
)
"""For `aerich migrate --offline`, which compares models and needs no database. The application uses its settings."""
