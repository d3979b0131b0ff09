"""Who may do what in a room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from alttprbot.models import RTGGOverrideWhitelist
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, User
from tests.racetime.chat import SEED, count, greeted, hears, said
from tests.racetime.conftest import GOAL, Serve

NOW = datetime.now(UTC)


@pytest.mark.parametrize("command", ["!lock", "!unlock", "!cancel"])
async def test_what_is_for_monitors_is_refused_to_others_by_name(
    serve: Serve, racetime: RaceTimeServer, bob: User, race: Race, command: str
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, bob, command)
        await hears(racetime, race, "Sorry Bob, only race monitors can do that.")
        await racetime.say(race, bob, "!race open")
        await hears(racetime, race, SEED)


async def test_appointed_monitors_and_moderators_may_lock(
    serve: Serve, racetime: RaceTimeServer, ann: User, bob: User, race: Race
) -> None:
    moderator = racetime.add_user("Mod")
    race.category.moderators.append(moderator)

    async with serve():
        await greeted(racetime, race)
        await racetime.join(race, bob)
        await racetime.act(race, ann, "add_monitor", target=bob)
        await racetime.say(race, bob, "!lock")
        await hears(racetime, race, "Lock initiated")
        await racetime.say(race, moderator, "!unlock")
        await hears(racetime, race, "Lock released")


async def test_a_locked_room_is_rolled_by_monitors_only_until_it_is_unlocked(
    serve: Serve, racetime: RaceTimeServer, ann: User, bob: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, ann, "!lock")
        await hears(racetime, race, "Lock initiated")
        await racetime.say(race, bob, "!race open")
        await hears(racetime, race, "locked in this room")
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, SEED)
        await racetime.say(race, ann, "!cancel")
        await racetime.say(race, ann, "!unlock")
        await hears(racetime, race, "Lock released")
        await racetime.say(race, bob, "!race open")
        await hears(racetime, race, SEED, 2)


async def test_a_lock_survives_lost_connections_and_a_restart(
    serve: Serve, racetime: RaceTimeServer, ann: User, bob: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, ann, "!lock")
        await hears(racetime, race, "Lock initiated")
        await racetime.close_sockets(race)
        await racetime.bot_connected(race)
    async with serve():
        await racetime.bot_connected(race)
        await racetime.say(race, bob, "!race open")
        await hears(racetime, race, "locked in this room")

    assert count(race, SEED) == 0


async def test_only_entrants_and_monitors_ask_for_a_tournament_roll(
    serve: Serve, racetime: RaceTimeServer, bob: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, bob, "!tournamentrace")
        await hears(racetime, race, "Sorry Bob, only entrants and race monitors can do that.")
        await racetime.join(race, bob)
        await racetime.say(race, bob, "!tournamentrace")
        await hears(racetime, race, "does not belong to a tournament match")


@pytest.mark.parametrize(
    ("expires", "answer"),
    [
        ("never listed", "you are not exempt from streaming"),
        (NOW - timedelta(days=1), "has expired"),
        (NOW + timedelta(days=1), None),
        (None, None),
    ],
)
async def test_override_is_for_those_who_are_exempt(
    serve: Serve, racetime: RaceTimeServer, ann: User, expires: datetime | str | None, answer: str | None
) -> None:
    racer = racetime.add_user("Racer", twitch="racer")
    race = await racetime.open_race("alttpr", ann, goal=GOAL, streaming_required=True)
    await racetime.join(race, racer)

    async with serve():
        if not isinstance(expires, str):
            await RTGGOverrideWhitelist.create(racetime_id=racer.id, category="alttpr", expires=expires)
        await greeted(racetime, race)
        await racetime.say(race, racer, "!override")
        if answer:
            await hears(racetime, race, answer)
        else:
            await racetime.until(lambda: race.entrants[0].stream_override)

    assert race.entrants[0].stream_override is (answer is None)


@pytest.mark.parametrize(
    ("streaming", "joined", "answer"),
    [(False, True, "does not require streaming"), (True, False, "Racer, join the race first.")],
)
async def test_an_override_that_cannot_help_is_explained(
    serve: Serve, racetime: RaceTimeServer, ann: User, streaming: bool, joined: bool, answer: str
) -> None:
    racer = racetime.add_user("Racer", twitch="racer")
    race = await racetime.open_race("alttpr", ann, goal=GOAL, streaming_required=streaming)
    if joined:
        await racetime.join(race, racer)

    async with serve():
        await RTGGOverrideWhitelist.create(racetime_id=racer.id, category="alttpr")
        await greeted(racetime, race)
        await racetime.say(race, racer, "!override")
        await hears(racetime, race, answer)

    assert len(said(race)) == 2


async def test_what_the_server_refuses_is_told_once_a_minute(serve: Serve, racetime: RaceTimeServer, ann: User) -> None:
    racer = racetime.add_user("Racer", twitch="racer")
    race = await racetime.open_race("alttpr", ann, goal=GOAL, streaming_required=True)
    await racetime.join(race, racer)
    await racetime.act(race, racer, "go_live")

    async with serve():
        await RTGGOverrideWhitelist.create(racetime_id=racer.id, category="alttpr")
        await greeted(racetime, race)
        for _ in range(3):
            await racetime.say(race, racer, "!override")
        await racetime.say(race, racer, "!vt")
        await hears(racetime, race, "VT")
        await hears(racetime, race, "RaceTime.gg refused that")

    assert count(race, "RaceTime.gg refused that") == 1


async def test_a_deleted_account_among_the_entrants_disturbs_nothing(
    serve: Serve, racetime: RaceTimeServer, ann: User, bob: User, race: Race
) -> None:
    await racetime.join(race, bob)
    bob.deleted = True

    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, ann, "!tournamentrace")
        await hears(racetime, race, "does not belong to a tournament match")
