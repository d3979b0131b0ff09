"""Writes docs/data-model.md, the tables as the models have them: `python -m tools.data_model`."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

from tortoise import Tortoise, fields
from tortoise.fields.base import Field
from tortoise.fields.data import CharEnumFieldInstance
from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.models import MetaInfo, Model

from alttprbot.models import relations

DOCUMENT = Path(__file__).parents[1] / "docs" / "data-model.md"
HEAD = """\
# The data model

<!-- Written by `python -m tools.data_model`; change the models, not this page. -->

Every table, by domain, as the modules of `alttprbot/models/` have them. Names are those that existing databases have. A
diagram shows keys (`PK`, `FK`, `UK` for what is unique) and how tables refer to each other: the fork stands at the many
rows that refer to one, a circle at the one says that the reference may be null, and tables of other domains are bare
boxes. Tables with many columns show only the first. The lists below a diagram have everything:

- *Type* is how the application sees a value. Points in time are in UTC; a *bigint* has 64 bits, such as Discord's ids.
- *Default* is what a new row gets that does not say otherwise.
- *Keys* are unique keys and indexes on that column alone; those on several columns stand below the table.
- *Refers to* also says what happens to a row when the other one goes: CASCADE, it goes as well; SET NULL, it stays
  without; RESTRICT, the other one may not go.
