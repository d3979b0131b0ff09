"""What all pages share: navigation, who is logged in, the theme, the files they are made with, and error pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from alttprbot.config import REPOSITORY
from alttprbot.config_types import StartupPolicy
from alttprbot.supervision import Check, Readiness, State
from alttprbot_sandbox.oauth import DiscordOAuthServer
from tests.api.browsing import Browser
from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import LINK, Visitor


@pytest.fixture
def anonymous(visit: Visit) -> Browser:
    return Browser(visit())


async def test_home_page_says_what_this_is_and_invites(anonymous: Browser) -> None:
    page = await anonymous.get("/")

    assert page.status == 200
    shipped = len(list((REPOSITORY / "presets").glob("*/[!_]*.yaml")))
    assert f"{shipped} presets come with it" in page.text
    assert page.href("Add it to your server").endswith(
        "/api/oauth2/authorize?client_id=1000&permissions=0&scope=bot+applications.commands"
    )
    assert page.texts("nav[aria-label=Main] a[aria-current]") == ["Home"]


async def test_home_page_says_what_does_not_run(anonymous: Browser, readiness: Readiness) -> None:
    assert "Everything is running." in (await anonymous.get("/")).text
    for name, state in [("racetime", State.FAILING), ("discord", State.OFF), ("web", State.READY)]:
        readiness.checks[name] = Check(state, StartupPolicy.STRICT, datetime.now(UTC), "secret detail")

    page = await anonymous.get("/")

    assert "Not running right now: race rooms." in page.text
    assert "secret detail" not in page.text


async def test_without_an_application_nobody_is_invited(make_app: MakeApp) -> None:
    browser = Browser(Visitor(await make_app(discord_client_id=None)))

    assert "Add it to your server" not in (await browser.get("/")).text


async def test_sign_in_leads_back_to_the_page_one_came_from(anonymous: Browser) -> None:
    page = await anonymous.get("/presets/alttpr?q=a%26b&page=1")

    assert page.href("Sign in with Discord") == "/login/?next=/presets/alttpr%3Fq%3Da%2526b%26page%3D1"


async def test_profile_is_for_those_who_are_logged_in(anonymous: Browser) -> None:
    page = await anonymous.get("/me/")

    assert page.status == 302
    assert page.response.headers["Location"] == "/login/?next=%2Fme%2F"


async def test_profile_says_who_one_is_and_is_kept_by_nobody(link: Visitor) -> None:
    page = await Browser(link).get("/me/")

    assert page.texts("h2")[0] == "Link"
    assert str(LINK) in page.text
    assert "You have none yet" in page.text
    assert page.response.headers["Cache-Control"] == "no-store"


async def test_signing_out_is_a_form_and_ends_the_session(link: Visitor) -> None:
    browser = Browser(link)

    page = await browser.submit(await browser.get("/me/"), "Sign out")

    assert page.path == "/"
    assert (await browser.get("/me/")).status == 302


async def test_hostile_names_stay_text(visit: Visit, oauth: DiscordOAuthServer) -> None:
    oauth.add_user(7, "<script>alert(1)</script>", global_name='"><img src=x onerror=alert(1)>{{ 7 * 7 }}')
    visitor = visit()
    await visitor.login(7)

    page = await Browser(visitor).get("/me/")

    assert page.texts("h2")[0] == '"><img src=x onerror=alert(1)>{{ 7 * 7 }}'
    assert not page.soup.select("img[src=x]")


async def test_theme_is_kept_without_any_script(anonymous: Browser) -> None:
    page = await anonymous.get("/presets/alttpr?q=boots")
    assert page.soup.html["data-theme"] == "system"

    page = await anonymous.submit(page, "Dark")

    assert page.path == "/presets/alttpr?q=boots"
    assert page.soup.html["data-theme"] == "dark"
    assert page.texts("form.themes button[aria-pressed=true]") == ["Dark"]


async def test_unknown_theme_is_refused(anonymous: Browser) -> None:
    page = await anonymous.get("/")
    page.one("form.themes button[value=dark]")["value"] = "pink"

    page = await anonymous.submit(page, "Dark")

    assert page.status == 400
    assert "Known are: system, light, dark" in page.text


async def test_choosing_a_theme_leads_nowhere_else(anonymous: Browser) -> None:
    page = await anonymous.submit(await anonymous.get("/"), "Light", next="//evil.example/")

    assert page.path == "/"


async def test_assets_are_kept_for_ever_under_names_that_change(anonymous: Browser, visit: Visit) -> None:
    page = await anonymous.get("/")
    address = str(page.one("link[rel=stylesheet]")["href"])

    sheet = await visit().get(address)
    plain = await visit().get("/assets/site.css")

    assert sheet.content_type.startswith("text/css")
    assert sheet.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.headers["Cache-Control"] == "no-cache"
    assert await plain.get_data() == await sheet.get_data()


@pytest.mark.parametrize("name", ["nothing.css", "..%2Fpages.py", "%2e%2e/pages.py", "site.000000000000.css"])
async def test_other_files_are_not_served(visit: Visit, name: str) -> None:
    assert (await visit().get(f"/assets/{name}")).status_code == 404


async def test_pages_weigh_little(anonymous: Browser, visit: Visit) -> None:
    page = await anonymous.get("/presets")
    parts = [page.one("link[rel=stylesheet]")["href"], page.one("script")["src"], page.one("link[rel=icon]")["href"]]
    sizes = [len(await (await visit().get(str(part))).get_data()) for part in parts]

    assert sum(sizes) + len(await page.response.get_data()) < 100_000


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing", 404, "There is nothing at this address."),
        ("/presets/nogame", 404, "There are no presets of “nogame”."),
        ("/presets/manage/nobody", 404, "There is no preset namespace called “nobody”."),
        ("/presets?page=0", 400, "page : Input should be greater than or equal to 1"),
        ("/presets?sort=colour", 400, "sort : Input should be 'name'"),
    ],
)
async def test_error_pages_are_pages_with_the_right_status(
    anonymous: Browser, path: str, status: int, words: str
) -> None:
    page = await anonymous.get(path)

    assert page.status == status
    assert words in page.text
    assert page.response.headers["X-Request-Id"] in page.text


async def test_error_pages_greet_who_is_logged_in(link: Visitor) -> None:
    page = await Browser(link).get("/nothing")

    assert page.status == 404
    assert page.texts("details.account .name") == ["Link"]
