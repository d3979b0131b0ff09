from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord
import pytest
import simcord

from alttprbot.services.guild_config import GuildConfigService
from alttprbot.services.message_log import MessageLog
from alttprbot_audit.bot import AuditBot


@dataclass
class Place:
    guild: Any
    general: Any
    log: Any
    alice: Any

    @property
    def embeds(self) -> list[discord.Embed]:
        """What was reported, oldest first."""
        return [embed for message in self.log.history() for embed in message.embeds]


@pytest.fixture
async def place(env: simcord.Env, guild_config: GuildConfigService) -> Place:
    guild = env.create_guild()
    log = guild.create_text_channel("log")
    alice = guild.add_member(env.create_user("alice"))
    await guild_config.set(guild.id, "AuditLogging", "true")
    await guild_config.set(guild.id, "AuditLogChannel", str(log.id))
    return Place(guild, guild.create_text_channel("general"), log, alice)


def fields(embed: discord.Embed) -> dict[str | None, str | None]:
    return {field.name: field.value for field in embed.fields}


async def test_an_edit_is_reported_with_both_texts(place: Place) -> None:
    message = await place.alice.send(place.general, "the *bow* is there")

    await place.alice.edit(message, "@everyone the bow is gone")

    (embed,) = place.embeds
    assert embed.title == "Message edited"
    assert fields(embed) == {"Before": r"the \*bow\* is there", "After": "@everyone the bow is gone"}
    assert f"/{place.guild.id}/{place.general.id}/{message.id}" in (embed.description or "")
    assert str(message.id) in (embed.footer.text or "")


async def test_an_edit_of_a_message_from_before_the_restart_finds_the_old_text(
    env: simcord.Env, place: Place, audit_bot: AuditBot, message_log: MessageLog
) -> None:
    message = await place.alice.send(place.general, "old text")
    await message_log.flush()
    message_log._recent.clear()

    await place.alice.edit(message, "new text")

    (embed,) = place.embeds
    assert fields(embed) == {"Before": "old text", "After": "new text"}


async def test_a_long_text_is_cut(place: Place) -> None:
    message = await place.alice.send(place.general, "x" * 1500)

    await place.alice.edit(message, "   ")

    (embed,) = place.embeds
    assert fields(embed) == {"Before": "x" * 1000 + "..", "After": "*empty*"}


async def test_a_deletion_is_reported_with_the_last_text_and_its_files(place: Place) -> None:
    message = await place.alice.send(place.general, "first", attachments=[("seed.bps", b"1234")])
    await place.alice.edit(message, "last")

    await place.alice.delete(message)

    embed = place.embeds[-1]
    assert embed.title == "Message deleted"
    assert fields(embed)["Text"] == "last"
    assert "seed.bps" in (fields(embed)["Attachments"] or "")
    assert f"<@{place.alice.id}>" in (embed.description or "")


async def test_the_deletion_of_an_unknown_message_is_reported_as_such(
    place: Place, guild_config: GuildConfigService
) -> None:
    await guild_config.set(place.guild.id, "AuditRecordMessages", "no")
    message = await place.alice.send(place.general, "unseen")
    await guild_config.set(place.guild.id, "AuditRecordMessages", "yes")

    await place.alice.delete(message)

    (embed,) = place.embeds
    assert "unknown author" in (embed.description or "")
    assert fields(embed)["Text"] == "*unknown*"


async def test_a_bulk_deletion_is_one_report_with_a_file(env: simcord.Env, place: Place, audit_bot: AuditBot) -> None:
    messages = [await place.alice.send(place.general, f"spam {number}") for number in range(3)]
    channel = audit_bot.get_channel(place.general.id)

    await channel.delete_messages(messages)  # type: ignore[union-attr]
    await env.settle()

    (report,) = place.log.history()
    assert "3 messages" in report.embeds[0].description
    assert [file.filename for file in report.attachments] == ["deleted.txt"]


async def test_joins_leaves_and_bans_are_reported(env: simcord.Env, place: Place, audit_bot: AuditBot) -> None:
    bob = place.guild.add_member(env.create_user("bob"))
    await env.settle()
    place.guild.remove_member(bob)
    await env.settle()
    guild = audit_bot.get_guild(place.guild.id)
    await guild.ban(discord.Object(bob.id))  # type: ignore[union-attr]
    await env.settle()

    assert [embed.title for embed in place.embeds] == ["Member joined", "Member left", "Member banned"]
    assert all("bob" in (embed.description or "") for embed in place.embeds)


async def test_members_are_not_reported_unless_asked_for(
    env: simcord.Env, place: Place, guild_config: GuildConfigService
) -> None:
    await guild_config.set(place.guild.id, "AuditLogging", "off")

    place.guild.add_member(env.create_user("bob"))
    await env.settle()

    assert place.embeds == []


async def test_a_log_channel_that_is_gone_is_logged_once(
    place: Place, guild_config: GuildConfigService, caplog: pytest.LogCaptureFixture
) -> None:
    await guild_config.set(place.guild.id, "AuditLogChannel", "123456789012345678")
    messages = [await place.alice.send(place.general, f"{number}") for number in range(2)]

    for message in messages:
        await place.alice.delete(message)

    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == [
        "audit log channel unusable"
    ]


async def test_a_guild_without_a_log_channel_gets_no_reports(
    env: simcord.Env, place: Place, guild_config: GuildConfigService
) -> None:
    await guild_config.delete(place.guild.id, "AuditLogChannel")
    message = await place.alice.send(place.general, "quiet")

    await place.alice.delete(message)

    assert place.embeds == []
