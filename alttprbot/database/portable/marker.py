"""A table that says that the rest of the database is half restored."""

from __future__ import annotations

from tortoise.backends.base.client import BaseDBAsyncClient

from alttprbot.database.errors import RestoreUnfinishedError

MARKER = "restore_unfinished"


async def is_unfinished(client: BaseDBAsyncClient) -> bool:
    """Whether a restore was begun and did not come to its end."""
    if client.capabilities.dialect == "sqlite":
        query = f"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{MARKER}'"  # noqa: S608
    else:
        query = (
            "SELECT 1 FROM information_schema.tables "  # noqa: S608
            f"WHERE table_schema = DATABASE() AND table_name = '{MARKER}'"
        )
    return bool((await client.execute_query(query))[1])


async def refuse_unfinished(client: BaseDBAsyncClient) -> None:
    """Raise `RestoreUnfinishedError` for a half-restored database."""
    if await is_unfinished(client):
        raise RestoreUnfinishedError


async def begin(client: BaseDBAsyncClient) -> None:
    """From now on the database is in nobody's service."""
    await client.execute_script(f"CREATE TABLE IF NOT EXISTS {MARKER} (begun INT);")


async def end(client: BaseDBAsyncClient) -> None:
    """It is whole."""
    await client.execute_script(f"DROP TABLE IF EXISTS {MARKER};")