"""
TYPES: tuple[tuple[type[Any], str], ...] = (
    (fields.BooleanField, "boolean"),
    (fields.BigIntField, "bigint"),
    (fields.SmallIntField, "smallint"),
    (fields.IntField, "int"),
    (fields.FloatField, "float"),
    (fields.DatetimeField, "datetime"),
    (fields.DateField, "date"),
    (fields.JSONField, "json"),
    (fields.TextField, "text"),
    (fields.CharField, "varchar"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    field: Field[object]
    reference: ForeignKeyFieldInstance[Model] | None

    @property
    def type(self) -> str:
        """In one word."""
        return next(name for kind, name in TYPES if isinstance(self.field, kind))


@dataclass(frozen=True, slots=True)
class Domain:
    """The tables of one module."""

    name: str
    purpose: str
    models: list[type[Model]]


def page() -> str:
    """The whole document."""
    Tortoise.init_models(["alttprbot.models"], "models")
    domains = [*_domains()]
    return "\n".join([HEAD, *_overview(domains), *(line for domain in domains for line in _section(domain))])


def _domains() -> Iterator[Domain]:
    by_module: dict[ModuleType, list[type[Model]]] = {}
    for model in relations.tables():
        module = inspect.getmodule(model)
        if module is not None:
            by_module.setdefault(module, []).append(model)
    for module, models in sorted(by_module.items(), key=lambda item: item[0].__name__):
        # In the order in which the module has them: a table follows what it belongs to.
        ordered = sorted(models, key=lambda model: inspect.getsourcelines(model)[1])
        yield Domain(module.__name__.rpartition(".")[2], inspect.getdoc(module) or "", ordered)


def _overview(domains: list[Domain]) -> Iterator[str]:
    domain_of = {model: domain.name for domain in domains for model in domain.models}
    links = {
        (domain.name, domain_of[column.reference.related_model])
        for domain in domains
        for model in domain.models
        for column in _columns(model)
        if column.reference
    }
    yield "## Overview\n"
    yield "Which domains refer to which; those that stand alone are only in the list below.\n"
    yield "```mermaid\nflowchart LR"
    linked = sorted({name for link in links if link[0] != link[1] for name in link})
    sizes = {domain.name: len(domain.models) for domain in domains}
    yield from (f'    {name}["{name} ({sizes[name]})"]' for name in linked)
    yield from (f"    {source} --> {target}" for source, target in sorted(links) if source != target)
    yield "```\n"
    yield "| domain | tables | what it is about |\n| --- | --- | --- |"
    for domain in domains:
        tables = ", ".join(f"`{relations.table_name(model)}`" for model in domain.models)
        yield f"| [{domain.name}](#{domain.name}) | {tables} | {_cell(domain.purpose.partition(chr(10) * 2)[0])} |"
    yield ""


def _section(domain: Domain) -> Iterator[str]:
    yield f"## {domain.name}\n"
    yield f"{domain.purpose}\n"
    yield "```mermaid\nerDiagram"
    for model in domain.models:
        yield from _relations(model)
    for model in domain.models:
        yield f"    {relations.table_name(model)} {{"
        yield from (f"        {line}" for line in _entity(model))
        yield "    }"
    yield "```\n"
    for model in domain.models:
        yield from _table(model)


def _relations(model: type[Model]) -> Iterator[str]:
    for column in _columns(model):
        if column.reference:
            one = "|o" if column.field.null else "||"
            many = "o|" if column.field.unique else "o{"
            target = relations.table_name(column.reference.related_model)
            yield f'    {target} {one}--{many} {relations.table_name(model)} : "{column.name}"'


def _entity(model: type[Model]) -> Iterator[str]:
    """Keys, and as many other columns as fit in a picture."""
    columns = _columns(model)
    chosen = [column for column in columns if _marks(column)]
    chosen += [column for column in columns if column not in chosen][: max(0, 8 - len(chosen))]
    for column in columns:
        if column in chosen:
            yield f"{column.type} {column.name} {', '.join(_marks(column))}".rstrip()


def _marks(column: Column) -> list[str]:
    if column.field.pk:
        return ["PK"]
    return [mark for mark, has in (("FK", column.reference), ("UK", column.field.unique)) if has]


def _table(model: type[Model]) -> Iterator[str]:
    yield f"### `{relations.table_name(model)}`\n"
    yield f"{inspect.getdoc(model)}\n"
    yield "| column | type | null | default | keys | refers to |\n| --- | --- | --- | --- | --- | --- |"
    for column in _columns(model):
        cells = (f"`{column.name}`", _long_type(column), "yes" if column.field.null else "", _default(column.field))
        yield "| " + " | ".join([*map(_cell, cells), _keys(column.field), _target(column)]) + " |"
    yield ""
    meta = _meta(model)
    unique = [f"- unique: {_listed(_names(model, names))}" for names in meta.unique_together]
    indexes = [
        f"- index: {_listed(_names(model, index if isinstance(index, tuple | list) else index.fields))}"
        for index in meta.indexes
    ]
    if unique or indexes:
        yield "\n".join([*unique, *indexes, ""])


def _columns(model: type[Model]) -> list[Column]:
    meta = _meta(model)
    references = {
        str(field.source_field): field
        for field in meta.fields_map.values()
        if isinstance(field, ForeignKeyFieldInstance)
    }
    return [
        Column(column, meta.fields_map[name], references.get(column))
        for name, column in meta.fields_db_projection.items()
    ]


def _names(model: type[Model], names: Iterable[str]) -> list[str]:
    fields_map = _meta(model).fields_map
    return [str(getattr(fields_map[name], "source_field", None) or name) for name in names]


def _meta(model: type[Model]) -> MetaInfo:
    return model._meta  # noqa: SLF001 - what Tortoise documents as the way to it


def _long_type(column: Column) -> str:
    field = column.field
    if isinstance(field, CharEnumFieldInstance):
        return f"{column.type}({field.max_length}): {', '.join(str(member.value) for member in field.enum_type)}"
    return f"{column.type}({field.max_length})" if isinstance(field, fields.CharField) else column.type


def _default(field: Field[object]) -> str:
    if isinstance(field, fields.DatetimeField) and (field.auto_now or field.auto_now_add):
        return "now, at each change" if field.auto_now else "now"
    match field.default:
        case None:
            return "counted" if field.pk and field.generated else ""
        case Enum() as member:
            return f"`{member.value}`"
        case bool() as flag:
            return f"`{str(flag).lower()}`"
        case function if callable(function):
            return f"`{function()}`" if function.__module__ != "uuid" and _is_constant(function) else "made anew"
        case value:
            return f"`{value!r}`" if value == "" else f"`{value}`"


def _is_constant(function: object) -> bool:
    return callable(function) and function() == function()


def _keys(field: Field[object]) -> str:
    if field.pk:
        return "primary"
    return "unique" if field.unique else "index" if field.index else ""


def _target(column: Column) -> str:
    if column.reference is None:
        return ""
    table = relations.table_name(column.reference.related_model)
    return f"[`{table}`](#{table}), {column.reference.on_delete.value}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    DOCUMENT.write_text(page(), encoding="utf-8")
