"""Rows for tests: whatever a test does not state is made up, the rows that are referred to included."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any, TypeVar

from tortoise import fields
from tortoise.fields.base import Field
from tortoise.fields.data import CharEnumFieldInstance
from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.models import MetaInfo, Model

from alttprbot.models import relations

SNOWFLAKE = 2**62
MOMENT = datetime(2026, 2, 28, 23, 59, 59, 123456, tzinfo=UTC)

M = TypeVar("M", bound=Model)

_numbers = count(1)


def meta(model: type[Model]) -> MetaInfo:
    """What Tortoise knows of a model."""
    return model._meta


async def make(model: type[M], **given: Any) -> M:
    """A stored row with no more than it needs, each time with other values."""
    return await _make(model, given, everything=False)


async def make_full(model: type[M], **given: Any) -> M:
    """A stored row with something in each column, text as long as it may be."""
    return await _make(model, given, everything=True)


async def _make(model: type[M], given: dict[str, Any], *, everything: bool) -> M:
    values = dict(given)
    described = meta(model)
    references = {name: it for name, it in described.fields_map.items() if isinstance(it, ForeignKeyFieldInstance)}
    for name, reference in references.items():
        if name not in given and reference.source_field not in given and (everything or not reference.null):
            values[name] = await make(reference.related_model)
    columns = set(described.fields_db_projection) - {str(reference.source_field) for reference in references.values()}
    for name in columns - set(given):
        field = described.fields_map[name]
        if _is_ours_to_fill(field) and (everything or (not field.null and field.default is None)):
            values[name] = _value(field, fill=everything)
    return await model.create(**values)


def _is_ours_to_fill(field: Field[Any]) -> bool:
    clockwork = isinstance(field, fields.DatetimeField) and (field.auto_now or field.auto_now_add)
    return not clockwork and not (field.pk and field.generated)


def _value(field: Field[Any], *, fill: bool) -> object:
    number = next(_numbers)
    match field:
        case CharEnumFieldInstance():
            return list(field.enum_type)[-1 if fill else 0]
        case fields.CharField():
            return str(number).rjust(field.max_length, "é") if fill else str(number)
        case fields.TextField():
            return f"Zelda’s lullaby 🎵\n{number}"
        case fields.BooleanField():
            return True
        case fields.BigIntField():
            return SNOWFLAKE + number
        case fields.FloatField():
            return number + 0.125
        case fields.JSONField():
            return {"number": number, "names": ["Link", "Zelda 🎵"]}
        case fields.DateField():
            return date(2026, 2, 28)
        case fields.DatetimeField():
            return MOMENT
        case _:
            return number


async def everything() -> dict[str, list[dict[str, object]]]:
    """Every row of every table, as the application sees it."""
    return {
        relations.table_name(model): list(await model.all().order_by(relations.primary_key(model)).values())
        for model in relations.tables()
    }
