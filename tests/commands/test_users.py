"""The `users` commands."""

from __future__ import annotations

import json

import pytest

from alttprbot.exceptions import InvalidInputException, UserNotFoundException
from alttprbot.models import AuditAction, AuditMessages, Users, VerifiedRacer
from tests.commands.conftest import Command
from tests.discord_users import NOBODY, DiscordUsers
from tests.models.factory import make

LINK, ZELDA = 111_222_333_444_555_661, 111_222_333_444_555_662

Output = pytest.CaptureFixture[str]


async def test_find_prints_one_person_a_line(command: Command, capsys: Output) -> None:
    link = await make(Users, discord_user_id=LINK, rtgg_id="sword", display_name="Link\x1b[31m")
    await make(Users, display_name="Zelda")

    assert await command("users", "find", "link") == 0
    assert capsys.readouterr().out == f"{link.id}: Link [31m, Discord {LINK}, RaceTime sword\n"

    assert await command("users", "find", "Ganon") == 0
    assert capsys.readouterr().out == "Nobody.\n"


async def test_ids_of_discord_are_text_in_json(command: Command, capsys: Output) -> None:
    await make(Users, discord_user_id=LINK)

    await command("users", "find", str(LINK), "--json")

    assert [found["discord_user_id"] for found in json.loads(capsys.readouterr().out)] == [str(LINK)]


async def test_show_says_where_there_is_something(command: Command, capsys: Output) -> None:
    user = await make(Users, discord_user_id=LINK)
    await make(VerifiedRacer, user=user)
    await make(AuditMessages, user_id=LINK)

    await command("users", "show", str(LINK), "--json")

    shown = json.loads(capsys.readouterr().out)
    assert shown["id"] == user.id
    assert shown["rows"] == {"audit_messages": 1, "users": 1, "verifiedracer": 1}
    with pytest.raises(UserNotFoundException):
        await command("users", "show", "nobody")


async def test_merge_is_only_told_until_it_is_applied(command: Command, capsys: Output) -> None:
    kept, lost = await make(Users, rtgg_id="sword"), await make(Users, discord_user_id=LINK)
    await make(VerifiedRacer, user=lost)

    assert await command("users", "merge", "sword", str(LINK)) == 0

    told = capsys.readouterr().out
    assert "moves 1 of verifiedracer.user_id" in told
    assert "Nothing was changed" in told
    assert await Users.all().count() == 2

    assert await command("users", "merge", "sword", str(LINK), "--apply", "--json") == 0

    assert json.loads(capsys.readouterr().out)["moved"] == {"verifiedracer.user_id": 1}
    assert (await Users.get()).id == kept.id
    assert (await AuditAction.get()).actor.startswith("operator:")


async def test_export_is_json_with_exact_ids(command: Command, capsys: Output) -> None:
    await make(Users, discord_user_id=LINK)
    await make(AuditMessages, user_id=LINK, content="It’s dangerous")

    await command("users", "export", str(LINK))

    given = json.loads(capsys.readouterr().out)
    assert given["audit_messages"][0]["content"] == "It’s dangerous"
    assert given["audit_messages"][0]["user_id"] == str(LINK)
    assert list(given) == ["audit_messages", "users"]


async def test_purge_is_only_told_until_it_is_applied(command: Command, capsys: Output) -> None:
    await make(AuditMessages, user_id=LINK)

    assert await command("users", "purge", str(LINK)) == 0
    assert capsys.readouterr().out == "deletes 1 of audit_messages\nNothing was changed. Say --apply to do it.\n"
    assert await AuditMessages.exists()

    assert await command("users", "purge", str(LINK), "--apply", "--json") == 0
    assert json.loads(capsys.readouterr().out)["deleted"] == {"audit_messages": 1}
    assert not await AuditMessages.exists()
    with pytest.raises(UserNotFoundException):
        await command("users", "purge", str(LINK), "--apply")


async def test_names_are_asked_of_discord_and_kept_when_applied(
    command: Command, capsys: Output, discord_users: DiscordUsers
) -> None:
    settings = {"discord_token": "token", "discord_api_base": discord_users.address}
    for user_id in (LINK, ZELDA, NOBODY):
        await make(Users, discord_user_id=user_id)
    await make(Users, discord_user_id=LINK + 10, display_name="has one")
    await make(Users, rtgg_id="not on Discord")

    await command("users", "fix-names", **settings)
    assert await Users.filter(display_name="Link of Hyrule").count() == 0
    assert "Nothing was changed" in capsys.readouterr().out

    assert await command("users", "fix-names", "--apply", "--json", **settings) == 0

    assert len(json.loads(capsys.readouterr().out)["names"]) == 2
    assert await Users.filter(display_name="Link of Hyrule").count() == 2
    assert discord_users.tokens == {"Bot token"}
    assert discord_users.asked[3:] == [LINK, ZELDA, NOBODY]
    assert (await AuditAction.get()).details == {"users": 2}


async def test_names_need_a_token_that_discord_takes(command: Command, discord_users: DiscordUsers) -> None:
    await make(Users, discord_user_id=LINK)

    with pytest.raises(InvalidInputException, match="set DISCORD_TOKEN"):
        await command("users", "fix-names")
    discord_users.statuses = [401]
    with pytest.raises(InvalidInputException, match="does not accept DISCORD_TOKEN"):
        await command("users", "fix-names", discord_token="wrong", discord_api_base=discord_users.address)
