"""Texts for the end of the game on the web: handed in by players, decided about by moderators."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from alttprbot.core import Core
from alttprbot.models import AuditAction, TriforceTextPool, TriforceTexts, TriforceTextsConfig
from alttprbot.models.triforce import TriforceSetting, TriforceTextAccess
from tests.api.browsing import Browser
from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import LINK, ZELDA, Visitor
from tests.clocks import HandClock

POOL, KEYED, KEY = "alttpr2024", "sgl23", "open sesame"
PATH, KEYED_PATH = f"/triforcetexts/{POOL}", f"/triforcetexts/{KEYED}"
MODERATION = f"{PATH}/moderation"
MODERATOR_OF = {POOL: LINK, KEYED: ZELDA}


@pytest.fixture(autouse=True)
async def pools(visit: Visit) -> None:
    """One for those who are logged in, moderated by Link, one with a key, moderated by Zelda."""
    await TriforceTextPool.create(slug=POOL, title="Qualifier 2024", submission_limit=3)
    await TriforceTextPool.create(slug=KEYED, title="SGL 2023", access=TriforceTextAccess.KEY)
    await TriforceTextsConfig.create(pool_name=KEYED, key_name=TriforceSetting.KEY, value=KEY)
    for pool, moderator in MODERATOR_OF.items():
        await TriforceTextsConfig.create(pool_name=pool, key_name=TriforceSetting.MODERATOR, value=str(moderator))


@pytest.fixture
def link_browser(link: Visitor) -> Browser:
    return Browser(link)


@pytest.fixture
def zelda_browser(zelda: Visitor) -> Browser:
    return Browser(zelda)


@pytest.fixture
def stranger(visit: Visit) -> Browser:
    return Browser(visit(page=True))


async def handed_in(text: str, pool: str = POOL, *, approved: bool | None = None) -> TriforceTexts:
    return await TriforceTexts.create(
        pool_name=pool, text=text, discord_user_id=ZELDA, author="Zelda", approved=approved
    )


async def test_a_text_is_handed_in_and_its_author_sees_what_becomes_of_it(zelda_browser: Browser) -> None:
    page = await zelda_browser.submit(
        await zelda_browser.get(PATH), "Hand it in", first_line="Hello", second_line="ハイラル", third_line="bye "
    )

    assert "A moderator will look at your text." in page.text
    assert page.texts(".texts .tag") == ["waits for a moderator"]
    text = await TriforceTexts.get()
    assert (text.pool_name, text.text, text.approved) == (POOL, "Hello\nハイラル\nbye", None)
    assert (text.discord_user_id, text.author) == (ZELDA, "Zelda")

    for approved, told in ((True, "approved"), (False, "rejected")):
        await TriforceTexts.all().update(approved=approved)
        assert (await zelda_browser.get(PATH)).texts(".texts .tag") == [told]


async def test_the_first_page_leads_to_the_pools_that_are_open(stranger: Browser, clock: HandClock) -> None:
    await TriforceTextPool.filter(slug=KEYED).update(closes_at=clock.now())

    page = await stranger.get("/")

    assert page.href("Qualifier 2024") == PATH
    assert "SGL 2023" not in page.text


async def test_the_first_page_is_there_without_the_database(stranger: Browser, core: Core) -> None:
    await core.database.close()

    page = await stranger.get("/")

    assert page.status == 200
    assert "What does the Triforce say?" not in page.text


async def test_who_is_not_known_signs_in_first(stranger: Browser, visit: Visit) -> None:
    page = await stranger.get(PATH)
    answer = await visit().post(f"{PATH}/submit", form={"first_line": "Hello"})

    assert page.path == "/login/?next=%2Ftriforcetexts%2Falttpr2024"
    assert answer.status_code == 401
    assert not await TriforceTexts.exists()


@pytest.mark.parametrize(
    ("lines", "field", "why"),
    [
        (("", " ", ""), "first_line", "at least one line"),
        (("ok", "x" * 20, ""), "second_line", "Line 2 is too long: it has 20 characters of 19."),
        (("ok", "ok", "{PAUSE9}"), "third_line", "The game cannot show “{” “}” in line 3."),
        (("a@b", "", ""), "first_line", "The game cannot show “@” in line 1."),
        (("ok", "two\nlines", ""), "second_line", "cannot show U+000A in line 2"),
    ],
)
async def test_what_the_game_cannot_show_is_named_and_kept_for_changing(
    zelda_browser: Browser, lines: tuple[str, str, str], field: str, why: str
) -> None:
    page = await zelda_browser.get(PATH)
    first, second, third = lines

    page = await zelda_browser.submit(page, "Hand it in", first_line=first, second_line=second, third_line=third)

    assert page.status == 422
    assert why in page.texts(".summary li")[0]
    assert page.one(f"#{field}")["aria-invalid"] == "true"
    assert page.one("#first_line")["value"] == lines[0]
    assert not await TriforceTexts.exists()


async def test_the_same_text_is_not_taken_twice_and_not_too_many_of_one_person(zelda_browser: Browser) -> None:
    page = await zelda_browser.get(PATH)
    for number in (1, 2, 2, 3, 4):
        page = await zelda_browser.submit(page, "Hand it in", first_line=f"Text {number}")
        if number == 2 and page.status == 422:
            assert page.texts(".summary li") == ["Somebody has handed in this text already."]

    assert page.texts(".summary li") == ["3 of your texts wait for a moderator. Please wait with the next one."]
    assert await TriforceTexts.all().count() == 3


async def test_an_hour_has_room_for_so_many_texts(make_app: MakeApp, clock: HandClock, visit: Visit) -> None:
    visitor = visit()
    visitor.app = await make_app(rate_limit_texts=1)
    visitor.client = visitor.app.test_client()
    await visitor.login(ZELDA)
    browser = Browser(visitor)
    page = await browser.get(PATH)
    await browser.submit(page, "Hand it in", first_line="{}")
    assert (await browser.submit(page, "Hand it in", first_line="one")).status == 200

    refused = await browser.submit(page, "Hand it in", first_line="two")

    assert refused.status == 429
    assert "Please try again in 60 min." in refused.text
    clock.advance(3600)
    assert (await browser.submit(page, "Hand it in", first_line="two")).status == 200


@pytest.mark.parametrize(("opens", "closes"), [(1, None), (None, -1), (-2, -1)])
async def test_a_pool_that_is_not_open_shows_no_form(
    zelda_browser: Browser, clock: HandClock, opens: int | None, closes: int | None
) -> None:
    before = await zelda_browser.get(PATH)
    await TriforceTextPool.filter(slug=POOL).update(
        opens_at=None if opens is None else clock.now() + timedelta(days=opens),
        closes_at=None if closes is None else clock.now() + timedelta(days=closes),
    )

    page = await zelda_browser.get(PATH)

    assert "takes no texts at this time" in page.text
    assert not page.soup.select("#endtext")
    late = await zelda_browser.submit(before, "Hand it in", first_line="Hello")
    assert (late.status, late.texts(".summary li")) == (422, ["“Qualifier 2024” takes no texts at this time."])
    assert not await TriforceTexts.exists()


@pytest.mark.parametrize("path", ["", "/moderation"])
@pytest.mark.parametrize("pool", ["nowhere", "x" * 300])
async def test_there_is_nothing_where_no_pool_is(link_browser: Browser, pool: str, path: str) -> None:
    page = await link_browser.get(f"/triforcetexts/{pool}{path}")

    assert page.status == 404
    assert "There is no pool of texts called" in page.text


async def test_the_key_of_a_pool_opens_it_without_an_account(stranger: Browser) -> None:
    locked = await stranger.get(f"{KEYED_PATH}?key={KEY}")
    assert not locked.soup.select("#endtext")

    page = await stranger.submit(locked, "Open")
    page = await stranger.submit(page, "Hand it in", first_line="Hello", author_name=" Impa ")

    assert "A moderator will look at your text." in page.text
    text = await TriforceTexts.get()
    assert (text.pool_name, text.author, text.discord_user_id) == (KEYED, "Impa", None)


@pytest.mark.parametrize("name", ["", "  ", "x" * 51])
async def test_who_has_a_key_says_who_they_are(stranger: Browser, name: str) -> None:
    page = await stranger.submit(await stranger.get(KEYED_PATH), "Open", key=KEY)

    page = await stranger.submit(page, "Hand it in", first_line="Hello", author_name=name)

    assert page.texts(".summary li") == ["Your name has 1 to 50 characters."]
    assert not await TriforceTexts.exists()


async def test_a_wrong_key_and_a_key_of_before_open_nothing(stranger: Browser) -> None:
    page = await stranger.submit(await stranger.get(KEYED_PATH), "Open", key="sesame")
    assert page.texts("#key-wrong") == ["Error: This is not the key. Please ask whoever gave it to you."]
    page = await stranger.submit(page, "Open", key=KEY)
    assert page.soup.select("#endtext")

    await TriforceTextsConfig.filter(key_name=TriforceSetting.KEY).update(value="another")

    assert not (await stranger.get(KEYED_PATH)).soup.select("#endtext")
    refused = await stranger.submit(page, "Hand it in", first_line="Hello", author_name="Impa")
    assert (refused.status, "Please enter the key" in refused.text) == (403, True)
    assert not await TriforceTexts.exists()


async def test_signing_out_ends_what_a_key_opened(zelda_browser: Browser) -> None:
    page = await zelda_browser.submit(await zelda_browser.get(KEYED_PATH), "Open", key=KEY)
    assert page.soup.select("#endtext")

    await zelda_browser.submit(page, "Sign out")

    assert not (await zelda_browser.get(KEYED_PATH)).soup.select("#endtext")


async def test_moderators_find_their_way_and_decide(link_browser: Browser) -> None:
    texts = [await handed_in(text) for text in ("One", "Two", "Three")]

    page = await link_browser.click(await link_browser.get(PATH), "Moderate")
    assert page.texts(".tabs a") == ["Pending 3", "Approved 0", "Rejected 0", "All 3"]
    page = await link_browser.submit(page, f"Approve text {texts[0].id}")
    page = await link_browser.submit(page, f"Reject text {texts[1].id}", reason="religion")

    assert "The text is rejected." in page.text
    assert page.texts(".tabs a") == ["Pending 1", "Approved 1", "Rejected 1", "All 3"]
    assert page.texts("tbody pre") == ["Three"]
    record = await AuditAction.filter(action="triforce_text.rejected").get()
    assert (record.actor, record.subject) == (f"discord:{LINK}", POOL)
    assert record.details == {"texts": [texts[1].id], "reason": "religion"}


async def test_the_list_stays_where_it_was_after_a_decision(link_browser: Browser) -> None:
    text = await handed_in("One", approved=True)

    page = await link_browser.get(f"{MODERATION}?approved=true")
    page = await link_browser.submit(page, f"Undo the decision about text {text.id}")

    assert page.path == f"{MODERATION}?approved=true"
    assert "There are no texts here." in page.text
    assert (await TriforceTexts.get()).approved is None


@pytest.mark.parametrize(
    ("approved", "listed"),
    [
        ("", ["a"]),
        ("?approved=pending", ["a"]),
        ("?approved=true", ["b"]),
        ("?approved=false", ["c"]),
        ("?approved=all", ["a", "b", "c"]),
        ("?approved=whatever", ["a", "b", "c"]),
    ],
)
async def test_lists_by_what_was_decided(link_browser: Browser, approved: str, listed: list[str]) -> None:
    for text, decided in (("a", None), ("b", True), ("c", False)):
        await handed_in(text, approved=decided)
    await handed_in("elsewhere", KEYED)

    assert (await link_browser.get(f"{MODERATION}{approved}")).texts("tbody pre") == listed


async def test_several_are_decided_about_at_once(link: Visitor) -> None:
    texts = [await handed_in(text) for text in ("One", "Two", "Three")]
    chosen = [str(text.id) for text in texts[:2]]

    sent = urlencode([*(("text", each) for each in chosen), ("approved", "pending")])
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = await link.post(f"{MODERATION}/approve", data=sent, headers=form)

    assert (answer.status_code, answer.headers["Location"]) == (303, MODERATION)
    assert await TriforceTexts.filter(approved=True).count() == 2


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("approve", {}, 422),
        ("approve", {"text": "x"}, 404),
        ("approve", {"text": "999"}, 404),
        ("approve", {"text": "9" * 30}, 404),
        ("999/approve", {}, 404),
        (f"{2**31}/approve", {}, 404),
        ("1/delete", {}, 404),
    ],
)
async def test_what_is_no_text_and_no_decision_changes_nothing(
    link: Visitor, path: str, form: dict[str, str], status: int
) -> None:
    await handed_in("One")

    answer = await link.post(f"{MODERATION}/{path}", form=form)

    assert answer.status_code == status
    assert (await TriforceTexts.get()).approved is None


async def test_moderators_of_one_pool_decide_about_no_other(link: Visitor, zelda: Visitor, visit: Visit) -> None:
    here, there = await handed_in("One"), await handed_in("Two", KEYED)
    tries = [
        await zelda.post(f"{MODERATION}/{here.id}/approve"),
        await link.post(f"{MODERATION}/{there.id}/approve"),
        await link.post(f"{KEYED_PATH}/moderation/{there.id}/approve"),
        await visit().post(f"{MODERATION}/{here.id}/approve"),
        await zelda.get(MODERATION),
        await link.get(f"{MODERATION}/{here.id}/approve"),
    ]

    assert [answer.status_code for answer in tries] == [403, 404, 403, 401, 403, 405]
    assert not await TriforceTexts.filter(approved__isnull=False).exists()


@pytest.mark.parametrize("path", [f"{PATH}/submit", f"{MODERATION}/1/approve"])
async def test_forms_of_other_sites_are_refused(link: Visitor, path: str) -> None:
    await handed_in("One")

    foreign = await link.post(path, form={"first_line": "Two"}, headers={"Origin": "https://evil.example"})
    del link.headers["X-CSRF-Token"]
    without = await link.post(path, form={"first_line": "Two"})

    assert (foreign.status_code, without.status_code) == (403, 403)
    assert await TriforceTexts.filter(approved__isnull=True).count() == 1
