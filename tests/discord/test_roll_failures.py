"""A roll that cannot be: one private message that says why, nothing public, nothing half-done."""

from __future__ import annotations

import asyncio
import logging
import signal
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands
from discord.ext import commands

from alttprbot.core import Core
from alttprbot.models import AuditGeneratedGames
from alttprbot_discord.bot import SahasrahBot
from alttprbot_discord.policy import Policy, allow
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.discord.timers import keep_time_real
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.database_fixtures import MariaDBServer
from tests.discord.conftest import Place, Restart, fields, shown

pytestmark = pytest.mark.simcord(check_errors=False)


class Broken(commands.Cog):
    """A command with a defect."""

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Breaks")
    async def broken(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        raise KeyError("mysql://user:secret@host")


async def refused(place: Place, command: str = "alttpr preset", **options: Any) -> str:
    """Run a command that fails; what its person is told, once it is clear that nobody else was told anything."""
    seen_by_all = [message.id for message in place.channel.history()]
    recorded = await AuditGeneratedGames.all().count()

    result = await place.alice.slash(place.channel, command, **options)

    answer = shown(result)
    assert answer.flags.ephemeral
    assert [message.id for message in place.channel.history()] == seen_by_all
    assert await AuditGeneratedGames.all().count() == recorded
    return str(answer.content)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("__proto__", r"“\_\_proto\_\_”"),
        ("[free](https://evil.example)", r"“\[free](https://evil.example)”"),
        ("`x`", r"“\`x\`”"),
        ("@everyone", "“@\u200beveryone”"),
        ("\u202egnp.nepo", "“gnp.nepo”"),
    ],
)
async def test_what_was_typed_is_repeated_as_it_is(place: Place, typed: str, written: str) -> None:
    text = await refused(place, preset=typed)

    assert written in text


async def test_an_unknown_preset_offers_close_names(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    text = await refused(place, preset="opne")

    assert "There is no alttpr preset called “opne”" in text
    assert "“open”" in text
    assert "/presets" in text
    (record,) = [record for record in caplog.records if record.message == "command refused"]
    assert (record.command, record.outcome) == ("alttpr preset", "preset_not_found")  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b/c", "x" * 4000, "@everyone", "nobody/there"])
async def test_names_that_cannot_be_are_answered_like_unknown_ones(place: Place, name: str) -> None:
    text = await refused(place, preset=name)

    assert "There is no alttpr preset called" in text
    assert "@everyone" not in text


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault(FaultKind.STATUS, path="/api", status=503), "unreachable or failing right now (HTTP 503)"),
        (Fault(FaultKind.DROP, path="/api"), "unreachable or failing right now"),
        (Fault(FaultKind.RATE_LIMIT, path="/api", seconds=120), "is limiting requests. Please try again in"),
        (Fault(FaultKind.HTML, path="/api"), "answered with something unexpected"),
        (Fault(FaultKind.MALFORMED, path="/api"), "answered with something unexpected"),
        (Fault(FaultKind.TRUNCATED, path="/api"), "unreachable or failing right now"),
        (Fault(FaultKind.OVERSIZE, path="/api", megabytes=100), "answered with something unexpected"),
    ],
    ids=lambda value: str(value.kind) if isinstance(value, Fault) else "",
)
async def test_trouble_with_the_site_is_explained(
    place: Place, alttpr: AlttprServer, fault: Fault, expected: str
) -> None:
    alttpr.faults.add(fault)

    assert expected in await refused(place, preset="open")


async def test_a_refusal_of_the_site_is_passed_on(place: Place, alttpr: AlttprServer) -> None:
    alttpr.refuse_next = "Unable to place all items"

    text = await refused(place, preset="ambrosia")

    assert "Unable to place all items" in text


async def test_a_slow_site_is_given_up(place: Place, alttpr: AlttprServer, restart: Restart) -> None:
    keep_time_real(asyncio.get_running_loop(), await restart(provider_timeout_seconds=0.05, provider_max_attempts=2))
    alttpr.hold()

    text = await refused(place, preset="open")

    alttpr.release()
    assert "did not answer in time" in text


async def test_one_failed_attempt_is_told_and_repeated(place: Place, alttpr: AlttprServer, env: simcord.Env) -> None:
    alttpr.faults.add(Fault(FaultKind.STATUS, path="/api", status=503, remaining=1))

    result = await place.alice.slash(place.channel, "alttpr preset", preset="open")

    edits = [request.json for request in env.http_requests if request.method == "PATCH"]
    assert "trying again" in edits[0]["content"]
    assert shown(result).content == ""
    assert shown(result).embeds[0].fields[0].value == "open"


async def test_rolls_of_one_person_are_limited(place: Place, restart: Restart) -> None:
    await restart(seed_limit_count=1)
    await place.alice.slash(place.channel, "alttpr preset", preset="open")

    second = await place.alice.slash(place.channel, "alttpr preset", preset="open")
    other = await place.bob.slash(place.channel, "alttpr preset", preset="open")

    assert shown(second).flags.ephemeral
    assert "Please wait" in shown(second).content
    assert shown(other).embeds


async def test_no_roll_begins_while_the_process_stops(place: Place, core: Core) -> None:
    core.work.close()

    assert "restarting" in await refused(place, preset="open")


async def test_a_roll_that_has_begun_ends_before_the_process_does(
    place: Place, core: Core, alttpr: AlttprServer
) -> None:
    alttpr.hold()

    async def stop() -> tuple[int, bool]:
        await alttpr.held()
        core.work.close()
        under_way = core.work.in_flight
        alttpr.release()
        return under_way, await core.work.drain(5)

    stopping = asyncio.create_task(stop())
    result = await place.alice.slash(place.channel, "alttpr preset", preset="open")

    assert await stopping == (1, True)
    assert fields(result)["Preset"] == "open"


async def test_a_defect_shows_a_reference_and_nothing_else(
    place: Place, bot: SahasrahBot, caplog: pytest.LogCaptureFixture
) -> None:
    await bot.add_cog(Broken())
    await bot.tree.sync()

    text = await refused(place, "broken")

    assert "something went wrong on our side" in text
    assert "secret" not in text
    (record,) = [record for record in caplog.records if record.message == "command failed"]
    assert record.reference in text  # type: ignore[attr-defined]
    assert record.exc_info is not None


async def test_outcomes_are_counted(place: Place, core: Core) -> None:
    await place.alice.slash(place.channel, "alttpr preset", preset="open")
    await refused(place, preset="opne")

    counted = core.metrics.render().decode()
    assert 'sahasrahbot_discord_commands_total{command="alttpr preset",outcome="success"} 1.0' in counted
    assert 'sahasrahbot_discord_commands_total{command="alttpr preset",outcome="preset_not_found"} 1.0' in counted


@pytest.mark.parametrize("database_kind", ["mariadb"], indirect=True)
async def test_a_namespaced_preset_needs_the_database(place: Place, mariadb_server: MariaDBServer) -> None:
    mariadb_server.stop(signal.SIGKILL)

    result = await place.alice.slash(place.channel, "alttpr preset", preset="somebody/theirs")

    assert shown(result).flags.ephemeral
    assert "database is temporarily unavailable" in shown(result).content


@pytest.mark.parametrize("database_kind", ["mariadb"], indirect=True)
async def test_a_seed_reaches_its_player_even_if_it_cannot_be_recorded(
    place: Place, mariadb_server: MariaDBServer
) -> None:
    mariadb_server.stop(signal.SIGKILL)

    result = await place.alice.slash(place.channel, "alttpr preset", preset="open")

    assert fields(result)["Preset"] == "open"
