"""Asking Discord for names, as fast as it allows and no faster."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from alttprbot.exceptions import BusyException, InvalidInputException
from alttprbot.services.discord_names import DiscordNames
from alttprbot.util.clock import Clock
from tests.discord_users import NOBODY, DiscordUsers

LINK = 111_222_333_444_555_661


class Impatient(Clock):
    """Remembers how long it should have waited."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
def clock() -> Impatient:
    return Impatient()


@pytest.fixture
async def names(discord_users: DiscordUsers, clock: Impatient) -> AsyncIterator[DiscordNames]:
    async with aiohttp.ClientSession() as http:
        yield DiscordNames(http=http, clock=clock, api_base=discord_users.address, token="token")


async def test_name_is_what_people_see(names: DiscordNames) -> None:
    assert await names.of(LINK) == "Link of Hyrule"
    assert await names.of(NOBODY) is None


async def test_next_question_waits_until_discord_allows_it(
    names: DiscordNames, discord_users: DiscordUsers, clock: Impatient
) -> None:
    discord_users.reset_after = "12.5"

    for _ in range(4):
        await names.of(LINK)

    assert clock.waits == [12.5, 12.5]


async def test_question_is_asked_again_when_discord_says_when(
    names: DiscordNames, discord_users: DiscordUsers, clock: Impatient
) -> None:
    discord_users.statuses, discord_users.retry_after = [429], "7"

    assert await names.of(LINK) == "Link of Hyrule"
    assert clock.waits[0] == 7.0


async def test_question_is_asked_again_after_a_failure(
    names: DiscordNames, discord_users: DiscordUsers, clock: Impatient
) -> None:
    discord_users.statuses = [500, 502]

    assert await names.of(LINK) == "Link of Hyrule"
    assert clock.waits == [1.0, 2.0]


@pytest.mark.parametrize("status", [429, 503])
async def test_discord_that_stays_busy_is_given_up(
    names: DiscordNames, discord_users: DiscordUsers, status: int
) -> None:
    discord_users.statuses = [status] * 9

    with pytest.raises(BusyException, match="Discord does not answer"):
        await names.of(LINK)

    assert len(discord_users.asked) == 5


@pytest.mark.parametrize("status", [401, 403])
async def test_refused_token_is_not_tried_again(names: DiscordNames, discord_users: DiscordUsers, status: int) -> None:
    discord_users.statuses = [status]

    with pytest.raises(InvalidInputException, match="DISCORD_TOKEN"):
        await names.of(LINK)

    assert len(discord_users.asked) == 1
