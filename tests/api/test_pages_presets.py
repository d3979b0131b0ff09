"""Looking for presets and looking at them."""

from __future__ import annotations

import json
import logging

import pytest

from alttprbot.core import Core
from alttprbot.models import PresetNamespaces, Presets
from tests.api.browsing import Browser
from tests.api.conftest import Visit
from tests.api.visitors import LINK, ZELDA, Visitor

SIMPLE = "description: Only bombs\nsettings:\n  goal: ganon\n"
HOSTILE = "<script>alert(1)</script>{{ 7 * 7 }}\"'>"


@pytest.fixture
def anonymous(visit: Visit) -> Browser:
    return Browser(visit())


@pytest.fixture
async def space(core: Core) -> PresetNamespaces:
    """The namespace of Link."""
    return await core.namespaces.for_user(LINK, "link")


async def save(
    core: Core, space: PresetNamespaces, name: str = "bombs", content: str = SIMPLE, revision: int | None = None
) -> Presets:
    return await core.namespaces.save_preset(
        namespace=space,
        game="alttpr",
        name=name,
        content=content,
        author=space.discord_user_id,
        replace=False,
        expected_revision=revision,
        note=f"note of {name}",
    )


async def test_browser_lists_global_presets_with_their_descriptions(anonymous: Browser) -> None:
    page = await anonymous.get("/presets")

    assert page.heading == "Presets"
    assert len(page.soup.select("tbody tr")) == 25
    assert "A Link to the Past: 124 presets, page 1 of 5" in page.text
    assert page.href("168hunt") == "/presets/global/alttpr/168hunt"
    assert page.texts("th[aria-sort=ascending]") == ["Name ▲"]


async def test_pages_and_sorting_keep_the_search(anonymous: Browser) -> None:
    page = await anonymous.get("/presets/alttpr?q=o&source=global&sort=-name")
    page = await anonymous.click(page, "Next")

    assert "/presets/alttpr?q=o&source=global&sort=-name&page=2" in page.path
    page = await anonymous.get(str(page.one("th[aria-sort] a")["href"]))
    assert page.path == "/presets/alttpr?q=o&source=global&sort=name&page=1"


async def test_search_finds_what_people_made(anonymous: Browser, core: Core, space: PresetNamespaces) -> None:
    await save(core, space)

    page = await anonymous.submit_search(await anonymous.get("/presets"), q="only BOMBS")

    assert page.texts("tbody th") == ["link/bombs"]
    assert "1 preset that match" in page.text
    assert page.one("#q")["value"] == "only BOMBS"


async def test_search_without_result_says_so(anonymous: Browser) -> None:
    page = await anonymous.get("/presets?q=nothing+like+this")

    assert page.status == 200
    assert "No preset matches." in page.text


async def test_page_behind_the_last_leads_back(anonymous: Browser) -> None:
    page = await anonymous.get("/presets?page=77")

    assert "There is no page 77." in page.text
    assert page.href("To the first page").endswith("page=1")


async def test_global_preset_shows_what_it_expands_to(anonymous: Browser) -> None:
    page = await anonymous.get("/presets/global/alttpr/open")

    facts = dict(zip(page.texts("dl.columns dt"), page.texts("dl.columns dd"), strict=True))
    assert (facts["mode"], facts["goal"], facts["crystals.ganon"]) == ("open", "ganon", "7")
    assert page.texts("#L4 code") == ["settings:"]
    assert "The classic: open world" in page.text
    assert page.texts(".copy code") == ["/alttpr preset preset:open", "!newrace open"]
    assert page.texts("nav.crumbs li") == ["Home", "Presets", "A Link to the Past", "open"]


@pytest.mark.parametrize(
    ("name", "mark"),
    [("goldrush", "Customizer"), ("basicdoors", "Doors"), ("2025_crosskeys", "AVIANART"), ("open", None)],
)
async def test_preset_says_which_generator_it_is_for(anonymous: Browser, name: str, mark: str | None) -> None:
    page = await anonymous.get(f"/presets/global/alttpr/{name}")

    assert page.texts(".tag.gold") == ([mark] if mark else [])


@pytest.mark.parametrize(
    ("name", "hints"),
    [
        ("open", []),
        ("basicdoors", ["the door randomizer is not installed: see DOOR_RANDO_HOME"]),
        ("2025_crosskeys", []),
    ],
)
async def test_preset_that_this_bot_cannot_roll_says_so(anonymous: Browser, name: str, hints: list[str]) -> None:
    page = await anonymous.get(f"/presets/global/alttpr/{name}")

    assert [hint.partition(": ")[2] for hint in page.texts("[aria-labelledby=roll] .hint")] == hints


async def test_global_preset_can_be_downloaded(anonymous: Browser, visit: Visit, core: Core) -> None:
    page = await anonymous.get("/presets/global/alttpr/open")

    response = await visit().get(page.href("Download"))

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert await response.get_data(as_text=True) == core.presets.shipped("alttpr")["open"].raw


async def test_capitals_lead_to_the_one_address(anonymous: Browser) -> None:
    assert (await anonymous.get("/presets/global/alttpr/Open")).path == "/presets/global/alttpr/open"


async def test_misspelled_preset_offers_close_ones(anonymous: Browser) -> None:
    page = await anonymous.get("/presets/global/alttpr/opne")

    assert page.status == 404
    assert page.href("open") == "/presets/global/alttpr/open"


