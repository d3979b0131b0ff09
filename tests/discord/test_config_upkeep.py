"""Settings that refer to what was renamed or deleted."""

from __future__ import annotations

from datetime import timedelta

import discord
import pytest
import simcord

from alttprbot.models import AuditAction, Config
from alttprbot.services.guild_config_upkeep import OWNER_TOLD
from alttprbot_discord.bot import SahasrahBot
from alttprbot_discord.cogs.config_upkeep import ConfigUpkeep
from tests.discord.conftest import Place

GONE = "123456789012345678"


async def look_after(bot: SahasrahBot) -> None:
    """A day comes round."""
    cog = bot.get_cog("ConfigUpkeep")
    assert isinstance(cog, ConfigUpkeep)
    assert cog.daily.is_running()
    await cog.daily()


async def test_names_of_channels_become_ids(place: Place, bot: SahasrahBot) -> None:
    await Config.create(guild_id=place.guild.id, parameter="DailyAnnouncerChannel", value="general, elsewhere")
    await Config.create(guild_id=1, parameter="DailyAnnouncerChannel", value="general")

    await look_after(bot)

    config = bot.core.guild_config
    assert await config.get(place.guild.id, "DailyAnnouncerChannel") == f"{place.channel.id},elsewhere"
    assert await config.get(1, "DailyAnnouncerChannel") == "general", "a server that we are not in"


async def test_two_channels_of_one_name_stay_names(place: Place, bot: SahasrahBot) -> None:
    place.guild.create_text_channel("general")
    await Config.create(guild_id=place.guild.id, parameter="DailyAnnouncerChannel", value="general")

    await look_after(bot)

    assert await bot.core.guild_config.get(place.guild.id, "DailyAnnouncerChannel") == "general"


async def test_what_is_gone_is_logged_once_and_the_owner_told_once_a_week(
    place: Place, bot: SahasrahBot, caplog: pytest.LogCaptureFixture
) -> None:
    await Config.create(guild_id=place.guild.id, parameter="DailyAnnouncerChannel", value=f"{GONE},{place.channel.id}")
    await Config.create(guild_id=place.guild.id, parameter="ModerationExemptRoles", value=GONE)

    for _ in range(3):
        await look_after(bot)

    told = await AuditAction.filter(action=OWNER_TOLD)
    assert [one.details for one in told] == [{"parameters": ["DailyAnnouncerChannel", "ModerationExemptRoles"]}]
    assert caplog.text.count("guild setting unusable") == 2
    assert [message.content for message in notices(place)] == [
        f"Some settings of your server **{place.guild.name}** refer to channels or roles that are gone: "
        "DailyAnnouncerChannel, ModerationExemptRoles. You can change them with `/guildconfig set`."
    ]

    week_ago = told[0].created - timedelta(days=7, seconds=60)
    await AuditAction.filter(id=told[0].id).update(created=week_ago)
    await look_after(bot)
    assert len(notices(place)) == 2


async def test_an_owner_who_takes_no_messages_is_no_obstacle(env: simcord.Env, place: Place, bot: SahasrahBot) -> None:
    await Config.create(guild_id=place.guild.id, parameter="DailyAnnouncerChannel", value=GONE)
    env.inject_error("POST", "/users/@me/channels", status=403)

    await look_after(bot)

    assert await AuditAction.filter(action=OWNER_TOLD).count() == 1


async def test_a_bad_day_is_not_the_last_one(
    place: Place, bot: SahasrahBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await Config.create(guild_id=place.guild.id, parameter="DailyAnnouncerChannel", value="general")
    with monkeypatch.context() as broken:
        broken.setattr(discord.Guild, "text_channels", None)
        await look_after(bot)

    await look_after(bot)

    assert await bot.core.guild_config.get(place.guild.id, "DailyAnnouncerChannel") == str(place.channel.id)
    assert caplog.text.count("guild settings not looked after") == 1


async def test_what_is_there_is_nobodys_business(place: Place, bot: SahasrahBot) -> None:
    await Config.create(guild_id=place.guild.id, parameter="DailyAnnouncerChannel", value=str(place.channel.id))

    await look_after(bot)

    assert not await AuditAction.all().exists()


def notices(place: Place) -> list[discord.Message]:
    """What the owner of the server got."""
    history: list[discord.Message] = place.guild.owner.dm_channel.history()
    return history
