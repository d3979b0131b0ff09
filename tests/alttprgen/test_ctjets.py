"""Jets of Time: how the form of ctjot.com is filled in, and what comes of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from alttprbot.alttprgen.preset import PresetLibrary
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderConfigurationError,
    SeedProviderInvalidRequestError,
    SeedProviderResponseFormatError,
    SeedProviderUnavailableError,
)
from alttprbot.alttprgen.request import SeedOptions, UploadedPreset
from alttprbot.exceptions import InvalidPresetException
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.ctjot import CtjotServer
from alttprbot_sandbox.ctjot.forms import make_rom, read_multipart
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.journal import Recorded
from tests.alttprgen.conftest import OpenRoad, Road, answer, answering, request

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

NEWEST = """
version: 3.2.0
settings:
  enemy_difficulty: normal
  item_difficulty: easy
  game_mode: Standard
  shop_prices: Normal
  tech_rando: Fully Random
  power_tab_min: 1
  power_tab_max: 5
  magic_tab_min: "1"
  magic_tab_max: 3
  speed_tab_min: 1
  speed_tab_max: 1
  fragments_required: 10
  extra_fragments: 10
  mystery_game_mode_standard: 75
"""


@pytest.fixture
async def site() -> AsyncIterator[CtjotServer]:
    async with CtjotServer() as server:
        yield server


def led_to(site: CtjotServer, **more: Any) -> dict[str, Any]:
    return {**{name.lower(): value for name, value in site.settings().items()}, **more}


@pytest.fixture
async def road(open_road: OpenRoad, site: CtjotServer) -> Road:
    opened: Road = await open_road("http://127.0.0.1:9", **led_to(site))
    return opened


def posted(site: CtjotServer) -> list[Recorded]:
    return [sent for sent in site.requests if sent.method == "POST"]


def form(sent: Recorded) -> tuple[dict[str, str], bytes]:
    return read_multipart(sent.headers["content-type"], sent.body)


@pytest.mark.parametrize("redirects", [True, False])
async def test_form_of_an_older_version_is_filled_in(road: Road, site: CtjotServer, redirects: bool) -> None:
    site.redirects = redirects

    seed = await road.seeds.generate(request("race", game="ctjets"))

    (sent,) = posted(site)
    fields, rom = form(sent)
    assert (site.requests[0].path, sent.path) == ("/3_1_0/options/", "/3_1_0/generate-rom/")
    assert sent.headers["referer"] == f"{site.url}/3_1_0/options/"
    assert list(fields)[:2] == ["csrfmiddlewaretoken", "seed"]
    assert fields.pop("csrfmiddlewaretoken") in sent.headers["cookie"]
    assert fields == {
        "seed": "",
        "difficulty": "normal",
        "disable_glitches": "on",
        "early_pendant": "on",
        "zeal": "on",
        "duplicate_char_assignments": "7f7f7f7f7f7f7f",
        "shop_prices": "Normal",
        "tech_rando": "Fully Random",
    }
    assert rom == site.rom.read_bytes()
    (share,) = site.shares
    assert seed.response.url == f"{site.url}/share/{share}/"
    # The page was looked at before anybody was told of it.
    assert site.requests[-1].path == f"/share/{share}/"


async def test_newest_version_is_at_the_root_and_gets_no_rom(road: Road, site: CtjotServer) -> None:
    await road.seeds.generate(request(UploadedPreset(NEWEST), game="ctjets", seed_number=12))

    (sent,) = posted(site)
    fields, rom = form(sent)
    assert (site.requests[0].path, sent.path, rom) == ("/options/", "/generate-rom/", b"")
    assert (fields["power_tab_min"], fields["magic_tab_min"], fields["seed"]) == ("1", "1", "12")


async def test_record(road: Road, site: CtjotServer) -> None:
    seed = await road.seeds.generate(request("hard", game="ctjets"))

    row = await AuditGeneratedGames.get()
    assert (row.randomizer, row.gentype, row.genoption, row.provider) == ("ctjets", "preset", "hard", "ctjets")
    assert (row.permalink, row.hash_id) == (seed.response.url, *site.shares)
    assert row.settings["tech_rando"] == "Balanced Random"
    assert "csrfmiddlewaretoken" not in row.settings


async def test_each_seed_has_a_token_and_the_rom_is_read_once(road: Road, site: CtjotServer) -> None:
    await road.seeds.generate(request("race", game="ctjets"))
    site.rom.unlink()
    await road.seeds.generate(request("race", game="ctjets"))

    tokens = [form(sent)[0]["csrfmiddlewaretoken"] for sent in posted(site)]
    assert len(set(tokens)) == 2


async def test_seeds_are_shared_at_an_address_of_their_own(open_road: OpenRoad, site: CtjotServer) -> None:
    road = await open_road("http://127.0.0.1:9", **led_to(site, ctjot_share_baseurl="https://www.ctjot.example"))

    seed = await road.seeds.generate(request("race", game="ctjets"))

    (share,) = site.shares
    assert seed.response.url == f"https://www.ctjot.example/share/{share}/"


async def test_fields_that_are_not_valid_are_named(road: Road) -> None:
    incomplete = NEWEST.replace("game_mode: Standard", "zeal: 'on'").replace("item_difficulty: easy", "")

    with pytest.raises(SeedProviderInvalidRequestError) as caught:
        await road.seeds.generate(request(UploadedPreset(incomplete), game="ctjets"))

    assert "These fields are not valid: item_difficulty, game_mode" in caught.value.user_message


async def test_older_version_does_not_say_what_is_wrong(road: Road) -> None:
    with pytest.raises(SeedProviderInvalidRequestError, match="did not accept the settings"):
        await road.seeds.generate(request(UploadedPreset("settings: {difficulty: normal}"), game="ctjets"))


async def test_rom_that_is_missing_is_told_before_anything_is_sent(
    open_road: OpenRoad, site: CtjotServer, tmp_path: Path
) -> None:
    road = await open_road("http://127.0.0.1:9", **led_to(site, ct_rom=tmp_path / "none.sfc"))

    with pytest.raises(SeedProviderConfigurationError, match="CT_ROM"):
        await road.seeds.generate(request("race", game="ctjets"))

    assert not site.requests


async def test_rom_that_the_site_does_not_accept_is_the_operators_to_mend(
    open_road: OpenRoad, site: CtjotServer, tmp_path: Path
) -> None:
    other = tmp_path / "other.sfc"
    other.write_bytes(b"\0" * 100_000)
    road = await open_road("http://127.0.0.1:9", **led_to(site, ct_rom=other))

    with pytest.raises(SeedProviderConfigurationError, match="does not accept the base ROM"):
        await road.seeds.generate(request("race", game="ctjets"))


async def test_token_that_is_not_accepted_is_fetched_anew(road: Road, site: CtjotServer) -> None:
    site.faults.add(Fault(FaultKind.STATUS, "/3_1_0/generate-rom/", status=403, remaining=1))

    await road.seeds.generate(request("race", game="ctjets"))

    assert len([sent for sent in site.requests if sent.path == "/3_1_0/options/"]) == 2


async def test_seed_whose_page_is_missing_is_none(road: Road, site: CtjotServer) -> None:
    site.redirects = False
    site.faults.add(Fault(FaultKind.STATUS, "/share/", status=500))

    with pytest.raises(SeedProviderUnavailableError):
        await road.seeds.generate(request("race", game="ctjets"))

    assert not await AuditGeneratedGames.exists()


@pytest.mark.parametrize(
    "page",
    [
        "<p>no form here</p>",
        '<input name="csrfmiddlewaretoken" value="visible">',
        '<input type="hidden" name="csrfmiddlewaretoken">',
    ],
)
async def test_form_without_a_token_is_told_apart(open_road: OpenRoad, site: CtjotServer, page: str) -> None:
    async with answering(answer(page, "Content-Type: text/html")) as url:
        road = await open_road("http://127.0.0.1:9", **led_to(site, ctjot_baseurl=url))
        with pytest.raises(SeedProviderResponseFormatError, match="no token"):
            await road.seeds.generate(request("race", game="ctjets"))


TOKEN = '<input type="hidden" name="csrfmiddlewaretoken" value="t">'


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/share/abc/">Practice link</a>',
        '<a href="/share/../admin/">Seed share link</a>',
        '<a href="javascript:alert(1)">Seed share link</a>',
        '<a href="">Seed share link</a>',
        "<a>Seed share link</a>",
        '<a href="http://[">Seed share link</a>',
    ],
)
async def test_page_without_a_link_to_a_seed_is_told_apart(open_road: OpenRoad, site: CtjotServer, link: str) -> None:
    async with answering(answer(TOKEN + link, "Content-Type: text/html")) as url:
        road = await open_road("http://127.0.0.1:9", **led_to(site, ctjot_baseurl=url))
        with pytest.raises(SeedProviderResponseFormatError, match="no link to a seed"):
            await road.seeds.generate(request("race", game="ctjets"))


@pytest.mark.parametrize(
    "where", ["http://127.0.0.1:9/share/abc/", "//evil.example/share/abc", "https://evil.example", "http://["]
)
async def test_nothing_leads_to_another_site(open_road: OpenRoad, site: CtjotServer, where: str) -> None:
    heads: list[bytes] = []
    moved = answer(TOKEN, f"Location: {where}", "Content-Type: text/html", status="302 Found")
    good = answer(TOKEN, "Content-Type: text/html")
    async with answering(moved, heads=heads, first=good) as url:
        road = await open_road("http://127.0.0.1:9", **led_to(site, ctjot_baseurl=url))
        with pytest.raises(SeedProviderResponseFormatError, match="another site"):
            await road.seeds.generate(request("race", game="ctjets"))

    assert len(heads) == 2


async def test_redirects_are_followed_three_times_at_most(open_road: OpenRoad, site: CtjotServer) -> None:
    heads: list[bytes] = []
    moved = answer(TOKEN, "Location: /elsewhere/", "Content-Type: text/html", status="302 Found")
    async with answering(moved, heads=heads, first=answer(TOKEN, "Content-Type: text/html")) as url:
        road = await open_road("http://127.0.0.1:9", **led_to(site, ctjot_baseurl=url))
        with pytest.raises(SeedProviderResponseFormatError, match="no link to a seed"):
            await road.seeds.generate(request("race", game="ctjets"))

    assert [head.split()[0] for head in heads] == [b"GET", b"POST", b"GET", b"GET", b"GET"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("version: ../admin\nsettings: {}", "version"),
        ("version: 3_1_0\nsettings: {}", "version"),
        ("version: 3\nsettings: {}", "version"),
        ("version: 3.1.0.0\nsettings: {}", "version"),
        ("version: [3, 1]\nsettings: {}", "version"),
        ("settings: {csrfmiddlewaretoken: x}", "settings.csrfmiddlewaretoken"),
        ("settings: {rom_file: x}", "settings.rom_file"),
        ("settings: {seed: x}", "settings.seed"),
        ("settings: {zeal: on}", "settings.zeal"),
        ("settings: {zeal: 'off'}", "settings.zeal"),
        ("settings: {power_tab_min: many}", "settings.power_tab_min"),
        ("settings: {mystery_x: [1]}", "settings.mystery_x"),
        ("settings: {duplicate_char_assignments: 7f}", "settings.duplicate_char_assignments"),
    ],
)
async def test_presets_that_cannot_be(library: PresetLibrary, text: str, path: str) -> None:
    with pytest.raises(InvalidPresetException) as caught:
        library.parse("ctjets", text)

    assert [issue.path for issue in caught.value.issues if issue.severity == "error"] == [path]


async def test_misspelt_field_is_warned_of(library: PresetLibrary) -> None:
    (issue,) = library.validate("ctjets", "settings: {disable_glitchs: 'on'}")

    assert (issue.severity, issue.path) == ("warning", "settings.disable_glitchs")
    assert "disable_glitches" in issue.message


@pytest.mark.parametrize(
    ("version", "path"),
    [
        ("", "/3_1_0/generate-rom/"),
        ("version: 3.1.0", "/3_1_0/generate-rom/"),
        ("version: '3_1_0'", "/3_1_0/generate-rom/"),
        ("version: 3.0", "/3_0/generate-rom/"),
        ("version: 3.2.0", "/generate-rom/"),
        ("version: 3.2", "/generate-rom/"),
    ],
)
async def test_version_is_a_part_of_the_address(library: PresetLibrary, version: str, path: str) -> None:
    preset = library.parse("ctjets", f"{version}\nsettings: {{}}")

    assert preset.plan(SeedOptions()).endpoint == f"POST {path}"


def test_rom_of_the_stand_in_is_like_a_cartridge() -> None:
    assert make_rom()[0xFFC0:].startswith(b"CHRONO TRIGGER")
