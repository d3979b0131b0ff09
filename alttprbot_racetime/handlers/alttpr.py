"""A Link to the Past Randomizer."""

from __future__ import annotations

from typing import Any, ClassVar

from racetime_bot import msg_actions

from alttprbot.alttprgen.request import SeedOptions, SeedRequest
from alttprbot.exceptions import InvalidInputException, NoPresetSpecifiedException
from alttprbot.util.text import shortened
from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import BEFORE_START, Command, Permission, Speaker, table
from alttprbot_racetime.handlers.core import CORE_COMMANDS, SahasrahBotCoreHandler
from alttprbot_racetime.transitions import TERMINAL

BRANCHES = {"live": "Live", "tournament": "Tournament", "beeta": "Beeta"}
YES_NO = {"true": "Yes", "false": "No"}


class GameHandler(SahasrahBotCoreHandler):
    """Rooms of the category `alttpr`."""

    commands: ClassVar[Any]

    async def status_pending(self) -> None:
        """Comments stay hidden until the race is over."""
        if self.status not in TERMINAL and not self.data["hide_comments"]:
            await self.edit(hide_comments=True)

    async def intro(self) -> None:
        """Greet people who opened a room themselves, with a button that rolls."""
        if self.tournament is not None or self.data.get("opened_by_bot"):
            return
        presets = f"{self.core.settings.app_url}/presets/alttpr"
        survey = msg_actions.Survey(
            msg_actions.TextInput(
                name="preset", label="Preset", placeholder="standard", help_text=f"All presets: {presets}"
            ),
            msg_actions.SelectInput(name="quickswap", label="Quickswap", options=YES_NO, default="true"),
            msg_actions.SelectInput(name="branch", label="Branch", options=BRANCHES, default="live"),
        )
        template = f"{self.command_prefix}newrace --preset=${{preset}} --quickswap=${{quickswap}} --branch=${{branch}}"
        action = msg_actions.Action(label="Roll a Game", submit="Roll Game", message=template, survey=survey)
        self.outbox.say(self.greeting, guid=self.guid("intro"), actions={action.label: action.data})

    async def newrace(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll with all the options."""
        if chat.flag("spoiler_race", default=False):
            raise InvalidInputException("Spoiler races cannot be rolled yet.")
        await self._roll(
            chat,
            speaker,
            quickswap=chat.flag("quickswap", default=True),
            hints=chat.flag("hints", default=False),
            festive=chat.flag("festive", default=False),
        )

    async def race(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll with quickswap."""
        await self._roll(chat, speaker, quickswap=True)

    async def noqsrace(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll without quickswap."""
        await self._roll(chat, speaker, quickswap=False)

    async def _roll(
        self, chat: ChatCommand, speaker: Speaker, *, quickswap: bool, hints: bool = False, festive: bool = False
    ) -> None:
        preset = chat.string(0, "preset")
        if preset is None:
            usage = f"{self.command_prefix}{chat.word} <preset>"
            raise NoPresetSpecifiedException(f"Please name a preset, such as: {usage}")
        asked = chat.string(1, "branch")
        if asked is not None and asked.lower() not in BRANCHES:
            raise InvalidInputException(f"There is no branch “{shortened(asked)}”. Known are: {', '.join(BRANCHES)}.")
        branch = (asked or "live").lower()
        options = SeedOptions(allow_quickswap=quickswap, hints=hints or None, festive=festive, branch=branch)
        request = SeedRequest("alttpr", preset, self.requester(speaker), options)
        plan = await self.core.seeds.plan(request)
        self.core.seeds.require_allowance(request.requester)
        note = f" The preset decides the branch: {plan.branch}." if asked and plan.branch not in {None, branch} else ""
        contact = f"If nothing happens after a minute, contact {self.core.settings.maintainer}."
        self.outbox.say(f"Generating game, please wait.{note} {contact}")
        await self.roll.finish(await self.core.seeds.generate(request, on_retry=self.retrying), preset)

    async def register(self, _chat: ChatCommand, _speaker: Speaker) -> None:
        """A joke."""
        self.outbox.say("Registration is closed. It has always been closed.")

    async def vt(self, _chat: ChatCommand, _speaker: Speaker) -> None:
        """A joke."""
        self.outbox.say("You summon VT, he looks around confused and curses your next game with bad RNG.")

    async def synack(self, _chat: ChatCommand, _speaker: Speaker) -> None:
        """A joke."""
        self.outbox.say("You need to be more creative than that.")


def _roll(name: str, summary: str, run: Any, *aliases: str) -> Command:
    return Command(name, summary, Permission.ANYONE, run, aliases=aliases, states=BEFORE_START, roll=True)


def _joke(name: str, run: Any) -> Command:
    return Command(name, "a joke", Permission.ANYONE, run, listed=False)


GameHandler.commands = table(
    (
        _roll("newrace", "roll a seed", GameHandler.newrace),
        _roll("race", "roll a seed with quickswap", GameHandler.race, "quickswaprace"),
        _roll("noqsrace", "roll a seed without quickswap", GameHandler.noqsrace),
        *CORE_COMMANDS,
        _joke("register", GameHandler.register),
        _joke("vt", GameHandler.vt),
        _joke("synack", GameHandler.synack),
    )
)
