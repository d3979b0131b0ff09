"""Namespaces on the web: how one gets a namespace, what it is called, and who may edit it."""

from __future__ import annotations

import pytest

from alttprbot.core import Core
from alttprbot.models import PresetNamespaceCollaborators, PresetNamespaces
from tests.api.browsing import Browser
from tests.api.conftest import Visit
from tests.api.visitors import LINK, ZELDA, Visitor
from tests.clocks import HandClock

SOMEBODY = "123456789012345678"
PATH = "/presets/manage/link"


@pytest.fixture
async def space(core: Core) -> PresetNamespaces:
    """The namespace of Link."""
    return await core.namespaces.for_user(LINK, "link")


@pytest.fixture
def browser(link: Visitor) -> Browser:
    """Link's."""
    return Browser(link)


async def test_looking_for_ones_namespace_makes_none(browser: Browser) -> None:
    page = await browser.get("/presets/me")

    assert page.heading == "Your namespace"
    assert page.one("#name")["value"] == "link"
    assert await PresetNamespaces.all().count() == 0


async def test_first_namespace_is_called_as_its_owner_likes(browser: Browser) -> None:
    page = await browser.submit(await browser.get("/presets/me"), "Make it mine", name="Hero-of-Time")

    assert page.path == "/presets/manage/hero-of-time"
    assert "Your namespace is called hero-of-time." in page.text
    assert (await PresetNamespaces.get()).discord_user_id == LINK


async def test_own_namespace_is_found_again(browser: Browser, space: PresetNamespaces) -> None:
    assert (await browser.get("/presets/me")).path == PATH


async def test_second_namespace_is_not_made(browser: Browser) -> None:
    page = await browser.get("/presets/me")
    await browser.submit(page, "Make it mine", name="first")

    page = await browser.submit(page, "Make it mine", name="second")

    assert page.path == "/presets/manage/first"
    assert await PresetNamespaces.all().values_list("name", flat=True) == ["first"]


async def test_suggested_name_is_free(browser: Browser, core: Core) -> None:
    await core.namespaces.for_user(ZELDA, "link")

    assert (await browser.get("/presets/me")).one("#name")["value"] == "link2"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "3 to 20 letters"),
        ("ab", "3 to 20 letters"),
        ("two words", "3 to 20 letters"),
        ("a/b", "3 to 20 letters"),
        ("x" * 21, "3 to 20 letters"),
        ("global", "reserved"),
        ("zelda", "taken"),
    ],
)
async def test_impossible_name_is_refused_with_the_reason(browser: Browser, core: Core, name: str, words: str) -> None:
    await core.namespaces.for_user(ZELDA, "zelda")

    page = await browser.submit(await browser.get("/presets/me"), "Make it mine", name=name)

    assert page.status == 422
    assert words in page.texts("#name-wrong")[0]
    assert page.one("#name")["value"] == name
    assert "somebody/weekly" in page.texts("article p")[0]
    assert await PresetNamespaces.all().count() == 1


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
async def test_after_the_namespace_is_made_nobody_is_led_elsewhere(browser: Browser, onward: str) -> None:
    page = await browser.submit(await browser.get("/presets/me"), "Make it mine", next=onward)

    assert page.path == PATH


async def test_new_namespace_says_how_to_go_on(browser: Browser, space: PresetNamespaces) -> None:
    page = await browser.get(PATH)

    assert "This is your namespace." in page.text
    assert page.href("Make the first one") == "/presets/link/create"


async def test_renaming_moves_the_page(browser: Browser, space: PresetNamespaces) -> None:
    page = await browser.submit(await browser.get(PATH), "Rename", name="Fairy-Boy")

    assert page.path == "/presets/manage/fairy-boy"
    assert "The namespace is called fairy-boy now." in page.text


