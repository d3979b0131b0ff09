"""Programs show a key."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from alttprbot.models import AuthorizationKeyPermissions, AuthorizationKeys
from alttprbot_api.web import Web
from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import LINK, ZELDA, Visitor, problem_of
from tests.clocks import HandClock

OPEN = {"randomizer": "alttpr", "content": "settings: {goal: ganon}"}


async def key_of(web: Web, *scopes: str, owner: int = LINK) -> str:
    token, _ = await web.keys.create(owner=owner, name="robot", scopes=scopes or ("presets:write",))
    return token


async def check(visitor: Visitor, authorization: str | None = None, path: str = "/api/v1/presets/validate") -> int:
    headers = {"Authorization": authorization} if authorization is not None else {}
    return (await visitor.post(path, json=OPEN, headers=headers)).status_code


async def test_key_is_accepted_as_bearer_and_bare_as_of_old(web: Web, visit: Visit) -> None:
    token = await key_of(web)

    assert await check(visit(), f"Bearer {token}") == 200
    assert await check(visit(), f"bearer  {token}") == 200
    assert await check(visit(), token) == 200


@pytest.mark.parametrize("token", ["wrong", "sbk_00000000_" + "x" * 43, "é", "x" * 5000])
async def test_wrong_key_is_refused(web: Web, visit: Visit, token: str) -> None:
    await key_of(web)

    response = await visit().post("/api/v1/presets/validate", json=OPEN, headers={"Authorization": f"Bearer {token}"})

    assert await problem_of(response) == (401, "unauthenticated")
    assert response.headers["WWW-Authenticate"] == "Bearer"


async def test_stored_hash_is_no_key(web: Web, visit: Visit) -> None:
    await key_of(web)
    stored = await AuthorizationKeys.all().first()
    assert stored is not None

    assert await check(visit(), f"Bearer {stored.key}") == 401


async def test_key_does_only_what_it_is_for(web: Web, visit: Visit) -> None:
    token = await key_of(web, "presets:write")
    order = {"randomizer": "alttpr", "preset": "open"}

    response = await visit().post("/api/v1/seeds", json=order, headers={"Authorization": f"Bearer {token}"})

    assert await problem_of(response) == (403, "forbidden")


async def test_revoked_and_expired_keys_are_refused(web: Web, visit: Visit, clock: HandClock) -> None:
    revoked, row = await web.keys.create(owner=LINK, name="a", scopes=["presets:write"])
    expiring, _ = await web.keys.create(
        owner=LINK, name="b", scopes=["presets:write"], expires=clock.now() + timedelta(hours=1)
    )
    assert await check(visit(), f"Bearer {expiring}") == 200

    await web.keys.revoke(row.id, owner=LINK)
    clock.advance(3600)

    assert await check(visit(), f"Bearer {revoked}") == 401
    assert await check(visit(), f"Bearer {expiring}") == 401


async def test_key_counts_and_cookies_do_not(web: Web, link: Visitor) -> None:
    token = await key_of(web, owner=ZELDA)
    del link.headers["X-CSRF-Token"]

    response = await link.post("/api/v1/namespaces", headers={"Authorization": f"Bearer {token}"})

    assert (await response.get_json())["owner"] == str(ZELDA)


async def test_wrong_key_is_not_made_up_for_by_a_cookie(link: Visitor) -> None:
    assert await check(link, "Bearer wrong") == 401


async def test_key_opens_nothing_that_is_for_people(web: Web, visit: Visit) -> None:
    token = await key_of(web)

    response = await visit().get("/api/v1/me/keys", headers={"Authorization": f"Bearer {token}"})

    assert await problem_of(response) == (401, "unauthenticated")


async def test_key_in_the_address_is_refused_unless_allowed(
    web: Web, visit: Visit, make_app: MakeApp, caplog: pytest.LogCaptureFixture
) -> None:
    token = await key_of(web)
    allowing = Visitor(await make_app(api_key_query_allowed=True))

    assert await check(visit(), path=f"/api/v1/presets/validate?auth_key={token}") == 401
    assert await check(allowing, path=f"/api/v1/presets/validate?auth_key={token}") == 200
    assert "api key in the query" in caplog.text
    assert token not in caplog.text


async def test_guessing_keys_is_stopped(web: Web, visit: Visit, clock: HandClock) -> None:
    token = await key_of(web)
    guesser = visit(address="203.0.113.66")

    statuses = [await check(guesser, f"Bearer wrong{number}") for number in range(11)]

    assert statuses == [401] * 10 + [429]
    assert await check(guesser, f"Bearer {token}") == 429
    assert await check(visit(), f"Bearer {token}") == 200
    clock.advance(60)
    assert await check(guesser, f"Bearer {token}") == 200


async def test_key_from_when_keys_were_stored_as_they_are_is_accepted_and_hashed(visit: Visit) -> None:
    row = await AuthorizationKeys.create(key="an old key in clear", name="other bot")
    await AuthorizationKeyPermissions.create(auth_key_id=row.id, type="seeds:generate")
    await AuthorizationKeyPermissions.create(auth_key_id=row.id, type="seeds:generate")
    headers = {"Authorization": "Bearer an old key in clear"}
    order = {"randomizer": "alttpr", "preset": "open"}

    first = await visit().post("/api/v1/seeds", json=order, headers=headers)
    second = await visit().post("/api/v1/seeds", json=order, headers=headers)

    assert (first.status_code, second.status_code) == (202, 202)
    await row.refresh_from_db()
    assert row.key == hashlib.sha256(b"an old key in clear").hexdigest()
    assert row.last_used is not None


async def test_key_without_owner_owns_nothing(visit: Visit) -> None:
    row = await AuthorizationKeys.create(key="an old key in clear", name="other bot")
    await AuthorizationKeyPermissions.create(auth_key_id=row.id, type="presets:write")

    response = await visit().post("/api/v1/namespaces", headers={"Authorization": "Bearer an old key in clear"})

    assert await problem_of(response) == (403, "forbidden")


async def test_person_makes_lists_and_revokes_keys(link: Visitor, visit: Visit) -> None:
    made = await link.post("/api/v1/me/keys", json={"name": "my robot", "scopes": ["presets:write"]})

    key = await made.get_json()
    assert made.status_code == 201
    assert await check(visit(), f"Bearer {key['key']}") == 200
    listed = (await (await link.get("/api/v1/me/keys")).get_json())["items"]
    assert [(entry["name"], entry["prefix"], entry["scopes"]) for entry in listed] == [
        ("my robot", key["key"][:12], ["presets:write"])
    ]
    assert listed[0]["last_used"] == "2026-02-14T18:00:00Z"
    assert "key" not in listed[0]
    assert (await link.delete(made.headers["Location"])).status_code == 204
    assert await check(visit(), f"Bearer {key['key']}") == 401
    assert (await (await link.get("/api/v1/me/keys")).get_json())["items"] == []


async def test_nobody_revokes_the_keys_of_others(link: Visitor, zelda: Visitor) -> None:
    made = await link.post("/api/v1/me/keys", json={"name": "my robot", "scopes": ["presets:write"]})

    response = await zelda.delete(made.headers["Location"])

    assert await problem_of(response) == (404, "not-found")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "", "scopes": ["presets:write"]},
        {"name": "  ", "scopes": ["presets:write"]},
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["everything"]},
        {"name": "x", "scopes": ["presets:write"], "expires": "2020-01-01T00:00:00Z"},
        {"name": "x", "scopes": ["presets:write"], "expires": "tomorrow"},
        {"name": "x", "scopes": ["presets:write"], "owner": "1"},
        {"name": "x"},
        [],
        None,
    ],
)
async def test_key_that_makes_no_sense_is_not_made(link: Visitor, wrong: object) -> None:
    response = await link.post("/api/v1/me/keys", json=wrong)

    assert await problem_of(response) == (422, "validation")
    assert await AuthorizationKeys.all().count() == 0


async def test_key_has_its_own_limit(web: Web, make_app: MakeApp) -> None:
    app = await make_app(rate_limit_key=3)
    token = await key_of(web)
    visitor = Visitor(app)

    responses = [await visitor.get("/api/v1/presets", headers={"Authorization": f"Bearer {token}"}) for _ in range(4)]

    assert [response.status_code for response in responses] == [200, 200, 200, 429]
    assert responses[0].headers["RateLimit-Limit"] == "3"
    assert (await visitor.get("/api/v1/presets")).status_code == 200


async def test_namespace_made_with_a_key_is_not_called_after_the_key(web: Web, visit: Visit) -> None:
    token = await key_of(web)

    made = await visit().post("/api/v1/namespaces", headers={"Authorization": f"Bearer {token}"})

    assert (await made.get_json())["name"] == f"user-{LINK}"
