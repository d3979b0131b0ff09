"""The editor of presets: checked, saved, tried out, forked, deleted, and never lost."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from quart import Quart
from quart.datastructures import FileStorage

from alttprbot.core import Core
from alttprbot.models import AuditGeneratedGames, PresetNamespaces, PresetRevisions, Presets
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.oauth import DiscordOAuthServer
from tests.api.browsing import Browser, Page
from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import LINK, ZELDA, Visitor
from tests.clocks import HandClock

SIMPLE = "description: Only bombs\nsettings:\n  goal: ganon\n"
OTHER = "description: Only arrows\nsettings:\n  goal: pedestal\n"
PATH = "/presets/manage/link/alttpr/bombs"


@pytest.fixture
async def space(core: Core) -> PresetNamespaces:
    """The namespace of Link."""
    return await core.namespaces.for_user(LINK, "link")


@pytest.fixture
async def bombs(core: Core, space: PresetNamespaces) -> Presets:
    """A preset in it."""
    return await save(core, space, SIMPLE)


@pytest.fixture
def browser(link: Visitor) -> Browser:
    """Link's."""
    return Browser(link)


async def save(core: Core, space: PresetNamespaces, content: str, revision: int | None = None) -> Presets:
    return await core.namespaces.save_preset(
        namespace=space,
        game="alttpr",
        name="bombs",
        content=content,
        author=space.discord_user_id,
        replace=False,
        expected_revision=revision,
    )


def complaints(page: Page) -> list[str]:
    """What the summary at the top of the page says."""
    return page.texts(".summary[tabindex] li")


async def test_somebody_who_is_not_logged_in_is_sent_to_the_login_and_back(visit: Visit, bombs: Presets) -> None:
    page = await Browser(visit()).get(f"{PATH}/edit")

    assert page.status == 302
    assert page.response.headers["Location"] == "/login/?next=%2Fpresets%2Fmanage%2Flink%2Falttpr%2Fbombs%2Fedit"


async def test_new_preset_is_saved_and_shown(browser: Browser, space: PresetNamespaces) -> None:
    page = await browser.click(await browser.get("/presets/manage/link"), "New preset")

    page = await browser.submit(page, "Save", name=" Bombs ", content=SIMPLE, note="The first one")

    assert page.path == PATH
    assert "Saved as link/bombs, version 1." in page.text
    assert "The first one" in page.text
    assert (await Presets.get()).content == SIMPLE


async def test_message_about_saving_is_shown_once(browser: Browser, space: PresetNamespaces) -> None:
    page = await browser.get("/presets/link/create")

    await browser.submit(page, "Save", name="bombs", content=SIMPLE)

    assert "Saved as" not in (await browser.get(PATH)).text


async def test_text_area_keeps_line_ends_of_the_document(browser: Browser, space: PresetNamespaces) -> None:
    page = await browser.get("/presets/link/create")

    await browser.submit(page, "Save", name="bombs", content="\n" + SIMPLE.replace("\n", "\r\n"))

    assert (await Presets.get()).content == "\n" + SIMPLE
    assert page.values(page.one("form.editor"))["content"] == ""
    again = await browser.get(f"{PATH}/edit")
    assert again.values(again.one("form.editor"))["content"] == "\n" + SIMPLE


async def test_file_takes_the_place_of_the_text(browser: Browser, space: PresetNamespaces) -> None:
    page = await browser.get("/presets/link/create")
    file = FileStorage(BytesIO(OTHER.encode()), filename="x.yaml", name="presetfile")

    page = await browser.submit(page, "Save", upload={"presetfile": file}, name="bombs", content=SIMPLE)

    assert page.path == PATH
    assert (await Presets.get()).content == OTHER


async def test_warnings_are_told_and_do_not_keep_anybody_from_saving(browser: Browser, space: PresetNamespaces) -> None:
    page = await browser.get("/presets/link/create")

    page = await browser.submit(page, "Save", name="bombs", content="settings: {goal: something_new}\n")

    assert page.path == PATH
    assert "There is one warning" in page.text


