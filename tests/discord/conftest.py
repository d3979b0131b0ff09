"""The real main bot over a real core, in a simulated Discord and against a simulated alttpr.com."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import discord
import pytest
import simcord

from alttprbot.config import REPOSITORY
from alttprbot.core import Core
from alttprbot.util.clock import Clock
from alttprbot_discord.bot import SahasrahBot
from alttprbot_sandbox.alttpr import AlttprServer
from tests.conftest import OpenCore

SHIPPED = (
    *("2025_crosskeys", "adkeys", "ambrosia", "basicdoors", "crosskeys", "keysanity", "open", "openboots"),
    "standard",
)
PRESET = """\
goal_name: casual
description: A preset of the tests
settings:
  glitches: none
  item_placement: advanced
  dungeon_items: standard
  accessibility: items
  goal: ganon
  crystals:
    ganon: '7'
    tower: '7'
  mode: open
  entrances: none
  hints: 'off'
  weapons: randomized
  item:
    pool: normal
    functionality: normal
  tournament: false
  spoilers: 'off'
  lang: en
  enemizer:
    boss_shuffle: none
    enemy_shuffle: none
    enemy_damage: default
    enemy_health: default
    pot_shuffle: 'off'
"""


class Impatient(Clock):
    """Waits for nothing between two attempts."""

    async def sleep(self, seconds: float) -> None:
        """Return at once."""


def shown(result: Any) -> discord.Message:
    """The last thing that the person saw of an answer."""
    message: discord.Message = (result.followups or [result.response])[-1].message
    return message


def fields(result: Any) -> dict[str, str]:
    """The fields of the embed in an answer, in their order."""
    (embed,) = shown(result).embeds
    return {str(field.name): str(field.value) for field in embed.fields}


def field_of(text: str, title: str) -> str:
    """The value after `**title:**`."""
    (line,) = [line for line in text.splitlines() if line.startswith(f"**{title}:** ")]
    return line.removeprefix(f"**{title}:** ")


@dataclass
class Place:
    """A server with one channel and some people in it."""

    guild: Any
    channel: Any
    alice: Any
    bob: Any
    administrator: Any


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """The commands are the same on both databases; tests that take one away choose it themselves."""
    kind: str = request.param
    return kind


@pytest.fixture
async def alttpr() -> AsyncIterator[AlttprServer]:
    async with AlttprServer() as server:
        yield server


@pytest.fixture(scope="session")
def some_presets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few of the shipped presets, one of each kind: reading all of them takes longer than most tests."""
    folder = tmp_path_factory.mktemp("presets")
    shipped = REPOSITORY / "presets" / "alttpr"
    (folder / "alttpr").mkdir()
    for file in (*shipped.glob("_*.yaml"), *(shipped / f"{name}.yaml" for name in SHIPPED)):
        shutil.copy(file, folder / "alttpr")
    for game in ("sm", "smz3", "ctjets", "ootr"):
        shutil.copytree(REPOSITORY / "presets" / game, folder / game)
    (folder / "alttprmystery").mkdir()
    for name in ("weighted", "ladder_season13", "pogchampion_season7"):
        shutil.copy(REPOSITORY / "presets" / "alttprmystery" / f"{name}.yaml", folder / "alttprmystery")
    return folder


@pytest.fixture
def more_settings() -> dict[str, Any]:
    """What a module of tests adds to the settings, such as the addresses of its stand-ins."""
    return {}


@pytest.fixture
def core_settings(alttpr: AlttprServer, some_presets: Path, more_settings: dict[str, Any]) -> dict[str, Any]:
    """What the core is opened with."""
    sites = ("alttpr_baseurl", "alttpr_live_baseurl", "alttpr_tournament_baseurl", "alttpr_beeta_baseurl")
    own = {"seed_limit_count": 100, "presets_dir": some_presets}
    return {**dict.fromkeys(sites, alttpr.url), **own, **more_settings}


@pytest.fixture
async def core(open_test_core: OpenCore, core_settings: dict[str, Any]) -> Core:
    return await open_test_core(clock=Impatient(), **core_settings)


@pytest.fixture
async def bot(core: Core) -> SahasrahBot:
    return SahasrahBot(core)


@pytest.fixture
def simcord_bot(bot: SahasrahBot) -> SahasrahBot:
    return bot


@pytest.fixture
def env(simcord_env: simcord.Env) -> simcord.Env:
    return simcord_env


class Restart(Protocol):
    """End the bot and start another one, over a core of its own on the same database; settings may differ."""

    async def __call__(self, **overrides: Any) -> SahasrahBot: ...


@pytest.fixture
def restart(env: simcord.Env, open_test_core: OpenCore, core_settings: dict[str, Any]) -> Restart:
    async def again(**overrides: Any) -> SahasrahBot:
        bot = SahasrahBot(await open_test_core(clock=Impatient(), **core_settings | overrides))
        await env.restart_bot(bot)
        return bot

    return again


@pytest.fixture
def place(env: simcord.Env) -> Place:
    guild = env.create_guild()
    administrators = guild.create_role("administrators", permissions=discord.Permissions(administrator=True))
    return Place(
        guild,
        guild.create_text_channel("general"),
        guild.add_member(env.create_user("alice")),
        guild.add_member(env.create_user("bob")),
        guild.add_member(env.create_user("administrator"), roles=[administrators]),
    )