async def test_misspelled_preset_of_a_namespace_offers_close_ones(
    anonymous: Browser, core: Core, space: PresetNamespaces
) -> None:
    await save(core, space)

    page = await anonymous.get("/presets/manage/link/alttpr/bomb")

    assert page.status == 404
    assert page.href("link/bombs") == "/presets/manage/link/alttpr/bombs"


@pytest.mark.parametrize(
    "path",
    [
        "/presets/global/alttpr/nothing_like_this",
        "/presets/global/alttpr/a%2Fb%2Fc",
        "/presets/global/alttpr/%F0%9F%92%A3",
        "/presets/global/nogame/open",
        "/presets/manage/nobody/alttpr/bombs",
        "/presets/manage/link/alttpr/nothing_like_this",
        "/presets/manage/link/nogame/bombs",
        "/presets/manage/link/nogame",
        "/presets/manage/link/alttpr/bombs/revisions/9",
        f"/presets/manage/link/alttpr/bombs/revisions/{10**30}",
    ],
)
async def test_what_does_not_exist_is_not_found(
    anonymous: Browser, core: Core, space: PresetNamespaces, path: str
) -> None:
    await save(core, space)

    assert (await anonymous.get(path)).status == 404


async def test_preset_of_a_namespace_shows_its_versions(
    anonymous: Browser, core: Core, space: PresetNamespaces
) -> None:
    await save(core, space)
    await save(core, space, content=SIMPLE.replace("bombs", "arrows"), revision=1)

    page = await anonymous.get("/presets/manage/link/alttpr/bombs")

    assert "Only arrows" in page.text
    assert page.texts(".versions a") == ["Version 2", "Version 1"]
    assert page.texts(".copy code") == ["/alttpr preset preset:link/bombs", "!newrace link/bombs"]
    old = await anonymous.click(page, "Version 1")
    assert old.texts("#L1 code") == ["description: Only bombs"]
    assert "Version 2 is what is rolled now." in old.text


async def test_only_those_who_may_are_offered_to_edit(
    visit: Visit, core: Core, space: PresetNamespaces, link: Visitor, zelda: Visitor
) -> None:
    await save(core, space)
    path = "/presets/manage/link/alttpr/bombs"

    own, other, nobody = [await Browser(visitor).get(path) for visitor in (link, zelda, visit())]

    assert own.href("Edit") == f"{path}/edit"
    assert own.href("Delete") == f"{path}/delete"
    for page in (other, nobody):
        assert "Delete" not in page.text
        assert page.href("Fork into my namespace") == "/presets/me/create?randomizer=alttpr&from=link/bombs"


async def test_hostile_text_stays_text(anonymous: Browser, core: Core, space: PresetNamespaces) -> None:
    quoted = json.dumps(HOSTILE)
    await save(core, space, content=f"goal_name: {quoted}\ndescription: {quoted}\nsettings: {{goal: {quoted}}}\n")

    listed = await anonymous.get("/presets?source=namespaces")
    shown = await anonymous.get("/presets/manage/link/alttpr/bombs")
    searched = await anonymous.get("/presets?q=%3Cscript%3E%7B%7B7*7%7D%7D")

    assert HOSTILE in listed.text
    assert shown.text.count(HOSTILE) >= 3
    assert searched.one("#q")["value"] == "<script>{{7*7}}"
    assert all("49" not in page.texts("td") for page in (listed, shown, searched))


async def test_text_from_before_presets_were_checked_is_shown_with_what_is_wrong(
    anonymous: Browser, space: PresetNamespaces
) -> None:
    await Presets.create(namespace=space, randomizer="alttpr", preset_name="old", content="settings: [1\n")

    page = await anonymous.get("/presets/manage/link/alttpr/old")

    assert page.status == 200
    assert page.texts(".summary h2") == ["This preset cannot be rolled"]
    assert page.texts("#L1 code") == ["settings: [1"]
    assert not page.soup.select(".copy")


async def test_namespaces_with_presets_are_listed(anonymous: Browser, core: Core, space: PresetNamespaces) -> None:
    await core.namespaces.for_user(ZELDA, "zelda")
    await save(core, space)

    page = await anonymous.get("/presets/manage")

    assert page.texts("tbody tr") == ["link1"]
    page = await anonymous.click(page, "link")
    assert page.texts("tbody th") == ["bombs"]
    assert "New preset" not in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/presets?source=namespaces&q=p",
        "/presets/manage",
        "/presets/manage/link",
        "/presets/manage/link/alttpr/p00",
        "/presets/global/alttpr/open",
    ],
)
async def test_pages_ask_the_database_a_few_times_however_much_is_on_them(
    anonymous: Browser, core: Core, space: PresetNamespaces, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    for number in range(20):
        await save(core, space, name=f"p{number:02}")
    caplog.set_level(logging.DEBUG, "tortoise.db_client")
    caplog.clear()

    page = await anonymous.get(path)

    assert page.status == 200
    statements = [record.getMessage() for record in caplog.records if record.name == "tortoise.db_client"]
    assert (len(statements) > 0) == ("global" not in path)
    assert len(statements) <= 5, statements


async def test_long_namespace_is_shown_in_pages(anonymous: Browser, core: Core, space: PresetNamespaces) -> None:
    for number in range(27):
        await save(core, space, name=f"p{number:02}")

    page = await anonymous.click(await anonymous.get("/presets/manage/link/alttpr"), "Next")

    assert page.texts("tbody th") == ["p25", "p26"]
