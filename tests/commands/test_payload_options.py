"""What `presets payload` prints for every preset, whatever is chosen of the options that commands have.

What is expected is made of the facts about the presets and of what each option means, not by the code that plans.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any
from urllib.parse import parse_qs

import pytest

from alttprbot.alttprgen.preset import GAMES
from alttprbot.config import REPOSITORY
from tests.commands.conftest import Command

FACTS: Mapping[str, Mapping[str, dict[str, Any]]] = {
    game: json.loads((REPOSITORY / "tests" / "presets" / f"{game}_facts.json").read_text()) for game in GAMES
}

PRESET_COMMAND = [
    {"race": race, "hints": hints, "allow_quickswap": quickswap, "branch": branch}
    for branch, race, hints, quickswap in [
        ("live", "no", "no", "yes"),
        ("live", "yes", "no", "yes"),
        ("tournament", "no", "yes", "yes"),
        ("tournament", "no", "no", "no"),
        ("beeta", "yes", "yes", "yes"),
        ("beeta", "yes", "no", "no"),
        ("live", "no", "yes", "no"),
        ("tournament", "yes", "yes", "no"),
    ]
]


async def payloads(
    presets: Command, capsys: pytest.CaptureFixture[str], game: str, options: Mapping[str, str], *more: str
) -> dict[str, dict[str, Any]]:
    """What was printed, by the name of the preset."""
    given = [f"--option={key}={value}" for key, value in options.items()]
    assert await presets("payload", game, "--all", *given, *more) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all((line["game"], list(line["options"])) == (game, list(options)) for line in lines)
    return {line["preset"]: line for line in lines}


def expected_of_alttpr(facts: dict[str, Any], *, race: bool, spoilers: str, hints: bool, quickswap: bool) -> Any:
    settings = deepcopy(facts["settings"])
    if facts.get("avianart"):
        return [{"args": {"race": race}}]
    if hints:
        settings["hints"] = "on"
    if facts.get("doors"):
        return settings | ({"quickswap": True} if quickswap else {})
    if facts.get("customizer"):
        settings["l"] = settings.get("l") or {}
    return {"allow_quickswap": quickswap, **settings, "tournament": race, "spoilers": spoilers}


def endpoint_of_alttpr(facts: dict[str, Any]) -> str:
    if facts.get("doors"):
        return "LOCAL DungeonRandomizer"
    if facts.get("avianart"):
        return f"POST /api.php?action=generate&preset={facts['settings']['preset']}"
    return "POST /api/customizer" if facts.get("customizer") else "POST /api/randomizer"


def without_forced(payload: Any, facts: dict[str, Any]) -> Any:
    """The payload without what the bot placed, after a look at where; and without notes, which are words of ours."""
    if "forced_locations" in facts:
        allowed = {(key, entry["item"]) for entry in facts["forced_locations"] for key in entry["locations"]}
        placed = {key: item for key, item in payload["l"].items() if key not in facts["settings"].get("l", {})}
        assert set(placed.items()) <= allowed
        assert sorted(placed.values()) == sorted(entry["item"] for entry in facts["forced_locations"])
        payload["l"] = {key: item for key, item in payload["l"].items() if key not in placed}
    if isinstance(payload, dict):
        payload.pop("notes", None)
    return payload


def check_alttpr(made: Mapping[str, Mapping[str, Any]], **choices: Any) -> None:
    assert made.keys() == FACTS["alttpr"].keys()
    for name, facts in FACTS["alttpr"].items():
        assert made[name]["endpoint"] == endpoint_of_alttpr(facts), name
        sent = without_forced(made[name]["payload"], facts)
        # As JSON text, because to Python True is 1 and to the provider it is not.
        assert _text(sent) == _text(expected_of_alttpr(facts, **choices)), name


@pytest.mark.parametrize("chosen", PRESET_COMMAND, ids=lambda chosen: "-".join(chosen.values()))
async def test_options_of_alttpr_preset(
    presets: Command, capsys: pytest.CaptureFixture[str], chosen: Mapping[str, str]
) -> None:
    race, hints, quickswap = (chosen[key] == "yes" for key in ("race", "hints", "allow_quickswap"))
    spoilers = "off" if race else "on"
    options = {"tournament": _bool(race), "spoilers": spoilers, "allow_quickswap": _bool(quickswap)}
    options |= {"branch": chosen["branch"]} | ({"hints": "true"} if hints else {})

    made = await payloads(presets, capsys, "alttpr", options)

    check_alttpr(made, race=race, spoilers=spoilers, hints=hints, quickswap=quickswap)


@pytest.mark.parametrize("progression", ["true", "false"])
async def test_options_of_alttpr_spoiler(
    presets: Command, capsys: pytest.CaptureFixture[str], progression: str
) -> None:
    options = {"spoilers": "generate", "tournament": "true", "allow_quickswap": "true", "progression": progression}

    made = await payloads(presets, capsys, "alttpr", options)

    check_alttpr(made, race=True, spoilers="generate", hints=False, quickswap=True)


@pytest.mark.parametrize("game", ["sm", "smz3"])
@pytest.mark.parametrize("race", [True, False])
@pytest.mark.parametrize("spoiler_race", [True, False])
async def test_options_of_sm_and_smz3(
    presets: Command, capsys: pytest.CaptureFixture[str], game: str, race: bool, spoiler_race: bool
) -> None:
    options = {"tournament": _bool(race), "spoilers": "generate" if spoiler_race else "off"}

    made = await payloads(presets, capsys, game, options)

    assert made.keys() == FACTS[game].keys()
    keys = set()
    for name, facts in FACTS[game].items():
        sent = made[name]["payload"]
        key = sent.pop("spoilerKey", "")
        assert (len(key), key.isalnum()) == ((20, True) if spoiler_race else (0, False))
        keys.add(key)
        assert made[name]["endpoint"] == f"POST /api/randomizers/{game}/generate"
        assert sent == {**facts["settings"], "race": _bool(race or spoiler_race)}
    assert len(keys) == (len(made) if spoiler_race else 1)


@pytest.mark.parametrize("game", ["sm", "smz3"])
async def test_options_of_a_multiworld(presets: Command, capsys: pytest.CaptureFixture[str], game: str) -> None:
    made = await payloads(presets, capsys, game, {"players": "Link,Samus", "seed_number": "77"})

    world = {"gamemode": "multiworld", "players": "2", "player-0": "Link", "player-1": "Samus", "seed": "77"}
    assert {name: line["payload"] for name, line in made.items()} == {
        name: {**facts["settings"], "race": "true", **world} for name, facts in FACTS[game].items()
    }


@pytest.mark.parametrize("race", [True, False])
@pytest.mark.parametrize("spoilers", ["mystery", "off"])
async def test_options_of_alttpr_mystery(
    presets: Command, capsys: pytest.CaptureFixture[str], race: bool, spoilers: str
) -> None:
    options = {"tournament": _bool(race), "spoilers": spoilers}

    made = await payloads(presets, capsys, "alttprmystery", options, "--seed=options")

    assert FACTS["alttprmystery"].keys() == made.keys()
    at_site = [line["payload"] for line in made.values() if line["endpoint"].startswith("POST /api/")]
    assert len(at_site) > len(made) / 2
    assert {(sent["tournament"], sent["spoilers"], sent["allow_quickswap"]) for sent in at_site} == {
        (race, spoilers, True)
    }


async def test_ctjets_has_no_options(presets: Command, capsys: pytest.CaptureFixture[str]) -> None:
    made = await payloads(presets, capsys, "ctjets", {})

    assert {name: (line["endpoint"], line["payload"]) for name, line in made.items()} == {
        name: (f"POST /{facts['version'].replace('.', '_')}/generate-rom/", {**facts["settings"], "seed": ""})
        for name, facts in FACTS["ctjets"].items()
    }


@pytest.mark.parametrize("race", [True, False])
async def test_options_of_ootr(presets: Command, capsys: pytest.CaptureFixture[str], race: bool) -> None:
    made = await payloads(presets, capsys, "ootr", {"tournament": _bool(race)})

    assert made.keys() == FACTS["ootr"].keys()
    for name, facts in FACTS["ootr"].items():
        path, _, query = made[name]["endpoint"].partition("?")
        assert path == "POST /api/v2/seed/create"
        chosen = {"locked": ["true"]} if race else {}
        assert parse_qs(query) == {"version": [facts["version"]], "encrypt": [_bool(facts["encrypt"])]} | chosen
        assert _text(made[name]["payload"]) == _text(facts["settings"])


async def test_same_seed_rolls_the_same_games_whatever_is_masked(
    presets: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    masked = await payloads(presets, capsys, "alttprmystery", {"spoilers": "mystery"}, "--seed=options")
    shown = await payloads(presets, capsys, "alttprmystery", {"spoilers": "off"}, "--seed=options")

    assert {name: _but_spoilers(line) for name, line in masked.items()} == {
        name: _but_spoilers(line) for name, line in shown.items()
    }


def _but_spoilers(line: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in line["payload"].items() if key != "spoilers"}


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