async def test_validating_saves_nothing(browser: Browser, space: PresetNamespaces) -> None:
    page = await browser.get("/presets/link/create")

    page = await browser.submit(page, "Validate", name="bombs", content=SIMPLE)

    assert page.status == 200
    assert "This is a valid preset. Nothing has been saved." in page.text
    assert page.values(page.one("form.editor"))["content"] == SIMPLE
    assert await Presets.all().count() == 0


async def test_what_is_wrong_is_listed_with_its_line_and_the_text_is_kept(
    browser: Browser, space: PresetNamespaces
) -> None:
    content = "desciption: x\nsettings:\n  goal: [1]\nextends: open\n"
    page = await browser.get("/presets/link/create")

    page = await browser.submit(page, "Save", name="bombs", content=content)

    assert page.status == 422
    assert page.soup.title.string.startswith("Error: ")
    assert [each.split(":")[0] for each in complaints(page)] == [
        "Line 1, column 1",
        "Line 3, column 3",
        "Line 4, column 1",
    ]
    assert "Did you mean “description”?" in complaints(page)[0]
    assert page.one(".summary[tabindex] a[data-line='1']")["href"] == "#L1"
    assert page.texts(".source li.bad code") == ["desciption: x", "goal: [1]", "extends: open"]
    assert page.values(page.one("form.editor")) | {"csrf_token": ""} == {
        "csrf_token": "",
        "name": "bombs",
        "randomizer": "alttpr",
        "content": content,
        "note": "",
    }
    assert page.one("#content")["aria-invalid"] == "true"
    assert await Presets.all().count() == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "lines of the form"),
        ("\n\n# nothing\n", "lines of the form"),
        ("just words\n", "mapping"),
        ("settings: {a: &x [*x]}\n", "stands for nothing"),
        ("settings: {}\nsettings: {}\n", "twice"),
        ("settings: !!python/object/apply:os.system ['true']\n", "tag"),
        ("a: " + "[" * 500, "deep"),
        ("a: [1\n", "Line"),
        (f"settings: {{x: '{'y' * 70_000}'}}\n", "64 KiB"),
    ],
)
async def test_hostile_text_is_refused_with_the_reason(
    browser: Browser, space: PresetNamespaces, content: str, words: str
) -> None:
    page = await browser.get("/presets/link/create")

    page = await browser.submit(page, "Save", name="bombs", content=content)

    assert page.status == 422
    assert words.lower() in " ".join(complaints(page)).lower()
    assert await Presets.all().count() == 0


async def test_file_that_is_no_text_is_refused(browser: Browser, space: PresetNamespaces) -> None:
    page = await browser.get("/presets/link/create")
    file = FileStorage(BytesIO(b"\x89PNG\r\n\x1a\n\x00\xff"), filename="x.yaml", name="presetfile")

    page = await browser.submit(page, "Save", upload={"presetfile": file}, name="bombs")

    assert page.status == 422
    assert "UTF-8" in " ".join(complaints(page))


async def test_huge_form_is_refused_before_it_is_read(browser: Browser, space: PresetNamespaces) -> None:
    page = await browser.get("/presets/link/create")

    page = await browser.submit(page, "Save", name="bombs", content="x" * 1_000_000)

    assert page.status == 413
    assert "too large" in page.text


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": ""}, "name", "Give the preset a name."),
        ({"name": "a b"}, "name", "letters (a to z)"),
        ({"name": "zelda/bombs"}, "name", "no slash"),
        ({"name": "x" * 51}, "name", "1 to 50"),
        ({"randomizer": "chess"}, "randomizer", "Choose the game"),
        ({"note": "x" * 201}, "note", "at most 200"),
    ],
)
async def test_wrong_field_is_named_and_marked(
    browser: Browser, space: PresetNamespaces, typed: dict[str, Any], field: str, words: str
) -> None:
    page = await browser.get("/presets/link/create")

    page = await browser.submit(page, "Save", **{"name": "bombs", "content": SIMPLE, **typed})

    assert page.status == 422
    assert words in complaints(page)[0]
    assert page.one(f"#{field}")["aria-invalid"] == "true"
    assert f"{field}-wrong" in page.one(f"#{field}")["aria-describedby"]
    assert page.href(complaints(page)[0]) == f"#{field}"
    assert await Presets.all().count() == 0


