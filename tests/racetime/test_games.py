"""Rolling what each game has, in its rooms."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

import pytest

from alttprbot.models import AuditGeneratedGames
from alttprbot_racetime.handlers import contra
from alttprbot_sandbox.journal import Recorded, SimulatedService
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import User
from tests.racetime.chat import SEED, said
from tests.racetime.conftest import Serve
from tests.racetime.games import game_room

DONE = "Have fun! You find your seed in the race information as well."
WAIT = "Generating game, please wait. If nothing happens after a minute, contact the maintainers."
CHOOZO = "FullCountdown FullArea RandomBoss HardDifficulty RandomEscape EarlyMorph DeepStart"


@pytest.mark.parametrize(
    ("category", "command", "info", "provider", "sent"),
    [
        ("smz3", "!race normal", r"normal - {url} - \(.+\)", "smz3", {"race": "true"}),
        ("smz3", "!preset Hard", r"Hard - {url} - \(.+\)", "smz3", {"race": "true"}),
        (
            "smr",
            "!totalrace casual_full",
            r"SM Total Randomizer - casual_full - {url} - \(.+\)",
            "sm",
            {"race": "true"},
        ),
        ("smr", "!total casual_split", r"SM Total Randomizer - casual_split - {url} - \(.+\)", "sm", {}),
        ("smr", "!varia default casual", "default / casual - {url}", "varia", {"preset": "casual", "raceMode": "on"}),
        (
            "smr",
            "!variarace season_races VETERAN",
            "Season_Races / veteran - {url}",
            "varia",
            {"preset": "veteran", "raceMode": "on"},
        ),
        ("smr", "!smvaria default newbie", "default / newbie - {url}", "varia", {"preset": "newbie"}),
        ("smr", "!dash classic", "SM Dash Randomizer - {url}", "smdash", {"race": "1"}),
        ("smr", "!dashrace SGL23", "SM Dash Randomizer - {url}", "smdash", {"race": "1"}),
        ("smr", "!smdash --spoiler classic", "SM Dash Randomizer - {url}", "smdash", {"race": "1", "spoiler": "1"}),
        (
            "smr",
            f"!choozorace {CHOOZO}",
            f"Super Metroid Choozo Randomizer - {{url}} - {CHOOZO}",
            "varia",
            {"majorsSplit": "FullWithHUD", "areaRandomization": "full", "escapeRando": "on", "raceMode": "on"},
        ),
        (
            "smr",
            "!smleagueplayoff Major full On",
            "Super Metroid League Playoffs - Major - {url} - Major, Full, On",
            "varia",
            {"majorsSplit": "Major", "areaRandomization": "full", "bossRandomization": "on"},
        ),
    ],
)
async def test_providers_are_asked_for_a_race_and_the_room_shows_the_seed(
    serve: Serve,
    racetime: RaceTimeServer,
    providers: Mapping[str, SimulatedService],
    bob: User,
    category: str,
    command: str,
    info: str,
    provider: str,
    sent: dict[str, str],
) -> None:
    async with game_room(serve, racetime, providers, bob, category) as room:
        answers = await room.say(command, SEED)
        (row,) = await AuditGeneratedGames.all()

    assert re.fullmatch(info.format(url=re.escape(str(row.permalink))), room.race.info_bot)
    assert answers[:2] == [WAIT, f"{SEED}: {row.permalink} – have fun!"]
    assert str(row.permalink).startswith(providers[provider].url)
    assert sent.items() <= _sent(providers[provider]).items()


def _sent(server: SimulatedService) -> dict[str, Any]:
    """The last request for a seed, whatever its form."""
    request: Recorded = [item for item in server.requests if "reset" not in item.path.lower()][-1]
    if request.body.startswith(b"{"):
        return dict(json.loads(request.body))
    text = request.body.decode() or request.query
    return {name: values[0] for name, values in parse_qs(text).items()}


async def test_players_of_a_random_escape_are_reminded_of_the_screen_shake(
    serve: Serve, racetime: RaceTimeServer, providers: Mapping[str, SimulatedService], bob: User
) -> None:
    async with game_room(serve, racetime, providers, bob, "smr") as room:
        answers = await room.say(f"!choozorace {CHOOZO}", "screen shake")

    assert answers[1].startswith(SEED)


async def test_jets_of_time_are_rolled_once_a_room(
    serve: Serve, racetime: RaceTimeServer, providers: Mapping[str, SimulatedService], bob: User
) -> None:
    async with game_room(serve, racetime, providers, bob, "ct-jets") as room:
        answers = await room.say("!preset race", DONE)
        refused = await room.say("!preset hard", "already rolled")
        (row,) = await AuditGeneratedGames.all()

    assert answers == [WAIT, row.permalink, DONE]
    assert room.race.info_bot == row.permalink
    assert str(row.permalink) in refused[0]


@pytest.mark.parametrize(
    ("category", "command", "info", "line"),
    [
        ("z1r", "!flags oIbnPfPb01HJEAN8!x", r"Seed: \d+ - Flags: oIbnPfPb01HJEAN8!x", None),
        ("z1r", "!flags --AbC=x", r"Seed: \d+ - Flags: --AbC=x", None),
        (
            "z1r",
            "!race RR2025",
            r"Flags: CKnGZ6u7XaVW!hJ!sGTvkRim82t8PvIW1BEycZo Seed: \d+",
            r"rr2025 - Flags: CKnGZ6u7XaVW!hJ!sGTvkRim82t8PvIW1BEycZo Seed: \d+",
        ),
        ("z1r", "!ttp4", r"Flags: \S+ Seed: \d+", r"ttp4(rp|hopla|consternation) - Flags: \S+ Seed: \d+"),
        ("z1r", "!ttp4rp", r"Flags: 24h\S+ Seed: \d+", r"ttp4rp - Flags: \S+ Seed: \d+"),
        ("z1r", "!TTP4hopla", r"Flags: oIbnRj\S+ Seed: \d+", r"ttp4hopla - Flags: \S+ Seed: \d+"),
        ("z1r", "!ttp4consternation", r"Flags: \S+hPfPb\S+ Seed: \d+|Flags: oIbnPfPb\S+ Seed: \d+", None),
        ("z2r", "!flags iyhqh$j9g7@$ZqTBT!BhOAdES$vA", r"Seed: \d+ - Flags: iyhqh\$j9g7@\$ZqTBT!BhOAdES\$vA", None),
        ("z2r", "!mrb", r"Seed: \d+ - Flags: \S+ - .+", None),
        *(
            ("z2r", f"!{name}", r"Seed: \d+ - Flags: \S+", None)
            for name in ("maxrando", "groups1", "groups2", "groups3", "groups4", "brackets", "nit", "sgl4", "sgl")
        ),
        ("smb3r", "!flags 17BAS2LNJ4", r"Seed: \d+ - Flags: 17BAS2LNJ4", None),
    ],
)
async def test_games_of_flags_get_a_seed_and_nobody_has_to_wait(
    serve: Serve, racetime: RaceTimeServer, bob: User, category: str, command: str, info: str, line: str | None
) -> None:
    async with game_room(serve, racetime, {}, bob, category) as room:
        answers = await room.say(command, DONE)
        (row,) = await AuditGeneratedGames.all()
        refused = await room.say(command, "already rolled")

    shown = room.race.info_bot
    assert re.fullmatch(info, shown)
    assert len(answers) == 2
    assert re.fullmatch(line, answers[0]) if line else shown in answers[0]
    assert f"Seed: {row.hash_id}" in shown
    assert shown in refused[0]


async def test_settings_of_final_fantasy_get_a_seed(serve: Serve, racetime: RaceTimeServer, bob: User) -> None:
    async with game_room(serve, racetime, {}, bob, "ff1r") as room:
        answers = await room.say("!ff1url https://4-8-4.finalfantasyrandomizer.com/?s=1&f=AbC-_x&g=", DONE)

    url, _ = answers
    assert re.fullmatch(r"https://4-8-4\.finalfantasyrandomizer\.com/\?s=[0-9A-F]{8}&f=AbC-_x&g=", url)
    assert room.race.info_bot == url


@pytest.mark.parametrize(
    ("category", "command", "answer"),
    [
        ("smz3", "!race", "Please name a preset, such as: !race <preset>"),
        ("smz3", "!race nromal", "Did you mean “normal”"),
        ("smz3", "!spoiler", "Please name a preset, such as: !spoiler <preset> [seconds to study]"),
        ("smz3", "!spoiler normal 0", "The study time must be a whole number from 1 to 10800, not “0”."),
        ("smz3", "!spoiler normal 3h", "The study time must be a whole number from 1 to 10800, not “3h”."),
        ("smz3", "!multiworld", "Please name a preset, such as: !multiworld <preset> [seed number]"),
        ("smz3", "!multiworld normal", "This is not a team race."),
        ("smz3", "!multiworld normal x", "The seed number must be a whole number from 0 to 2147483647, not “x”."),
        ("smr", "!total", "Please name a preset, such as: !total <preset>"),
        ("smr", "!totalrace nope", "There is no sm preset called “nope”."),
        ("smr", "!varia default", "!varia <settings> <skills> – settings such as Chozo_Speedrun, "),
        ("smr", "!varia a/b casual", "“a/b” cannot be a settings preset of VARIA"),
        ("smr", "!dash", "Please name one preset: !dash [--spoiler] <preset> – there are: classic, "),
        ("smr", "!dash --spoiler", "Please name one preset"),
        ("smr", "!dash --spoiler classic sgl23", "Please name one preset"),
        ("smr", "!dash spoiler classic", "“spoiler” is no option here. The only one is --spoiler."),
        ("smr", "!dash --race classic", "“--race” is no option here. The only one is --spoiler."),
        ("smr", "!dash ../x", "“../x” cannot be the name of a DASH preset."),
        ("smr", "!dash nope", "Valid presets are: classic, "),
        (
            "smr",
            "!choozorace",
            "You gave no values, and 7 are needed, in this order: !choozorace <split> <area> <boss>",
        ),
        ("smr", f"!choozorace {CHOOZO} more", "You gave 8 values, and 7 are needed"),
        (
            "smr",
            f"!choozorace {CHOOZO.replace('RandomBoss', 'NoBoss')}",
            "“NoBoss” cannot be the boss. Did you mean “RandomBoss”? It is one of: RandomBoss, VanillaBoss.",
        ),
        (
            "smr",
            "!smleagueplayoff Major",
            "You gave 1 value, and 3 are needed, in this order: !smleagueplayoff <majors>",
        ),
        ("smr", "!smleagueplayoff Major Full Yes", "“Yes” cannot be the bosses. It is one of: Off, On."),
        ("z1r", "!race", "Please name a preset, such as: !race <preset>"),
        ("z1r", "!race nope", "“nope” cannot be the preset. It is one of: abns22_swiss, abns22_bracket, "),
        ("z1r", "!flags", "Please say exactly one thing behind the command: !flags <flags>"),
        ("z1r", "!flags a b", "Please say exactly one thing behind the command: !flags <flags>"),
        ("z1r", "!flags <@1>", "cannot be flags of z1r"),
        ("z2r", f"!flags {'x' * 65}", "cannot be flags of z2r: they are up to 64"),
        ("smb3r", "!flags ä", "“ä” cannot be flags of smb3r"),
        ("ff1r", "!ff1url", "Please say exactly one thing behind the command: !ff1url <url>"),
        ("ff1r", "!ff1url https://evil.example/?f=1", "leads to finalfantasyrandomizer.com"),
        ("ff1r", "!ff1url http://finalfantasyrandomizer.com/?f=1", "it begins with https://"),
        ("ff1r", "!ff1url https://finalfantasyrandomizer.com/?s=1", "its parameter f is missing"),
        (
            "ff1r",
            f"!ff1url https://finalfantasyrandomizer.com/?f={'~/' * 400}",
            "This address is too long: at most 900 characters.",
        ),
        ("ct-jets", "!preset", "Please name a preset, such as: !preset <preset>"),
        ("ct-jets", "!preset rcae", "Did you mean “race”"),
    ],
)
async def test_what_cannot_be_rolled_is_explained_and_the_room_stays_rollable(
    serve: Serve,
    racetime: RaceTimeServer,
    providers: Mapping[str, SimulatedService],
    bob: User,
    category: str,
    command: str,
    answer: str,
) -> None:
    async with game_room(serve, racetime, providers, bob, category) as room:
        answers = await room.say(command, answer)

        assert await AuditGeneratedGames.all().count() == 0
        repeated = await room.say(command, answer)
    assert [line for line in answers if line != WAIT] == [line for line in repeated if line != WAIT]
    assert len([line for line in answers if line != WAIT]) == 1
    assert room.race.info_bot == ""


@pytest.mark.parametrize(
    ("category", "listed"),
    [
        ("smz3", ["race", "spoiler", "multiworld"]),
        ("smr", ["totalrace", "variarace", "dashrace", "multiworld"]),
        ("z1r", ["race", "flags"]),
        ("z2r", ["flags", "mrb"]),
        ("smb3r", ["flags"]),
        ("ff1r", ["ff1url"]),
        ("ct-jets", ["preset"]),
    ],
)
async def test_help_names_what_rolls_and_what_all_rooms_have(
    serve: Serve, racetime: RaceTimeServer, bob: User, category: str, listed: list[str]
) -> None:
    async with game_room(serve, racetime, {}, bob, category) as room:
        (line,) = await room.say("!help", "Available commands")

    assert line.startswith("Available commands: ")
    assert all(f"!{name}" in line for name in (*listed, "lock", "cancel", "override"))
    assert "https://" in line


@pytest.mark.parametrize(("category", "greets"), [("contra", 1), ("sgl", 0), ("smw-hacks", 0)])
async def test_rooms_where_nothing_is_rolled_have_the_commands_of_all_rooms(
    serve: Serve, racetime: RaceTimeServer, bob: User, category: str, greets: int
) -> None:
    async with game_room(serve, racetime, {}, bob, category) as room:
        (line,) = [line for line in await room.say("!help", "Available commands") if "Hi!" not in line]
        await room.say("!lock", "Lock initiated")

    assert line.startswith("I roll no seeds here. Available commands: !help, !lock, ")
    assert sum("Hi!" in line for line in said(room.race)) == greets


async def test_rooms_of_contra_are_greeted_with_the_series_where_there_are_series(
    serve: Serve, racetime: RaceTimeServer, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = contra.GameHandler.commands
    monkeypatch.setattr(contra.GameHandler, "commands", {**commands, "konot": commands["help"]})

    async with game_room(serve, racetime, {}, bob, "contra") as room:
        await room.say("!help", "Available commands")

    assert said(room.race)[0] == "Hi! I'm SahasrahBot. Use !konot to begin a series in this room."


async def test_rooms_of_the_wind_waker_leave_most_to_their_own_bot(
    serve: Serve, racetime: RaceTimeServer, bob: User
) -> None:
    async with game_room(serve, racetime, {}, bob, "twwr") as room:
        for command in ("!help", "!lock", "!unlock", "!cancel", "!tournamentrace"):
            await racetime.say(room.race, bob, command)
        await room.say("!override", "does not require streaming")

    assert len(said(room.race)) == 1
