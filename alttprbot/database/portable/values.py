"""How a value of a column is written in a backup, and read again for either database."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum

from tortoise import fields
from tortoise.fields.base import Field


class Kind(StrEnum):
    """What a column holds, as the manifest has it."""

    PLAIN = "plain"
    """Text and numbers that JSON has as well."""
    BOOLEAN = "boolean"
    BIGINT = "bigint"
    """64 bits: more than many readers of JSON keep apart, so written as text."""
    MOMENT = "moment"
    DATE = "date"
    JSON = "json"


_FIELDS: tuple[tuple[type[Field[object]], Kind], ...] = (
    (fields.BooleanField, Kind.BOOLEAN),
    (fields.BigIntField, Kind.BIGINT),
    (fields.DatetimeField, Kind.MOMENT),
    (fields.DateField, Kind.DATE),
    (fields.JSONField, Kind.JSON),
)
_TYPES = {"bigint": Kind.BIGINT, "datetime": Kind.MOMENT, "date": Kind.DATE}
_PLAIN_TYPES = ("int", "smallint", "tinyint", "mediumint", "double", "float", "real", "varchar", "char", "longtext")


def kind_of_field(field: Field[object]) -> Kind:
    """What a column of a model holds."""
    return next((kind for described, kind in _FIELDS if isinstance(field, described)), Kind.PLAIN)


def kind_of_type(sql_type: str) -> Kind | None:
    """What a column of that type holds that no model knows; None for what has no place in JSON, such as blobs."""
    name = sql_type.partition("(")[0]
    return _TYPES.get(name) or (Kind.PLAIN if name in _PLAIN_TYPES else None)


def encoder(kind: Kind) -> Callable[[object], object] | None:
    """From what a driver says of a value that is not null to JSON; None where that is the same."""
    return _ENCODERS.get(kind)


def decoder(kind: Kind) -> Callable[[object], object] | None:
    """From JSON to what both drivers take; None where that is the same."""
    return _DECODERS.get(kind)


def _moment(value: object) -> str:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)).isoformat()


def _document(value: object) -> object:
    return json.loads(str(value))


def _text_of_document(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_ENCODERS: Mapping[Kind, Callable[[object], object]] = {
    Kind.BOOLEAN: bool,
    Kind.BIGINT: str,
    Kind.MOMENT: _moment,
    Kind.DATE: str,
    Kind.JSON: _document,
}
_DECODERS: Mapping[Kind, Callable[[object], object]] = {
    Kind.BIGINT: lambda value: int(str(value)),
    Kind.MOMENT: lambda value: datetime.fromisoformat(str(value)),
    Kind.DATE: lambda value: date.fromisoformat(str(value)),
    Kind.JSON: _text_of_document,
}