async def test_name_that_is_taken_replaces_nothing(browser: Browser, bombs: Presets) -> None:
    page = await browser.get("/presets/link/create")

    page = await browser.submit(page, "Save", name="bombs", content=OTHER)

    assert page.status == 409
    assert "There is a preset “link/bombs” already." in complaints(page)[0]
    assert (await Presets.get()).content == SIMPLE


async def test_edited_preset_becomes_a_new_version(browser: Browser, bombs: Presets) -> None:
    page = await browser.click(await browser.get(PATH), "Edit")
    assert page.values(page.one("form.editor"))["content"] == SIMPLE

    page = await browser.submit(page, "Save", content=OTHER, note="Arrows are better")

    assert "Saved as link/bombs, version 2." in page.text
    assert (await Presets.get()).content == OTHER
    assert await PresetRevisions.all().order_by("revision").values_list("revision", "content") == [
        (1, SIMPLE),
        (2, OTHER),
    ]


async def test_edit_of_an_old_version_shows_what_differs_and_can_be_saved_on_top(
    browser: Browser, core: Core, space: PresetNamespaces, bombs: Presets
) -> None:
    page = await browser.get(f"{PATH}/edit")
    await save(core, space, SIMPLE.replace("bombs", "hookshots"), revision=1)

    page = await browser.submit(page, "Save", content=OTHER)

    assert page.status == 409
    assert "Somebody saved another version" in page.text
    assert page.texts(".source li.del code")[0] == "description: Only hookshots"
    assert page.texts(".source li.add code")[0] == "description: Only arrows"
    assert page.values(page.one("form.editor"))["content"] == OTHER
    assert "hookshots" in (await Presets.get()).content

    page = await browser.submit(page, "Save")

    assert "Saved as link/bombs, version 3." in page.text
    assert (await Presets.get()).content == OTHER


async def test_edit_of_a_preset_that_was_deleted_keeps_the_text(
    browser: Browser, core: Core, space: PresetNamespaces, bombs: Presets
) -> None:
    page = await browser.get(f"{PATH}/edit")
    await core.namespaces.delete_preset(namespace=space, game="alttpr", name="bombs", author=LINK)

    page = await browser.submit(page, "Save", content=OTHER)

    assert page.status == 409
    assert "Somebody deleted this preset" in page.text
    page = await browser.submit(page, "Save")
    assert "Saved as link/bombs, version 1." in page.text
    assert (await Presets.get()).content == OTHER


async def test_preset_that_could_not_be_saved_again_says_so_to_its_owner(
    browser: Browser, visit: Visit, bombs: Presets
) -> None:
    await Presets.filter(id=bombs.id).update(content="studytime: soon\n" + SIMPLE)

    page = await browser.get(PATH)
    editor = await browser.click(page, "Edit")
    shown = await Browser(visit()).get(PATH)

    assert page.texts(".summary h2") == ["This preset can be rolled, but not saved like this again"]
    assert "studytime" in page.texts(".summary li")[0]
    assert "studytime" in complaints(editor)[0]
    assert shown.texts(".summary h2") == []


async def test_edit_without_a_version_replaces_nothing_unseen(link: Visitor, bombs: Presets) -> None:
    response = await link.post(PATH, form={"content": OTHER, "revision": "soon"})

    assert response.status_code == 409
    assert (await Presets.get()).content == SIMPLE


async def test_deleting_asks_first(browser: Browser, bombs: Presets) -> None:
    page = await browser.click(await browser.get(PATH), "Delete")
    assert page.heading == "Delete link/bombs?"
    assert await Presets.all().count() == 1

    page = await browser.submit(page, "Delete it")

    assert page.path == "/presets/manage/link"
    assert "The preset link/bombs is deleted." in page.text
    assert await Presets.all().count() == await PresetRevisions.all().count() == 0


async def test_old_way_of_deleting_leads_to_the_question(link: Visitor, bombs: Presets) -> None:
    response = await link.post(PATH, form={"delete": "yes"})

    assert (response.status_code, response.headers["Location"]) == (303, f"{PATH}/delete")
    assert await Presets.all().count() == 1


