"""Kiss Priest games."""

from __future__ import annotations

import json
import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alttprbot.alttprgen.alttpr_locations import LOCATION_NAMES
from alttprbot.alttprgen.base_payloads import customizer_payload
from alttprbot.alttprgen.forced_locations import location_name
from alttprbot.alttprgen.kiss_priest import KEYS, PACKS, UNCLE_WEIGHTS, series, settings_of_game
from alttprbot.exceptions import InvalidInputException
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.alttpr.validation import check_customizer
from tests.alttprgen.conftest import Road, request

NAME = "kiss-priest-ABC-01"
seeds = st.integers(0, 2**32)
uncles = st.sampled_from(sorted(UNCLE_WEIGHTS))


def game(uncle: str = "Hammer", number: int = 1, *, hard: bool = False) -> dict[str, Any]:
    return settings_of_game(NAME, uncle, random.Random(number), hard=hard)


def difference(settings: dict[str, Any]) -> dict[str, int]:
    """How many more of each item there are than in an ordinary pool; keys that have a place of their own aside."""
    pool, neutral = settings["custom"]["item"]["count"], customizer_payload()["custom"]["item"]["count"]
    return {item: pool[item] - neutral[item] for item in pool if pool[item] != neutral[item] and item not in KEYS}


def test_a_game_is_an_escape_for_the_triforce() -> None:
    settings = game()

    neutral = customizer_payload()
    own = {key: value for key, value in settings.items() if value != neutral[key]}
    assert own.pop("notes")
    assert {key: own[key] for key in own if key not in {"l", "drops", "custom"}} == {
        "name": NAME,
        "accessibility": "none",
        "goal": "triforce-hunt",
        "mode": "standard",
        "hints": "off",
        "tournament": True,
        "spoilers": "off",
        "allow_quickswap": True,
        "enemizer": {**neutral["enemizer"], "enemy_shuffle": "shuffled"},
    }
    custom = {key: value for key, value in settings["custom"].items() if value != neutral["custom"].get(key)}
    assert custom.keys() == {"item", "drop", "region.wildKeys", "rom.logicMode"}
    assert (custom["region.wildKeys"], custom["rom.logicMode"]) == (True, "NoGlitches")


def test_places_are_fixed() -> None:
    placed = {str(location_name(key)): item for key, item in game("FireRod")["l"].items()}

    assert placed.keys() <= LOCATION_NAMES
    assert (placed["Sanctuary"], placed["Link's Uncle"]) == ("Triforce:1", "FireRod")
    assert Counter(item for item in placed.values() if item.startswith("Key")) == {
        "KeyP2:1": 1, "KeyP3:1": 1, "KeyA1:1": 2, "KeyD1:1": 6, "KeyD2:1": 1, "KeyD3:1": 3, "KeyD4:1": 1, "KeyD5:1": 2,
        "KeyD6:1": 3, "KeyD7:1": 4, "KeyA2:1": 4,
    }  # fmt: skip
    assert len(placed) == 30


@given(uncles, seeds, st.booleans())
def test_the_pool_fills_the_places_that_are_left(uncle: str, number: int, hard: bool) -> None:
    settings = settings_of_game(NAME, uncle, random.Random(number), hard=hard)

    pool = settings["custom"]["item"]["count"]
    # Prizes, medallions and the bottles of the fountains are no part of the pool.
    places = len(LOCATION_NAMES) - 10 - 2 - 2
    assert sum(pool.values()) == places - len(settings["l"])
    assert min(pool.values()) >= 0
    check_customizer(settings)


def test_hard_games_have_fewer_hearts_swords_and_mails() -> None:
    assert difference(game("Hammer")) == {"Hammer": -1, "TwentyRupees": -1}
    assert difference(game("ProgressiveSword", hard=True)) == {
        "TwentyRupees": -1,
        "BossHeartContainer": -6,
        "ProgressiveArmor": -1,
        "ProgressiveSword": -3,
        "PieceOfHeart": 9,
    }


