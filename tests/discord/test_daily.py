"""The daily challenge: asked for, and announced where servers want it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest
import simcord

from alttprbot.models import Daily as DailyRow
from alttprbot.models import DailyAnnouncement
from alttprbot.models.daily import AnnouncementState
from alttprbot.services.daily_announcements import MOST_ATTEMPTS
from alttprbot_discord.bot import SahasrahBot
from alttprbot_discord.cogs.daily import Daily
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.discord.conftest import Place, Restart, fields, shown

UNKNOWN_GUILD = 111111111111111111


async def five_minutes_pass(bot: SahasrahBot) -> None:
    """The loop comes round."""
    cog = bot.get_cog("Daily")
    assert isinstance(cog, Daily)
    assert cog.announcer.is_running()
    await cog.announcer()


async def want_it(bot: SahasrahBot, place: Place, *channels: Any) -> None:
    ids = ",".join(str(channel.id) for channel in channels or [place.channel])
    await bot.core.guild_config.set(place.guild.id, "DailyAnnouncerChannel", ids)


def announced(channel: Any) -> list[discord.Message]:
    """What is in the channel of the challenge."""
    return [message for message in channel.history() if message.embeds]


def was_published(message: discord.Message) -> bool:
    """SimCord marks what was published with the flag of its copies."""
    return message.flags.crossposted or message.flags.is_crossposted


async def test_everybody_may_ask_for_todays_game(place: Place, alttpr: AlttprServer) -> None:
    result = await place.alice.slash(place.channel, "dailygame")

    (embed,) = shown(result).embeds
    assert not result.ephemeral
    assert (
        embed.description
        == f"This is today's daily challenge. The latest one can always be found at {alttpr.url}/daily."
    )
    assert fields(result)["Permalink"].startswith(f"{alttpr.url}/h/")


async def test_the_site_is_asked_for_a_seed_once(place: Place, alttpr: AlttprServer) -> None:
    for _ in range(3):
        await place.alice.slash(place.channel, "dailygame")

    paths = [request.path for request in alttpr.requests]
    assert [path for path in paths if path == "/api/daily"] == ["/api/daily"]
    assert len([path for path in paths if path.startswith("/hash/")]) == 1


@pytest.mark.simcord(check_errors=False)
async def test_a_site_that_is_down_is_told_of(place: Place, alttpr: AlttprServer) -> None:
    alttpr.faults.add(Fault(FaultKind.STATUS, status=503))

    result = await place.alice.slash(place.channel, "dailygame")

    message = shown(result)
    assert "alttpr" in (message.content or str(message.embeds[0].description))


async def test_channels_hear_of_each_challenge_once(place: Place, bot: SahasrahBot, alttpr: AlttprServer) -> None:
    second = place.guild.create_text_channel("second")
    await want_it(bot, place, place.channel, second)

    for _ in range(3):
        await five_minutes_pass(bot)

    assert [len(announced(channel)) for channel in (place.channel, second)] == [1, 1]
    rows = await DailyAnnouncement.all()
    assert [(row.state, row.attempts) for row in rows] == [(AnnouncementState.SENT, 1)] * 2
    assert {row.message_id for row in rows} == {announced(channel)[0].id for channel in (place.channel, second)}
    assert all(row.thread_id for row in rows)


async def test_nobody_is_asked_where_nobody_wants_it(place: Place, bot: SahasrahBot, alttpr: AlttprServer) -> None:
    await five_minutes_pass(bot)

    assert not alttpr.requests
    assert not await DailyRow.exists()


async def test_a_channel_that_fails_is_tried_again(env: simcord.Env, place: Place, bot: SahasrahBot) -> None:
    second = place.guild.create_text_channel("second")
    await want_it(bot, place, place.channel, second)
    env.inject_error("POST", f"/channels/{place.channel.id}/messages", status=403)

    await five_minutes_pass(bot)
    assert [len(announced(channel)) for channel in (place.channel, second)] == [0, 1]
    await five_minutes_pass(bot)

    assert [len(announced(channel)) for channel in (place.channel, second)] == [1, 1]
    assert {(row.state, row.attempts) for row in await DailyAnnouncement.filter(channel_id=place.channel.id)} == {
        (AnnouncementState.SENT, 2)
    }


@pytest.mark.parametrize("error", [aiohttp.ClientConnectionError(), ConnectionResetError(), TimeoutError()])
async def test_a_channel_that_cannot_be_reached_keeps_no_other_from_hearing(
    place: Place, bot: SahasrahBot, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    second = place.guild.create_text_channel("second")
    await want_it(bot, place, place.channel, second)
    send = bot.http.send_message

    async def unreachable(channel_id: int, **kwargs: Any) -> Any:
        if channel_id == place.channel.id:
            raise error
        return await send(channel_id, **kwargs)

    monkeypatch.setattr(bot.http, "send_message", unreachable)
    await five_minutes_pass(bot)
    assert [len(announced(channel)) for channel in (place.channel, second)] == [0, 1]
    assert (await DailyAnnouncement.get(channel_id=place.channel.id)).state == AnnouncementState.FAILED

    monkeypatch.setattr(bot.http, "send_message", send)
    await five_minutes_pass(bot)
    assert [len(announced(channel)) for channel in (place.channel, second)] == [1, 1]


@pytest.mark.parametrize(("wanted", "published"), [(None, True), ("true", True), ("false", False)])
async def test_servers_choose_whether_followers_of_a_channel_see_it(
    place: Place, bot: SahasrahBot, wanted: str | None, published: bool
) -> None:
    news = place.guild.create_news_channel("news")
    await want_it(bot, place, news)
    if wanted:
        await bot.core.guild_config.set(place.guild.id, "DailyAnnouncerPublish", wanted)

    await five_minutes_pass(bot)

    assert was_published(announced(news)[0]) is published
    assert (await DailyAnnouncement.get()).thread_id


async def test_what_may_have_no_thread_is_published_all_the_same(
    env: simcord.Env, place: Place, bot: SahasrahBot
) -> None:
    news = place.guild.create_news_channel("news")
    await want_it(bot, place, news)
    env.inject_error("POST", f"/channels/{news.id}/messages/*/threads", status=403)

    await five_minutes_pass(bot)

    assert was_published(announced(news)[0])
    row = await DailyAnnouncement.get()
    assert (row.state, row.thread_id) == (AnnouncementState.SENT, None)


async def test_what_may_not_be_published_has_a_thread_all_the_same(
    env: simcord.Env, place: Place, bot: SahasrahBot
) -> None:
    news = place.guild.create_news_channel("news")
    await want_it(bot, place, news)
    env.inject_error("POST", f"/channels/{news.id}/messages/*/crosspost", status=403)

    await five_minutes_pass(bot)

    assert not was_published(announced(news)[0])
    row = await DailyAnnouncement.get()
    assert (row.state, bool(row.thread_id)) == (AnnouncementState.SENT, True)


async def test_a_server_that_the_bot_is_not_in_is_told_of_once(
    place: Place, bot: SahasrahBot, caplog: pytest.LogCaptureFixture
) -> None:
    await want_it(bot, place)
    await bot.core.guild_config.set(UNKNOWN_GUILD, "DailyAnnouncerChannel", str(place.channel.id))

    for _ in range(2):
        await five_minutes_pass(bot)

    told = [vars(record) for record in caplog.records if record.levelname == "WARNING"]
    assert [one["guild_id"] for one in told if one["msg"] == "guild setting unusable"] == [UNKNOWN_GUILD]
    assert len(announced(place.channel)) == 1


async def test_a_channel_whose_history_is_closed_is_left_alone_in_the_end(
    env: simcord.Env, place: Place, bot: SahasrahBot
) -> None:
    await want_it(bot, place)
    env.inject_error("POST", f"/channels/{place.channel.id}/messages", status=403)
    await five_minutes_pass(bot)
    env.inject_error("GET", f"/channels/{place.channel.id}/messages", status=403)

    await five_minutes_pass(bot)

    assert (await DailyAnnouncement.get()).attempts == 2


async def test_a_channel_that_never_takes_it_is_left_alone_in_the_end(place: Place, bot: SahasrahBot) -> None:
    await want_it(bot, place)
    await five_minutes_pass(bot)
    await DailyAnnouncement.all().update(state=AnnouncementState.FAILED, attempts=MOST_ATTEMPTS)

    await five_minutes_pass(bot)

    assert len(announced(place.channel)) == 1


async def test_what_went_out_before_the_process_ended_does_not_go_out_again(
    place: Place, bot: SahasrahBot, restart: Restart
) -> None:
    await want_it(bot, place)
    await five_minutes_pass(bot)
    (message,) = announced(place.channel)
    await DailyAnnouncement.all().update(state=AnnouncementState.PENDING, message_id=None)

    await five_minutes_pass(await restart())

    assert announced(place.channel) == [message]
    row = await DailyAnnouncement.get()
    assert (row.state, row.message_id) == (AnnouncementState.SENT, message.id)


async def test_yesterdays_challenge_is_not_announced_again(place: Place, bot: SahasrahBot) -> None:
    today = await bot.core.daily.today()
    await DailyRow.create(hash=today.hash)
    await DailyRow.create(hash="newer")
    await want_it(bot, place)

    await five_minutes_pass(bot)

    assert announced(place.channel) == []


async def test_what_was_announced_by_an_earlier_system_is_not_announced_again(place: Place, bot: SahasrahBot) -> None:
    await DailyRow.create(hash=(await bot.core.daily.today()).hash)
    await want_it(bot, place)

    await five_minutes_pass(bot)

    assert announced(place.channel) == []


async def test_roles_are_pinged_where_servers_want_that(place: Place, bot: SahasrahBot) -> None:
    role = place.guild.create_role("daily racers")
    await want_it(bot, place)
    await bot.core.guild_config.set(place.guild.id, "DailyAnnouncerRole", str(role.id))

    await five_minutes_pass(bot)

    assert announced(place.channel)[0].content == f"<@&{role.id}>"


async def test_a_bad_turn_is_not_the_last_one(place: Place, bot: SahasrahBot, alttpr: AlttprServer) -> None:
    await want_it(bot, place)
    fault = Fault(FaultKind.STATUS, status=503)
    alttpr.faults.add(fault)
    await five_minutes_pass(bot)
    alttpr.faults.clear()

    await five_minutes_pass(bot)

    assert len(announced(place.channel)) == 1


async def test_old_records_are_forgotten(place: Place, bot: SahasrahBot) -> None:
    await want_it(bot, place)
    await five_minutes_pass(bot)
    row = await DailyAnnouncement.get()
    await DailyAnnouncement.create(hash="old", guild_id=1, channel_id=2)
    await DailyAnnouncement.filter(hash="old").update(created=row.created - timedelta(days=91))

    await five_minutes_pass(bot)

    assert await DailyAnnouncement.all() == [row]
