"""Tokens of bots, and the login of people."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import ClientResponse

from alttprbot_sandbox.racetime import Race, RaceTimeServer, User
from tests.sandbox.racetime.conftest import Client

REDIRECT = "http://127.0.0.1:1/callback?from=racetime"
APPLICATION = {"client_id": "web", "client_secret": "web-secret", "redirect_uri": REDIRECT}


@pytest.fixture(autouse=True)
def application(server: RaceTimeServer) -> None:
    server.add_oauth_application("web", "web-secret", [REDIRECT])


async def authorize(client: Client, **query: str) -> ClientResponse:
    asked = {"client_id": "web", "response_type": "code", "scope": "read", "redirect_uri": REDIRECT, **query}
    url = f"{client.url}/o/authorize"
    return await client.session.get(url, params=asked, allow_redirects=False)


async def code_for(client: Client, user: User, **query: str) -> str:
    answer = await authorize(client, persona=user.id, **query)
    return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]


async def login(client: Client, user: User, scope: str = "read") -> dict[str, str]:
    code = await code_for(client, user, scope=scope)
    answer = await client.post("/o/token", {**APPLICATION, "grant_type": "authorization_code", "code": code})
    return dict(await answer.json())


# Bots


async def test_bot_gets_a_token_for_ten_hours(client: Client) -> None:
    form = {"client_id": "client", "client_secret": "secret", "grant_type": "client_credentials"}

    answer = await client.post("/o/token", form)

    document = await answer.json()
    assert answer.status == 200
    assert document.pop("access_token")
    assert document == {
        "expires_in": 36000,
        "token_type": "Bearer",
        "scope": "read chat_message race_action create_race",
    }


async def test_bot_may_identify_itself_by_basic_authentication(client: Client) -> None:
    url, form = f"{client.url}/o/token", {"grant_type": "client_credentials"}
    headers = {"Authorization": f"Basic {base64.b64encode(b'client:secret').decode()}"}

    answer = await client.session.post(url, data=form, headers=headers)

    assert answer.status == 200


@pytest.mark.parametrize(("client_id", "secret"), [("client", "wrong"), ("nobody", "secret"), ("client", "")])
async def test_wrong_credentials_are_an_invalid_client(client: Client, client_id: str, secret: str) -> None:
    form = {"client_id": client_id, "client_secret": secret, "grant_type": "client_credentials"}

    answer = await client.post("/o/token", form)

    assert answer.status == 401
    assert await answer.json() == {"error": "invalid_client"}
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_client"'


@pytest.mark.parametrize("grant", [{}, {"grant_type": "password"}])
async def test_other_grant_types_are_not_supported(client: Client, grant: dict[str, str]) -> None:
    answer = await client.post("/o/token", {"client_id": "client", "client_secret": "secret", **grant})

    assert answer.status == 400
    assert await answer.json() == {"error": "unsupported_grant_type"}


async def test_new_token_leaves_the_older_one_good(client: Client) -> None:
    older = await client.token()
    await client.token()

    assert (await client.get("/o/alttpr/data", older)).status == 200


async def test_token_is_good_for_its_own_category_until_it_expires(server: RaceTimeServer, client: Client) -> None:
    token = await client.token()

    assert (await client.get("/o/alttpr/data", token)).status == 200
    assert (await client.get("/o/smz3/data", token)).status == 403
    assert (await client.get("/o/alttpr/data")).status == 403
    await server.tick(36000)
    assert (await client.get("/o/alttpr/data", token)).status == 403


async def test_tokens_of_a_deactivated_bot_stop_working_at_once(server: RaceTimeServer, client: Client) -> None:
    token = await client.token()

    server.world.bots["client"].active = False

    assert (await client.get("/o/alttpr/data", token)).status == 403


# People


async def test_login_asks_who_one_is(client: Client, ann: User, bob: User) -> None:
    answer = await authorize(client, state="abc")

    page = await answer.text()
    assert answer.status == 200
    assert ann.full_name in page
    assert bob.full_name in page


async def test_code_is_exchanged_once_for_a_token_and_the_token_tells_who_it_is(
    server: RaceTimeServer, client: Client, ann: User, race: Race
) -> None:
    await server.join(race, ann)
    approved = await authorize(client, persona=ann.id, state="abc")
    query = parse_qs(urlsplit(approved.headers["Location"]).query)
    form = {**APPLICATION, "grant_type": "authorization_code", "code": query["code"][0]}

    answer = await client.post("/o/token", form)
    again = await client.post("/o/token", form)
    token = await answer.json()
    who = await client.document("/o/userinfo", token["access_token"])

    assert query["state"] == ["abc"]
    assert query["from"] == ["racetime"]
    assert (token["scope"], token["expires_in"], token["token_type"]) == ("read", 36000, "Bearer")
    assert (again.status, await again.json()) == (400, {"error": "invalid_grant"})
    assert (who["id"], who["full_name"], who["twitch_name"]) == (ann.id, "Ann#0001", "ann")
    assert who["active_race"] == race.name


async def test_code_is_good_for_ten_minutes(server: RaceTimeServer, client: Client, ann: User) -> None:
    code = await code_for(client, ann)

    await server.tick(601)

    answer = await client.post("/o/token", {**APPLICATION, "grant_type": "authorization_code", "code": code})
    assert (answer.status, await answer.json()) == (400, {"error": "invalid_grant"})


async def test_code_with_a_challenge_needs_its_verifier(client: Client, ann: User) -> None:
    verifier = "a verifier that is long enough for everybody"
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    proof = {"code_challenge": challenge, "code_challenge_method": "S256"}
    statuses = []

    for given in ("wrong", verifier):
        code = await code_for(client, ann, **proof)
        form = {**APPLICATION, "grant_type": "authorization_code", "code": code, "code_verifier": given}
        statuses.append((await client.post("/o/token", form)).status)

    assert statuses == [400, 200]


async def test_refresh_token_works_once(client: Client, ann: User) -> None:
    first = await login(client, ann)
    form = {**APPLICATION, "grant_type": "refresh_token", "refresh_token": first["refresh_token"]}

    second = await client.post("/o/token", form)
    again = await client.post("/o/token", form)

    assert (await client.get("/o/userinfo", (await second.json())["access_token"])).status == 200
    assert again.status == 400


async def test_revoked_token_is_worthless(client: Client, ann: User) -> None:
    token = (await login(client, ann))["access_token"]

    revoked = await client.post("/o/revoke_token", {**APPLICATION, "token": token})

    assert revoked.status == 200
    assert (await client.get("/o/userinfo", token)).status == 403


async def test_cancelled_login_comes_back_with_an_error(client: Client, ann: User) -> None:
    answer = await authorize(client, persona="deny", state="abc")

    assert answer.status == 302
    assert answer.headers["Location"] == f"{REDIRECT}&state=abc&error=access_denied"


@pytest.mark.parametrize("wrong", [{"client_id": "nobody"}, {"redirect_uri": "http://127.0.0.1:1/elsewhere"}])
async def test_unknown_client_or_address_is_an_error_page(client: Client, wrong: dict[str, str]) -> None:
    answer = await authorize(client, **wrong)

    assert answer.status == 400
    assert "Location" not in answer.headers


async def test_program_of_a_user_does_what_its_scopes_allow(client: Client, ann: User, race: Race) -> None:
    reader = await client.socket(race, (await login(client, ann))["access_token"], "o/race")
    racer = await client.socket(race, (await login(client, ann, "read race_action"))["access_token"], "o/race")

    await reader.send("join")
    refused = await reader.refusal()
    await racer.send("join")
    await racer.next("race.data")
    await racer.say("hello")

    assert "Permission denied" in refused
    assert "Permission denied" in await racer.refusal()
    assert race.is_joined(ann)
