from __future__ import annotations

import csv
import signal
from dataclasses import dataclass
from typing import Any

import discord
import pytest
import simcord

from alttprbot.services.guild_config import GuildConfigService
from alttprbot_audit.bot import AuditBot
from tests.database_fixtures import MariaDBServer


@dataclass
class Place:
    guild: Any
    general: Any
    staff: Any
    alice: Any
    moderator: Any
    administrator: Any


@pytest.fixture
async def place(env: simcord.Env, guild_config: GuildConfigService) -> Place:
    guild = env.create_guild()
    await guild_config.set(guild.id, "AuditRecordMessages", "true")
    moderators = guild.create_role("moderators", permissions=discord.Permissions(manage_messages=True))
    administrators = guild.create_role("administrators", permissions=discord.Permissions.all())
    return Place(
        guild,
        guild.create_text_channel("general"),
        guild.create_text_channel(
            "staff", overwrites={guild.default_role: discord.PermissionOverwrite(read_message_history=False)}
        ),
        guild.add_member(env.create_user("alice")),
        guild.add_member(env.create_user("moderator"), roles=[moderators]),
        guild.add_member(env.create_user("administrator"), roles=[administrators]),
    )


def answer(result: Any) -> discord.Message:
    """The last thing that the person saw; after a deferral it takes the place of the first response."""
    message: discord.Message = (result.followups or [result.response])[-1]
    return message


async def table(result: Any) -> list[dict[str, str]]:
    """The rows of the file in an answer."""
    (attachment,) = answer(result).attachments
    text = (await attachment.read()).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


async def test_a_moderator_gets_a_members_messages_newest_first(place: Place) -> None:
    await place.alice.send(place.general, "first")
    await place.alice.send(place.general, "second")

    result = await place.moderator.slash(place.general, "audit history", user=place.alice)

    assert result.ephemeral
    assert [row["content"] for row in await table(result)] == ["second", "first"]


async def test_only_deleted_messages_on_request(place: Place) -> None:
    message = await place.alice.send(place.general, "regretted")
    await place.alice.send(place.general, "kept")
    await place.alice.delete(message)

    result = await place.moderator.slash(place.general, "audit deleted", user=place.alice)

    assert [(row["content"], row["deleted"]) for row in await table(result)] == [("regretted", "1")]


async def test_cells_are_no_formulas(place: Place) -> None:
    await place.alice.send(place.general, '=HYPERLINK("http://evil.example")')

    result = await place.moderator.slash(place.general, "audit history", user=place.alice)

    assert (await table(result))[0]["content"].startswith("'=")


async def test_channels_that_the_moderator_cannot_read_stay_closed(place: Place) -> None:
    await place.alice.send(place.staff, "secret")

    for_moderator = await place.moderator.slash(place.general, "audit history", user=place.alice)
    for_administrator = await place.administrator.slash(place.general, "audit history", user=place.alice)

    assert answer(for_moderator).content == "Nothing is recorded."
    assert [row["content"] for row in await table(for_administrator)] == ["secret"]


async def test_versions_of_a_message_are_shown(place: Place) -> None:
    message = await place.alice.send(place.general, "one")
    await place.alice.edit(message, "two")

    result = await place.moderator.slash(place.general, "audit message", message=message.jump_url)

    assert [embed.description for embed in answer(result).embeds] == ["one", "two"]


@pytest.mark.parametrize("given", ["hello", "123456789012345678"])
async def test_a_message_that_is_not_known_is_said_to_be_so(place: Place, given: str) -> None:
    result = await place.moderator.slash(place.general, "audit message", message=given)

    assert answer(result).content in {
        "Please give the id of a message or the link to it.",
        "Nothing is recorded of that message here.",
    }


async def test_the_text_command_answers_in_private(env: simcord.Env, place: Place) -> None:
    await place.alice.send(place.general, "remembered")

    await place.moderator.send(place.general, f"$messagehistory {place.alice.id}")

    assert [message.content for message in place.general.history()][1:] == [f"$messagehistory {place.alice.id}"]
    (sent,) = [request for request in env.http_requests if request.method == "POST" and "messages" in request.path]
    assert sent.json["content"] == "1 message, newest first."


async def test_the_text_command_follows_the_prefix_of_the_guild(
    env: simcord.Env, place: Place, guild_config: GuildConfigService
) -> None:
    await guild_config.set(place.guild.id, "CommandPrefix", "!")

    await place.moderator.send(place.general, f"$deletedhistory {place.alice.id}")
    await place.moderator.send(place.general, f"!deletedhistory {place.alice.id}")

    (sent,) = [request for request in env.http_requests if request.method == "POST" and "messages" in request.path]
    assert sent.json["content"] == "Nothing is recorded."


@pytest.mark.simcord(check_errors=False)
async def test_members_without_permission_and_foreign_commands_are_ignored(env: simcord.Env, place: Place) -> None:
    await place.alice.send(place.general, f"$messagehistory {place.moderator.id}")
    await place.alice.send(place.general, "$holyimage")

    assert [request for request in env.http_requests if "messages" in request.path] == []


@pytest.mark.simcord(check_errors=False)
async def test_a_wrong_argument_is_explained(place: Place) -> None:
    await place.moderator.send(place.general, "$messagehistory nobody-of-that-name")

    assert place.general.history()[-1].content.startswith("That did not work:")


async def test_looking_up_is_itself_reported(place: Place, guild_config: GuildConfigService) -> None:
    await guild_config.set(place.guild.id, "AuditLogChannel", str(place.staff.id))

    await place.moderator.slash(place.general, "audit history", user=place.alice)

    (report,) = place.staff.history()
    assert report.embeds[0].title == "Records looked up"
    assert f"<@{place.moderator.id}>" in report.embeds[0].description


@pytest.mark.simcord(check_errors=False)
async def test_a_server_cannot_give_the_commands_to_everybody(
    env: simcord.Env, place: Place, audit_bot: AuditBot
) -> None:
    await place.alice.send(place.general, "private")
    (command,) = await audit_bot.tree.fetch_commands()
    place.guild.set_command_permissions(command, {place.alice: True})

    result = await place.alice.slash(place.general, "audit history", user=place.moderator)

    assert result.ephemeral
    assert answer(result).content == "You need the permission “Manage Messages” to use this command."


async def test_status_says_whether_messages_are_recorded(place: Place) -> None:
    result = await place.moderator.slash(place.general, "audit status")

    assert "Messages are recorded in this server." in result.response.content


@pytest.mark.parametrize("database_kind", ["mariadb"], indirect=True)
async def test_a_database_that_is_away_is_said_to_be_so(place: Place, mariadb_server: MariaDBServer) -> None:
    await place.alice.send(place.general, "waiting")
    mariadb_server.stop(signal.SIGKILL)

    result = await place.moderator.slash(place.general, "audit history", user=place.alice)

    assert "temporarily unavailable" in answer(result).content
