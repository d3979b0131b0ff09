"""Keys of programs, as rows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alttprbot.database import Database
from alttprbot.exceptions import InvalidInputException
from alttprbot.models import AuthorizationKeyPermissions, AuthorizationKeys
from alttprbot.services.api_keys import MAX_KEYS, ApiKeyService
from tests.clocks import HandClock

LINK, ZELDA = 101, 102


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def keys(database: Database, clock: HandClock) -> ApiKeyService:
    return ApiKeyService(clock=clock)


async def test_key_says_whose_it_is_and_what_it_may_do(keys: ApiKeyService) -> None:
    token, row = await keys.create(owner=LINK, name=" robot ", scopes=["seeds:generate", "presets:write"])

    key = await keys.authenticate(token)

    assert key is not None
    assert (key.id, key.name, key.discord_user_id) == (row.id, "robot", LINK)
    assert key.scopes == {"seeds:generate", "presets:write"}
    assert token.startswith(key.prefix)
    assert token not in str(await AuthorizationKeys.all().values())


async def test_letter_case_of_a_key_matters(keys: ApiKeyService) -> None:
    token, _ = await keys.create(owner=LINK, name="robot", scopes=["seeds:generate"])
    await AuthorizationKeys.create(key="OldKey", name="old")

    assert await keys.authenticate(token.swapcase()) is None
    assert await keys.authenticate("oldkey") is None
    assert await keys.authenticate("OldKey") is not None


async def test_key_of_old_is_hashed_on_first_use_and_works_on(keys: ApiKeyService) -> None:
    row = await AuthorizationKeys.create(key="a key in clear", name="old")
    for kind in ("asynctournament", "asynctournament", "racetimecmd"):
        await AuthorizationKeyPermissions.create(auth_key_id=row.id, type=kind)

    used = [await keys.authenticate("a key in clear") for _ in range(2)]

    assert [key.scopes if key else None for key in used] == [{"asynctournament", "racetimecmd"}] * 2
    await row.refresh_from_db()
    assert "a key in clear" not in row.key
    assert await keys.authenticate(row.key) is None


async def test_key_without_permissions_is_a_key_all_the_same(keys: ApiKeyService) -> None:
    await AuthorizationKeys.create(key="useless", name="old")

    key = await keys.authenticate("useless")

    assert key is not None
    assert key.scopes == frozenset()


async def test_use_is_noted_once_a_minute(keys: ApiKeyService, clock: HandClock) -> None:
    token, row = await keys.create(owner=LINK, name="robot", scopes=["seeds:generate"])

    noted = []
    for _ in range(3):
        await keys.authenticate(token)
        await row.refresh_from_db()
        noted.append(row.last_used)
        clock.advance(40)

    assert noted[0] == noted[1]
    assert noted[2] - noted[0] == timedelta(seconds=80)


async def test_revoked_key_is_neither_valid_nor_listed(keys: ApiKeyService) -> None:
    token, row = await keys.create(owner=LINK, name="robot", scopes=["seeds:generate"])

    assert not await keys.revoke(row.id, owner=ZELDA)
    assert await keys.revoke(row.id, owner=LINK)
    assert not await keys.revoke(row.id, owner=LINK)

    assert await keys.authenticate(token) is None
    assert await keys.of_owner(LINK) == []


async def test_keys_are_listed_newest_first_with_what_they_may_do(keys: ApiKeyService, clock: HandClock) -> None:
    for name in ("first", "second"):
        await keys.create(owner=LINK, name=name, scopes=["seeds:generate"])
        clock.advance(1)
    await keys.create(owner=ZELDA, name="other", scopes=["presets:write"])

    listed = await keys.of_owner(LINK)

    assert [(key.name, [permission.type for permission in key.permissions]) for key in listed] == [
        ("second", ["seeds:generate"]),
        ("first", ["seeds:generate"]),
    ]


async def test_nobody_has_more_keys_than_anybody_needs(keys: ApiKeyService) -> None:
    for _ in range(MAX_KEYS):
        _, last = await keys.create(owner=LINK, name="robot", scopes=["seeds:generate"])

    with pytest.raises(InvalidInputException, match="revoke one first"):
        await keys.create(owner=LINK, name="robot", scopes=["seeds:generate"])

    await keys.revoke(last.id, owner=LINK)
    await keys.create(owner=LINK, name="robot", scopes=["seeds:generate"])


async def test_key_that_fails_to_be_made_leaves_nothing(keys: ApiKeyService) -> None:
    for name, scopes in (("", ["seeds:generate"]), ("x" * 101, ["seeds:generate"]), ("x", []), ("x", ["all"])):
        with pytest.raises(InvalidInputException):
            await keys.create(owner=LINK, name=name, scopes=scopes)

    assert await AuthorizationKeys.all().count() == 0
