"""Applying the migrations in `migrations/`, which Aerich numbers and remembers."""

from __future__ import annotations

import re
from collections.abc import Collection

from aerich import Command
from aerich.migrate import Migrate
from aerich.models import Aerich
from tortoise.backends.base.client import BaseDBAsyncClient

from alttprbot.database.errors import SchemaNewerError, SchemaNotAdoptedError
from alttprbot.database.schema import APP, MIGRATIONS

_MADE = re.compile(r"\d+_(?P<made>\d{14})_")


def available() -> list[str]:
    """Every migration there is, oldest first."""
    Migrate.app = APP
    Migrate.migrate_location = Migrate.get_migration_dir(str(MIGRATIONS), APP)
    return Migrate.get_all_version_files()


async def applied(client: BaseDBAsyncClient) -> list[str]:
    """Those of our migrations that `client`'s database has seen, oldest first."""
    seen = await _applied(client)
    return [version for version in available() if version in seen]


async def pending(client: BaseDBAsyncClient) -> list[str]:
    """The migrations that `client`'s database has not seen."""
    seen = await _applied(client)
    return [version for version in available() if version not in seen]


async def unknown(client: BaseDBAsyncClient) -> list[str]:
    """The migrations that a newer version has applied to `client`'s database, in the order of their names."""
    seen = await _applied(client)
    return sorted(version for version in seen - set(available()) if not is_legacy(version))


async def refuse_foreign(client: BaseDBAsyncClient) -> None:
    """Raise `SchemaNewerError` or `SchemaNotAdoptedError` for a database that this version may not touch."""
    if newer := await unknown(client):
        raise SchemaNewerError(newer)
    seen = await _applied(client)
    if any(is_legacy(version) for version in seen) and seen.isdisjoint(available()):
        raise SchemaNotAdoptedError


def is_legacy(version: str) -> bool:
    """Whether it is one of the 98 migrations of the application before, which stay recorded in an adopted database.

    They are named as ours are, but all of them were made before our first one.
    """
    return bool(_MADE.match(version)) and _made(version) < _made(available()[0])


async def upgrade(client: BaseDBAsyncClient, *, only: Collection[str] | None = None) -> list[str]:
    """Apply what is pending, in order, or what `only` has of it.

    The Tortoise context of `client` must be the current one. Raises `SchemaNewerError` and `SchemaNotAdoptedError`.
    """
    await refuse_foreign(client)
    chosen = [version for version in await pending(client) if only is None or version in only]
    if not chosen:
        return []
    command = await _command(client)
    for module in Migrate.get_all_version_modules():
        if (version := f"{module.name}.py") in chosen:
            # MySQL commits at every schema change: a transaction would promise what it cannot keep. Aerich's own loop
            # applies everything there is.
            await command._upgrade(client, version, version_module=module)  # noqa: SLF001
    return chosen


async def downgrade(client: BaseDBAsyncClient) -> list[str]:
    """Take back the newest migration; the data in what it made is lost."""
    if not await _applied(client):
        return []
    command = await _command(client)
    return await command.downgrade(version=-1, delete=False)


def _made(version: str) -> str:
    """When a migration was made, as digits."""
    match = _MADE.match(version)
    return match["made"] if match else ""


async def _command(client: BaseDBAsyncClient) -> Command:
    # Aerich takes from this no more than the name of the connection: Tortoise is initialised already.
    config = {"apps": {APP: {"default_connection": client.connection_name}}}
    command = Command(tortoise_config=config, app=APP, location=str(MIGRATIONS))
    await command.init()
    return command


async def _applied(client: BaseDBAsyncClient) -> set[str]:
    if not await _record_exists(client):
        return set()
    return {record.version for record in await Aerich.filter(app=APP).using_db(client).only("version")}


async def _record_exists(client: BaseDBAsyncClient) -> bool:
    if client.capabilities.dialect == "sqlite":
        query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'aerich'"
    else:
        query = "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'aerich'"
    return bool((await client.execute_query(query))[1])
