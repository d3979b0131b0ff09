"""All presets as lists to leaf through: those that ship with the program and those of everybody's namespaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pypika_tortoise.terms import Case, CustomFunction, Term
from tortoise.expressions import Function, Q
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from alttprbot.alttprgen.preset import GAMES, PresetIdentifier, PresetLibrary, SahasrahBotPresetCore
from alttprbot.alttprgen.yaml_limits import load_document
from alttprbot.exceptions import InvalidPresetException
from alttprbot.models.presets import PresetNamespaces, PresetRevisions, Presets

PAGE_SIZE = 25
# What a list shows of a description, and how far into it a search looks.
DESCRIPTION_LENGTH = 400

Entry = TypeVar("Entry")


class Source(StrEnum):
    """Which presets a list is made of."""

    ALL = "all"
    GLOBAL = "global"
    NAMESPACES = "namespaces"


class Order(StrEnum):
    """What a list is sorted by. Global presets are neither modified nor counted: they count as never."""

    NAME = "name"
    MODIFIED = "modified"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True)
class PresetQuery:
    """What to list: of one game or of all, of one namespace or of all.

    `text` is looked for in names, namespaces and descriptions; pages count from 1.
    """

    game: str | None = None
    namespace: str | None = None
    text: str = ""
    source: Source = Source.ALL
    order: Order = Order.NAME
    descending: bool = False
    page: int = 1
    page_size: int = PAGE_SIZE


@dataclass(frozen=True, slots=True)
class PresetEntry:
    """One line of a list; what is None does not apply to global presets."""

    game: str
    name: str
    namespace: str | None = None
    description: str | None = None
    modified: datetime | None = None
    generated_count: int | None = None

    @property
    def identifier(self) -> str:
        """What people type."""
        return str(PresetIdentifier(self.name, self.namespace))


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """A version of a preset, without its text."""

    number: int
    discord_user_id: int
    created: datetime
    note: str | None


@dataclass(frozen=True, slots=True)
class NamespaceEntry:
    """A namespace that has presets."""

    name: str
    presets: int


@dataclass(frozen=True, slots=True)
class Page(Generic[Entry]):
    """One page of a list of `total` entries."""

    items: Sequence[Entry]
    total: int
    number: int
    size: int

    @property
    def count(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))


class PresetDirectory:
    """Lists of presets and namespaces, a few statements each."""

    def __init__(self, library: PresetLibrary) -> None:
        self._library = library

    async def browse(self, query: PresetQuery) -> Page[PresetEntry]:
        """One page. Sorted upwards, global presets come before those of the namespaces."""
        shipped = self._global(query) if query.source is not Source.NAMESPACES else []
        stored = _stored(query)
        stored_count = await stored.count() if query.source is not Source.GLOBAL else 0
        start = (query.page - 1) * query.page_size
        end = start + query.page_size
        if query.descending:
            items = [*await _rows(stored, query, start, min(end, stored_count))]
            items += shipped[max(0, start - stored_count) : max(0, end - stored_count)]
        else:
            items = shipped[start:end]
            items += await _rows(stored, query, max(0, start - len(shipped)), min(end - len(shipped), stored_count))
        return Page(items, len(shipped) + stored_count, query.page, query.page_size)

    async def counts(self) -> Mapping[str, int]:
        """How many presets each game has."""
        rows = await Presets.annotate(n=Count("id")).group_by("randomizer").values_list("randomizer", "n")
        stored = dict(rows)
        return {game: len(self._library.names(game)) + stored.get(game, 0) for game in GAMES}

    async def by_namespace(self, game: str) -> Mapping[str, Sequence[str]]:
        """The names of all stored presets of a game, by their namespaces, sorted."""
        rows = Presets.filter(randomizer=game).order_by("namespace__name", "preset_name")
        names: dict[str, list[str]] = {}
        for namespace, name in await rows.values_list("namespace__name", "preset_name"):
            names.setdefault(namespace, []).append(name)
        return names

    async def history(self, preset: Presets, *, page: int = 1, page_size: int = PAGE_SIZE) -> Page[RevisionEntry]:
        """The versions of a preset that were saved, newest first."""
        saved = PresetRevisions.filter(preset_id=preset.id)
        rows = (
            await saved.order_by("-revision")
            .offset((page - 1) * page_size)
            .limit(page_size)
            .values_list("revision", "discord_user_id", "created", "note")
        )
        return Page([RevisionEntry(*row) for row in rows], await saved.count(), page, page_size)

    async def namespaces(self, *, text: str = "", page: int = 1, page_size: int = PAGE_SIZE) -> Page[NamespaceEntry]:
        """Everybody's namespaces that have presets, by name."""
        matching = Q(name__icontains=text) if text else Q()
        filled = Q(presets__id__isnull=False) & matching
        total = await PresetNamespaces.filter(filled).distinct().count()
        rows = (
            await PresetNamespaces.filter(filled)
            .annotate(n=Count("presets"))
            .group_by("id", "name")
            .order_by("name")
            .offset((page - 1) * page_size)
            .limit(page_size)
            .values_list("name", "n")
        )
        return Page([NamespaceEntry(name, count) for name, count in rows], total, page, page_size)

    def _global(self, query: PresetQuery) -> list[PresetEntry]:
        if query.namespace is not None:
            return []
        wanted = query.text.lower()
        presets = [
            preset
            for game in ([query.game] if query.game is not None else GAMES)
            for _, preset in sorted(self._library.shipped(game).items())
        ]
        entries = [_entry(preset) for preset in presets if wanted in _searched(preset)]
        # Where nothing else tells them apart, names are read downwards.
        return entries[::-1] if query.descending and query.order is Order.NAME else entries


