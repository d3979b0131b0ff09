"""Rolling seeds while the database server hangs or is gone."""

from __future__ import annotations

import asyncio
import signal

import pytest

from alttprbot.alttprgen import audit_record, preset
from alttprbot.exceptions import DatabaseUnavailableException
from tests.alttprgen.conftest import Road, request
from tests.database_fixtures import MariaDBServer

pytestmark = [pytest.mark.parametrize("database_kind", ["mariadb"]), pytest.mark.usefixtures("database")]


async def test_server_that_hangs_keeps_nobody_waiting_for_a_seed(
    road: Road, mariadb_server: MariaDBServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_record, "LONGEST_WAIT", 0.1)
    await road.seeds.generate(request())
    mariadb_server.signal(signal.SIGSTOP)

    try:
        async with asyncio.timeout(5):
            seed = await road.seeds.generate(request())
    finally:
        mariadb_server.signal(signal.SIGCONT)

    assert seed.audit_id is None
    assert (await road.seeds.generate(request())).audit_id is not None


async def test_server_that_hangs_keeps_nobody_waiting_who_types(
    road: Road, mariadb_server: MariaDBServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preset, "SEARCH_TIMEOUT", 0.1)
    mariadb_server.signal(signal.SIGSTOP)

    try:
        async with asyncio.timeout(5):
            choices = await road.library.search("alttpr", "openbo", discord_user_id=1)
    finally:
        mariadb_server.signal(signal.SIGCONT)

    assert choices[0].name == "openboots"


async def test_server_that_is_gone_costs_no_seed(road: Road, mariadb_server: MariaDBServer) -> None:
    await road.seeds.generate(request())
    mariadb_server.stop(signal.SIGKILL)

    async with asyncio.timeout(5):
        seed = await road.seeds.generate(request())

    assert seed.audit_id is None
    assert seed.response.hash_or_id


async def test_server_that_is_gone_is_the_reason_why_a_namespaced_preset_is_not_found(
    road: Road, mariadb_server: MariaDBServer
) -> None:
    mariadb_server.stop(signal.SIGKILL)

    with pytest.raises(DatabaseUnavailableException):
        await road.seeds.generate(request("ana/mine"))
