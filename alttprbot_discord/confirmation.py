"""Asking before something is done that cannot be undone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import discord

from alttprbot_discord.failures import UNREACHABLE, BaseView, classify
from alttprbot_discord.text import plain

SECONDS_TO_ANSWER = 120.0

Act = Callable[[], Awaitable[str]]


class Confirmation(BaseView):
    """Two buttons. `act` does the thing and returns what to say of it."""

    def __init__(self, asked: discord.Interaction[Any], label: str, act: Act) -> None:
        super().__init__(timeout=SECONDS_TO_ANSWER)
        self._asked = asked
        self._act = act
        self.confirm.label = label

    @discord.ui.button(style=discord.ButtonStyle.danger)
    async def confirm(self, interaction: discord.Interaction[Any], _button: discord.ui.Button[Any]) -> None:
        """Do it."""
        self.stop()
        await interaction.response.defer()
        try:
            text = await self._act()
        except Exception as error:  # noqa: BLE001 - classified and told in the place of the question
            text = plain(classify(error, type(self).__name__, interaction).text)
        await interaction.edit_original_response(content=text, view=None)

    @discord.ui.button(label="Cancel")
    async def cancel(self, interaction: discord.Interaction[Any], _button: discord.ui.Button[Any]) -> None:
        """Leave everything as it is."""
        self.stop()
        await interaction.response.edit_message(content="Nothing was changed.", view=None)

    async def on_timeout(self) -> None:
        """Leave everything as it is."""
        with suppress(*UNREACHABLE):
            await self._asked.edit_original_response(content="Nothing was changed: nobody answered.", view=None)


async def ask(asked: discord.Interaction[Any], question: str, label: str, act: Act) -> None:
    """Put a question in the place of an ephemeral “thinking…”; `act` runs once the answer is yes."""
    await asked.edit_original_response(content=question, view=Confirmation(asked, label, act))
