"""Seeds at an event: a page asks, a button rolls, and the answer leads to the seed."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from quart import Quart

from alttprbot.core import Core
from alttprbot.models import AuditGeneratedGames, SGL2023OnsiteHistory, TriforceTexts
from alttprbot.services.onsite_event import EventFileError
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.demo import prepare_event
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.alttprgen.conftest import VirtualClock
from tests.api.browsing import Browser
from tests.api.conftest import MakeApp, Visit
from tests.api.onsite import Hall, open_hall
from tests.api.visitors import ADDRESS, HTML, LINK, Visitor, problem_of
from tests.telemetry import RECORDING, told

ROLL = "/sglive/generate"
KEYS = ("ootr", "alttpr", "ffr", "smr", "smz3", "smz3/main")
PAGES = ("/sglive/", "/sglive/reports/capacity", *(f"{ROLL}/{key}" for key in KEYS))
LONG_FLAGS = "F" * 600
OWN_EVENT = f"""\
title: Tuesday
games:
  ff:
    title: Final Fantasy
    game: ff1r
    parameters: {{url: "https://finalfantasyrandomizer.com/?s=0&f={LONG_FLAGS}"}}
    instructions: Bring `a controller`.
    notes: Good luck!
    flags: abc-DEF
    download_url: https://files.example/pack
    model_pack_url: https://files.example/models
    schedule_url: https://files.example/schedule
    challonge_url: https://files.example/bracket
