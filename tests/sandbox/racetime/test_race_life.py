"""The life of a race: who may do what when, and what time does by itself."""

from __future__ import annotations

import pytest

from alttprbot_sandbox.racetime import Race, RaceTimeServer, RuleError, User
from tests.sandbox.racetime.conftest import GOAL, Client


def status(race: Race, user: User) -> str | None:
    entrant = race.entrant(user)
    return entrant.status if entrant else None


def texts(race: Race) -> list[str]:
    return [message.text.strip("#").removeprefix("bad##").removeprefix("good##") for message in race.messages]


# Before the start


async def test_race_starts_by_itself_when_all_who_joined_are_ready(
    server: RaceTimeServer, race: Race, ann: User, bob: User
) -> None:
    await server.join(race, ann)
    await server.ready(race, ann)
    alone = race.status
    await server.join(race, bob)
    await server.ready(race, bob)

    assert alone == "open"
    assert race.status == "pending"


async def test_last_unready_entrant_who_leaves_lets_the_race_start(
    server: RaceTimeServer, race: Race, ann: User, bob: User, cat: User
) -> None:
    for user in (ann, bob, cat):
        await server.join(race, user)
    await server.ready(race, ann)
    await server.ready(race, bob)

    await server.act(race, cat, "leave")

    assert race.status == "pending"


async def test_switching_automatic_start_on_starts_a_race_that_is_ready(
    client: Client, server: RaceTimeServer, ann: User, bob: User
) -> None:
    race = await server.open_race("alttpr", ann, goal=GOAL, auto_start=False)
    for user in (ann, bob):
        await server.join(race, user)
        await server.ready(race, user)

    await client.post(f"/o/{race.name}/edit", {"goal": GOAL, "streaming_required": "false"}, await client.token())
    await server.tick()

    assert race.status == "pending"


async def test_countdown_is_said_and_the_race_begins_at_the_announced_moment(
    client: Client, server: RaceTimeServer, race: Race, ann: User, bob: User
) -> None:
    for user in (ann, bob):
        await server.join(race, user)
        await server.ready(race, user)

    planned = (await client.document(f"/{race.name}/data"))["started_at"]
    await server.tick(5)
    first = texts(race)[-1]
    await server.tick(9.9)
    before = race.status
    await server.tick(0.1)

    assert planned == "2026-02-14T18:00:15.123Z"
    assert "10 seconds" in first
    assert [text for text in texts(race) if "second…" in text or "seconds…" in text] == [
        f"The race will begin in {left} second{'' if left == 1 else 's'}…" for left in (10, 5, 4, 3, 2, 1)
    ]
    assert (before, race.status) == ("pending", "in_progress")
    assert (status(race, ann), status(race, bob)) == ("in_progress", "in_progress")
    assert (await client.document(f"/{race.name}/data"))["started_at"] == planned


async def test_nobody_leaves_during_the_countdown(
    client: Client, server: RaceTimeServer, race: Race, ann: User, bob: User
) -> None:
    for user in (ann, bob):
        await server.join(race, user)
        await server.ready(race, user)

    with pytest.raises(RuleError, match="begun"):
        await server.act(race, ann, "leave")
    assert (await client.document(f"/{race.name}/data"))["entrants"][0]["actions"] == []


async def test_streaming_is_needed_to_be_ready_where_it_is_required(
    server: RaceTimeServer, ann: User, bob: User, cat: User
) -> None:
    race = await server.open_race("alttpr", ann, goal=GOAL, streaming_required=True)
    await server.join(race, bob)

    with pytest.raises(RuleError, match="stream account"):
        await server.join(race, cat)
    with pytest.raises(RuleError, match="live"):
        await server.ready(race, bob)
    await server.act(race, bob, "go_live")
    await server.ready(race, bob)

    assert status(race, bob) == "ready"


async def test_one_is_in_one_race_at_a_time(server: RaceTimeServer, race: Race, ann: User, bob: User) -> None:
    other = await server.open_race("smz3", ann, goal="Beat the games")
    await server.join(race, bob)

    with pytest.raises(RuleError, match="another race"):
        await server.join(other, bob)
    await server.act(race, bob, "leave")
    await server.join(other, bob)

    assert status(other, bob) == "not_ready"


async def test_uninvited_people_ask_and_may_take_it_back(server: RaceTimeServer, ann: User, bob: User) -> None:
    race = await server.open_race("alttpr", ann, goal=GOAL, invitational=True)

    await server.join(race, bob)
    asked = status(race, bob)
    await server.act(race, bob, "cancel_invite")
    await server.act(race, ann, "invite", target=bob)
    await server.act(race, bob, "decline_invite")

    assert asked == "requested"
    assert status(race, bob) is None


async def test_team_race_needs_two_teams(server: RaceTimeServer, ann: User, bob: User, cat: User) -> None:
    race = await server.open_race("alttpr", ann, goal=GOAL, team_race=True, auto_start=False, require_even_teams=True)
    server.add_team("the-links", "The Links", [ann])
    for user in (ann, bob, cat):
        await server.join(race, user)

    with pytest.raises(RuleError, match="team"):
        await server.ready(race, ann)
    with pytest.raises(RuleError, match="join that team"):
        await server.act(race, bob, "set_team", text="The Links")
    await server.act(race, ann, "set_team", text="The Links")
    for user in (bob, cat):
        await server.act(race, user, "set_team", text="Zeldas")
    for user in (ann, bob, cat):
        await server.ready(race, user)
    with pytest.raises(RuleError, match="same size"):
        await server.start(race, ann)
    await server.act(race, ann, "remove_entrant", target=cat)
    await server.start(race, ann)

    assert race.status == "pending"


