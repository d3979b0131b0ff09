"""One row for one person, whichever account they come with."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from alttprbot.database import Database
from alttprbot.exceptions import (
    IdentityConflictException,
    InvalidInputException,
    RateLimitedException,
    UserNotFoundException,
)
from alttprbot.models import AsyncTournament, AsyncTournamentRace, AuditAction, Users
from alttprbot.models.async_race import RunStatus
from alttprbot.services.audit_trail import Actor
from alttprbot.services.users import RENAMES_A_DAY, RaceTimeLink, UserService
from alttprbot.util.clock import Clock
from tests.models.factory import make

LINK, ZELDA = 100_000_000_000_000_001, 100_000_000_000_000_002
SWORD = "WaYNeV3kXq"
LINK_HIMSELF = Actor.discord(LINK, "web")


@pytest.fixture
def users(database: Database) -> UserService:
    return UserService(clock=Clock())


async def link(
    users: UserService, discord_user_id: int = LINK, rtgg_id: str = SWORD, *, take_over: bool = False
) -> RaceTimeLink:
    return await users.link_racetime(
        discord_user_id=discord_user_id,
        discord_name="link",
        rtgg_id=rtgg_id,
        racetime_name="Link#0001",
        actor=LINK_HIMSELF,
        take_over=take_over,
    )


async def actions() -> list[str]:
    return [action.action for action in await AuditAction.all().order_by("id")]


async def test_people_are_the_same_each_time_they_come(users: UserService) -> None:
    by_discord = await users.for_discord(LINK, name="Link")
    by_racetime = await users.for_racetime(SWORD)

    assert (await users.for_discord(LINK)).id == by_discord.id
    assert (await users.for_racetime(SWORD)).id == by_racetime.id
    assert by_discord.display_name == "Link"
    assert by_racetime.display_name is None


async def test_racetime_ids_that_differ_in_letter_case_are_different_people(users: UserService) -> None:
    upper, lower = await users.for_racetime("ABC"), await users.for_racetime("abc")

    assert upper.id != lower.id
    assert (await users.get("abc")).id == lower.id


async def test_name_is_taken_only_where_there_is_none(users: UserService) -> None:
    await users.for_racetime(SWORD)

    await users.for_racetime(SWORD, name=" \u202eLink\n ")
    await users.for_racetime(SWORD, name="Somebody else")

    assert (await Users.get(rtgg_id=SWORD)).display_name == "Link"


async def test_twitch_name_follows_racetime(users: UserService) -> None:
    await users.for_racetime(SWORD, twitch_name="old")
    await users.for_racetime(SWORD, twitch_name="new")
    await users.for_racetime(SWORD)

    assert (await Users.get(rtgg_id=SWORD)).twitch_name == "new"


async def test_many_first_meetings_at_once_make_one_person(users: UserService) -> None:
    met = await asyncio.gather(
        *(users.for_discord(LINK) for _ in range(8)), *(users.for_racetime(SWORD) for _ in "12345678")
    )

    assert len({user.id for user in met}) == 2
    assert await Users.all().count() == 2


async def test_accounts_of_a_new_person_are_linked(users: UserService) -> None:
    linked = await link(users)

    user = await Users.get()
    assert (user.discord_user_id, user.rtgg_id, user.display_name) == (LINK, SWORD, "link")
    assert (linked.merge, linked.former_rtgg_id, linked.taken_from) == (None, None, None)
    assert await actions() == ["user.racetime_link"]


async def test_many_links_at_once_make_one_person(users: UserService) -> None:
    await users.for_racetime(SWORD)

    await asyncio.gather(*(link(users) for _ in range(5)))

    user = await Users.get()
    assert (user.discord_user_id, user.rtgg_id) == (LINK, SWORD)
    assert await actions() == ["user.racetime_link"]


async def test_name_that_somebody_chose_is_not_changed_by_linking_again(users: UserService) -> None:
    await link(users)
    await users.rename(LINK, "Hero of Time", actor=LINK_HIMSELF)

    await link(users)

    assert (await Users.get()).display_name == "Hero of Time"


async def test_old_token_is_forgotten_when_accounts_are_linked_again(users: UserService) -> None:
    await make(Users, discord_user_id=LINK, rtgg_id=SWORD, rtgg_access_token="from an older version")

    await link(users)

    assert (await Users.get()).rtgg_access_token is None


async def test_two_rows_of_one_person_become_one(users: UserService) -> None:
    by_racetime = await users.for_racetime(SWORD, name="Link#0001", twitch_name="link_ttv")
    by_discord = await users.for_discord(LINK, name="Hero")
    run = await make(AsyncTournamentRace, user=by_discord)

    linked = await link(users)

    user = await Users.get()
    assert (user.id, user.discord_user_id, user.rtgg_id) == (by_racetime.id, LINK, SWORD)
    assert (user.display_name, user.twitch_name) == ("Hero", "link_ttv")
    assert (await AsyncTournamentRace.get(id=run.id)).user_id == user.id
    assert linked.merge.moved == {"asynctournamentrace.user_id": 1}
    assert await actions() == ["user.merge"]


async def test_newly_proven_account_wins_over_the_former_one(users: UserService) -> None:
    await link(users, rtgg_id="former")
    await users.for_racetime(SWORD)

    linked = await link(users)

    assert (await Users.get()).rtgg_id == SWORD
    assert linked.former_rtgg_id == "former"
    assert linked.merge.given_up["rtgg_id"] == "former"


async def test_account_of_somebody_else_is_refused(users: UserService) -> None:
    await link(users, ZELDA)

    with pytest.raises(IdentityConflictException, match="linked to another Discord account"):
        await link(users, LINK)

    assert (await Users.get()).discord_user_id == ZELDA


async def test_account_is_taken_over_when_the_person_insists_and_nothing_else_is(users: UserService) -> None:
    zelda = (await link(users, ZELDA)).user
    run = await make(AsyncTournamentRace, user=zelda)

    linked = await link(users, LINK, take_over=True)

    assert linked.taken_from == ZELDA
    assert (await Users.get(discord_user_id=LINK)).rtgg_id == SWORD
    assert (await Users.get(discord_user_id=ZELDA)).rtgg_id is None
    assert (await AsyncTournamentRace.get(id=run.id)).user_id == zelda.id
    assert await actions() == ["user.racetime_link", "user.racetime_moved_away", "user.racetime_link"]


async def test_unlinked_account_can_be_linked_by_somebody_else(users: UserService) -> None:
    await link(users, ZELDA)

    await users.unlink_racetime(ZELDA, actor=Actor.discord(ZELDA))
    await link(users, LINK)

    assert (await Users.get(rtgg_id=SWORD)).discord_user_id == LINK


async def test_account_that_is_not_linked_cannot_be_unlinked(users: UserService) -> None:
    with pytest.raises(InvalidInputException, match="No RaceTime account is linked"):
        await users.unlink_racetime(LINK, actor=LINK_HIMSELF)


@pytest.mark.parametrize(
    ("needed", "active", "refused"), [(True, True, True), (True, False, False), (False, True, False)]
)
async def test_account_is_not_unlinked_while_a_run_needs_it(
    users: UserService, needed: bool, active: bool, refused: bool
) -> None:
    user = (await link(users)).user
    tournament = await make(AsyncTournament, require_racetime_link=needed)
    slot = user.id if active else None
    await make(AsyncTournamentRace, user=user, tournament=tournament, status=RunStatus.PENDING, active_slot=slot)

    if refused:
        with pytest.raises(IdentityConflictException, match="not finished"):
            await users.unlink_racetime(LINK, actor=LINK_HIMSELF)
    else:
        await users.unlink_racetime(LINK, actor=LINK_HIMSELF)

    assert (await Users.get(id=user.id)).rtgg_id == (SWORD if refused else None)


@pytest.mark.parametrize("name", ["", "   ", "x" * 33, "tab\there", "\u202ereversed", "zero\u200bwidth"])
async def test_name_that_is_not_fit_is_refused_before_anybody_is_known(users: UserService, name: str) -> None:
    with pytest.raises(InvalidInputException):
        await users.rename(LINK, name, actor=LINK_HIMSELF)

    assert await Users.all().count() == 0


@pytest.mark.parametrize("name", ["x", "é" * 32, "  Link  ", "e\u0301"])
async def test_name_is_kept_trimmed_and_composed(users: UserService, name: str) -> None:
    await users.rename(LINK, name, actor=LINK_HIMSELF)

    assert (await Users.get()).display_name == {"  Link  ": "Link", "e\u0301": "é"}.get(name, name)


async def test_name_of_somebody_else_is_refused_in_any_letter_case(users: UserService) -> None:
    await users.for_racetime(SWORD, name="Hero")

    with pytest.raises(InvalidInputException, match="Somebody else is called “hERO”"):
        await users.rename(LINK, "hERO", actor=LINK_HIMSELF)
    await users.rename(LINK, "Link", actor=LINK_HIMSELF)
    await users.rename(LINK, "LINK", actor=LINK_HIMSELF)


async def test_two_who_want_one_name_at_once_do_not_both_get_it(users: UserService) -> None:
    results = await asyncio.gather(
        users.rename(LINK, "Hero", actor=LINK_HIMSELF),
        users.rename(ZELDA, "hero", actor=Actor.discord(ZELDA)),
        return_exceptions=True,
    )

    assert sorted(type(result).__name__ for result in results) == ["InvalidInputException", "Users"]


async def test_sixth_name_of_a_day_is_refused_until_a_day_after_the_first(users: UserService) -> None:
    for number in range(RENAMES_A_DAY):
        await users.rename(LINK, f"Link {number}", actor=LINK_HIMSELF)

    with pytest.raises(RateLimitedException) as refused:
        await users.rename(LINK, "Too much", actor=LINK_HIMSELF)
    assert timedelta(hours=23) < timedelta(seconds=refused.value.retry_after) <= timedelta(days=1)

    await AuditAction.all().update(created=datetime.now(UTC) - timedelta(hours=25))
    await users.rename(LINK, "The next day", actor=LINK_HIMSELF)


async def test_people_are_found_by_every_id_and_part_of_a_name(users: UserService) -> None:
    user = await make(Users, discord_user_id=LINK, rtgg_id=SWORD, display_name="Link of Hyrule", twitch_name="hero_ttv")
    await make(Users, display_name="Zelda")

    for text in (str(LINK), SWORD, str(user.id), "hyrule", "TTV", f" {LINK} "):
        assert [found.id for found in await users.search(text)] == [user.id]
    assert await users.search("Ganon") == []


@pytest.mark.parametrize("nobody", ["Ganon", "", "0", str(2**31), str(2**63), "9" * 5000, "²"])
async def test_nobody_is_found_by_what_is_nobodys(users: UserService, nobody: str) -> None:
    await users.for_discord(LINK)

    with pytest.raises(UserNotFoundException):
        await users.get(nobody)


async def test_long_text_finds_nobody(users: UserService) -> None:
    await users.for_discord(LINK)

    assert await users.search("9" * 5000) == []
