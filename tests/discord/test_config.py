"""The settings of a server, changed from Discord."""

from __future__ import annotations

import signal
from typing import Any

import discord
import pytest
import simcord

from alttprbot.core import Core
from alttprbot.models import AuditAction, Config
from alttprbot.services.guild_config import install_on
from alttprbot.services.guild_settings import DECLARED
from alttprbot_discord.bot import SahasrahBot
from tests.database_fixtures import MariaDBServer
from tests.discord.conftest import Place, fields, shown


async def configure(place: Place, command: str, **options: Any) -> str:
    """What the administrator is told."""
    result = await place.administrator.slash(place.channel, f"guildconfig {command}", **options)
    assert result.ephemeral
    return str(shown(result).content)


async def test_every_setting_is_listed_with_its_value_or_default(place: Place, core: Core) -> None:
    await core.guild_config.set(place.guild.id, "AuditLogChannel", str(place.channel.id))

    result = await place.administrator.slash(place.channel, "guildconfig list")

    (embed,) = shown(result).embeds
    assert (embed.title, embed.colour) == ("Server Configuration", discord.Colour.teal())
    lines = "\n".join(fields(result).values()).splitlines()
    assert sorted(line.split("`")[1] for line in lines) == sorted(DECLARED)
    assert f"`AuditLogChannel`: <#{place.channel.id}>" in lines
    assert "`HolyImageDefaultGame`: z3r (default)" in lines
    assert "`DailyAnnouncerChannel`: not set" in lines
    assert {"Audit bot", "Moderation"} <= fields(result).keys()


async def test_leftovers_of_former_features_are_listed_and_deleted(place: Place) -> None:
    await Config.create(guild_id=place.guild.id, parameter="FestiveMode", value="true")

    result = await place.administrator.slash(place.channel, "guildconfig list")
    told = await configure(place, "unset", parameter="FestiveMode")

    assert fields(result)["Not used"] == "FestiveMode"
    assert "FestiveMode" in told
    assert not await Config.filter(guild_id=place.guild.id).exists()


async def test_a_value_is_stored_and_read_by_the_guild(place: Place, core: Core, bot: SahasrahBot) -> None:
    install_on(discord.Guild, core.guild_config)

    told = await configure(place, "set", parameter="AuditLogging", value="Yes")

    assert told == "AuditLogging is now true."
    guild: Any = bot.get_guild(place.guild.id)
    assert await guild.config_get("AuditLogging") == "true"


async def test_a_channel_can_be_chosen(place: Place, core: Core) -> None:
    told = await configure(place, "set", parameter="DailyAnnouncerChannel", channel=place.channel)

    assert told == f"DailyAnnouncerChannel is now <#{place.channel.id}>."
    assert await core.guild_config.get_channel_ids(place.guild.id, "DailyAnnouncerChannel") == [place.channel.id]


async def test_a_role_can_be_chosen(place: Place, core: Core) -> None:
    moderators = place.guild.create_role("moderators")

    told = await configure(place, "set", parameter="ModerationExemptRoles", role=moderators)

    assert told == f"ModerationExemptRoles is now <@&{moderators.id}>."
    assert await core.guild_config.roles(place.guild.id, "ModerationExemptRoles") == {moderators.id}


async def test_one_setting_is_shown_with_what_it_means(place: Place, core: Core) -> None:
    await core.guild_config.set(place.guild.id, "AuditRetentionDays", "7")

    shown_fields = fields(
        await place.administrator.slash(place.channel, "guildconfig get", parameter="AuditRetentionDays")
    )

    assert shown_fields["Value"] == "7"
    assert shown_fields["Form"] == "a whole number from 1 to 30"
    assert shown_fields["Who may change it"] == "Administrator"


@pytest.mark.simcord(check_errors=False)
async def test_what_decides_on_recordings_is_for_administrators(env: simcord.Env, place: Place, core: Core) -> None:
    managers = place.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    place.administrator = place.guild.add_member(env.create_user("manager"), roles=[managers])

    allowed = await configure(place, "set", parameter="HolyImageDefaultGame", value="smz3")
    refused = await configure(place, "set", parameter="AuditLogging", value="true")
    kept = await configure(place, "unset", parameter="AuditLogging")

    assert "is now smz3" in allowed
    assert refused == kept == "Only administrators of this server can change AuditLogging."
    assert await core.guild_config.flag(place.guild.id, "AuditLogging") is False


async def test_changes_are_recorded_with_who_made_them(place: Place) -> None:
    await configure(place, "set", parameter="HolyImageDefaultGame", value="smz3")

    (recorded,) = await AuditAction.all()
    assert (recorded.actor, recorded.surface) == (f"discord:{place.administrator.id}", "discord")


async def test_several_channels_can_be_named(place: Place, core: Core) -> None:
    other = place.guild.create_text_channel("other")

    await configure(place, "set", parameter="AuditIgnoredChannels", value=f"<#{place.channel.id}>, {other.id}")

    stored = await core.guild_config.get_channel_ids(place.guild.id, "AuditIgnoredChannels")
    assert stored == [place.channel.id, other.id]


