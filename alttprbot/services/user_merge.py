"""Making one of two rows that turned out to be one person.

Whatever refers to the row that goes is found in the models, so that no table can be forgotten. Where both rows have
what only one can have (a permission in the same tournament), the newer stays and the older is written down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from operator import itemgetter
from typing import Any

from tortoise.expressions import F
from tortoise.models import Model
from tortoise.transactions import in_transaction

from alttprbot.database.transactions import transactional
from alttprbot.exceptions import InvalidInputException, UserNotFoundException
from alttprbot.models import AsyncTournamentAuditLog, AsyncTournamentRace, AuditAction, Users
from alttprbot.models.async_race import FinishSource, RunStatus
from alttprbot.models.relations import Reference, primary_key, references_to, table_name, unique_keys
from alttprbot.services.audit_trail import Actor, record_action

IDENTITY = ("discord_user_id", "rtgg_id", "twitch_name", "display_name")


@dataclass(slots=True)
class Merge:
    """What became of two rows.

    `moved` counts the rows of each `table.column` that now belong to `kept`; `dropped` are rows, as they were, for
    which a newer one stands; `forfeited` are runs of somebody who had two at once; `given_up` is what `lost` was
    known by and `kept` is not.
    """

    kept: int
    lost: int
    moved: dict[str, int] = field(default_factory=dict)
    dropped: list[dict[str, object]] = field(default_factory=list)
    forfeited: list[int] = field(default_factory=list)
    given_up: dict[str, object] = field(default_factory=dict)


class _DryRunError(Exception):
    """Ends a transaction without a trace."""


@transactional
async def merge_users(kept_id: int, lost_id: int, *, actor: Actor) -> Merge:
    """Let `lost_id` be part of `kept_id` from now on, in one transaction.

    Raises `InvalidInputException` for two the same, `UserNotFoundException` when one is not there (any more).
    """
    kept, lost = await _both(kept_id, lost_id)
    return await absorb(kept, lost, actor=actor)


async def preview_merge(kept_id: int, lost_id: int, *, actor: Actor) -> Merge:
    """What `merge_users` would do, found out by doing it and taking it back."""
    merge = Merge(kept_id, lost_id)
    try:
        async with in_transaction():
            kept, lost = await _both(kept_id, lost_id)
            merge = await absorb(kept, lost, actor=actor)
            raise _DryRunError
    except _DryRunError:
        return merge


async def absorb(kept: Users, lost: Users, *, actor: Actor) -> Merge:
    """Merge two rows that the caller has locked, as a part of the caller's transaction."""
    merge = Merge(kept.id, lost.id)
    await _move_references(Users, kept.id, lost.id, merge)
    await _leave_one_active_run(merge)
    await AuditAction.filter(subject=subject(lost.id)).update(subject=subject(kept.id))
    await lost.delete()
    _take_over_identity(kept, lost, merge)
    await kept.save()
    await record_action(actor, "user.merge", subject=subject(kept.id), details=asdict(merge))
    return merge


def subject(user_id: int) -> str:
    """How the record of changes calls a person."""
    return f"user:{user_id}"


async def _both(kept_id: int, lost_id: int) -> tuple[Users, Users]:
    if kept_id == lost_id:
        raise InvalidInputException("These are the same user already.")
    # Always in the same order, so that two merges wait for each other instead of getting stuck.
    users = {user.id: user for user in await Users.filter(id__in=[kept_id, lost_id]).order_by("id").select_for_update()}
    for user_id in (kept_id, lost_id):
        if user_id not in users:
            raise UserNotFoundException(str(user_id))
    return users[kept_id], users[lost_id]


async def _move_references(model: type[Model], kept: int, lost: int, merge: Merge) -> None:
    """Let everything that refers to one row refer to another."""
    for reference in references_to(model):
        await _make_room(reference, kept, lost, merge)
        moved = await reference.model.filter(**{reference.column: lost}).update(**{reference.column: kept})
        if moved:
            merge.moved[str(reference)] = merge.moved.get(str(reference), 0) + moved


async def _make_room(reference: Reference, kept: int, lost: int, merge: Merge) -> None:
    """Leave the newer of two rows that could not both belong to the same."""
    rows = reference.model.filter(**{f"{reference.column}__in": [kept, lost]})
    for key in unique_keys(reference.model):
        if reference.column not in key:
            continue
        others = [column for column in key if column != reference.column]
        for older, newer in _rivals(await rows.values_list(primary_key(reference.model), *others)):
            await _drop(reference.model, older, newer, merge)


def _rivals(rows: Sequence[Sequence[Any]]) -> list[tuple[int, int]]:
    """Pairs of primary keys, older and newer, of rows that are alike; nulls are never alike in a database."""
    alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for pk, *values in sorted(rows, key=itemgetter(0)):
        if None not in values:
            alike[tuple(values)].append(pk)
    return [(older, pks[-1]) for pks in alike.values() for older in pks[:-1]]


async def _drop(model: type[Model], older: int, newer: int, merge: Merge) -> None:
    row = (await model.filter(pk=older).values())[0]
    merge.dropped.append({"table": table_name(model), **{name: _plain(value) for name, value in row.items()}})
    await _move_references(model, newer, older, merge)
    await model.filter(pk=older).delete()


async def _leave_one_active_run(merge: Merge) -> None:
    """A run that is started goes on, rather than one that is not; the others of that tournament are forfeited."""
    active: dict[int, list[AsyncTournamentRace]] = defaultdict(list)
    for run in await AsyncTournamentRace.filter(active_slot__in=[merge.kept, merge.lost]).order_by("id"):
        active[run.tournament_id].append(run)
    ended = [run for runs in active.values() for run in sorted(runs, key=_how_far)[:-1]]
    merge.forfeited.extend(run.id for run in ended)
    if ended:
        await _forfeit(ended, merge)
    await AsyncTournamentRace.filter(active_slot=merge.lost).update(active_slot=merge.kept)


async def _forfeit(runs: Sequence[AsyncTournamentRace], merge: Merge) -> None:
    await AsyncTournamentRace.filter(id__in=merge.forfeited).update(
        status=RunStatus.FORFEIT, finish_source=FinishSource.STAFF, active_slot=None, version=F("version") + 1
    )
    await AsyncTournamentAuditLog.bulk_create(
        AsyncTournamentAuditLog(
            tournament_id=run.tournament_id,
            user_id=merge.kept,
            race_id=run.id,
            action="merge_forfeit",
            details="Two users turned out to be one person, who has another run in progress.",
        )
        for run in runs
    )


def _how_far(run: AsyncTournamentRace) -> tuple[bool, int]:
    return run.status is RunStatus.IN_PROGRESS, run.id


def _take_over_identity(kept: Users, lost: Users, merge: Merge) -> None:
    for column in IDENTITY:
        theirs, ours = getattr(lost, column), getattr(kept, column)
        if ours is None:
            setattr(kept, column, theirs)
        elif theirs not in {None, ours}:
            merge.given_up[column] = theirs
    kept.created = min(kept.created, lost.created)
    kept.rtgg_access_token = None


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, bool | int | float | dict | list) else str(value)
