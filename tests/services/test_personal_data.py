"""People get everything about them, and are forgotten when they want it; nobody else is touched."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tortoise.models import Model

from alttprbot import models
from alttprbot.config import REPOSITORY
from alttprbot.database import Database
from alttprbot.exceptions import UserNotFoundException
from alttprbot.models.relations import columns, primary_key, references_to, table_name, tables
from alttprbot.models.triforce import TriforceSetting
from alttprbot.services.audit_trail import SYSTEM, Actor
from alttprbot.services.personal_data import export, preview_purge, purge
from alttprbot.services.personal_holdings import HOLDINGS, SECRETS, TRACES
from alttprbot.services.personal_traces import Delete, Keep, Known, Person, Trace, known_as
from tests.database.failing import fail_at_each_statement
from tests.models.factory import make, make_full

LINK = Person(discord_user_id=111_222_333_444_555_661, rtgg_id="MasterSwordOfLink")
ZELDA = Person(discord_user_id=111_222_333_444_555_662, rtgg_id="TriforceOfZelda")
REFERS_TO_PEOPLE = re.compile(
    r"(user|owner|opener|author|moderator|member|racetime|rtgg)_id$|_by(_id)?$|^(ip_address|actor)$"
)

Place = tuple[str, Any]
Contents = dict[Place, dict[str, Any]]


async def contents() -> Contents:
    """Every row of every table."""
    return {
        (table_name(model), row[primary_key(model)]): row for model in tables() for row in await model.all().values()
    }


def _given(trace: Trace) -> dict[str, Any]:
    """What makes a row one of those that the trace is about."""
    deletes = isinstance(trace.treatment, Delete)
    if trace.model is models.TriforceTexts:
        return {"approved": None if deletes else True}
    if trace.model is models.TriforceTextsConfig:
        return {"key_name": TriforceSetting.MODERATOR}
    return {}


async def _related(trace: Trace) -> dict[str, Any]:
    if trace.model is models.RankedChoiceVotes:
        return {"election": await make(models.RankedChoiceElection, active=isinstance(trace.treatment, Delete))}
    return {}


async def leave_traces(known: Person) -> tuple[Person, list[tuple[Trace, Place]]]:
    """A person of whom there is something everywhere."""
    user = await make(
        models.Users,
        discord_user_id=known.discord_user_id,
        rtgg_id=known.rtgg_id,
        display_name=f"Name {known.rtgg_id}",
        twitch_name=f"twitch_{known.rtgg_id}",
        rtgg_access_token="a token",
    )
    namespace = await make(models.PresetNamespaces, discord_user_id=known.discord_user_id)
    key = await make_full(models.AuthorizationKeys, discord_user_id=known.discord_user_id)
    person = Person(user.id, known.discord_user_id, known.rtgg_id, [key.id])
    left: list[tuple[Trace, Place]] = []
    for trace in TRACES:
        if trace.model in {models.Users, models.PresetNamespaces, models.AuthorizationKeys}:
            row: Model = {models.Users: user, models.PresetNamespaces: namespace, models.AuthorizationKeys: key}[
                trace.model
            ]
        elif trace.model is models.Presets:
            row = await make(models.Presets, namespace=namespace, content=f"author: {known.rtgg_id}")
        elif trace.known is Known.ADDRESS:
            row = await make_full(trace.model)
        else:
            value = known_as(person, trace.known)[-1]
            row = await make_full(trace.model, **{trace.column: value}, **_given(trace), **await _related(trace))
        left.append((trace, (table_name(trace.model), row.pk)))
    return person, left


def said(rows: Any) -> str:
    return json.dumps(rows, default=str, ensure_ascii=False)


async def test_every_column_that_refers_to_people_is_declared(database: Database) -> None:
    # The row of the user itself is emptied as a whole.
    others = [model for model in tables() if model is not models.Users]
    declared = {(trace.model, trace.column) for trace in TRACES}

    refers = {(model, column) for model in others for column in columns(model) if REFERS_TO_PEOPLE.search(column)}

    missing = sorted(f"{table_name(model)}.{column}" for model, column in refers - declared)

    assert missing == [], "say in personal_holdings.py what these are and what erasure does with them"


async def test_every_reference_to_a_user_is_declared(database: Database) -> None:
    declared = {f"{table_name(trace.model)}.{trace.column}" for trace in TRACES}

    assert {str(reference) for reference in references_to(models.Users)} <= declared


def test_privacy_page_says_what_is_declared() -> None:
    wanted = [f"| {holding.what} | {holding.why} | {holding.how_long} | {holding.erasure} |" for holding in HOLDINGS]

    page = (REPOSITORY / "docs" / "privacy.md").read_text(encoding="utf-8").splitlines()
    start = page.index("| --- | --- | --- | --- |") + 1

    assert page[start : page.index("", start)] == wanted, "\n".join(wanted)


async def test_erasure_leaves_nothing_by_which_the_person_is_known(database: Database) -> None:
    person, _ = await leave_traces(LINK)

    await purge(str(LINK.discord_user_id), actor=SYSTEM)

    left = {place: row for place, row in (await contents()).items() if place[0] != "moderation_action"}
    for identity in (str(LINK.discord_user_id), str(LINK.rtgg_id), "a token"):
        assert [place for place, row in left.items() if identity in said(row)] == []
    assert left["users", person.user_id]["display_name"] == f"Deleted user {person.user_id}"


async def test_erasure_touches_nothing_of_anybody_else(database: Database) -> None:
    _, links = await leave_traces(LINK)
    await leave_traces(ZELDA)
    before = await contents()

    await purge(str(LINK.rtgg_id), actor=SYSTEM)

    after = await contents()
    touched = {place for place, row in before.items() if after.get(place) != row}
    mine = {place for _, place in links}
    assert {place for place in touched - mine if place[0] != "sgl2023onsitehistory"} == set()
    assert [place[0] for place in after.keys() - before.keys()] == ["audit_actions"]


async def test_each_trace_is_treated_as_declared(database: Database) -> None:
    _, left = await leave_traces(LINK)
    before = await contents()

    await purge(str(LINK.discord_user_id), actor=SYSTEM)

    after = await contents()
    deleted = {place for trace, place in left if isinstance(trace.treatment, Delete)}
    kept = {place for trace, place in left if isinstance(trace.treatment, Keep)}
    assert deleted & after.keys() == set()
    assert {place for place in kept if after[place] != before[place]} == set()
    assert {place for _, place in left} - deleted <= after.keys()


async def test_results_stay_and_what_the_runner_wrote_goes(database: Database) -> None:
    user = await make(models.Users, discord_user_id=LINK.discord_user_id)
    run = await make_full(models.AsyncTournamentRace, user=user)

    await purge(str(user.id), actor=SYSTEM)

    after = await models.AsyncTournamentRace.get(id=run.id)
    assert (after.user_id, after.score, after.start_time, after.end_time) == (
        user.id,
        run.score,
        run.start_time,
        run.end_time,
    )
    assert (after.runner_notes, after.runner_vod_url, after.reattempt_reason, after.runner_rtgg_id) == (None,) * 4


async def test_ballot_of_a_closed_election_stays_in_one_piece(database: Database) -> None:
    election = await make(models.RankedChoiceElection, active=False)
    for rank in (1, 2):
        await make(models.RankedChoiceVotes, election=election, rank=rank, user_id=LINK.discord_user_id)

    await purge(str(LINK.discord_user_id), actor=SYSTEM)

    voters = {vote.user_id for vote in await models.RankedChoiceVotes.all()}
    assert len(voters) == 1
    assert voters.pop() < 0


async def test_erasure_is_recorded_without_saying_whose(database: Database) -> None:
    await leave_traces(LINK)
    themselves = Actor.discord(int(str(LINK.discord_user_id)), "web")

    erasure = await purge(str(LINK.discord_user_id), actor=themselves)

    action = await models.AuditAction.get(action="user.purge")
    assert (action.actor, action.surface, action.subject) == ("deleted", "web", None)
    assert action.details == {"deleted": erasure.deleted, "overwritten": erasure.overwritten, "kept": erasure.kept}
    assert erasure.deleted["audit_messages"] == 1
    assert erasure.overwritten["users"] == 1
    assert erasure.kept["moderation_action"] == 2


async def test_preview_counts_the_same_and_changes_nothing(database: Database) -> None:
    await leave_traces(LINK)
    before = await contents()

    foreseen = await preview_purge(str(LINK.discord_user_id))

    assert await contents() == before
    assert await purge(str(LINK.discord_user_id), actor=SYSTEM) == foreseen


async def test_erasure_that_fails_anywhere_changes_nothing(database: Database) -> None:
    await leave_traces(LINK)

    async def act() -> None:
        await purge(str(LINK.discord_user_id), actor=SYSTEM)

    async def unchanged() -> None:
        assert await models.AuditMessages.exists()
        assert await models.Presets.exists()
        assert await models.Users.exists(discord_user_id=LINK.discord_user_id)
        assert not await models.AuditAction.exists(action="user.purge")

    statements = await fail_at_each_statement(act, unchanged)

    assert statements > len(TRACES)
    assert not await models.Users.exists(discord_user_id=LINK.discord_user_id)


async def test_somebody_who_was_erased_is_not_found_by_their_accounts(database: Database) -> None:
    person, _ = await leave_traces(LINK)
    await models.ModerationAction.all().delete()
    await purge(str(LINK.discord_user_id), actor=SYSTEM)

    for identity in (str(LINK.discord_user_id), str(LINK.rtgg_id), "999999", "", "x" * 5000, "9" * 5000):
        with pytest.raises(UserNotFoundException):
            await purge(identity, actor=SYSTEM)
    again = await purge(str(person.user_id), actor=SYSTEM)
    assert (again.deleted, again.overwritten["users"]) == ({}, 1)


@pytest.mark.parametrize(
    ("model", "column", "identity"),
    [
        (models.AuditMessages, "user_id", LINK.discord_user_id),
        (models.RTGGWatcherPlayer, "racetime_id", LINK.rtgg_id),
    ],
)
async def test_somebody_who_never_became_a_user_is_exported_and_erased_too(
    database: Database, model: type[Model], column: str, identity: int | str
) -> None:
    await make_full(model, **{column: identity})

    assert list(await export(str(identity))) == [table_name(model)]
    await purge(str(identity), actor=SYSTEM)

    assert not await model.exists()


async def test_export_has_everything_of_the_person_and_nothing_of_others(database: Database) -> None:
    _, left = await leave_traces(LINK)
    await leave_traces(ZELDA)

    given = await export(str(LINK.discord_user_id))

    for trace, (table, pk) in left:
        if trace.known is Known.ADDRESS:
            continue
        key = primary_key(trace.model)
        visible = key not in SECRETS.get(trace.model, ())
        assert any(row[key] == pk for row in given[table]) if visible else given[table], table
    assert str(ZELDA.discord_user_id) not in said(given)
    assert str(ZELDA.rtgg_id) not in said(given)


async def test_export_has_no_secrets(database: Database) -> None:
    await leave_traces(LINK)

    given = await export(str(LINK.discord_user_id))

    for model, secret in SECRETS.items():
        assert given[table_name(model)]
        assert all(not secret & row.keys() for row in given[table_name(model)])
    assert "a token" not in said(given)
    # What a masked game was rolled from.
    assert all("details" not in row for row in given["audit_generated_games"])


async def test_of_rows_about_others_only_the_own_part_is_exported(database: Database) -> None:
    user = await make(models.Users)
    await make_full(models.AsyncTournamentRace, reviewed_by=user, runner_notes="the runner's own")

    given = await export(str(user.id))

    assert "the runner's own" not in said(given)
    assert given["asynctournamentrace"][0].keys() == {
        "id", "tournament_id", "review_status", "reviewed_at", "reviewer_notes"
    }  # fmt: skip
