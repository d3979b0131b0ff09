"""A Link to the Past Randomizer."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from typing import Any, ClassVar

from racetime_bot import msg_actions

from alttprbot.alttprgen.alttpr_preset import ALTTPRPreset
from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot.exceptions import InvalidInputException
from alttprbot.services.race_rooms import RolledSeed
from alttprbot.util.text import cut, shortened
from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import Command, Permission, Speaker, table
from alttprbot_racetime.handlers.core import CORE_COMMANDS
from alttprbot_racetime.handlers.rolling import RollingHandler, roll_command, with_address, with_log
from alttprbot_racetime.outbox import TEXT_LIMIT
from alttprbot_racetime.transitions import TERMINAL

GAME, MYSTERY = "alttpr", "alttprmystery"
LIVE = "live"
BRANCHES = {LIVE: "Live", "tournament": "Tournament", "beeta": "Beeta"}
YES_NO = {"true": "Yes", "false": "No"}
STUDY_TIME = 900
LONGEST_STUDY_TIME = 86_400
DEFAULT_WEIGHTSET = "weighted"


class GameHandler(RollingHandler):
    """Rooms of the category `alttpr`."""

    about: ClassVar[str] = "A Link to the Past Randomizer"
    commands: ClassVar[Any]

    async def status_pending(self) -> None:
        """Comments stay hidden until the race is over."""
        if self.status not in TERMINAL and not self.data["hide_comments"]:
            await self.edit(hide_comments=True)

    async def intro(self) -> None:
        """Greet people who opened a room themselves, with a button that rolls."""
        if self.tournament is not None or self.data.get("opened_by_bot"):
            return
        survey = msg_actions.Survey(
            msg_actions.TextInput(
                name="preset",
                label="Preset",
                placeholder="standard",
                help_text=f"What to play. All presets: {self.core.settings.app_url}/presets/{GAME}",
            ),
            msg_actions.SelectInput(
                name="quickswap",
                label="Quickswap",
                options=YES_NO,
                default="true",
                help_text="Allow item quickswap, unless the preset decides.",
            ),
            msg_actions.BoolInput(
                name="--spoiler_race", label="Spoiler Race", help_text="Post the spoiler log when the race has started."
            ),
            msg_actions.TextInput(
                name="countdown",
                label="Spoiler Countdown (seconds)",
                default=str(STUDY_TIME),
                help_text="How long to study the log before racing; without effect if it is no spoiler race.",
            ),
            msg_actions.SelectInput(name="branch", label="Branch", options=BRANCHES, default=LIVE),
        )
        template = (
            f"{self.command_prefix}newrace --preset=${{preset}} --quickswap=${{quickswap}} ${{--spoiler_race}} "
            "--countdown=${countdown} --branch=${branch}"
        )
        action = msg_actions.Action(label="Roll a Game", submit="Roll Game", message=template, survey=survey)
        self.outbox.say(self.greeting, guid=self.guid("intro"), actions={action.label: action.data})

    # Races

    async def newrace(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll with all the options."""
        options = SeedOptions(
            allow_quickswap=chat.flag("quickswap", default=True),
            hints=chat.flag("hints", default=False) or None,
            festive=chat.flag("festive", default=False),
        )
        if chat.flag("spoiler_race", default=False):
            study_time = chat.number(None, "countdown", lowest=0, highest=LONGEST_STUDY_TIME)
            branch = chat.string(1, "branch") or LIVE
            await self._roll_spoiler(chat, speaker, replace(options, hints=None), study_time, asked=branch)
        else:
            await self._roll_race(chat, speaker, options)

    async def race(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll with quickswap."""
        await self._roll_race(chat, speaker, SeedOptions(allow_quickswap=True))

    async def noqsrace(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll without quickswap."""
        await self._roll_race(chat, speaker, SeedOptions(allow_quickswap=False))

    async def _roll_race(self, chat: ChatCommand, speaker: Speaker, options: SeedOptions) -> None:
        preset = self.preset_named(chat)
        branch = chat.string(1, "branch") or LIVE
        await self._roll(speaker, preset, options, lambda seed: with_address(seed, preset), branch)

    # Spoiler races

    async def spoiler(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll a spoiler race."""
        await self._roll_spoiler(chat, speaker, SeedOptions(allow_quickswap=True), self._study_time(chat))

    async def tournamentspoiler(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll a spoiler race on the branch of the tournament."""
        options = SeedOptions(allow_quickswap=True)
        await self._roll_spoiler(chat, speaker, options, self._study_time(chat), asked="tournament")

    async def progression(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll a spoiler race whose log tells only of what opens the way, and that nobody studies."""
        await self._roll_spoiler(chat, speaker, SeedOptions(allow_quickswap=True, progression=True), study_time=0)

    def _study_time(self, chat: ChatCommand) -> int | None:
        return chat.number(1, "studytime", lowest=0, highest=LONGEST_STUDY_TIME, what="study time")

    async def _roll_spoiler(
        self,
        chat: ChatCommand,
        speaker: Speaker,
        options: SeedOptions,
        study_time: int | None,
        asked: str | None = None,
    ) -> None:
        preset = self.preset_named(chat)

        def show(seed: GeneratedSeed) -> RolledSeed:
            own = seed.preset.study_time if isinstance(seed.preset, ALTTPRPreset) else None
            usual = STUDY_TIME if own is None else own
            return with_log(seed, preset, usual if study_time is None else study_time)

        await self._roll(speaker, preset, replace(options, spoilers=Spoilers.GENERATE), show, asked)

    async def _roll(
        self, speaker: Speaker, preset: str, options: SeedOptions, show: Any, asked: str | None = None
    ) -> None:
        if asked is not None and asked.lower() not in BRANCHES:
            raise InvalidInputException(f"There is no branch “{shortened(asked)}”. Known are: {', '.join(BRANCHES)}.")
        branch = asked.lower() if asked else None

        def note(plan: SeedPlan) -> str:
            is_other = branch != LIVE and plan.branch not in {None, branch}
            allows = plan.settings.get("allow_quickswap") or plan.settings.get("quickswap")
            return " ".join(
                (
                    *([f"The preset decides the branch: {plan.branch}."] if is_other else []),
                    *(["The preset allows quickswap."] if allows and options.allow_quickswap is False else []),
                )
            )

        await self.roll_preset(self.request(GAME, speaker, preset, replace(options, branch=branch)), show, note)

    # Mystery games

    async def mystery(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll a mystery game, with what its author wants to be told."""
        weightset = chat.string(0, "weightset") or DEFAULT_WEIGHTSET
        options = SeedOptions(spoilers=Spoilers.MYSTERY, allow_quickswap=True)

        def show(seed: GeneratedSeed) -> RolledSeed:
            rolled = with_address(seed, f"mystery {weightset}")
            text = " ".join(seed.plan.instructions.split())
            if not text:
                return rolled
            told = cut(text, TEXT_LIMIT - len(rolled.info) - len("Instructions:  - "))
            lines = (*textwrap.wrap(f"Instructions: {text}", TEXT_LIMIT), *rolled.lines)
            return replace(rolled, info=f"Instructions: {told} - {rolled.info}", lines=lines)

        await self.roll_preset(self.request(MYSTERY, speaker, weightset, options), show)

    # Jokes

    async def register(self, _chat: ChatCommand, _speaker: Speaker) -> None:
        """A joke."""
        self.outbox.say("Registration is closed. It has always been closed.")

    async def vt(self, _chat: ChatCommand, _speaker: Speaker) -> None:
        """A joke."""
        self.outbox.say("You summon VT, he looks around confused and curses your next game with bad RNG.")

    async def synack(self, _chat: ChatCommand, _speaker: Speaker) -> None:
        """A joke."""
        self.outbox.say("You need to be more creative than that.")


def _joke(name: str, run: Any) -> Command:
    return Command(name, "a joke", Permission.ANYONE, run, listed=False)


GAME_COMMANDS: tuple[Command, ...] = (
    roll_command(
        "newrace",
        "roll a seed, with all the options",
        GameHandler.newrace,
        arguments=(
            "<preset> [branch] [--quickswap=false] [--hints] [--festive] [--spoiler_race] "
            "[--countdown=<seconds>] [--branch=<branch>]"
        ),
    ),
    roll_command("race", "roll a seed", GameHandler.race, "quickswaprace", arguments="<preset> [branch]"),
    roll_command("noqsrace", "roll a seed without quickswap", GameHandler.noqsrace, arguments="<preset> [branch]"),
    roll_command("mystery", "roll a mystery game", GameHandler.mystery, arguments="[weightset]"),
    roll_command("spoiler", "roll a spoiler race", GameHandler.spoiler, arguments="<preset> [seconds to study]"),
    roll_command(
        "tournamentspoiler",
        "roll a spoiler race on the branch of the tournament",
        GameHandler.tournamentspoiler,
        arguments="<preset> [seconds to study]",
    ),
    roll_command(
        "progression",
        "roll a spoiler race whose log only tells where to look",
        GameHandler.progression,
        arguments="<preset>",
    ),
    *CORE_COMMANDS,
    _joke("register", GameHandler.register),
    _joke("vt", GameHandler.vt),
    _joke("synack", GameHandler.synack),
)

GameHandler.commands = table(GAME_COMMANDS)
