"""The addresses of old keep answering what they always answered."""

from __future__ import annotations

import pytest

from alttprbot.core import Core
from alttprbot.models import PresetNamespaces
from tests.api.conftest import Visit
from tests.api.visitors import LINK, Visitor, problem_of

MINE = "# by me\nsettings:\n  goal: pedestal\n"


@pytest.fixture
async def namespace(core: Core) -> PresetNamespaces:
    namespace = await core.namespaces.for_user(LINK, "link")
    for name in ("mine", "another"):
        await core.namespaces.save_preset(
            namespace=namespace, game="alttpr", name=name, content=MINE, author=LINK, replace=False
        )
    return namespace


async def test_list_has_global_presets_and_those_of_namespaces(
    core: Core, visit: Visit, namespace: PresetNamespaces
) -> None:
    await core.namespaces.for_user(500, "empty")

    response = await visit().get("/presets/api/alttpr/list")

    answer = await response.get_json()
    assert set(answer) == {"global", "namespaces"}
    assert len(answer["global"]) == 124
    assert answer["namespaces"] == [{"name": "link", "presets": ["another", "mine"]}]
    assert response.headers["Link"] == '</api/v1/presets?randomizer=alttpr>; rel="successor-version"'
    assert response.headers["Deprecation"].startswith("@")


async def test_global_preset_is_text(core: Core, visit: Visit) -> None:
    response = await visit().get("/presets/api/alttpr?preset=Open&whatever=1")

    raw = (await core.presets.get("alttpr", "open")).raw
    assert await response.get_json() == {"preset": "Open", "randomizer": "alttpr", "data": raw}


async def test_preset_of_a_namespace_is_the_text_that_was_uploaded(visit: Visit, namespace: PresetNamespaces) -> None:
    response = await visit().get("/presets/api/alttpr?preset=LINK/Mine")

    assert await response.get_json() == {"preset": "LINK/Mine", "randomizer": "alttpr", "data": MINE}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/presets/api/alttpr?preset=nothing-like-it", 404),
        ("/presets/api/alttpr?preset=link/nothing", 404),
        ("/presets/api/alttpr?preset=nobody/mine", 404),
        ("/presets/api/alttpr?preset=a/b/c", 404),
        ("/presets/api/alttpr?preset=../../etc/passwd", 404),
        ("/presets/api/alttpr?preset=link/", 422),
        ("/presets/api/alttpr", 400),
        ("/presets/api/pong?preset=open", 404),
        ("/presets/api/pong/list", 404),
        ("/presets/download/global/alttpr/nothing", 404),
        ("/presets/download/nobody/alttpr/mine", 404),
        ("/presets/download/link/alttpr/nothing", 404),
        ("/presets/download/link/pong/mine", 404),
    ],
)
async def test_what_is_not_there_is_said_with_its_status(
    visit: Visit, namespace: PresetNamespaces, path: str, status: int
) -> None:
    assert (await problem_of(await visit().get(path)))[0] == status


async def test_close_names_are_offered(visit: Visit, namespace: PresetNamespaces) -> None:
    document = await (await visit().get("/presets/api/alttpr?preset=link/mien")).get_json(force=True)

    assert document["suggestions"] == ["link/mine"]


async def test_download_is_a_file_that_is_saved_not_shown(visit: Visit, namespace: PresetNamespaces) -> None:
    response = await visit().get("/presets/download/link/alttpr/mine")

    assert await response.get_data(as_text=True) == MINE
    assert response.content_type == "application/octet-stream"
    assert response.headers["Content-Disposition"] == 'attachment; filename="link-mine.yaml"'


async def test_global_presets_can_be_downloaded_too(core: Core, visit: Visit) -> None:
    response = await visit().get("/presets/download/global/alttpr/open")

    assert await response.get_data(as_text=True) == (await core.presets.get("alttpr", "open")).raw
    assert response.headers["Content-Disposition"] == 'attachment; filename="global-open.yaml"'


async def test_a_namespace_as_pages_made_in_the_browser_read_it(
    visit: Visit, link: Visitor, namespace: PresetNamespaces
) -> None:
    listed = await (await link.get("/presets/manage/link/data.json?randomizer=alttpr")).get_json()
    others = await (await visit().get("/presets/manage/Link/data.json?randomizer=smz3")).get_json()

    assert (listed["namespace"], listed["is_owner"], listed["randomizer"]) == ("link", True, "alttpr")
    assert {"alttpr", "alttprmystery", "sm", "smz3", "ctjets"} <= set(listed["randomizers"])
    names = [(entry["preset_name"], entry["randomizer"]) for entry in listed["presets"]]
    assert names == [("another", "alttpr"), ("mine", "alttpr")]
    assert all(isinstance(entry["id"], int) for entry in listed["presets"])
    assert (others["namespace"], others["is_owner"], others["presets"]) == ("link", False, [])


async def test_a_preset_as_pages_made_in_the_browser_read_it(visit: Visit, namespace: PresetNamespaces) -> None:
    answer = await (await visit().get("/presets/manage/link/alttpr/mine/data.json")).get_json()
    downloaded = await visit().get(answer["download_url"])

    assert answer == {
        "namespace": "link",
        "is_owner": False,
        "preset": {"preset_name": "mine", "randomizer": "alttpr", "content": MINE},
        "download_url": "/presets/download/link/alttpr/mine",
    }
    assert await downloaded.get_data(as_text=True) == MINE


@pytest.mark.parametrize(
    "path",
    ["nobody/data.json", "link/data.json?randomizer=tetris", "link/alttpr/no/data.json", "link/x/mine/data.json"],
)
async def test_what_is_not_there_is_an_error_for_such_pages(
    visit: Visit, namespace: PresetNamespaces, path: str
) -> None:
    response = await visit().get(f"/presets/manage/{path}")

    assert response.status_code == 404
    assert (await response.get_json(force=True))["error"]
