"""A database with enough rows in every table that an index is worth using."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from tortoise import fields
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.fields.base import Field
from tortoise.fields.data import CharEnumFieldInstance
from tortoise.models import Model
from tortoise.transactions import in_transaction

from alttprbot import models
from alttprbot.database import Database

ROWS = 600
# Without a common divisor no two columns repeat together.
PERIODS = (97, 89, 83, 79, 73, 71, 67, 61, 59, 53)
RARELY = 50
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


async def fill(database: Database) -> None:
    """Fill every table with rows that refer to each other, and let the optimiser know."""
    tables: list[type[Model]] = [getattr(models, name) for name in models.__all__]
    if database.dialect == "sqlite":
        # Does nothing inside of a transaction, where MySQL's belongs: there are many connections.
        await database.client.execute_query("PRAGMA foreign_keys = OFF")
    async with in_transaction() as client:
        if database.dialect == "mysql":
            await client.execute_query("SET FOREIGN_KEY_CHECKS = 0")
        for model in tables:
            await _fill(client, model)
    if database.dialect == "sqlite":
        await database.client.execute_script("ANALYZE")
    else:
        await database.client.execute_query(
            f"ANALYZE TABLE {', '.join(f'`{model._meta.db_table}`' for model in tables)}"
        )


async def _fill(client: BaseDBAsyncClient, model: type[Model]) -> None:
    meta = model._meta
    columns = {column: meta.fields_map[name] for name, column in meta.fields_db_projection.items()}
    sqlite = client.capabilities.dialect == "sqlite"
    quote, mark = ('"', "?") if sqlite else ("`", "%s")
    names = ", ".join(f"{quote}{column}{quote}" for column in columns)
    statement = (
        f"INSERT {'OR IGNORE' if sqlite else 'IGNORE'} INTO {quote}{meta.db_table}{quote} ({names}) "  # noqa: S608
        f"VALUES ({', '.join([mark] * len(columns))})"
    )
    await client.execute_many(statement, [_row([*columns.values()], number) for number in range(1, ROWS + 1)])


def _row(columns: Sequence[Field[object]], number: int) -> list[object]:
    return [_value(column, number, PERIODS[place % len(PERIODS)]) for place, column in enumerate(columns)]


def _value(column: Field[object], number: int, period: int) -> object:
    repeated = number if column.unique or column.pk else number % period + 1
    match column:
        case CharEnumFieldInstance():
            # The first ones are states of what is going on, which is little beside what is over.
            members = [*column.enum_type]
            return members[min(number % RARELY, len(members) - 1)].value
        case fields.BooleanField():
            return number % 2
        case fields.CharField():
            return f"v{repeated}"
        case fields.TextField():
            return "text"
        case fields.JSONField():
            return "{}"
        case fields.DatetimeField():
            return BEGINNING + timedelta(minutes=number)
        case fields.DateField():
            return (BEGINNING + timedelta(days=repeated)).date().isoformat()
        case _:
            return repeated
