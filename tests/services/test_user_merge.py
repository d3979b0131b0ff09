"""Two rows become one person, and nothing that hung on either is lost."""

from __future__ import annotations

from typing import Any

import pytest
from tortoise.models import Model

from alttprbot.database import Database
from alttprbot.exceptions import InvalidInputException, UserNotFoundException
from alttprbot.models import (
    AsyncTournament,
    AsyncTournamentAuditLog,
    AsyncTournamentPermissions,
    AsyncTournamentRace,
    AsyncTournamentReviewNotes,
    AsyncTournamentWhitelist,
    AuditAction,
    TournamentGames,
    Users,
    VerifiedRacer,
)
from alttprbot.models.async_race import RunStatus
from alttprbot.models.async_tournament import AsyncTournamentRole
from alttprbot.models.relations import Reference, primary_key, references_to
from alttprbot.services.audit_trail import SYSTEM
from alttprbot.services.user_merge import merge_users, preview_merge
from tests.database.failing import fail_at_each_statement
from tests.models.factory import make, make_full

State = dict[str, list[dict[str, Any]]]


@pytest.fixture
async def kept(database: Database) -> Users:
    return await make(Users, rtgg_id="sword")


@pytest.fixture
async def lost(database: Database) -> Users:
    return await make(Users, discord_user_id=101, display_name="Link")


async def state() -> State:
    models: list[type[Model]] = [Users, AuditAction, *dict.fromkeys(it.model for it in references_to(Users))]
    return {model.__name__: await model.all().order_by(primary_key(model)).values() for model in models}


async def test_rows_of_every_table_that_refers_to_a_user_are_moved(kept: Users, lost: Users) -> None:
    references = references_to(Users)
    assert len({reference.model for reference in references}) >= 15
    rows: list[tuple[Reference, Any]] = []
    for reference in references:
        row = await make_full(reference.model, **{reference.column: lost.id})
        rows.append((reference, row.pk))

    merge = await merge_users(kept.id, lost.id, actor=SYSTEM)

    for reference, pk in rows:
        assert getattr(await reference.model.get(pk=pk), reference.column) == kept.id, str(reference)
    assert merge.moved == {str(reference): 1 for reference in references}
    assert (merge.dropped, merge.forfeited) == ([], [])
    assert not await Users.exists(id=lost.id)


async def test_accounts_and_name_come_together(kept: Users, lost: Users) -> None:
    await merge_users(kept.id, lost.id, actor=SYSTEM)

    user = await Users.get()
    assert (user.id, user.rtgg_id, user.discord_user_id, user.display_name) == (kept.id, "sword", 101, "Link")


async def test_what_both_have_is_that_of_the_row_that_stays(kept: Users) -> None:
    await Users.filter(id=kept.id).update(discord_user_id=102, display_name="Zelda")
    lost = await make(Users, discord_user_id=101, display_name="Link")

    merge = await merge_users(kept.id, lost.id, actor=SYSTEM)

    user = await Users.get()
    assert (user.discord_user_id, user.display_name) == (102, "Zelda")
    assert merge.given_up == {"discord_user_id": 101, "display_name": "Link"}


async def test_of_two_rows_for_one_place_the_newer_stays_and_the_older_is_written_down(
    kept: Users, lost: Users
) -> None:
    tournament = await make(AsyncTournament)
    older = await make(AsyncTournamentWhitelist, tournament=tournament, user=kept, discord_user_id=7)
    newer = await make(AsyncTournamentWhitelist, tournament=tournament, user=lost)
    other = await make(AsyncTournamentWhitelist, user=lost)
    roles = [AsyncTournamentRole.ADMIN, AsyncTournamentRole.MOD]
    for user, role in ((lost, roles[0]), (kept, roles[0]), (lost, roles[1])):
        await make(AsyncTournamentPermissions, tournament=tournament, user=user, role=role)

    merge = await merge_users(kept.id, lost.id, actor=SYSTEM)

    assert {row.id: row.user_id for row in await AsyncTournamentWhitelist.all()} == {
        newer.id: kept.id,
        other.id: kept.id,
    }
    assert sorted([row.role for row in await AsyncTournamentPermissions.filter(user=kept)]) == roles
    dropped = {str(row["table"]): row for row in merge.dropped}
    assert (dropped["asynctournamentwhitelist"]["id"], dropped["asynctournamentwhitelist"]["discord_user_id"]) == (
        older.id,
        7,
    )
    recorded = await AuditAction.get(action="user.merge")
    assert recorded.details["dropped"] == merge.dropped


