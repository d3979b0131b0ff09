"""What is stored about one person: all of it for them to have, or to be forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from tortoise.queryset import QuerySet

from alttprbot.database.transactions import transactional
from alttprbot.exceptions import UserNotFoundException
from alttprbot.models import AuthorizationKeys, Users
from alttprbot.models.relations import columns, primary_key, table_name
from alttprbot.services.audit_trail import Actor, record_action
from alttprbot.services.personal_holdings import SECRETS, TRACES
from alttprbot.services.personal_traces import Delete, Keep, Known, Overwrite, Person, Trace, known_as
from alttprbot.services.users import LARGEST_USER_ID, as_number, has_id

# Both databases take this many values in one statement.
CHUNK = 500
# As long as the shortest column for one; RaceTime's are 16 characters long.
RACETIME_ID_LENGTH = 50

Rows = list[dict[str, Any]]


@dataclass(slots=True)
class Erasure:
    """How many rows of which table are deleted, overwritten and kept."""

    deleted: dict[str, int] = field(default_factory=dict)
    overwritten: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)

    def count(self, trace: Trace, rows: int) -> None:
        """Add the rows of one trace."""
        match trace.treatment:
            case Delete():
                counts = self.deleted
            case Overwrite():
                counts = self.overwritten
            case Keep():
                counts = self.kept
        if rows:
            table = table_name(trace.model)
            counts[table] = counts.get(table, 0) + rows


async def export(any_id: str) -> Mapping[str, Rows]:
    """Every row about the person with this id (ours, Discord's or RaceTime's), by table, without secrets.

    Raises `UserNotFoundException` when there is nothing about anybody with it.
    """
    person = await _identify(any_id)
    found: dict[str, Rows] = {}
    for trace in TRACES:
        if trace.known is not Known.ADDRESS and (rows := await _rows(trace, person).values(*_exported(trace))):
            found.setdefault(table_name(trace.model), []).extend(rows)
    return found


async def preview_purge(any_id: str) -> Erasure:
    """What `purge` would do now. Raises `UserNotFoundException` likewise."""
    person = await _identify(any_id)
    erasure = Erasure()
    for trace in TRACES:
        erasure.count(trace, await _rows(trace, person).count())
    return erasure


@transactional
async def purge(any_id: str, *, actor: Actor) -> Erasure:
    """Forget the person with this id (ours, Discord's or RaceTime's) in one transaction.

    That it was done is recorded, but not about whom. Raises `UserNotFoundException` when there is nothing to forget.
    """
    # Nobody shall link or merge them meanwhile.
    await Users.filter(has_id(any_id.strip())).select_for_update()
    person = await _identify(any_id)
    erasure = Erasure()
    for trace in TRACES:
        erasure.count(trace, await _treat(trace, person))
    themselves = actor.name in known_as(person, Known.ACTOR)
    unnamed = Actor("deleted", actor.surface) if themselves else actor
    await record_action(unnamed, "user.purge", details=asdict(erasure))
    return erasure


async def _identify(any_id: str) -> Person:
    wanted = any_id.strip()
    user = await Users.filter(has_id(wanted)).order_by("id").first()
    discord = _discord_id(wanted) if user is None else user.discord_user_id
    keys = await AuthorizationKeys.filter(discord_user_id=discord).only("id") if discord is not None else []
    if user is not None:
        return Person(user.id, discord, user.rtgg_id, [key.id for key in keys])
    # People leave traces without ever becoming a user.
    racetime = wanted[:RACETIME_ID_LENGTH] if discord is None else None
    person = Person(None, discord, racetime, [key.id for key in keys])
    for trace in TRACES:
        if trace.known is not Known.ADDRESS and await _rows(trace, person).exists():
            return person
    raise UserNotFoundException(wanted)


def _discord_id(text: str) -> int | None:
    number = as_number(text)
    return number if number is not None and number > LARGEST_USER_ID else None


def _rows(trace: Trace, person: Person) -> QuerySet[Any]:
    rows = trace.model.filter(trace.where)
    if trace.known is Known.ADDRESS:
        return rows
    return rows.filter(**{f"{trace.column}__in": known_as(person, trace.known)})


def _exported(trace: Trace) -> list[str]:
    secret = SECRETS.get(trace.model, frozenset())
    return [column for column in trace.export or columns(trace.model) if column not in secret]


async def _treat(trace: Trace, person: Person) -> int:
    """Do with all rows of a trace what is declared; how many there are."""
    key = primary_key(trace.model)
    found = await _rows(trace, person).values_list(key, flat=True)
    treatment = trace.treatment
    values = treatment.of(person) if isinstance(treatment, Overwrite) else {}
    for start in range(0, len(found), CHUNK):
        rows = trace.model.filter(**{f"{key}__in": found[start : start + CHUNK]})
        if isinstance(treatment, Delete):
            await rows.delete()
        elif values:
            await rows.update(**values)
    return len(found)
