"""Namespaces over the API, and who may edit them."""

from __future__ import annotations

import pytest

from tests.api.conftest import Visit
from tests.api.visitors import LINK, ZELDA, Visitor, problem_of

GANON = {"content": "settings: {goal: ganon}\n"}
HOME = "/api/v1/namespaces/link"


@pytest.fixture
async def owner(link: Visitor) -> Visitor:
    assert (await link.post("/api/v1/namespaces")).status_code == 200
    return link


async def test_namespace_is_made_once(link: Visitor) -> None:
    first, second = [await link.post("/api/v1/namespaces") for _ in range(2)]

    assert first.headers["Location"] == HOME
    assert (
        await first.get_json()
        == await second.get_json()
        == {"name": "link", "presets": 0, "may_edit": True, "owner": str(LINK), "collaborators": []}
    )
    assert (await (await link.get("/api/v1/me")).get_json())["namespace"] == "link"


async def test_strangers_do_not_learn_who_owns_a_namespace(owner: Visitor, visit: Visit, zelda: Visitor) -> None:
    for visitor in (visit(), zelda):
        document = await (await visitor.get(HOME)).get_json()

        assert document == {"name": "link", "presets": 0, "may_edit": False, "owner": None, "collaborators": None}


async def test_list_has_namespaces_with_presets(owner: Visitor, zelda: Visitor, visit: Visit) -> None:
    await zelda.post("/api/v1/namespaces")
    await owner.put(f"{HOME}/presets/alttpr/mine", json=GANON)

    page = await (await visit().get("/api/v1/namespaces")).get_json()

    assert page == {"page": 1, "page_size": 25, "total": 1, "items": [{"name": "link", "presets": 1}]}


async def test_collaborator_edits_presets_but_not_the_namespace(owner: Visitor, zelda: Visitor) -> None:
    assert (await owner.put(f"{HOME}/collaborators/{ZELDA}")).status_code == 204
    assert (await owner.put(f"{HOME}/collaborators/{ZELDA}")).status_code == 204

    saved = await zelda.put(f"{HOME}/presets/alttpr/ours", json=GANON)
    renamed = await zelda.patch(HOME, json={"name": "ours"})
    invited = await zelda.put(f"{HOME}/collaborators/7")

    assert saved.status_code == 201
    assert await problem_of(renamed) == (403, "forbidden")
    assert await problem_of(invited) == (403, "forbidden")
    assert (await (await zelda.get(HOME)).get_json())["collaborators"] == [str(ZELDA)]


async def test_collaborator_can_leave_and_be_removed(owner: Visitor, zelda: Visitor) -> None:
    for visitor in (zelda, owner):
        await owner.put(f"{HOME}/collaborators/{ZELDA}")

        assert (await visitor.delete(f"{HOME}/collaborators/{ZELDA}")).status_code == 204

        refused = await zelda.put(f"{HOME}/presets/alttpr/ours", json=GANON)
        assert await problem_of(refused) == (403, "forbidden")


@pytest.mark.parametrize("user", ["zelda", "0", "-5", "9" * 30, "1e5", "٣", str(2**63)])
async def test_collaborator_is_named_by_id(owner: Visitor, user: str) -> None:
    assert await problem_of(await owner.put(f"{HOME}/collaborators/{user}")) == (404, "not-found")


async def test_owner_is_no_collaborator(owner: Visitor) -> None:
    assert await problem_of(await owner.put(f"{HOME}/collaborators/{LINK}")) == (422, "validation")


async def test_renaming_takes_the_presets_along(owner: Visitor, visit: Visit) -> None:
    await owner.put(f"{HOME}/presets/alttpr/mine", json=GANON)

    renamed = await owner.patch(HOME, json={"name": "hero"})

    assert (await renamed.get_json())["name"] == "hero"
    for name in ("hero", "link"):
        document = await (await visit().get(f"/api/v1/namespaces/{name}/presets/alttpr/mine")).get_json()
        assert document["identifier"] == "hero/mine"


@pytest.mark.parametrize("name", ["api", "global", "", "a/b", "x" * 51, "naïve", "zelda"])
async def test_names_that_cannot_be_are_refused(owner: Visitor, zelda: Visitor, name: str) -> None:
    await zelda.post("/api/v1/namespaces")

    assert (await problem_of(await owner.patch(HOME, json={"name": name})))[0] in {409, 422}
    assert (await owner.get(HOME)).status_code == 200


async def test_strangers_change_nothing(owner: Visitor, zelda: Visitor) -> None:
    answers = [
        await zelda.patch(HOME, json={"name": "mine-now"}),
        await zelda.put(f"{HOME}/collaborators/{ZELDA}"),
        await zelda.delete(f"{HOME}/collaborators/{LINK}"),
    ]

    assert [await problem_of(answer) for answer in answers] == [(403, "forbidden")] * 3
