"""The demonstration's rows come and go as a whole, and leave everybody else's alone."""

from __future__ import annotations

from alttprbot import models
from alttprbot.database import Database
from alttprbot.models.async_tournament import AsyncTournamentState
from alttprbot.services.demonstration import reset, seed
from tests.models.factory import everything, make


async def test_there_is_a_tournament_to_play_and_one_to_look_at(database: Database) -> None:
    made = await seed()

    assert made
    assert set(await models.AsyncTournament.all().values_list("state", "active")) == {
        (AsyncTournamentState.ACTIVE, True),
        (AsyncTournamentState.CLOSED, False),
    }
    assert await models.Users.filter(test_user=True).count() == 16
    assert await models.AsyncTournamentPermalink.all().count() == 2 * 2 * 6
    assert await models.AsyncTournamentRace.all().count() == 2 * 2 * 15
    assert await models.TournamentGames.all().order_by("episode_id").values_list("episode_id", flat=True) == [
        90001,
        90002,
        90003,
    ]


async def test_making_it_twice_changes_nothing(database: Database) -> None:
    await seed()
    before = await everything()

    made = await seed()

    assert not made
    assert await everything() == before


async def test_taking_it_away_leaves_what_others_made(database: Database) -> None:
    await make(models.AsyncTournamentRace)
    await make(models.Users, test_user=True)
    await make(models.TournamentGames, episode_id=90004)
    before = await everything()
    await seed()

    removed = await reset()

    assert removed
    assert await everything() == before
    assert not await reset()


async def test_it_can_be_made_anew(database: Database) -> None:
    await seed()
    await reset()

    assert await seed()
