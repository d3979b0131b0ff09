"""Seeds are asked for, made in the background, and fetched."""

from __future__ import annotations

import json

import pytest
from quart import Quart

from alttprbot.models import AuditGeneratedGames, SeedJob
from alttprbot_api.web import Web
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.api.conftest import Visit
from tests.api.visitors import LINK, Visitor, problem_of

OPEN = {"randomizer": "alttpr", "preset": "open"}


@pytest.fixture
async def robot(web: Web, visit: Visit) -> Visitor:
    """A program with a key."""
    token, _ = await web.keys.create(owner=LINK, name="robot", scopes=["seeds:generate"])
    visitor = visit()
    visitor.headers["Authorization"] = f"Bearer {token}"
    return visitor


async def ordered(visitor: Visitor, order: dict[str, object] | None = None) -> str:
    response = await visitor.post("/api/v1/seeds", json=order or OPEN)
    assert response.status_code == 202, await response.get_data(as_text=True)
    return response.headers["Location"]


@pytest.mark.usefixtures("rolling")
async def test_seed_is_accepted_at_once_and_there_in_the_end(robot: Visitor, alttpr: AlttprServer) -> None:
    response = await robot.post("/api/v1/seeds", json=OPEN)

    job = await response.get_json()
    assert (response.status_code, job["status"], job["result"]) == (202, "queued", None)
    assert response.headers["Location"] == f"/api/v1/seeds/{job['id']}"
    done = await (await robot.get(f"{response.headers['Location']}?wait=20")).get_json()
    assert (done["status"], done["error"]) == ("done", None)
    assert done["result"]["hash_or_id"] in alttpr.seeds
    assert done["result"]["preset"] == "open"
    assert len(done["result"]["code"]) == 5
    assert done["result"]["provider_meta"]["surface"] == "api"


@pytest.mark.usefixtures("rolling")
async def test_record_says_who_asked(robot: Visitor) -> None:
    await robot.get(f"{await ordered(robot)}?wait=20")

    row = await AuditGeneratedGames.get()
    assert (row.surface, row.discord_user_id, row.genoption) == ("api", LINK, "open")


@pytest.mark.usefixtures("rolling")
async def test_options_and_texts_are_passed_on(robot: Visitor, alttpr: AlttprServer) -> None:
    order: dict[str, object] = {
        "randomizer": "alttpr",
        "content": "settings: {goal: pedestal}",
        "options": {"tournament": False, "spoilers": "on", "allow_quickswap": True},
    }

    await robot.get(f"{await ordered(robot, order)}?wait=20")

    sent = alttpr.requests[-1].body.decode()
    assert '"pedestal"' in sent
    assert '"tournament": false' in sent.replace('":false', '": false')
    assert '"allow_quickswap": true' in sent.replace('":true', '": true')


@pytest.mark.usefixtures("rolling")
@pytest.mark.parametrize(("progression", "kind"), [(False, "spoiler"), (True, "progression")])
async def test_a_spoiler_race_comes_with_its_log(robot: Visitor, progression: bool, kind: str) -> None:
    options = {"spoilers": "generate", "progression": progression}

    done = await (await robot.get(f"{await ordered(robot, {**OPEN, 'options': options})}?wait=20")).get_json()

    address = done["result"]["spoiler_url"]
    log = await robot.get(address[address.index("/objects/") :])
    assert f"/{kind}__{done['result']['hash_or_id']}__" in address
    assert json.loads(await log.get_data())["meta"]["permalink"] == done["result"]["url"]


@pytest.mark.usefixtures("rolling")
async def test_games_without_presets_are_rolled_from_parameters(robot: Visitor, alttpr: AlttprServer) -> None:
    order: dict[str, object] = {
        "randomizer": "kisspriest",
        "options": {"parameters": {"code": "ABC", "number": "3", "uncle": "Hammer"}},
    }

    await robot.get(f"{await ordered(robot, order)}?wait=20")

    (body,) = [json.loads(request.body) for request in alttpr.requests if request.path == "/api/customizer"]
    assert body["name"] == "kiss-priest-ABC-03"


async def test_without_waiting_the_present_state_is_told(robot: Visitor) -> None:
    job = await (await robot.get(await ordered(robot))).get_json()

    assert (job["status"], job["started"], job["finished"]) == ("queued", None, None)
    assert job["created"] == "2026-02-14T18:00:00Z"