async def test_forking_begins_with_the_text_of_the_original(
    browser: Browser, space: PresetNamespaces, core: Core
) -> None:
    page = await browser.click(await browser.get("/presets/global/alttpr/open"), "Fork into my namespace")

    assert page.path == "/presets/link/create?randomizer=alttpr&from=open"
    page = await browser.submit(page, "Save")

    assert page.path == "/presets/manage/link/alttpr/open"
    assert (await Presets.get()).content == core.presets.shipped("alttpr")["open"].raw
    assert "Copied from open" in page.text


async def test_first_fork_makes_the_namespace_on_the_way(visit: Visit, bombs: Presets) -> None:
    visitor = visit()
    await visitor.login(ZELDA)
    browser = Browser(visitor)

    page = await browser.click(await browser.get(PATH), "Fork into my namespace")
    assert page.one("#name")["value"] == "zelda"
    page = await browser.submit(page, "Make it mine", name="hyrule")
    assert page.path == "/presets/hyrule/create?randomizer=alttpr&from=link/bombs"
    page = await browser.submit(page, "Save")

    assert page.path == "/presets/manage/hyrule/alttpr/bombs"
    assert (await Presets.get(namespace__name="hyrule")).content == SIMPLE


async def test_duplicate_has_a_name_of_its_own(browser: Browser, bombs: Presets) -> None:
    page = await browser.click(await browser.get(PATH), "Duplicate")

    page = await browser.submit(page, "Save")

    assert page.path == "/presets/manage/link/alttpr/bombs_copy"


@pytest.mark.parametrize("source", ["nothing_like_this", "nobody/bombs", "link/nothing_like_this", "a/b/c"])
async def test_copy_of_nothing_is_refused(browser: Browser, space: PresetNamespaces, source: str) -> None:
    page = await browser.get(f"/presets/link/create?randomizer=alttpr&from={source}")

    assert page.status in {404, 422}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/presets/link/create"),
        ("POST", "/presets/link/create"),
        ("POST", "/presets/link/create/test"),
        ("GET", f"{PATH}/edit"),
        ("POST", PATH),
        ("POST", f"{PATH}/test"),
        ("GET", f"{PATH}/delete"),
        ("POST", f"{PATH}/delete"),
        ("POST", "/presets/manage/link/rename"),
        ("POST", "/presets/manage/link/collaborators"),
        ("POST", f"/presets/manage/link/collaborators/{LINK}/remove"),
        ("GET", f"/presets/manage/link/transfer?user={'1' * 17}"),
        ("POST", "/presets/manage/link/transfer"),
    ],
)
async def test_others_may_change_nothing(zelda: Visitor, bombs: Presets, method: str, path: str) -> None:
    form = {"name": "bombs", "randomizer": "alttpr", "content": OTHER, "revision": "1", "user": "1" * 17}

    response = await zelda.open(path, method, form=form if method == "POST" else None)

    assert response.status_code == 403
    assert await Presets.all().values_list("preset_name", "content") == [("bombs", SIMPLE)]
    assert await PresetNamespaces.filter(name="link").exists()


async def test_collaborator_may_edit(core: Core, space: PresetNamespaces, bombs: Presets, zelda: Visitor) -> None:
    await core.namespaces.add_collaborator(space, ZELDA, author=LINK)
    browser = Browser(zelda)

    page = await browser.submit(await browser.get(f"{PATH}/edit"), "Save", content=OTHER)

    assert "Saved as link/bombs, version 2." in page.text
    assert "by you" in page.text


@pytest.mark.parametrize("path", ["/presets/link/create", PATH, f"{PATH}/test", f"{PATH}/delete"])
async def test_form_without_its_token_is_refused(link: Visitor, bombs: Presets, path: str) -> None:
    link.headers.pop("X-CSRF-Token")
    form = {"name": "other", "randomizer": "alttpr", "content": OTHER, "revision": "1"}

    response = await link.post(path, form=form)

    assert response.status_code == 403
    assert await Presets.all().values_list("preset_name", "content") == [("bombs", SIMPLE)]


