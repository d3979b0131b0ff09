"""The vocabulary of `personal_holdings`: how tables refer to people, and what erasure does about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tortoise.expressions import Q
from tortoise.models import Model


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody is known by; `api_keys` are the ids of the keys of their programs."""

    user_id: int | None = None
    discord_user_id: int | None = None
    rtgg_id: str | None = None
    api_keys: Sequence[int] = ()


class Known(StrEnum):
    """By what a column knows people."""

    USER = "our id"
    DISCORD = "Discord id"
    DISCORD_TEXT = "Discord id as text"
    RACETIME = "RaceTime id"
    ACTOR = "actor of a change"
    SUBJECT = "subject of a change"
    REQUESTER = "requester of a job"
    ADDRESS = "network address"


@dataclass(frozen=True, slots=True)
class Delete:
    """The row goes."""


@dataclass(frozen=True, slots=True)
class Overwrite:
    """The row stays without what is personal in it."""

    values: Mapping[str, object | Callable[[Person], object]]

    def of(self, person: Person) -> dict[str, Any]:
        """What to write into the rows of this person."""
        return {column: value(person) if callable(value) else value for column, value in self.values.items()}


@dataclass(frozen=True, slots=True)
class Keep:
    """The row stays as it is."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One way in which a table refers to people.

    `column` may lead through a relation (`namespace__discord_user_id`). `where` narrows which rows are treated so.
    `export` are the columns that the person is given; None stands for all.
    """

    model: type[Model]
    column: str
    known: Known
    treatment: Delete | Overwrite | Keep
    where: Q = field(default_factory=Q)
    export: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of data about people: what, why, how long, and what erasure does with it, in words; and its traces."""

    what: str
    why: str
    how_long: str
    erasure: str
    traces: Sequence[Trace]


def known_as(person: Person, known: Known) -> list[Any]:
    """What stands in a column of this kind for this person; without any value there is nothing of theirs in it."""
    user, discord, racetime = person.user_id, person.discord_user_id, person.rtgg_id
    values: Mapping[Known, Sequence[Any]] = {
        Known.USER: [user],
        Known.DISCORD: [discord],
        Known.DISCORD_TEXT: [discord and str(discord)],
        Known.RACETIME: [racetime],
        Known.ACTOR: [discord and f"discord:{discord}"],
        Known.SUBJECT: [user and f"user:{user}"],
        Known.REQUESTER: [discord and f"user:{discord}", *(f"key:{key}" for key in person.api_keys)],
        Known.ADDRESS: [],
    }
    return [value for value in values[known] if value is not None]
