"""The commands as Discord knows them: names, options, choices, and what is meant by leaving an option out."""

from __future__ import annotations

from typing import Any

import pytest
import simcord

from alttprbot_discord.bot import SahasrahBot

STRING, BOOLEAN, ATTACHMENT = 3, 5, 11
YES_NO = {"Yes": "yes", "No": "no"}
BRANCHES = {"Live": "live", "Tournament": "tournament", "Beeta": "beeta"}
GAMES = dict.fromkeys(("alttpr", "alttprmystery", "sm", "smz3", "ctjets"))
ROLL = {"race": YES_NO, "hints": YES_NO, "allow_quickswap": YES_NO, "branch": BRANCHES}


def options(bot: SahasrahBot, name: str) -> dict[str, dict[str, Any]]:
    """The options of a command by name, in their order."""
    group, _, command = name.partition(" ")
    payload = next(root.to_dict(bot.tree) for root in bot.tree.get_commands() if root.name == group)
    (found,) = [child for child in payload["options"] if child["name"] == command]
    return {option["name"]: option for option in found["options"]}


def choices(option: dict[str, Any]) -> dict[str, str]:
    return {choice["name"]: choice["value"] for choice in option.get("choices", [])}


@pytest.mark.parametrize(
    ("command", "first", "kind"), [("alttpr preset", "preset", STRING), ("alttpr custompreset", "yamlfile", ATTACHMENT)]
)
async def test_options_of_a_roll(env: simcord.Env, bot: SahasrahBot, command: str, first: str, kind: int) -> None:
    found = options(bot, command)

    assert list(found) == [first, *ROLL]
    assert (found[first]["type"], found[first]["required"]) == (kind, True)
    assert found[first].get("autocomplete", False) == (kind == STRING)
    assert {name: choices(found[name]) for name in ROLL} == ROLL
    assert not any(found[name]["required"] for name in ROLL)


async def test_options_of_saving_and_verifying(env: simcord.Env, bot: SahasrahBot) -> None:
    saving = options(bot, "alttprutils savepreset")

    assert [(name, option["type"], option["required"]) for name, option in saving.items()] == [
        ("preset_name", STRING, True),
        ("preset_file", ATTACHMENT, True),
        ("randomizer", STRING, False),
    ]
    assert list(choices(saving["randomizer"])) == list(GAMES)
    assert list(options(bot, "alttprutils verifygame")) == ["hash_id"]
    assert {
        name: (option["type"], option["required"])
        for name, option in options(bot, "alttprutils convertcustomizer").items()
    } == {"customizer_json": (ATTACHMENT, True)}


async def test_every_option_is_described(env: simcord.Env, bot: SahasrahBot) -> None:
    described = [
        option["description"]
        for command in bot.tree.get_commands()
        for child in [command.to_dict(bot.tree), *command.to_dict(bot.tree)["options"]]
        for option in [child, *child.get("options", [])]
    ]

    assert all(text and text != "…" and len(text) <= 100 for text in described)


async def test_options_of_zelda_2(env: simcord.Env, bot: SahasrahBot) -> None:
    (preset,) = options(bot, "z2r preset").values()

    names = ("maxrando", "groups1", "groups2", "groups3", "groups4", "brackets", "nit", "sgl4", "sgl")
    assert (preset["name"], preset["type"], preset["required"]) == ("preset", STRING, True)
    assert choices(preset) == dict(zip(names, names, strict=True))
    assert options(bot, "z2r mrb") == {}


async def test_options_of_a_kiss_priest_series(env: simcord.Env, bot: SahasrahBot) -> None:
    (count,) = options(bot, "alttpr kisspriest").values()

    assert (count["name"], count["min_value"], count["max_value"], count["required"]) == ("count", 1, 10, False)


async def test_options_of_spoiler_races(env: simcord.Env, bot: SahasrahBot) -> None:
    spoiler, custom = options(bot, "alttpr spoiler"), options(bot, "alttpr customspoiler")

    assert {name: (option["type"], option["required"]) for name, option in spoiler.items()} == {
        "preset": (STRING, True),
        "progression_spoiler": (BOOLEAN, False),
        "branch": (STRING, False),
    }
    assert {name: (option["type"], option["required"]) for name, option in custom.items()} == {
        "yamlfile": (ATTACHMENT, True),
        "branch": (STRING, False),
    }
    assert choices(spoiler["branch"]) == choices(custom["branch"]) == BRANCHES


async def test_options_of_a_holy_image(env: simcord.Env, bot: SahasrahBot) -> None:
    (command,) = [root for root in bot.tree.get_commands() if root.name == "holyimage"]
    found = command.to_dict(bot.tree)["options"]

    assert [(one["name"], one["type"], one["required"], one["autocomplete"]) for one in found] == [
        ("slug", STRING, True, True),
        ("game", STRING, False, True),
    ]