async def test_test_roll_shows_the_seed_and_saves_nothing(
    browser: Browser, space: PresetNamespaces, alttpr: AlttprServer
) -> None:
    page = await browser.get("/presets/link/create")

    page = await browser.submit(page, "Test roll", content=SIMPLE)

    assert page.status == 200
    (seed,) = alttpr.seeds
    assert any(link.endswith(f"/h/{seed}") for link in page.texts(".result a"))
    assert len(page.texts(".result .icons li")) == 5
    assert page.values(page.one("form.editor"))["content"] == SIMPLE
    assert await Presets.all().count() == 0
    record = await AuditGeneratedGames.get()
    assert (record.discord_user_id, record.surface) == (LINK, "api")


async def test_test_roll_of_a_changed_preset_uses_the_changed_text(
    browser: Browser, bombs: Presets, alttpr: AlttprServer
) -> None:
    page = await browser.submit(await browser.get(f"{PATH}/edit"), "Test roll", content=OTHER)

    assert page.status == 200
    assert (await AuditGeneratedGames.get()).settings["goal"] == "pedestal"
    assert (await Presets.get()).generated_count == 0
    assert page.values(page.one("form.editor"))["revision"] == "1"


async def test_test_roll_of_something_wrong_asks_nobody(
    browser: Browser, space: PresetNamespaces, alttpr: AlttprServer
) -> None:
    page = await browser.submit(await browser.get("/presets/link/create"), "Test roll", content="settings: 1\n")

    assert page.status == 422
    assert not alttpr.seeds


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (Fault(FaultKind.STATUS, status=500), 502, "unreachable or failing right now (HTTP 500)"),
        (Fault(FaultKind.RATE_LIMIT, seconds=20), 429, "is limiting requests. Please try again in 20 s."),
        (Fault(FaultKind.MALFORMED), 502, "answered with something unexpected"),
        (Fault(FaultKind.SLOW, seconds=20), 504, "did not answer in time"),
    ],
)
async def test_provider_that_fails_is_said_so_and_the_text_is_kept(
    make_app: MakeApp, oauth: DiscordOAuthServer, alttpr: AlttprServer, fault: Fault, status: int, words: str
) -> None:
    browser = await _impatient(make_app, oauth)
    alttpr.faults.add(fault)

    page = await browser.submit(await browser.get("/presets/me/create"), "Test roll", content=SIMPLE)

    assert page.status == status
    assert words in page.texts(".summary p")[0]
    assert page.values(page.one("form.editor"))["content"] == SIMPLE
    assert await AuditGeneratedGames.all().count() == 0


async def test_provider_that_refuses_is_quoted(
    make_app: MakeApp, oauth: DiscordOAuthServer, alttpr: AlttprServer
) -> None:
    browser = await _impatient(make_app, oauth)
    alttpr.refuse_next = "<b>Something</b> is off"

    page = await browser.submit(await browser.get("/presets/me/create"), "Test roll", content=SIMPLE)

    assert page.status == 400
    assert "Something is off" in page.texts(".summary p")[0]


async def test_test_rolls_are_limited_and_the_text_is_kept(
    make_app: MakeApp, oauth: DiscordOAuthServer, clock: HandClock
) -> None:
    browser = await _at_home(await make_app(seed_limit_count=100, rate_limit_seeds=2), oauth)
    page = await browser.get("/presets/me/create")

    statuses = [(await browser.submit(page, "Test roll", content=SIMPLE)).status for _ in range(2)]
    refused = await browser.submit(page, "Test roll", content=SIMPLE)
    clock.advance(60)
    later = await browser.submit(refused, "Test roll")

    assert statuses == [200, 200]
    assert refused.status == 429
    assert "You may roll 2 tests a minute. Please try again in 30 s." in refused.text
    assert later.status == 200


async def _impatient(make_app: MakeApp, oauth: DiscordOAuthServer) -> Browser:
    return await _at_home(await make_app(provider_max_attempts=1, provider_timeout_seconds=0.5), oauth)


async def _at_home(app: Quart, oauth: DiscordOAuthServer) -> Browser:
    """Link at their browser, with a namespace."""
    visitor = Visitor(app, oauth)
    await visitor.login(LINK)
    browser = Browser(visitor)
    await browser.submit(await browser.get("/presets/me"), "Make it mine")
    return browser
