"""Queries and small rules that belong to a table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from alttprbot.database import Database
from alttprbot.models import (
    DiscordServerCategories,
    DiscordServerLists,
    RacerVerification,
    ReactionGroup,
    ReactionRole,
    ScheduleBroadcastChannels,
    SpoilerRaces,
    TournamentResults,
    Users,
)
from tests.models.factory import make


async def test_people_are_found_by_name_in_whatever_letter_case(database: Database) -> None:
    await make(Users, display_name="Synack")
    await make(Users, display_name="SYNACK")
    await make(Users, display_name="Synackk")

    assert await Users.named("synack").count() == 2


@pytest.mark.parametrize(("rtgg_id", "address"), [("xyz", "https://racetime.example/user/xyz/"), (None, None)])
def test_profile(rtgg_id: str | None, address: str | None) -> None:
    assert Users(rtgg_id=rtgg_id).racetime_profile("https://racetime.example") == address


async def test_racetime_ids_differ_by_the_case_of_a_letter(database: Database) -> None:
    await make(Users, rtgg_id="aBc")
    await make(Users, rtgg_id="abc")

    assert await Users.filter(rtgg_id="abc").count() == 1


@pytest.mark.parametrize(
    ("stored", "slugs"), [(None, []), ("", []), ("alttpr", ["alttpr"]), ("alttpr, smz3 ,,", ["alttpr", "smz3"])]
)
def test_categories_of_a_verification(stored: str | None, slugs: list[str]) -> None:
    assert RacerVerification(racetime_categories=stored).categories == slugs


async def test_rooms_of_an_episode(database: Database) -> None:
    room = await make(TournamentResults, srl_id="alttpr/a", episode_id="41")
    await make(TournamentResults, srl_id="alttpr/b", episode_id="410")

    assert [found.pk for found in await TournamentResults.of_episode(41)] == [room.pk]


async def test_a_directory_is_in_its_order_and_its_guild(database: Database) -> None:
    last = await make(DiscordServerCategories, guild_id=1, order=2)
    first = await make(DiscordServerCategories, guild_id=1, order=1)
    foreign = await make(DiscordServerCategories, guild_id=2, order=0)
    server = await make(DiscordServerLists, category=last)
    await make(DiscordServerLists, category=foreign)

    assert [category.pk for category in await DiscordServerCategories.of_guild(1)] == [first.pk, last.pk]
    assert [found.pk for found in await DiscordServerLists.of_guild(1)] == [server.pk]


async def test_each_emoji_gives_its_own_role(database: Database) -> None:
    group = await make(ReactionGroup, guild_id=1, message_id=2)
    await make(ReactionRole, guild_id=1, reaction_group=group, emoji="🗡️", role_id=3)
    await make(ReactionRole, guild_id=1, reaction_group=group, emoji="🛡️", role_id=4)

    assert [role.role_id for role in await ReactionRole.given_by(1, 2, "🛡️")] == [4]
    assert await ReactionRole.given_by(9, 2, "🛡️") == []


def test_study_of_a_spoiler_log_ends() -> None:
    started = datetime(2026, 2, 28, 20, 0, tzinfo=UTC)

    assert SpoilerRaces(started=started, studytime=900).study_ends_at == started + timedelta(minutes=15)
    assert SpoilerRaces(started=None, studytime=900).study_ends_at is None


def test_address_of_a_broadcast_channel() -> None:
    assert ScheduleBroadcastChannels(channel_name="alttprandomizer").url == "https://twitch.tv/alttprandomizer"