@given(seeds)
def test_prizes(number: int) -> None:
    settings = game(number=number)

    drops, left = settings["drops"], settings["custom"]["drop"]["count"]
    drawn = Counter(customizer_payload()["custom"]["drop"]["count"])
    drawn.subtract(left)
    assert +drawn == Counter([drops["crab"][0], drops["stun"][0]])
    assert min(left.values()) >= 0
    assert (drops["pull"], drops["crab"][1], drops["fish"]) == (["RupeeGreen"] * 3, "BombRefill4", ["RupeeGreen"])
    assert drops["6"][:2] == ["Heart", "Fairy"]
    packs = [list(drops[str(index)]) for index in range(6)]
    assert packs[2][1] != "BombRefill4"
    packs[2][1] = packs[2][1].replace("BombRefill8", "BombRefill4")
    assert sorted(packs) == sorted(map(list, PACKS))


@given(st.integers(1, sum(weight.bit_length() for weight in UNCLE_WEIGHTS.values())), seeds)
def test_a_series(count: int, number: int) -> None:
    games = series(count, random.Random(number))

    assert [game["number"] for game in games] == [str(index) for index in range(1, count + 1)]
    assert len({game["code"] for game in games}) == 1
    assert [game["hard"] for game in games].count("yes") == count - 2 * count // 3
    assert games[-1]["hard"] == "yes"
    most = {uncle: weight.bit_length() for uncle, weight in UNCLE_WEIGHTS.items()}
    assert all(times <= most[uncle] for uncle, times in Counter(game["uncle"] for game in games).items())


def test_the_sword_is_the_rarest_of_what_the_uncle_holds() -> None:
    rng = random.Random(1)

    found = Counter(series(1, rng)[0]["uncle"] for _ in range(4900))

    for uncle, weight in UNCLE_WEIGHTS.items():
        assert found[uncle] == pytest.approx(100 * weight, abs=4 * (100 * weight) ** 0.5)


@pytest.mark.parametrize("database_kind", ["sqlite"])
@pytest.mark.usefixtures("database")
async def test_a_game_is_rolled_from_its_parameters_and_recorded(road: Road, alttpr: AlttprServer) -> None:
    parameters = {"code": "abc", "number": "7", "uncle": "tenbombs", "hard": "yes"}

    seed = await road.seeds.generate(request(None, game="kisspriest", parameters=parameters))

    (sent,) = [json.loads(asked.body) for asked in alttpr.requests if asked.path == "/api/customizer"]
    assert (sent["name"], sent) == ("kiss-priest-ABC-07", seed.plan.payload)
    assert difference(sent)["PieceOfHeart"] == 9
    row = await AuditGeneratedGames.get()
    assert (row.randomizer, row.gentype, row.genoption, row.customizer) == (
        "alttpr",
        "kisspriest",
        "kiss-priest-ABC-07",
        1,
    )


async def test_what_nobody_chose_is_left_to_chance(road: Road) -> None:
    plans = [await road.seeds.plan(request(None, game="kisspriest", parameters={})) for _ in range(20)]

    assert len({plan.genoption for plan in plans}) > 1
    assert len({str(plan.settings["drops"]) for plan in plans}) > 1


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"code": "ABCD"}, "three letters"),
        ({"code": "ÄBC"}, "three letters"),
        ({"number": "0"}, "from 1 to 99"),
        ({"number": "100"}, "from 1 to 99"),
        ({"uncle": "Bow"}, "cannot be the uncle"),
        ({"aunt": "Bow"}, "no parameter"),
    ],
)
async def test_parameters_that_cannot_be_are_refused(road: Road, parameters: dict[str, str], why: str) -> None:
    with pytest.raises(InvalidInputException, match=why):
        await road.seeds.plan(request(None, game="kisspriest", parameters=parameters))
