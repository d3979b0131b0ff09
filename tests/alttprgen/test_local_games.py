"""Games that run at the player's: numbers, flags and addresses."""

from __future__ import annotations

import json
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest

from alttprbot.alttprgen.flag_presets import read_flag_presets
from alttprbot.alttprgen.local_games import (
    AOSR_SEEDS,
    FF1R_SEEDS,
    SMB3R_SEEDS,
    SRL_BINGO_SEEDS,
    Z1R_SEEDS,
    Z2R_SEEDS,
    SeedNumbers,
)
from alttprbot.alttprgen.planners import build_planners
from alttprbot.alttprgen.provider_exceptions import SeedProviderConfigurationError
from alttprbot.exceptions import InvalidInputException, SahasrahBotException
from alttprbot.models import AuditGeneratedGames
from tests.alttprgen.conftest import OpenRoad, Road, request
from tests.conftest import MakeSettings

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

FFR = "https://4-8-4.finalfantasyrandomizer.com/Randomize?s=00000000&f=Ab-.!0&b="


@pytest.fixture
async def road(open_road: OpenRoad) -> Road:
    """A road without anybody at its end: nobody has to be asked."""
    opened: Road = await open_road("http://127.0.0.1:9")
    return opened


@pytest.mark.parametrize(
    ("game", "parameters", "numbers"),
    [
        ("z1r", {"flags": "oIbnPfPb01HJEAN8"}, Z1R_SEEDS),
        ("z2r", {"preset": "nit"}, Z2R_SEEDS),
        ("smb3r", {"flags": "1AMB49"}, SMB3R_SEEDS),
        ("ff1r", {"url": FFR}, FF1R_SEEDS),
        ("aosr", {}, AOSR_SEEDS),
        ("smbingo", {}, SRL_BINGO_SEEDS),
    ],
)
async def test_seed_is_within_its_bounds_and_recorded(
    road: Road, game: str, parameters: dict[str, str], numbers: SeedNumbers
) -> None:
    seed = await road.seeds.generate(request(None, game=game, parameters=parameters))

    assert numbers.lowest <= (seed.response.seed_number or 0) <= numbers.highest
    row = await AuditGeneratedGames.get(id=seed.audit_id)
    assert (row.randomizer, row.provider, row.operation) == (game, game, "generate_seed")
    assert (row.hash_id, row.permalink) == (seed.response.hash_or_id, seed.response.url)
    assert row.settings == seed.plan.payload
    assert seed.plan.endpoint == f"LOCAL {game}"


@pytest.mark.parametrize(
    ("game", "parameters", "numbers"),
    [
        ("z1r", {"flags": "x"}, (0, 8999999999999999999)),
        ("z2r", {"flags": "x"}, (0, 1000000000)),
        ("smb3r", {"flags": "x"}, (0, 999999999998)),
        ("ff1r", {"url": FFR}, (0, 0xFFFFFFFF)),
        ("smbingo", {}, (0, 899999)),
    ],
)
async def test_number_can_be_pinned_within_the_bounds(
    road: Road, game: str, parameters: dict[str, str], numbers: tuple[int, int]
) -> None:
    for number in numbers:
        seed = await road.seeds.generate(request(None, game=game, parameters=parameters, seed_number=number))
        assert seed.response.seed_number == number
    with pytest.raises(InvalidInputException, match=str(numbers[1])):
        await road.seeds.plan(request(None, game=game, parameters=parameters, seed_number=numbers[1] + 1))


async def test_dice_that_fall_the_same_give_the_same_seed(road: Road, make_settings: MakeSettings) -> None:
    async def payload(number: int) -> object:
        planner = build_planners(make_settings(), road.providers, Random(number))["z2r"]
        return (await planner.plan(request(None, game="z2r", parameters={"preset": "mrb"}))).plan.payload

    assert await payload(1) == await payload(1)
    assert await payload(1) != await payload(2)


async def test_preset_stands_for_its_flags_whatever_the_case_of_its_letters(road: Road) -> None:
    seed = await road.seeds.generate(request(None, game="z1r", parameters={"preset": "RR2025"}))

    assert seed.response.flags == "CKnGZ6u7XaVW!hJ!sGTvkRim82t8PvIW1BEycZo"
    row = await AuditGeneratedGames.get(id=seed.audit_id)
    assert (row.gentype, row.genoption) == ("preset", "rr2025")
    assert "sgl24" in await road.seeds.suggestions("z1r", "preset")
    assert await road.seeds.suggestions("z1r", "flags") == ()


@pytest.mark.parametrize(("game", "name", "size"), [("z1r", "ttp4", 3), ("z2r", "mrb", 12)])
async def test_name_with_several_strings_stands_for_any_of_them(road: Road, game: str, name: str, size: int) -> None:
    strings = {string.flags: string.description for string in read_flag_presets(game)[name]}
    assert len(strings) == size

    drawn = [await road.seeds.plan(request(None, game=game, parameters={"preset": name})) for _ in range(200)]

    assert {(plan.settings["flags"], plan.goal) for plan in drawn} == set(strings.items())