"""


@pytest.fixture
def clock() -> VirtualClock:
    """Nobody waits for fresh seeds here."""
    return VirtualClock()


@pytest.fixture
async def hall(alttpr: AlttprServer) -> AsyncIterator[Hall]:
    async with open_hall(alttpr) as opened:
        yield opened


@pytest.fixture
async def app(make_app: MakeApp, hall: Hall) -> Quart:
    return await make_app(**hall.settings, provider_max_attempts=1)


async def history() -> list[tuple[str, str, str]]:
    rows = await SGL2023OnsiteHistory.all().order_by("id")
    return [(row.tournament, row.url, row.ip_address) for row in rows]


@pytest.mark.parametrize("key", KEYS)
async def test_each_button_leads_to_a_seed_and_is_noted(core: Core, visit: Visit, hall: Hall, key: str) -> None:
    await prepare_event(core)
    sites = {
        "ootr": f"{hall.ootr.url}/seed/get?id=",
        "alttpr": f"{hall.alttpr.url}/h/",
        "ffr": "https://4-8-4.finalfantasyrandomizer.com/?s=",
        "smr": f"{hall.dash.url}/seed/",
        "smz3": f"{hall.smz3.url}/seed/",
    }

    response = await visit(page=True).post(f"{ROLL}/{key}")

    assert response.status_code == 303
    seed = response.headers["Location"]
    assert seed.startswith(sites[key.partition("/")[0]])
    assert await history() == [(key.replace("/", "_"), seed, "198.51.100.0/24")]
    record = await AuditGeneratedGames.get()
    assert (record.permalink, record.surface, record.discord_user_id) == (seed, "api", None)
    assert ADDRESS not in json.dumps([record.request, record.details, record.settings])


async def test_alttpr_shows_a_text_of_the_event_and_can_be_fetched_at_once(
    visit: Visit, alttpr: AlttprServer, clock: VirtualClock
) -> None:
    await TriforceTexts.create(pool_name="sgl24", text="Hello\nhall\n", discord_user_id=1, approved=True)

    await visit().post(f"{ROLL}/alttpr")

    sent = json.loads(alttpr.requests[0].body)
    assert sent["texts"]["end_triforce"].endswith("Hello\nhall\n")
    assert sent["allow_quickswap"]
    assert clock.slept == [2]


async def test_dashboard_has_a_button_for_each_game(visit: Visit) -> None:
    page = await Browser(visit()).get("/sglive/")

    assert page.heading == "SpeedGaming Live 2024"
    assert [form["action"] for form in page.soup.select("form.roll")] == [f"{ROLL}/{key}" for key in KEYS]
    assert page.href("How full the hall gets") == "/sglive/reports/capacity"
    assert page.texts("nav[aria-label=Main] a[aria-current]") == ["SG Live"]


async def test_old_links_ask_before_they_roll(visit: Visit, hall: Hall) -> None:
    browser = Browser(visit())

    page = await browser.get(f"{ROLL}/ffr")
    assert (page.status, page.heading, hall.rolled) == (200, "Final Fantasy Randomizer", 0)
    pressed = await browser.submit(page, "Roll a seed of Final Fantasy Randomizer")

    assert pressed.path.startswith("https://4-8-4.finalfantasyrandomizer.com/")


async def test_looking_changes_nothing(visit: Visit, hall: Hall) -> None:
    for path in PAGES:
        for method in ("GET", "HEAD"):
            response = await visit(page=True).open(path, method)
            assert response.status_code == 200, path

    assert hall.rolled == 0
    assert await history() == []


async def test_everything_that_the_file_says_is_shown(make_app: MakeApp, hall: Hall, tmp_path: Path) -> None:
    path = tmp_path / "event.yaml"
    path.write_text(OWN_EVENT)
    visitor = Visitor(await make_app(**hall.settings, sglive_event_file=path))

    page = await Browser(visitor).get("/sglive/")

    assert page.texts(".games li > p") == ["Bring a controller.", "Good luck!", "Flags: abc-DEF"]
    assert [link["href"] for link in page.soup.select(".links a")] == [
        f"https://files.example/{name}" for name in ("pack", "models", "schedule", "bracket")
    ]
    assert (await visitor.get("/sglive/reports/capacity")).status_code == 404


async def test_an_address_that_is_too_long_for_the_history_is_handed_out_whole(
    make_app: MakeApp, hall: Hall, tmp_path: Path
) -> None:
    path = tmp_path / "event.yaml"
    path.write_text(OWN_EVENT)
    visitor = Visitor(await make_app(**hall.settings, sglive_event_file=path))

    seed = (await visitor.post(f"{ROLL}/ff")).headers["Location"]

    assert LONG_FLAGS in seed
    assert await history() == [("ff", seed[:300], "198.51.100.0/24")]
    assert (await AuditGeneratedGames.get()).permalink == seed


async def test_browsers_let_the_buttons_lead_to_the_sites_and_nowhere_else(visit: Visit, hall: Hall) -> None:
    page, home = await visit(page=True).get("/sglive/"), await visit(page=True).get("/")

    allowed = page.headers["Content-Security-Policy"].partition("form-action ")[2].partition(";")[0].split()
    assert {"'self'", hall.alttpr.url, hall.ootr.url, hall.smz3.url, hall.dash.url} <= set(allowed)
    assert "https://*.finalfantasyrandomizer.com" in allowed
    assert not [source for source in allowed if source in {"*", "https:", "http:"}]
    assert hall.dash.url not in home.headers["Content-Security-Policy"]
    assert len(page.headers.getlist("Content-Security-Policy")) == 1


async def test_a_site_that_is_down_is_said_with_what_to_do(visit: Visit, hall: Hall) -> None:
    hall.dash.faults.add(Fault(FaultKind.STATUS, status=502))
    browser = Browser(visit())

    page = await browser.submit(await browser.get(f"{ROLL}/smr"), "Roll a seed of Super Metroid Randomizer")

    assert (page.status, page.heading) == (502, "There is no seed")
    assert "unreachable or failing right now" in page.text
    assert "Please press the button again in a moment" in page.text
    assert "request" in page.text
    assert await history() == []
    hall.dash.faults.clear()
    again = await browser.submit(page, "Try again of Super Metroid Randomizer")
    assert again.path.startswith(hall.dash.url)


async def test_a_preset_that_is_missing_is_a_matter_for_the_staff(visit: Visit, hall: Hall) -> None:
    browser = Browser(visit())

    page = await browser.submit(await browser.get(f"{ROLL}/smz3/main"), "Roll a seed of Combo Randomizer, main bracket")

    assert page.status == 503
    assert "“mm2nescartridge/sgl2024”" in page.text
    assert "Please tell the staff of the event." in page.text
    assert hall.rolled == 0


async def test_a_site_without_a_key_is_a_matter_for_the_staff(make_app: MakeApp, hall: Hall) -> None:
    visitor = Visitor(await make_app(**hall.settings | {"ootr_api_key": ""}), accept=HTML)

    response = await visitor.post(f"{ROLL}/ootr")

    assert response.status_code == 503
    assert "Please tell the staff of the event." in await response.get_data(as_text=True)


async def test_programs_are_told_as_everywhere(visit: Visit, hall: Hall) -> None:
    hall.dash.faults.add(Fault(FaultKind.STATUS, status=502))

    assert await problem_of(await visit().post(f"{ROLL}/smr")) == (502, "provider-error")


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_game_that_the_event_has_not_is_not_found(visit: Visit, method: str) -> None:
    assert (await visit(page=True).open(f"{ROLL}/chess", method)).status_code == 404


async def test_a_seed_reaches_its_player_though_the_database_goes_away(
    core: Core, visit: Visit, alttpr: AlttprServer, caplog: pytest.LogCaptureFixture
) -> None:
    alttpr.faults.add(Fault(FaultKind.SLOW, path="/api/customizer", seconds=60))
    pressing = asyncio.ensure_future(visit(page=True).post(f"{ROLL}/alttpr"))
    await alttpr.requested("/api/customizer")
    await core.database.close()

    with caplog.at_level(logging.ERROR):
        alttpr.faults.clear()
        response = await pressing

    assert response.status_code == 303
    assert response.headers["Location"].startswith(alttpr.url)
    lost = [record for record in caplog.records if record.getMessage() == "onsite_history_failed"]
    assert [(record.__dict__["tournament"], record.__dict__["url"]) for record in lost] == [
        ("alttpr", response.headers["Location"])
    ]
    assert "198.51.100" not in caplog.text


async def test_one_address_rolls_two_a_minute_whatever_it_claims(visit: Visit) -> None:
    forged = [{"X-Real-IP": f"203.0.113.{n}", "X-Forwarded-For": f"203.0.113.{n}"} for n in range(4)]

    answers = [await visit(page=True).post(f"{ROLL}/ffr", headers=headers) for headers in forged]
    elsewhere = await visit(page=True, address="192.0.2.1").post(f"{ROLL}/ffr")

    assert [answer.status_code for answer in answers] == [303, 303, 429, 429]
    assert int(answers[2].headers["Retry-After"]) > 0
    assert elsewhere.status_code == 303
    assert [network for _, _, network in await history()] == ["198.51.100.0/24", "198.51.100.0/24", "192.0.2.0/24"]


async def test_a_household_with_many_addresses_has_one_allowance(make_app: MakeApp, hall: Hall) -> None:
    app = await make_app(**hall.settings, seed_limit_count=3)
    visitors = [Visitor(app, address=f"2001:db8:1:2::{n}", accept=HTML) for n in range(1, 5)]

    answers = [await visitor.post(f"{ROLL}/ffr") for visitor in visitors]

    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert "You have asked for 3 seeds" in await answers[3].get_data(as_text=True)
    assert {network for _, _, network in await history()} == {"2001:db8:1::/48"}


async def test_a_trusted_proxy_says_who_asks(make_app: MakeApp, hall: Hall) -> None:
    visitor = Visitor(await make_app(**hall.settings, trusted_proxies=f"{ADDRESS}/32"))

    await visitor.post(f"{ROLL}/ffr", headers={"X-Forwarded-For": "203.0.113.9"})

    assert [network for _, _, network in await history()] == ["203.0.113.0/24"]


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
async def test_forms_of_other_sites_are_refused(visit: Visit, hall: Hall, headers: dict[str, str]) -> None:
    response = await visit().post(f"{ROLL}/smr", headers=headers)

    assert await problem_of(response) == (403, "csrf")
    assert hall.rolled == 0


async def test_who_is_signed_in_has_a_token_and_a_name_in_the_record(visit: Visit, link: Visitor) -> None:
    pressed = await link.post(f"{ROLL}/ffr")
    del link.headers["X-CSRF-Token"]
    forged = await link.post(f"{ROLL}/ffr")

    assert (pressed.status_code, forged.status_code) == (303, 403)
    assert (await AuditGeneratedGames.get()).discord_user_id == LINK


async def test_a_process_that_ends_takes_no_more(core: Core, visit: Visit) -> None:
    core.work.close()

    response = await visit(page=True).post(f"{ROLL}/ffr")

    assert response.status_code == 503
    assert await history() == []


async def test_buttons_are_counted(make_app: MakeApp, hall: Hall) -> None:
    app = await make_app(**hall.settings, **RECORDING, provider_max_attempts=1)
    visitor = Visitor(app)
    hall.dash.faults.add(Fault(FaultKind.STATUS, status=502))

    await visitor.post(f"{ROLL}/ffr")
    await visitor.post(f"{ROLL}/smr")

    core: Core = app.extensions["sahasrahbot"].core
    events = [(event.event_name, event.status) for event in await told(core) if event.feature == "sglive"]
    assert events == [
        ("api.sglive.seed_generate.invoke", "ok"),
        ("api.sglive.seed_generate.success", "ok"),
        ("api.sglive.seed_generate.invoke", "ok"),
        ("api.sglive.seed_generate.failure", "error"),
    ]


async def test_off_there_is_nothing(make_app: MakeApp) -> None:
    visitor = Visitor(await make_app(), accept=HTML)

    assert {(await visitor.get(path)).status_code for path in (*PAGES, "/sglive")} == {404}
    assert (await visitor.post(f"{ROLL}/ffr")).status_code == 404
    assert "SG Live" not in await (await visitor.get("/")).get_data(as_text=True)


async def test_an_event_that_cannot_be_used_keeps_the_pages_from_starting(
    make_app: MakeApp, hall: Hall, tmp_path: Path
) -> None:
    path = tmp_path / "event.yaml"
    path.write_text(OWN_EVENT.replace("ff1r", "ff2r"))

    with pytest.raises(EventFileError, match="ff2r"):
        await make_app(**hall.settings, sglive_event_file=path)


async def test_parameters_of_a_game_are_checked_at_the_start(make_app: MakeApp, hall: Hall, tmp_path: Path) -> None:
    path = tmp_path / "event.yaml"
    path.write_text(OWN_EVENT.replace("finalfantasyrandomizer.com", "evil.example"))
    app = await make_app(**hall.settings, sglive_event_file=path)

    with pytest.raises(EventFileError, match="no address of the randomizer"):
        await app.extensions["sahasrahbot"].onsite.check()


async def test_what_may_come_later_is_only_said_in_the_log(app: Quart, caplog: pytest.LogCaptureFixture) -> None:
    await app.extensions["sahasrahbot"].onsite.check()

    waiting = [record.__dict__["game"] for record in caplog.records if record.msg == "onsite_game_not_ready"]
    assert waiting == ["smz3", "smz3/main"]
