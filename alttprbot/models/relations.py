"""Which tables there are, which of them refer to which, and by what their rows are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tortoise.models import MetaInfo, Model

from alttprbot import models


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: `column` of `model` holds the primary key of another table."""

    model: type[Model]
    column: str

    def __str__(self) -> str:
        return f"{table_name(self.model)}.{self.column}"


def tables() -> list[type[Model]]:
    """Every table, by name."""
    found = [each for each in vars(models).values() if isinstance(each, type) and issubclass(each, Model)]
    return sorted(found, key=table_name)


def meta(model: type[Model]) -> MetaInfo:
    """What Tortoise knows of it: fields, columns, indexes, the name of its table."""
    return model._meta  # noqa: SLF001 - what Tortoise documents as the way to it


def table_name(model: type[Model]) -> str:
    """What the database calls it."""
    return str(model.describe(serializable=False)["table"])


def primary_key(model: type[Model]) -> str:
    """By which column its rows are told apart."""
    return str(model.describe(serializable=False)["pk_field"]["name"])


def columns(model: type[Model]) -> list[str]:
    """All of its columns, the primary key first."""
    described = model.describe(serializable=False)
    others = [field["name"] for field in described["data_fields"]]
    return list(dict.fromkeys([primary_key(model), *others, *(field["raw_field"] for field in _foreign_keys(model))]))


def references_to(target: type[Model]) -> list[Reference]:
    """Every foreign key that leads to `target`. The database must be open."""
    return [
        Reference(model, field["raw_field"])
        for model in tables()
        for field in _foreign_keys(model)
        if field["python_type"] is target
    ]


def unique_keys(model: type[Model]) -> list[Sequence[str]]:
    """The columns of which no two rows may have the same, beside the primary key."""
    described = model.describe(serializable=False)
    columns = {field["name"]: field["raw_field"] for field in _foreign_keys(model)}
    alone = [[field["name"]] for field in described["data_fields"] if field["unique"]]
    alone += [[field["raw_field"]] for field in _foreign_keys(model) if field["unique"]]
    return [*alone, *([columns.get(name, name) for name in names] for names in described["unique_together"])]


def _foreign_keys(model: type[Model]) -> list[dict[str, Any]]:
    described = model.describe(serializable=False)
    return [*described["fk_fields"], *described["o2o_fields"]]