async def test_deleting_goes_back_to_the_default(place: Place, core: Core) -> None:
    await configure(place, "set", parameter="HolyImageDefaultGame", value="smz3")

    told = await configure(place, "unset", parameter="HolyImageDefaultGame")

    assert "default" in told
    assert await core.guild_config.get(place.guild.id, "HolyImageDefaultGame") == "z3r"
    assert "was not set" in await configure(place, "unset", parameter="HolyImageDefaultGame")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"parameter": "AuditLoging", "value": "true"}, "There is no setting called “AuditLoging”"),
        ({"parameter": "AuditLogging", "value": "maybe"}, "must be true or false"),
        ({"parameter": "AuditRetentionDays", "value": "365"}, "from 1 to 30"),
        ({"parameter": "CommandPrefix", "value": "far too long"}, "CommandPrefix must be"),
        ({"parameter": "AuditLogChannel", "value": "123456789012345678"}, "no channel 123456789012345678"),
        ({"parameter": "AuditLogging"}, "either a value, a channel or a role"),
    ],
)
@pytest.mark.simcord(check_errors=False)
async def test_a_value_that_does_not_fit_is_refused(place: Place, options: dict[str, str], expected: str) -> None:
    assert expected in await configure(place, "set", **options)
    assert not await Config.filter(guild_id=place.guild.id).exists()


@pytest.mark.simcord(check_errors=False)
async def test_channels_have_to_be_of_this_server_and_of_use(env: simcord.Env, place: Place) -> None:
    elsewhere = env.create_guild().create_text_channel("elsewhere")
    category = place.guild.create_category("category")

    foreign = await configure(place, "set", parameter="AuditLogChannel", value=str(elsewhere.id))
    no_messages = await configure(place, "set", parameter="AuditLogChannel", channel=category)
    ignored = await configure(place, "set", parameter="AuditIgnoredChannels", channel=category)
    no_channel = await configure(place, "set", parameter="CommandPrefix", channel=place.channel)
    everybody = await configure(place, "set", parameter="ModerationExemptRoles", value=str(place.guild.id))
    no_role = await configure(place, "set", parameter="ModerationExemptRoles", value=str(place.channel.id))

    assert "There is no channel" in foreign
    assert "category is none" in no_messages
    assert "is now" in ignored
    assert "CommandPrefix is no channel" in no_channel
    assert "cannot be everybody" in everybody
    assert "There is no role" in no_role


@pytest.mark.simcord(check_errors=False)
async def test_the_bot_has_to_be_able_to_post_where_it_shall(place: Place, core: Core) -> None:
    closed = discord.PermissionOverwrite(send_messages=False)
    silent = place.guild.create_text_channel("silent", overwrites={place.guild.default_role: closed})

    told = await configure(place, "set", parameter="DailyAnnouncerChannel", channel=silent)

    assert told.startswith(f"I may not post in <#{silent.id}>.")
    assert await core.guild_config.get(place.guild.id, "DailyAnnouncerChannel") is None


async def test_each_server_has_its_own_settings(env: simcord.Env, place: Place, core: Core) -> None:
    other = env.create_guild()
    await core.guild_config.set(other.id, "CommandPrefix", "!")

    await configure(place, "set", parameter="CommandPrefix", value="?")
    await configure(place, "unset", parameter="CommandPrefix")

    assert await core.guild_config.get(other.id, "CommandPrefix") == "!"


async def test_settings_and_fitting_values_are_suggested(place: Place, core: Core) -> None:
    await core.guild_config.set(place.guild.id, "CommandPrefix", "!")
    moderators = place.guild.create_role("moderators")

    async def suggested(option: str, typed: str, command: str = "set", **filled: str) -> list[str]:
        choices = await place.administrator.autocomplete(
            place.channel, f"guildconfig {command}", option, typed, **filled
        )
        return [choice["value"] for choice in choices]

    assert await suggested("parameter", "audit") == [name for name in DECLARED if name.startswith("Audit")]
    assert await suggested("value", "t", parameter="AuditLogging") == ["true"]
    assert await suggested("value", "#gen", parameter="AuditLogChannel") == [str(place.channel.id)]
    assert await suggested("value", "?", parameter="CommandPrefix") == ["?", "!", "$"]
    assert await suggested("value", "mod", parameter="ModerationExemptRoles") == [str(moderators.id)]
    assert await suggested("value", "x") == []
    assert await suggested("parameter", "", command="unset") == ["CommandPrefix"]


@pytest.mark.parametrize("database_kind", ["mariadb"], indirect=True)
@pytest.mark.simcord(check_errors=False)
async def test_a_database_that_is_away_is_said_to_be_so(place: Place, mariadb_server: MariaDBServer) -> None:
    mariadb_server.stop(signal.SIGKILL)

    assert "database is temporarily unavailable" in await configure(place, "list")
    assert "database is temporarily unavailable" in await configure(
        place, "set", parameter="AuditLogging", value="true"
    )
