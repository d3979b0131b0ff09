"""Slash commands in the usage statistics: counted with nobody in them, and nobody notices."""

from __future__ import annotations

import signal
from datetime import UTC, datetime
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands
from discord.ext import commands

from alttprbot.core import Core
from alttprbot.models import TelemetryEvent
from alttprbot.models.telemetry import TelemetryAction, TelemetrySurface
from alttprbot.services.telemetry_event import UsageEvent, guild_hash
from alttprbot_discord.bot import SahasrahBot
from alttprbot_discord.policy import Policy, allow
from alttprbot_discord.usage import detail_of, feature_of
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.database_fixtures import MariaDBServer
from tests.discord.conftest import Place, shown
from tests.discord.test_permissions import leaves
from tests.telemetry import RECORDING, SALT, BrokenTelemetry, names, told

pytestmark = pytest.mark.simcord(check_errors=False)


class Trouble(commands.Cog):
    """Commands that fail in the ways of Discord and of programs."""

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Breaks")
    async def broken(self, _interaction: discord.Interaction[Any]) -> None:
        raise KeyError("secret")

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Not again")
    @app_commands.checks.cooldown(1, 3600)
    async def seldom(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("Done")


@pytest.fixture
def core_settings(core_settings: dict[str, Any]) -> dict[str, Any]:
    return core_settings | RECORDING


async def ends(core: Core) -> list[tuple[str, str, str | None]]:
    """Name, status and kind of failure of everything that ended."""
    events = [event for event in await told(core) if event.action is not TelemetryAction.INVOKE]
    return [(event.event_name, event.status, event.error_type) for event in events]


async def test_a_roll_is_counted_as_command_and_as_roll(place: Place, core: Core) -> None:
    await place.alice.slash(place.channel, "alttpr preset", preset="open")

    events = await told(core)
    assert [event.event_name for event in events] == [
        "discord.generator.preset.invoke",
        "discord.seed.generate.success",
        "discord.generator.preset.success",
    ]
    assert [event.provider for event in events] == [None, "alttpr", "alttpr"]
    assert [event.duration_ms is None for event in events] == [True, False, False]
    assert {event.guild_hash for event in events} == {guild_hash(place.guild.id, SALT)}


async def test_nothing_in_the_table_leads_back_to_anybody(place: Place, core: Core) -> None:
    await place.alice.slash(place.channel, "alttpr preset", preset="open")
    await place.alice.slash(place.channel, "alttpr preset", preset="alice/of_mine")

    assert len(await told(core)) == 6
    stored = str(await TelemetryEvent.all().values())
    for trace in (place.alice.id, place.guild.id, place.channel.id, "alice", "of_mine", "open"):
        assert str(trace) not in stored


async def test_an_unknown_preset_is_a_failure_of_its_kind(place: Place, core: Core) -> None:
    await place.alice.slash(place.channel, "alttpr preset", preset="opne")

    assert await ends(core) == [
        ("discord.seed.generate.failure", "error", "invalid_preset"),
        ("discord.generator.preset.failure", "error", "invalid_preset"),
    ]


async def test_a_provider_that_fails_is_a_failure_of_its_kind(place: Place, core: Core, alttpr: AlttprServer) -> None:
    alttpr.faults.add(Fault(FaultKind.STATUS, status=502))

    await place.alice.slash(place.channel, "alttpr preset", preset="open")

    assert await ends(core) == [
        ("discord.seed.generate.failure", "error", "provider_unavailable"),
        ("discord.generator.preset.failure", "error", "provider_unavailable"),
    ]


async def test_who_may_not_use_a_command_is_denied(place: Place, core: Core, bot: SahasrahBot) -> None:
    (config,) = [command for command in await bot.tree.fetch_commands() if command.name == "guildconfig"]
    place.guild.set_command_permissions(config, {place.alice: True})

    await place.alice.slash(place.channel, "guildconfig list")
    await place.administrator.slash(place.channel, "guildconfig list")

    assert await ends(core) == [
        ("discord.guildconfig.list.failure", "denied", "permission_denied"),
        ("discord.guildconfig.list.success", "ok", None),
    ]


async def test_defects_and_cooldowns_are_told_apart(place: Place, core: Core, bot: SahasrahBot) -> None:
    await bot.add_cog(Trouble())
    await bot.tree.sync()

    await place.alice.slash(place.channel, "broken")
    await place.alice.slash(place.channel, "seldom")
    await place.alice.slash(place.channel, "seldom")

    assert await ends(core) == [
        ("discord.tests.broken.failure", "error", "unexpected_error"),
        ("discord.tests.seldom.success", "ok", None),
        ("discord.tests.seldom.failure", "error", "rate_limited"),
    ]


async def test_typing_is_no_use(place: Place, core: Core) -> None:
    await place.alice.autocomplete(place.channel, "alttpr preset", "preset", "op")

    assert await names(core) == []


async def test_every_command_can_be_counted_by_a_name_of_its_own(env: simcord.Env, bot: SahasrahBot) -> None:
    found = [f"discord.{feature_of(command)}.{detail_of(command)}" for command in leaves(bot)]

    assert len(set(found)) == len(found) > 10
    for name in found:
        UsageEvent(
            event_name=f"{name}.success",
            surface=TelemetrySurface.DISCORD,
            feature=name.split(".")[1],
            action=TelemetryAction.SUCCESS,
            created_at=datetime.now(UTC),
        )


async def test_nobody_notices_that_telemetry_is_broken(place: Place, core: Core) -> None:
    core.telemetry.service = BrokenTelemetry()

    rolled = await place.alice.slash(place.channel, "alttpr preset", preset="open")
    refused = await place.alice.slash(place.channel, "alttpr preset", preset="opne")

    assert shown(rolled).embeds
    assert "There is no alttpr preset called" in shown(refused).content


@pytest.mark.parametrize("database_kind", ["mariadb"])
async def test_events_wait_until_the_database_is_back(place: Place, core: Core, mariadb_server: MariaDBServer) -> None:
    mariadb_server.stop(signal.SIGKILL)

    rolled = await place.alice.slash(place.channel, "alttpr preset", preset="open")
    await core.telemetry.service.flush()
    mariadb_server.start()

    assert shown(rolled).embeds
    assert core.telemetry.service.backlog.queued == 3
    assert len(await names(core)) == 3
