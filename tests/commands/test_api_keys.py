"""The `api-key` commands."""

from __future__ import annotations

import asyncio
import json

import pytest

from alttprbot.exceptions import InvalidInputException
from alttprbot.models import AuditAction, AuthorizationKeyPermissions, AuthorizationKeys
from alttprbot.services.api_keys import ApiKeyService
from alttprbot.util.clock import Clock
from tests.commands.conftest import Command

LINK = 111_222_333_444_555_661

Output = pytest.CaptureFixture[str]


async def grants() -> list[tuple[str, str | None]]:
    return sorted((row.type, row.subtype) for row in await AuthorizationKeyPermissions.all())


async def create(command: Command, capsys: Output, *words: str) -> dict[str, str]:
    assert await command("api-key", "create", "robot", "--grant", "seeds:generate", *words, "--json") == 0
    made: dict[str, str] = json.loads(capsys.readouterr().out)
    return made


async def test_key_that_was_made_works(command: Command, capsys: Output) -> None:
    made = await create(command, capsys, "--grant", "racetimecmd:alttpr", "--owner", str(LINK), "--days", "7")

    key = await ApiKeyService(clock=Clock()).authenticate(made["key"])
    assert (key.name, key.discord_user_id, key.scopes) == ("robot", LINK, {"seeds:generate", "racetimecmd"})
    assert made["owner"] == str(LINK)
    assert made["grants"] == ["racetimecmd:alttpr", "seeds:generate"]
    assert made["key"] not in str(await AuthorizationKeys.all().values())


async def test_text_of_a_key_is_shown_only_once(command: Command, capsys: Output) -> None:
    await command("api-key", "create", "robot", "--grant", "asynctournament")
    shown = capsys.readouterr().out
    token = shown.split()[-1]

    await command("api-key", "list")
    await command("api-key", "list", "--json")

    assert await ApiKeyService(clock=Clock()).authenticate(token) is not None
    assert token not in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["--grant", "everything"],
        ["--grant", "racetimecmd"],
        ["--grant", "asynctournament:x"],
        ["--grant", "seeds:generate", "--days", "0"],
    ],
)
async def test_key_for_nothing_that_there_is_cannot_be_made(command: Command, words: list[str]) -> None:
    with pytest.raises(InvalidInputException):
        await command("api-key", "create", "robot", *words)

    assert await AuthorizationKeys.all().count() == 0


async def test_list_leaves_revoked_keys_out(command: Command, capsys: Output) -> None:
    first, second = [await create(command, capsys) for _ in range(2)]
    await command("api-key", "revoke", first["prefix"], "--apply")
    capsys.readouterr()

    await command("api-key", "list")
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [str(second["id"])]

    await command("api-key", "list", "--revoked", "--json")
    assert [key["id"] for key in json.loads(capsys.readouterr().out)] == [first["id"], second["id"]]


async def test_key_is_revoked_only_when_that_is_applied(command: Command, capsys: Output) -> None:
    made = await create(command, capsys)
    keys = ApiKeyService(clock=Clock())

    assert await command("api-key", "revoke", str(made["id"])) == 0
    assert "Nothing was changed" in capsys.readouterr().out
    assert await keys.authenticate(made["key"]) is not None

    assert await command("api-key", "revoke", str(made["id"]), "--apply") == 0
    assert await keys.authenticate(made["key"]) is None


async def test_grants_come_and_go(command: Command, capsys: Output) -> None:
    made = await create(command, capsys)
    prefix = made["prefix"]

    await command("api-key", "grant", prefix, "racetimecmd:alttpr")
    await command("api-key", "grant", prefix, "racetimecmd:smz3")
    await command("api-key", "grant", prefix, "racetimecmd:smz3")
    assert await grants() == [("racetimecmd", "alttpr"), ("racetimecmd", "smz3"), ("seeds:generate", None)]

    await command("api-key", "ungrant", prefix, "racetimecmd:alttpr")
    assert len(await grants()) == 3
    await command("api-key", "ungrant", prefix, "racetimecmd:alttpr", "--apply")
    await command("api-key", "ungrant", prefix, "racetimecmd:alttpr", "--apply")
    assert await grants() == [("racetimecmd", "smz3"), ("seeds:generate", None)]


async def test_one_grant_made_twice_at_once_is_one(command: Command, capsys: Output) -> None:
    made = await create(command, capsys)

    await asyncio.gather(*(command("api-key", "grant", made["prefix"], "presets:write") for _ in range(4)))

    assert await grants() == [("presets:write", None), ("seeds:generate", None)]


async def test_revoked_key_gets_nothing_more(command: Command, capsys: Output) -> None:
    made = await create(command, capsys)
    await command("api-key", "revoke", made["prefix"], "--apply")

    with pytest.raises(InvalidInputException, match="is revoked"):
        await command("api-key", "grant", made["prefix"], "presets:write")


async def test_unknown_key_is_told(command: Command) -> None:
    for which in ("7", "sbk_nothing"):
        with pytest.raises(InvalidInputException, match="There is no API key"):
            await command("api-key", "revoke", which)


async def test_changes_are_recorded_without_the_key(command: Command, capsys: Output) -> None:
    made = await create(command, capsys, "--owner", str(LINK))
    await command("api-key", "grant", made["prefix"], "presets:write")
    await command("api-key", "ungrant", made["prefix"], "presets:write", "--apply")
    await command("api-key", "revoke", made["prefix"], "--apply")

    recorded = await AuditAction.all().order_by("id")

    assert [action.action.partition(".")[2] for action in recorded] == ["create", "grant", "ungrant", "revoke"]
    assert {action.subject for action in recorded} == {f"api_key:{made['id']}"}
    said = str([action.details for action in recorded])
    assert made["key"] not in said
    assert str(LINK) not in said