async def test_partitionable_race_becomes_rooms_of_two(server: RaceTimeServer, ann: User, bob: User) -> None:
    race = await server.open_race("alttpr", ann, goal=GOAL, partitionable=True)
    for user in (ann, bob):
        await server.join(race, user)
        await server.ready(race, user)

    room = list(server.world.races.values())[-1]
    assert (race.status, status(race, ann)) == ("partitioned", "partitioned")
    assert room.status == "pending"
    assert {entrant.user for entrant in room.entrants} == {ann, bob}


async def test_only_monitors_run_the_room(server: RaceTimeServer, race: Race, bob: User, cat: User) -> None:
    for verb in ("start", "cancel", "make_invitational"):
        with pytest.raises(RuleError, match="monitors"):
            await server.act(race, bob, verb)
    with pytest.raises(RuleError, match="monitors"):
        await server.act(race, bob, "invite", target=cat)
    with pytest.raises(RuleError, match="moderators"):
        await server.act(race, bob, "record")


@pytest.mark.parametrize(("entrants", "minutes"), [(1, 30), (2, 240)])
async def test_unused_room_is_warned_and_closed(
    server: RaceTimeServer, race: Race, ann: User, bob: User, entrants: int, minutes: int
) -> None:
    for user in (ann, bob)[:entrants]:
        await server.join(race, user)

    await server.tick((minutes - 5) * 60 - 1)
    silent = texts(race)[-1]
    await server.tick(1)
    warning = texts(race)[-1]
    await server.tick(5 * 60)

    assert "5 minutes" not in silent
    assert "5 minutes" in warning
    assert race.status == "cancelled"


# In the race


async def test_nobody_is_done_in_the_first_five_seconds(
    server: RaceTimeServer, race: Race, ann: User, bob: User
) -> None:
    for user in (ann, bob):
        await server.join(race, user)
        await server.ready(race, user)
    await server.tick(15)

    await server.tick(4.9)
    for verb in ("done", "forfeit"):
        with pytest.raises(RuleError, match="five seconds"):
            await server.act(race, ann, verb)
    await server.tick(0.1)
    await server.done(race, ann)

    assert status(race, ann) == "done"


async def test_race_is_finished_when_nobody_runs_any_more(
    server: RaceTimeServer, running: Race, ann: User, bob: User
) -> None:
    await server.done(running, ann)
    before = running.status
    await server.forfeit(running, bob)

    assert (before, running.status) == ("in_progress", "finished")


async def test_race_that_nobody_finished_is_cancelled(
    server: RaceTimeServer, running: Race, ann: User, bob: User
) -> None:
    await server.forfeit(running, ann)
    await server.forfeit(running, bob)

    assert (running.status, running.recordable) == ("cancelled", False)


@pytest.mark.parametrize(("completes", "result"), [(False, "dnf"), (True, "done")])
async def test_time_limit_ends_the_race(
    server: RaceTimeServer, running: Race, ann: User, bob: User, completes: bool, result: str
) -> None:
    running.settings.time_limit, running.settings.time_limit_auto_complete = 1, completes
    await server.done(running, ann)

    await server.tick(3600 - 5 * 60 - 10)
    warning = texts(running)[-1]
    await server.tick(5 * 60)

    assert "5 minutes" in warning
    assert running.status == "finished"
    assert status(running, bob) == result


# After it


@pytest.mark.parametrize(("verb", "undo"), [("done", "undone"), ("forfeit", "unforfeit")])
async def test_finish_or_forfeit_that_is_undone_lets_the_race_go_on(
    client: Client, server: RaceTimeServer, running: Race, ann: User, bob: User, verb: str, undo: str
) -> None:
    await server.done(running, ann)
    await server.act(running, bob, verb)
    socket = await client.socket(running)

    await server.act(running, bob, undo)
    frames = [frame["race"] for frame in await socket.settled() if frame["type"] == "race.data"]

    assert [frame["status"]["value"] for frame in frames] == ["finished", "in_progress"]
    assert [frame["entrants"][1]["status"]["value"] for frame in frames] == ["ready", "in_progress"]
    assert frames[-1]["ended_at"] is None


async def test_forfeit_is_undone_even_if_it_cancelled_the_race(
    server: RaceTimeServer, running: Race, ann: User, bob: User
) -> None:
    await server.forfeit(running, ann)
    await server.forfeit(running, bob)

    await server.act(running, bob, "unforfeit")

    assert (running.status, running.recordable, status(running, bob)) == ("in_progress", True, "in_progress")


async def test_nothing_is_undone_after_ten_minutes_or_once_recorded(
    server: RaceTimeServer, running: Race, ann: User, bob: User
) -> None:
    running.category.moderators.append(ann)
    await server.done(running, ann)
    await server.done(running, bob)

    await server.tick(601)
    with pytest.raises(RuleError, match="too late"):
        await server.act(running, ann, "undone")
    await server.act(running, ann, "record")

    assert running.recorded
    with pytest.raises(RuleError, match="cannot be recorded"):
        await server.act(running, ann, "record")


async def test_moderators_change_results_and_with_them_the_race(
    client: Client, server: RaceTimeServer, running: Race, ann: User, bob: User, cat: User
) -> None:
    running.category.moderators.append(cat)
    await server.done(running, ann)
    await server.forfeit(running, bob)

    await server.act(running, cat, "disqualify", target=ann)
    cancelled = await client.document(f"/{running.name}/data")
    await server.act(running, cat, "requalify", target=ann)
    finished = await client.document(f"/{running.name}/data")

    assert cancelled["status"]["value"] == "cancelled"
    assert {entrant["finish_time"] for entrant in cancelled["entrants"]} == {None}
    assert finished["status"]["value"] == "finished"
    assert finished["entrants"][0]["finish_time"] == "P0DT00H00M10S"