async def test_same_idempotency_key_gives_the_same_seed(robot: Visitor) -> None:
    headers = {"Idempotency-Key": "race 7"}
    first = await robot.post("/api/v1/seeds", json=OPEN, headers=headers)
    second = await robot.post("/api/v1/seeds", json=OPEN, headers=headers)
    other = await robot.post("/api/v1/seeds", json={**OPEN, "preset": "casualboots"}, headers=headers)

    assert first.headers["Location"] == second.headers["Location"]
    assert await problem_of(other) == (409, "conflict")
    assert await SeedJob.all().count() == 1


async def test_idempotency_keys_of_others_do_not_matter(robot: Visitor, link: Visitor) -> None:
    headers = {"Idempotency-Key": "race 7"}

    places = {
        (await visitor.post("/api/v1/seeds", json=OPEN, headers=headers)).headers["Location"]
        for visitor in (robot, link)
    }

    assert len(places) == 2


async def test_too_long_idempotency_key_is_refused(robot: Visitor) -> None:
    response = await robot.post("/api/v1/seeds", json=OPEN, headers={"Idempotency-Key": "x" * 101})

    assert (await problem_of(response))[0] in {400, 422}


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ({"randomizer": "alttpr", "preset": "opne"}, 404),
        ({"randomizer": "alttpr", "preset": "nobody/mine"}, 404),
        ({"randomizer": "pong", "preset": "open"}, 422),
        ({"randomizer": "alttpr", "content": "settings: ["}, 422),
        ({"randomizer": "alttpr", "content": "x" * 70_000}, 413),
        ({"randomizer": "alttpr"}, 422),
        ({"randomizer": "alttpr", "preset": "open", "content": "settings: {}"}, 422),
        ({**OPEN, "options": {"spoilers": "all"}}, 422),
        ({**OPEN, "options": {"colour": "red"}}, 422),
        ({**OPEN, "options": {"progression": True}}, 422),
        ({"preset": "open"}, 422),
    ],
)
async def test_what_cannot_be_rolled_is_refused_at_once(robot: Visitor, order: dict[str, object], status: int) -> None:
    response = await robot.post("/api/v1/seeds", json=order)

    assert (await problem_of(response))[0] == status
    assert await SeedJob.all().count() == 0


@pytest.mark.usefixtures("rolling")
async def test_provider_that_fails_is_told_as_the_problem_that_it_is(robot: Visitor, alttpr: AlttprServer) -> None:
    alttpr.faults.add(Fault(FaultKind.HTML))

    job = await (await robot.get(f"{await ordered(robot)}?wait=20")).get_json()

    assert (job["status"], job["result"]) == ("failed", None)
    assert job["error"]["status"] == 502
    assert job["error"]["type"] == "urn:sahasrahbot:problem:provider-error"
    assert job["error"]["provider"] == "alttpr"
    assert await AuditGeneratedGames.all().count() == 0


async def test_nobody_sees_the_seeds_of_others(robot: Visitor, zelda: Visitor, link: Visitor) -> None:
    place = await ordered(robot)

    for visitor in (zelda, link):
        assert await problem_of(await visitor.get(place)) == (404, "not-found")
    assert (await robot.get(place)).status_code == 200


@pytest.mark.parametrize("wait", ["-1", "26", "x", "1.5"])
async def test_waiting_has_bounds(robot: Visitor, wait: str) -> None:
    assert await problem_of(await robot.get(f"/api/v1/seeds/1?wait={wait}")) == (400, "bad-request")


@pytest.mark.usefixtures("rolling")
async def test_game_without_presets_is_asked_for_by_its_parameters(robot: Visitor) -> None:
    order: dict[str, object] = {
        "randomizer": "z1r",
        "options": {"parameters": {"flags": "oIbnPfPb01HJEAN8LBIM"}, "seed_number": 8_999_999_999_999_999_999},
    }

    done = await (await robot.get(f"{await ordered(robot, order)}?wait=20")).get_json()

    assert (done["result"]["flags"], done["result"]["hash_or_id"]) == ("oIbnPfPb01HJEAN8LBIM", "8999999999999999999")
    assert done["result"]["seed_number"] == 8_999_999_999_999_999_999


@pytest.mark.usefixtures("rolling")
async def test_person_can_roll_as_well(link: Visitor, app: Quart) -> None:
    job = await (await link.get(f"{await ordered(link)}?wait=20")).get_json()

    assert job["status"] == "done"
