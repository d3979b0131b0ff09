"""The directory that stands for a bucket, as the web application serves it."""

from __future__ import annotations

import pytest

from alttprbot.alttprgen.spoilers.publishing import SpoilerLogKind, SpoilerLogs
from alttprbot.alttprgen.storage import LocalStore, StoredObject
from alttprbot.core import Core
from tests.api.conftest import Visit


@pytest.fixture
def patches(core: Core) -> LocalStore:
    return LocalStore(core.settings.data_dir, core.settings.app_url, "patches")


async def test_patch_is_served_to_the_page_that_applies_it(visit: Visit, patches: LocalStore) -> None:
    await patches.put(StoredObject("patch/DR_a.bps", b"BPS1"))

    response = await visit().get("/objects/patches/patch/DR_a.bps")

    assert (response.status_code, await response.get_data()) == (200, b"BPS1")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Content-Type"] == "application/octet-stream"


async def test_spoiler_log_is_a_download_of_whoever_knows_its_address(visit: Visit, core: Core) -> None:
    logs = SpoilerLogs(LocalStore(core.settings.data_dir, core.settings.app_url, "spoilers"))
    address = await logs.publish(SpoilerLogKind.SPOILER, "Ab12", ("Bow",), {"a": "b"})

    response = await visit().get(address.removeprefix(core.settings.app_url))

    assert await response.get_data(as_text=True) == '{\n    "a": "b"\n}'
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/objects/patches/spoiler/DR_a_Spoiler.txt",
        "/objects/patches/",
        "/objects/patches",
        "/objects/../private/patches/spoiler/DR_a_Spoiler.txt",
        "/objects/patches/..%2f..%2fprivate/patches/spoiler/DR_a_Spoiler.txt",
    ],
)
async def test_what_is_private_is_not_there(visit: Visit, patches: LocalStore, path: str) -> None:
    await patches.put(StoredObject("spoiler/DR_a_Spoiler.txt", "secret", public=False))

    response = await visit().get(path)

    assert response.status_code == 404
