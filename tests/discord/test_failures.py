"""What people are told of each kind of failure."""

from __future__ import annotations

from typing import Any

import aiohttp
import discord
import pytest
import simcord
from discord import app_commands
from discord.ext import commands

from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderCircuitOpenError,
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderInvalidRequestError,
    SeedProviderRateLimitError,
    SeedProviderResponseFormatError,
    SeedProviderTimeoutError,
    SeedProviderUnavailableError,
)
from alttprbot.exceptions import InvalidInputException
from alttprbot_discord.bot import SahasrahBot
from alttprbot_discord.failures import BaseModal, BaseView, classify
from alttprbot_discord.policy import Policy, allow
from tests.discord.conftest import Place, shown

pytestmark = pytest.mark.simcord(check_errors=False)


class Number(app_commands.Transformer):
    async def transform(self, _interaction: discord.Interaction[Any], value: str, /) -> int:
        return int(value)


class Shaky(commands.Cog):
    """Commands whose buttons and forms fail."""

    @allow(Policy.PUBLIC)
    @app_commands.command(description="A button that fails")
    async def button(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("Press it", view=ShakyView())

    @allow(Policy.PUBLIC)
    @app_commands.command(description="A form that fails")
    async def form(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_modal(ShakyModal())

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Says a lot")
    async def long(self, _interaction: discord.Interaction[Any]) -> None:
        raise InvalidInputException("@everyone " + "x" * 5000)

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Wants a number")
    async def number(self, interaction: discord.Interaction[Any], text: app_commands.Transform[int, Number]) -> None:
        await interaction.response.send_message(str(text))


class ShakyView(BaseView):
    @discord.ui.button(label="Known")
    async def known(self, _interaction: discord.Interaction[Any], _button: discord.ui.Button[Any]) -> None:
        raise InvalidInputException("That is known.")

    @discord.ui.button(label="Unknown")
    async def unknown(self, interaction: discord.Interaction[Any], _button: discord.ui.Button[Any]) -> None:
        await interaction.response.defer()
        raise KeyError("secret")


class ShakyModal(BaseModal, title="Form"):
    text: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Text", custom_id="text")

    async def on_submit(self, _interaction: discord.Interaction[Any], /) -> None:
        raise InvalidInputException("That is no text.")


@pytest.fixture
async def shaky(place: Place, bot: SahasrahBot) -> None:
    await bot.add_cog(Shaky())
    await bot.tree.sync()


@pytest.mark.usefixtures("shaky")
async def test_a_button_that_fails_answers_in_private(place: Place) -> None:
    asked = await place.alice.slash(place.channel, "button")

    known = await place.alice.click(asked.response, label="Known")
    unknown = await place.alice.click(asked.response, label="Unknown")

    assert shown(known).content == "That is known."
    assert "reference" in shown(unknown).content
    assert "secret" not in shown(unknown).content
    assert shown(known).flags.ephemeral
    assert shown(unknown).flags.ephemeral
    assert asked.response.content == "Press it"


@pytest.mark.usefixtures("shaky")
async def test_a_form_that_fails_answers_in_private(place: Place) -> None:
    asked = await place.alice.slash(place.channel, "form")

    result = await place.alice.submit_modal(asked, {"text": "hello"})

    assert shown(result).content == "That is no text."
    assert shown(result).flags.ephemeral


@pytest.mark.usefixtures("shaky")
async def test_long_texts_are_cut_and_mention_nobody(place: Place) -> None:
    result = await place.alice.slash(place.channel, "long")

    assert len(shown(result).content) == 2000
    assert "@everyone" not in shown(result).content


@pytest.mark.usefixtures("shaky")
async def test_a_value_that_cannot_be_read_is_named(place: Place) -> None:
    result = await place.alice.slash(place.channel, "number", text="seven")

    assert shown(result).content == "“seven” cannot be used there."


@pytest.mark.usefixtures("shaky")
async def test_an_answer_that_cannot_be_given_is_logged(
    env: simcord.Env, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)

    await place.alice.slash(place.channel, "long")

    assert "failure not delivered" in [record.message for record in caplog.records]


def provider_error(kind: type[SeedProviderError], **details: Any) -> SeedProviderError:
    return kind("it says why", "alttpr", "randomizer", **details)


@pytest.mark.parametrize(
    ("error", "outcome", "expected"),
    [
        (provider_error(SeedProviderTimeoutError, attempts=3), "provider_timeout", "did not answer in time (3 tries)"),
        (provider_error(SeedProviderUnavailableError, status_code=502), "provider_unavailable", "(HTTP 502)"),
        (provider_error(SeedProviderCircuitOpenError, retry_after=42.0), "provider_circuit_open", "paused"),
        (provider_error(SeedProviderRateLimitError, retry_after=7.0), "provider_rate_limited", "7 s"),
        (provider_error(SeedProviderInvalidRequestError), "provider_invalid_request", "it says why"),
        (provider_error(SeedProviderResponseFormatError), "provider_bad_response", "something unexpected"),
        (provider_error(SeedProviderConfigurationError), "provider_not_configured", "not available"),
        (app_commands.NoPrivateMessage(), "not_permitted", "only in a server"),
        (app_commands.MissingPermissions(["administrator"]), "not_permitted", "may not use this command"),
        (app_commands.CommandOnCooldown(app_commands.Cooldown(1, 9), 8.6), "rate_limited", "9 s"),
        (app_commands.CommandNotFound("gone", []), "out_of_date", "just changed"),
        (commands.BadArgument("no *number*"), "invalid_input", "no *number*"),
    ],
)
def test_expected_failures_say_what_is_wrong(error: Exception, outcome: str, expected: str) -> None:
    failure = classify(error, "a command")

    assert failure.outcome == outcome
    assert expected in failure.text


def test_two_defects_have_two_references() -> None:
    texts = {classify(aiohttp.ClientError("host:1234"), "a command").text for _ in range(2)}

    assert len(texts) == 2
    assert not any("1234" in text for text in texts)
