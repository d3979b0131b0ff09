from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord
import pytest
import simcord

from alttprbot.models import AuditMessages
from alttprbot.services.guild_config import GuildConfigService
from alttprbot.services.message_log import MessageLog
from alttprbot_audit.bot import AuditBot


@dataclass
class Place:
    guild: Any
    channel: Any
    alice: Any


@pytest.fixture
async def place(env: simcord.Env, guild_config: GuildConfigService) -> Place:
    guild = env.create_guild()
    await guild_config.set(guild.id, "AuditLogging", "true")
    return Place(guild, guild.create_text_channel("general"), guild.add_member(env.create_user("alice")))


async def test_a_members_message_is_stored(place: Place, message_log: MessageLog) -> None:
    message = await place.alice.send(place.channel, "Zelda is in the castle 🏰")

    await message_log.flush()

    row = await AuditMessages.get()
    assert (row.guild_id, row.channel_id, row.user_id) == (place.guild.id, place.channel.id, place.alice.id)
    assert (row.message_id, row.content, row.deleted) == (message.id, "Zelda is in the castle 🏰", 0)
    assert row.message_date == message.created_at


async def test_every_attachment_is_stored(place: Place, message_log: MessageLog) -> None:
    files = [("seed.bps", b"1234"), ("spoiler.txt", b"12")]

    await place.alice.send(place.channel, "here", attachments=files)
    await message_log.flush()

    row = await AuditMessages.get()
    assert row.attachments is not None
    assert [(file["name"], file["size"]) for file in row.attachments] == [("seed.bps", 4), ("spoiler.txt", 2)]
    assert row.attachment == row.attachments[0]["url"]


async def test_an_edit_adds_a_version(place: Place, message_log: MessageLog) -> None:
    message = await place.alice.send(place.channel, "bow is in the cave")
    await message_log.flush()

    await place.alice.edit(message, "bow is not in the cave")
    await message_log.flush()

    rows = await AuditMessages.filter(message_id=message.id).order_by("id")
    assert [row.content for row in rows] == ["bow is in the cave", "bow is not in the cave"]
    assert [row.edited_at is not None for row in rows] == [False, True]
    assert {row.message_date for row in rows} == {message.created_at}


async def test_a_pin_is_no_new_version(env: simcord.Env, place: Place, message_log: MessageLog) -> None:
    message = await place.alice.send(place.channel, "rules")
    moderators = place.guild.create_role("moderators", permissions=discord.Permissions.all())
    moderator = place.guild.add_member(env.create_user("moderator"), roles=[moderators])

    await moderator.set_pinned(message, True)
    await message_log.flush()

    assert await AuditMessages.filter(message_id=message.id).count() == 1


async def test_a_deletion_marks_every_version(place: Place, message_log: MessageLog) -> None:
    message = await place.alice.send(place.channel, "first")
    await place.alice.edit(message, "second")
    await message_log.flush()

    await place.alice.delete(message)
    await message_log.flush()

    rows = await AuditMessages.filter(message_id=message.id)
    assert [row.deleted for row in rows] == [1, 1]
    assert all(row.deleted_at is not None for row in rows)


async def test_a_message_deleted_before_it_was_stored_is_stored_as_deleted(
    place: Place, message_log: MessageLog
) -> None:
    message = await place.alice.send(place.channel, "oops")
    await place.alice.delete(message)

    await message_log.flush()

    row = await AuditMessages.get()
    assert (row.content, row.deleted) == ("oops", 1)


async def test_a_bulk_deletion_marks_every_message(
    env: simcord.Env, place: Place, audit_bot: AuditBot, message_log: MessageLog
) -> None:
    messages = [await place.alice.send(place.channel, f"spam {number}") for number in range(3)]
    channel = audit_bot.get_channel(place.channel.id)
    await message_log.flush()

    await channel.delete_messages(messages)  # type: ignore[union-attr]
    await env.settle()
    await message_log.flush()

    assert await AuditMessages.filter(deleted=1).count() == 3


async def test_a_deleted_message_that_nobody_recorded_leaves_a_tombstone(
    place: Place, guild_config: GuildConfigService, message_log: MessageLog
) -> None:
    await guild_config.set(place.guild.id, "AuditLogging", "false")
    message = await place.alice.send(place.channel, "unseen")
    await guild_config.set(place.guild.id, "AuditLogging", "true")

    await place.alice.delete(message)
    await message_log.flush()

    row = await AuditMessages.get()
    assert (row.message_id, row.user_id, row.content, row.deleted) == (message.id, None, None, 1)


async def test_nothing_is_recorded_in_a_guild_that_did_not_ask(env: simcord.Env, message_log: MessageLog) -> None:
    guild = env.create_guild()
    bob = guild.add_member(env.create_user("bob"))

    await bob.send(guild.create_text_channel("general"), "private talk")
    await message_log.flush()

    assert await AuditMessages.all().count() == 0


async def test_recording_can_be_on_without_reports(
    env: simcord.Env, guild_config: GuildConfigService, message_log: MessageLog
) -> None:
    guild = env.create_guild()
    await guild_config.set(guild.id, "AuditRecordMessages", "yes")
    bob = guild.add_member(env.create_user("bob"))

    await bob.send(guild.create_text_channel("general"), "on record")
    await message_log.flush()

    assert await AuditMessages.all().count() == 1


async def test_an_ignored_channel_is_left_out(
    place: Place, guild_config: GuildConfigService, message_log: MessageLog
) -> None:
    await guild_config.set(place.guild.id, "AuditIgnoredChannels", f"<#{place.channel.id}>")

    await place.alice.send(place.channel, "staff only")
    await message_log.flush()

    assert await AuditMessages.all().count() == 0


async def test_bots_are_left_out(env: simcord.Env, place: Place, message_log: MessageLog) -> None:
    robot = place.guild.add_member(env.create_user("robot", bot=True))

    await robot.send(place.channel, "beep")
    await message_log.flush()

    assert await AuditMessages.all().count() == 0


async def test_a_direct_message_has_no_guild(env: simcord.Env, message_log: MessageLog) -> None:
    await env.create_user("carol").send_dm("help")

    await message_log.flush()

    row = await AuditMessages.get()
    assert (row.guild_id, row.content) == (0, "help")