async def test_what_hangs_on_a_row_that_goes_moves_to_the_one_that_stays(kept: Users, lost: Users) -> None:
    older = await make(AsyncTournamentRace, user=kept)
    newer = await make(
        AsyncTournamentRace, user=lost, permalink_id=older.permalink_id, tournament_id=older.tournament_id
    )
    note = await make(AsyncTournamentReviewNotes, race=older)
    line = await make(AsyncTournamentAuditLog, race=older)

    await merge_users(kept.id, lost.id, actor=SYSTEM)

    run = await AsyncTournamentRace.get()
    assert (run.id, run.user_id) == (newer.id, kept.id)
    assert (await AsyncTournamentReviewNotes.get(id=note.id)).race_id == newer.id
    assert (await AsyncTournamentAuditLog.get(id=line.id)).race_id == newer.id


@pytest.mark.parametrize("started", ["kept", "lost"])
async def test_of_two_runs_at_once_the_started_one_goes_on(kept: Users, lost: Users, started: str) -> None:
    tournament = await make(AsyncTournament)
    people = {"kept": kept, "lost": lost}
    runs = {
        name: await make(
            AsyncTournamentRace,
            tournament=tournament,
            user=user,
            active_slot=user.id,
            status=RunStatus.IN_PROGRESS if name == started else RunStatus.PENDING,
        )
        for name, user in people.items()
    }

    merge = await merge_users(kept.id, lost.id, actor=SYSTEM)

    goes_on = await AsyncTournamentRace.get(id=runs.pop(started).id)
    ended = await AsyncTournamentRace.get(id=runs.popitem()[1].id)
    assert (goes_on.status, goes_on.active_slot, goes_on.version) == (RunStatus.IN_PROGRESS, kept.id, 0)
    assert (ended.status, ended.active_slot, ended.version) == (RunStatus.FORFEIT, None, 1)
    assert merge.forfeited == [ended.id]
    line = await AsyncTournamentAuditLog.get()
    assert (line.action, line.race_id, line.user_id, line.tournament_id) == (
        "merge_forfeit",
        ended.id,
        kept.id,
        tournament.id,
    )


async def test_run_in_another_tournament_goes_on(kept: Users, lost: Users) -> None:
    for user in (kept, lost):
        await make(AsyncTournamentRace, user=user, active_slot=user.id)

    await merge_users(kept.id, lost.id, actor=SYSTEM)

    assert [run.active_slot for run in await AsyncTournamentRace.all()] == [kept.id, kept.id]


async def test_record_of_a_merge_says_everything(kept: Users, lost: Users) -> None:
    await make(VerifiedRacer, user=lost)

    await merge_users(kept.id, lost.id, actor=SYSTEM)

    action = await AuditAction.get()
    assert (action.action, action.subject, action.actor) == ("user.merge", f"user:{kept.id}", "system")
    assert action.details == {
        "kept": kept.id,
        "lost": lost.id,
        "moved": {"verifiedracer.user_id": 1},
        "dropped": [],
        "forfeited": [],
        "given_up": {},
    }


async def test_second_merge_of_the_same_changes_nothing(kept: Users, lost: Users) -> None:
    await merge_users(kept.id, lost.id, actor=SYSTEM)
    before = await state()

    with pytest.raises(UserNotFoundException):
        await merge_users(kept.id, lost.id, actor=SYSTEM)
    with pytest.raises(InvalidInputException, match="the same user"):
        await merge_users(kept.id, kept.id, actor=SYSTEM)

    assert await state() == before


async def test_preview_says_what_a_merge_does_and_does_nothing(kept: Users, lost: Users) -> None:
    await _two_busy_people(kept, lost)
    before = await state()

    foreseen = await preview_merge(kept.id, lost.id, actor=SYSTEM)

    assert await state() == before
    assert await merge_users(kept.id, lost.id, actor=SYSTEM) == foreseen


async def test_merge_that_fails_anywhere_leaves_everything_as_it_was(kept: Users, lost: Users) -> None:
    await _two_busy_people(kept, lost)
    before = await state()

    async def merge() -> None:
        await merge_users(kept.id, lost.id, actor=SYSTEM)

    async def unchanged() -> None:
        assert await state() == before

    statements = await fail_at_each_statement(merge, unchanged)

    assert statements > 30
    assert not await Users.exists(id=lost.id)


async def _two_busy_people(kept: Users, lost: Users) -> None:
    tournament = await make(AsyncTournament)
    for user in (kept, lost):
        await make(AsyncTournamentWhitelist, tournament=tournament, user=user)
        await make(AsyncTournamentRace, tournament=tournament, user=user, active_slot=user.id)
        await make(AsyncTournamentRace, reviewed_by=user)
        await make(TournamentGames, submitted_by_user=user)
        await make(VerifiedRacer, user=user)