async def test_shipped_flags_are_flags_that_could_be_typed(road: Road) -> None:
    for game in ("z1r", "z2r"):
        for strings in read_flag_presets(game).values():
            for string in strings:
                plan = await road.seeds.plan(request(None, game=game, parameters={"flags": string.flags}))
                assert plan.settings["flags"] == string.flags


@pytest.mark.parametrize(
    ("game", "parameters", "words"),
    [
        ("z1r", {}, "flags or the name of a preset"),
        ("z1r", {"flags": "x", "preset": "sgl24"}, "one of these"),
        ("z1r", {"preset": "sgl2"}, "Did you mean"),
        ("z1r", {"flags": "two words"}, "cannot be flags"),
        ("z1r", {"flags": "x`y"}, "cannot be flags"),
        ("z1r", {"flags": "<@&1>"}, "cannot be flags"),
        ("z1r", {"flags": "x" * 65}, "up to 64"),
        ("z1r", {"flags": "ünï"}, "cannot be flags"),
        ("z2r", {"flags": "<b>"}, "cannot be flags"),
        ("smb3r", {}, "needs flags: one of these"),
        ("smb3r", {"preset": "x"}, "no parameter “preset”"),
        ("ff1r", {}, "parameter url of ff1r is missing"),
        ("ff1r", {"url": FFR.replace("https", "http")}, "begins with https://"),
        ("ff1r", {"url": FFR.replace(".com", ".com.evil.example")}, "no address of the randomizer"),
        ("ff1r", {"url": FFR.replace("4-8-4.final", "evilfinal")}, "no address of the randomizer"),
        ("ff1r", {"url": FFR.replace("4-8-4", "x@4-8-4")}, "no address of the randomizer"),
        ("ff1r", {"url": FFR.replace(".com", ".com:8443")}, "no address of the randomizer"),
        ("ff1r", {"url": FFR.replace(".com", ".com:x")}, "no address of the randomizer"),
        ("ff1r", {"url": "https://[finalfantasyrandomizer.com/?f=1"}, "no address of the randomizer"),
        ("ff1r", {"url": f"{FFR} <@everyone>"}, "no address of the randomizer"),
        ("ff1r", {"url": "https://finalfantasyrandomizer.com/?s=1&f="}, "no flags"),
        ("ff1r", {"url": FFR + "x" * 900}, "too long"),
        ("aosr", {"settings": f"a={'x' * 2000}"}, "too long"),
        ("smbingo", {"flags": "x"}, "no parameter"),
    ],
)
async def test_what_makes_no_game_is_refused(road: Road, game: str, parameters: dict[str, str], words: str) -> None:
    with pytest.raises(SahasrahBotException) as caught:
        await road.seeds.generate(request(None, game=game, parameters=parameters))

    assert words in str(caught.value)
    assert await AuditGeneratedGames.all().count() == 0


async def test_address_keeps_everything_but_its_seed(road: Road) -> None:
    seed = await road.seeds.generate(request(None, game="ff1r", parameters={"url": FFR}, seed_number=0xABC))

    parts = urlsplit(seed.response.url)
    assert (parts.hostname, parts.path) == ("4-8-4.finalfantasyrandomizer.com", "/Randomize")
    assert parse_qs(parts.query, keep_blank_values=True) == {"s": ["00000ABC"], "f": ["Ab-.!0"], "b": [""]}
    assert (seed.response.hash_or_id, seed.response.flags) == ("00000ABC", "Ab-.!0")


async def test_operator_says_where_the_randomizer_is(open_road: OpenRoad) -> None:
    road: Road = await open_road("http://127.0.0.1:9", ff1r_hosts=("ffr.example",))

    await road.seeds.plan(request(None, game="ff1r", parameters={"url": "https://beta.ffr.example/?f=1"}))
    with pytest.raises(InvalidInputException, match=r"ffr\.example"):
        await road.seeds.plan(request(None, game="ff1r", parameters={"url": FFR}))


async def test_values_in_an_address_are_encoded(road: Road) -> None:
    seed = await road.seeds.generate(request(None, game="aosr", parameters={"settings": "name=a%26b+c&empty="}))

    query = parse_qs(urlsplit(seed.response.url).query, keep_blank_values=True)
    assert query == {"seed": [str(seed.response.seed_number)], "name": ["a&b c"], "empty": [""]}
    assert json.loads(json.dumps(seed.plan.payload))["settings"] == {"name": "a&b c", "empty": ""}


async def test_local_game_can_be_switched_off(open_road: OpenRoad) -> None:
    road: Road = await open_road("http://127.0.0.1:9", provider_disabled=("z2r",))

    with pytest.raises(SeedProviderConfigurationError, match="switched off"):
        await road.seeds.generate(request(None, game="z2r", parameters={"preset": "nit"}))