def _entry(preset: SahasrahBotPresetCore) -> PresetEntry:
    return PresetEntry(game=preset.game, name=preset.preset_name or "", description=preset.description)


def _searched(preset: SahasrahBotPresetCore) -> str:
    return "\n".join(filter(None, (preset.preset_name, preset.goal_name, preset.description))).lower()


def _stored(query: PresetQuery) -> QuerySet[Presets]:
    rows = Presets.all()
    if query.game is not None:
        rows = rows.filter(randomizer=query.game)
    if query.namespace is not None:
        rows = rows.filter(namespace__name=query.namespace)
    if query.text:
        rows = rows.annotate(described=DescriptionLine("content")).filter(
            Q(preset_name__icontains=query.text)
            | Q(namespace__name__icontains=query.text)
            | Q(described__icontains=query.text)
        )
    return rows


async def _rows(stored: QuerySet[Presets], query: PresetQuery, start: int, end: int) -> list[PresetEntry]:
    if end <= start:
        return []
    sign = "-" if query.descending else ""
    column = {Order.NAME: "preset_name", Order.MODIFIED: "modified", Order.GENERATED: "generated_count"}[query.order]
    order = [f"{sign}{column}", *(() if column == "preset_name" else ("preset_name",)), "namespace__name", "id"]
    rows = (
        await stored.annotate(described=DescriptionLine("content"))
        .order_by(*order)
        .offset(start)
        .limit(end - start)
        .values_list("randomizer", "preset_name", "namespace__name", "modified", "generated_count", "described")
    )
    return [
        PresetEntry(game, name, namespace, _description(described), modified, count)
        for game, name, namespace, modified, count, described in rows
    ]


class DescriptionLine(Function):
    """What follows `description:` on its line of a stored document, so that lists need not read whole documents."""

    def _get_function_field(self, field: Term | str, *_: Any) -> Any:
        head = _part(field, _place(field, "\ndescription:") + 1, DESCRIPTION_LENGTH)
        end = _place(head, "\n")
        line = Case().when(end == 0, _part(head, 13)).else_(_part(head, 13, end - 13))
        return Case().when(_part(head, 1, 12) == "description:", line).else_("")


_place = CustomFunction("INSTR", ["text", "part"])


def _part(text: Any, start: Any, length: Any = None) -> Any:
    if length is None:
        return CustomFunction("SUBSTR", ["text", "start"])(text, start)
    return CustomFunction("SUBSTR", ["text", "start", "length"])(text, start, length)


def _description(line: str) -> str | None:
    """The value of that line; of one that goes on below it, nothing that could mislead."""
    if not line.strip():
        return None
    try:
        value = load_document(f"description:{line}").data["description"]
    except InvalidPresetException:
        return None
    return value.strip() or None if isinstance(value, str) else None
