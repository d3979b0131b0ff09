"""The way to the database server, encrypted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from alttprbot.database import Database, DatabaseConfigurationError, reason
from alttprbot.exceptions import DatabaseUnavailableException
from alttprbot.models import Config
from alttprbot.util.clock import Clock
from tests.certificates import self_signed
from tests.database_fixtures import DatabaseOnly, MariaDBServer

pytestmark = pytest.mark.parametrize("database_kind", ["mariadb"], indirect=True)


@asynccontextmanager
async def opened(settings: DatabaseOnly) -> AsyncIterator[Database]:
    database = Database(settings, Clock())
    await database.open(patience=0)
    try:
        yield database
    finally:
        await database.close()


async def cipher(database: Database) -> str:
    """How the present connection is encrypted; empty where it is not."""
    (row,) = await database.client.execute_query_dict("SHOW STATUS LIKE 'Ssl_cipher'")
    return str(row["Value"])


async def test_a_server_that_proves_who_it_is_is_talked_to_in_private(
    database_url: str, mariadb_server: MariaDBServer
) -> None:
    settings = DatabaseOnly(database_url, db_tls=True, db_tls_ca=str(mariadb_server.certificate))

    async with opened(settings) as database:
        assert await cipher(database)
        await Config.create(guild_id=1, parameter="CommandPrefix", value="!")
        assert await Config.all().count() == 1
    async with opened(replace(settings, db_tls=False)) as database:
        assert not await cipher(database)


async def test_a_server_that_nobody_vouches_for_is_told_nothing(database_url: str, tmp_path: Path) -> None:
    _, other = self_signed("somebody else")
    (tmp_path / "other.pem").write_bytes(other)

    with pytest.raises(DatabaseUnavailableException) as refused:
        async with opened(DatabaseOnly(database_url, db_tls=True, db_tls_ca=str(tmp_path / "other.pem"))):
            pass

    assert "certificate verify failed" in reason(refused.value)


async def test_a_server_that_cannot_encrypt_is_told_nothing(database_url: str, mariadb_server: MariaDBServer) -> None:
    mariadb_server.stop()
    mariadb_server.start("--skip-ssl")

    try:
        with pytest.raises(DatabaseUnavailableException) as refused:
            async with opened(DatabaseOnly(database_url, db_tls=True, db_tls_ca=str(mariadb_server.certificate))):
                pass
    finally:
        mariadb_server.stop()

    assert reason(refused.value) == "the server does not offer an encrypted connection"


@pytest.mark.parametrize("content", [b"no certificate", None])
async def test_a_file_without_certificates_is_named(database_url: str, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "authority.pem"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(DatabaseConfigurationError, match=r"DB_TLS_CA: .*authority\.pem"):
        async with opened(DatabaseOnly(database_url, db_tls=True, db_tls_ca=str(path))):
            pass
