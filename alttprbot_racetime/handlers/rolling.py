"""What the commands that roll have in common, whatever the game."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.request import SeedOptions, SeedRequest
from alttprbot.exceptions import InvalidInputException, NoPresetSpecifiedException
from alttprbot.services.race_rooms import RolledSeed
from alttprbot.services.spoiler_races import SpoilerLog
from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import BEFORE_START, Command, Permission, Speaker
from alttprbot_racetime.countdown import in_words
from alttprbot_racetime.handlers.core import SahasrahBotCoreHandler

DONE = "Have fun! You find your seed in the race information as well."

Show = Callable[[GeneratedSeed], RolledSeed]


def roll_command(name: str, summary: str, run: Any, *aliases: str, arguments: str = "") -> Command:
    """A command that rolls: for everybody, before the start, once a room."""
    return Command(
        name, summary, Permission.ANYONE, run, arguments=arguments, aliases=aliases, states=BEFORE_START, roll=True
    )


def with_address(seed: GeneratedSeed, label: str) -> RolledSeed:
    """What a room is told of a seed that has an address and perhaps a code."""
    url = seed.response.url
    return RolledSeed(_info(seed, label), (f"Here is your seed: {url} – have fun!",), url)


def with_log(seed: GeneratedSeed, label: str, study_time: int) -> RolledSeed:
    """What a room is told of a spoiler race, whose log is studied for so many seconds."""
    url, log = seed.response.url, seed.response.spoiler_url
    if log is None:
        raise InvalidInputException("This seed came without a spoiler log. Please roll again.")
    afterwards = f"and you have {in_words(study_time)} to study it" if study_time else "and you may play at once"
    promise = f"This is a spoiler race: its log will be posted here when the race has started, {afterwards}."
    lines = (f"Here is your seed: {url}", promise)
    return RolledSeed(_info(seed, f"spoiler {label}"), lines, url, SpoilerLog(log, study_time))


def as_address(seed: GeneratedSeed) -> RolledSeed:
    """What a room is told of a seed that is nothing but an address."""
    url = seed.response.url
    return RolledSeed(url, (url, DONE), url)


def as_text(info: str, chat: str) -> RolledSeed:
    """What a room is told of a seed that is nothing but a text."""
    return RolledSeed(info, (chat, DONE))


def _info(seed: GeneratedSeed, label: str) -> str:
    code = seed.response.code_text
    return f"{label} - {seed.response.url}" + (f" - ({code})" if code else "")


class RollingHandler(SahasrahBotCoreHandler):
    """A room in which people roll."""

    def preset_named(self, chat: ChatCommand) -> str:
        """The preset of a command. Raises `NoPresetSpecifiedException`."""
        preset = chat.string(0, "preset")
        if preset is None:
            raise NoPresetSpecifiedException(f"Please name a preset, such as: {self.usage(chat)}")
        return preset

    def only_word(self, chat: ChatCommand) -> str:
        """All that follows a command that takes a single word, as it was typed. Raises `InvalidInputException`."""
        if len(chat.words) != 1:
            raise InvalidInputException(f"Please say exactly one thing behind the command: {self.usage(chat)}")
        return chat.words[0]

    def usage(self, chat: ChatCommand) -> str:
        """How a command is said."""
        return self.commands[chat.word].usage(self.command_prefix, chat.word)

    def request(
        self, game: str, speaker: Speaker, preset: str | None = None, options: SeedOptions | None = None
    ) -> SeedRequest:
        """A seed that somebody in this room wants; without options one for a race."""
        return SeedRequest(game, preset, self.requester(speaker), options or SeedOptions())

    async def roll_preset(
        self, request: SeedRequest, show: Show, note: Callable[[SeedPlan], str] = lambda _plan: ""
    ) -> None:
        """Roll what makes sense; `note` is what people are told about it while they wait."""
        plan = await self.core.seeds.plan(request)
        await self.roll_patiently(request, show, note(plan))

    async def roll_patiently(self, request: SeedRequest, show: Show, note: str = "") -> None:
        """Roll at a provider that may take its time."""
        self.please_wait(request, note)
        await self.roll_at_once(request, show)

    async def roll_at_once(self, request: SeedRequest, show: Show) -> None:
        """Roll, and let the room see what came."""
        seed = await self.core.seeds.generate(request, on_retry=self.retrying)
        await self.roll.finish(show(seed))

    def please_wait(self, request: SeedRequest, note: str = "") -> None:
        """Say that it may take a while. Raises `RateLimitedException` for whoever has to wait for their next seed."""
        self.core.seeds.require_allowance(request.requester)
        contact = f"If nothing happens after a minute, contact {self.core.settings.maintainer}."
        self.outbox.say(" ".join(part for part in ("Generating game, please wait.", note, contact) if part))