@pytest.mark.parametrize("rest", ["", "?page=1", "/alttpr", "/alttpr/bombs", "/alttpr/bombs/revisions/1"])
async def test_old_addresses_lead_to_the_renamed_namespace_for_90_days(
    browser: Browser, core: Core, space: PresetNamespaces, clock: HandClock, visit: Visit, rest: str
) -> None:
    await core.namespaces.save_preset(
        namespace=space, game="alttpr", name="bombs", content="settings: {}\n", author=LINK, replace=False
    )
    await core.namespaces.rename(space, "fairy-boy", author=LINK)

    page = await browser.get(PATH + rest)
    clock.advance(days=91)
    later = await Browser(visit()).get(PATH + rest)

    assert (page.status, page.path) == (200, f"/presets/manage/fairy-boy{rest}")
    assert later.status == 404


async def test_renaming_to_something_impossible_changes_nothing(browser: Browser, space: PresetNamespaces) -> None:
    page = await browser.submit(await browser.get(PATH), "Rename", name="manage")

    assert page.status == 422
    assert page.texts(".summary li") == ["“manage” is reserved. Please choose another name."]
    assert page.one("#name")["aria-invalid"] == "true"
    assert (await PresetNamespaces.get()).name == "link"


async def test_collaborator_is_added_and_removed(browser: Browser, space: PresetNamespaces) -> None:
    page = await browser.submit(await browser.get(PATH), "Add", user=f" <@{SOMEBODY}> ")
    assert f"{SOMEBODY} may edit the presets of link." in page.text
    assert page.texts(".people code") == [SOMEBODY]

    page = await browser.submit(page, f"Remove {SOMEBODY}")

    assert "may no longer edit" in page.text
    assert await PresetNamespaceCollaborators.all().count() == 0


@pytest.mark.parametrize(
    "user", ["", "zelda", "12", "1" * 25, "-12345678901234567", "１２３４５６７８９０１２３４５６７"]
)
async def test_what_is_no_discord_id_is_refused(browser: Browser, space: PresetNamespaces, user: str) -> None:
    page = await browser.submit(await browser.get(PATH), "Add", user=user)

    assert page.status == 422
    assert "A Discord ID has 17 to 19 digits." in page.texts(".summary li")[0]
    assert page.one("#user")["value"] == user
    assert await PresetNamespaceCollaborators.all().count() == 0


async def test_handing_a_namespace_over_asks_first(browser: Browser, core: Core, space: PresetNamespaces) -> None:
    await core.namespaces.add_collaborator(space, int(SOMEBODY), author=LINK)

    page = await browser.click(await browser.get(PATH), f"Hand over to {SOMEBODY}")
    assert page.heading == "Hand link over?"
    assert (await PresetNamespaces.get()).discord_user_id == LINK
    page = await browser.submit(page, "Hand it over")

    assert f"belongs to {SOMEBODY} now" in page.text
    assert "Rename" not in page.text
    assert (await PresetNamespaces.get()).discord_user_id == int(SOMEBODY)


async def test_namespace_is_not_handed_to_somebody_who_has_one(
    browser: Browser, core: Core, space: PresetNamespaces
) -> None:
    await core.namespaces.for_user(int(SOMEBODY), "somebody")
    await core.namespaces.add_collaborator(space, int(SOMEBODY), author=LINK)

    page = await browser.submit(await browser.get(f"{PATH}/transfer?user={SOMEBODY}"), "Hand it over")

    assert page.status == 422
    assert "They have a namespace of their own" in page.text
    assert (await PresetNamespaces.get(name="link")).discord_user_id == LINK


async def test_collaborator_sees_no_settings_but_may_leave(core: Core, space: PresetNamespaces, zelda: Visitor) -> None:
    await core.namespaces.add_collaborator(space, ZELDA, author=LINK)
    browser = Browser(zelda)

    page = await browser.get(PATH)
    assert "Rename" not in page.text
    assert (await browser.get("/me/")).href("link") == PATH
    page = await browser.submit(page, "Stop being a collaborator")

    assert "New preset" not in page.text
    assert await PresetNamespaceCollaborators.all().count() == 0


async def test_profile_leads_to_the_namespace(browser: Browser, space: PresetNamespaces) -> None:
    page = await browser.get("/me/")

    assert page.href("All of them") == PATH
    assert "0 presets" in page.text
