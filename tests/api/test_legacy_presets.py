"""The addresses of old keep answering what they always answered."""

from __future__ import annotations

import pytest

from alttprbot.core import Core
from alttprbot.models import PresetNamespaces
from tests.api.conftest import Visit
from tests.api.visitors import LINK, problem_of

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
