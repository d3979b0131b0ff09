"""Points in time are the same for everybody, whatever zone the server or a caller is in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tortoise.transactions import in_transaction

from alttprbot import models
from alttprbot.database import Database
from alttprbot.models import AuditMessages, PresetNamespaces, Presets
from alttprbot.models.row import Row
from alttprbot.util.moments import NaiveDatetimeError

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
NOON_IN_NEW_YORK = NOON.astimezone(ZoneInfo("America/New_York"))
NAIVE = datetime(2026, 7, 1, 12)  # noqa: DTZ001 - what nobody shall pass
SECOND = timedelta(seconds=1)


async def test_defaults_of_the_database_are_utc_on_every_connection(database: Database) -> None:
    """The server of the tests is at -05:00. SQLite has one connection, whose transactions wait for each other."""
    namespace = await PresetNamespaces.create(name="aga", discord_user_id=7)
    at_once = 3 if database.dialect == "mysql" else 1
    together = asyncio.Barrier(at_once)

    async def insert(number: int) -> None:
        async with in_transaction() as connection:
            await together.wait()
            await connection.execute_query(
                "INSERT INTO presets (id, randomizer, preset_name, namespace_id, content) "  # noqa: S608
                f"VALUES ({number}, 'alttpr', 'preset{number}', {namespace.id}, 'x')"
            )

    async def touch(number: int) -> None:
        """MySQL alone notes that a row was changed."""
        async with in_transaction() as connection:
            await together.wait()
            await connection.execute_query(f"UPDATE presets SET modified = '2000-01-01' WHERE id = {number}")  # noqa: S608
            await connection.execute_query(f"UPDATE presets SET content = 'touched' WHERE id = {number}")  # noqa: S608

    before = datetime.now(UTC)
    await asyncio.gather(*(insert(number) for number in range(1, at_once + 1)))
    if database.dialect == "mysql":
        await asyncio.gather(*(touch(number) for number in range(1, at_once + 1)))
    after = datetime.now(UTC)

    moments = [row.modified for row in await Presets.all()]
    assert len(moments) == at_once
    assert all(before - SECOND <= moment <= after + SECOND for moment in moments)
    assert all(moment.utcoffset() == timedelta(0) for moment in moments)


@pytest.mark.parametrize("moment", [NOON, NOON_IN_NEW_YORK], ids=["utc", "new-york"])
async def test_a_moment_is_kept_and_found_in_whatever_zone_it_is_given(database: Database, moment: datetime) -> None:
    created = await AuditMessages.create(message_id=1, message_date=moment)
    await AuditMessages.bulk_create([AuditMessages(message_id=2, message_date=moment)])
    await AuditMessages.filter(id=created.id).update(edited_at=moment)
    changed = await AuditMessages.get(message_id=2)
    changed.edited_at = moment
    await AuditMessages.bulk_update([changed], fields=["edited_at"])
    changed.deleted_at = moment
    await changed.save()

    rows = await AuditMessages.all()

    assert {row.message_date for row in rows} == {row.edited_at for row in rows} == {NOON}
    for near in (moment, moment.astimezone(UTC)):
        found = AuditMessages.filter(message_date=near, edited_at__gte=near, edited_at__lt=near + SECOND)
        assert await found.count() == 2
    assert await AuditMessages.filter(message_date__gt=moment).count() == 0
    assert await AuditMessages.filter(deleted_at__in=[moment]).count() == 1
    assert await AuditMessages.filter(deleted_at__range=(moment - SECOND, moment)).count() == 1


async def test_hand_written_statements_take_moments_of_any_zone(database: Database) -> None:
    await AuditMessages.create(message_id=1, message_date=NOON)
    mark = "?" if database.dialect == "sqlite" else "%s"

    _, rows = await database.client.execute_query(
        f"SELECT message_id FROM audit_messages WHERE message_date = {mark}",  # noqa: S608
        [NOON_IN_NEW_YORK],
    )
    with pytest.raises(NaiveDatetimeError, match="has no zone"):
        await database.client.execute_query(f"DELETE FROM audit_messages WHERE message_date < {mark}", [NAIVE])  # noqa: S608

    assert [row["message_id"] for row in rows] == [1]


@pytest.mark.parametrize(
    "filters",
    [{"message_date": NAIVE}, {"message_date__lt": NAIVE}, {"message_date__in": [NAIVE]}],
    ids=lambda filters: next(iter(filters)),
)
async def test_a_moment_without_a_zone_cannot_be_asked_for(database: Database, filters: dict[str, Any]) -> None:
    with pytest.raises(RuntimeWarning, match="message_date received a naive datetime"):
        await AuditMessages.filter(**filters).count()


async def _set_attribute() -> None:
    row = await AuditMessages.get(message_id=1)
    row.message_date = NAIVE
    await row.save()


WRITINGS: dict[str, Callable[[], Awaitable[object]]] = {
    "create": lambda: AuditMessages.create(message_id=2, message_date=NAIVE),
    "update": lambda: AuditMessages.filter(message_id=1).update(message_date=NAIVE),
    "update_or_create": lambda: AuditMessages.update_or_create({"message_date": NAIVE}, message_id=1),
    "set": _set_attribute,
}


@pytest.mark.parametrize("writing", WRITINGS)
async def test_a_moment_without_a_zone_cannot_be_written(database: Database, writing: str) -> None:
    await AuditMessages.create(message_id=1, message_date=NOON)

    with pytest.raises((NaiveDatetimeError, RuntimeWarning), match=r"naive|no zone"):
        await WRITINGS[writing]()

    assert [row.message_date for row in await AuditMessages.all()] == [NOON]


def test_every_table_is_watched() -> None:
    assert all(issubclass(getattr(models, name), Row) for name in models.__all__)


@pytest.mark.parametrize("database_kind", ["mariadb"], indirect=True)
async def test_every_connection_is_strict(database: Database) -> None:
    together = asyncio.Barrier(3)

    async def mode() -> str:
        async with in_transaction() as connection:
            await together.wait()
            (row,) = await connection.execute_query_dict("SELECT @@session.sql_mode AS mode")
            return str(row["mode"])

    modes = await asyncio.gather(*(mode() for _ in range(3)))

    assert set(modes) == {"STRICT_TRANS_TABLES"}
