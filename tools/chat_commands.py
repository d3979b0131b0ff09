"""Writes docs/race-rooms.md, the chat commands as the handlers have them: `python -m tools.chat_commands`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from alttprbot.alttprgen.varia_races import ChoozoPlanner, LeaguePlayoffPlanner
from alttprbot_racetime.bot import HANDLERS
from alttprbot_racetime.commands import BEFORE_START, Command, Permission
from alttprbot_racetime.handlers.core import CORE_COMMANDS, SahasrahBotCoreHandler

DOCUMENT = Path(__file__).parents[1] / "docs" / "race-rooms.md"
HEAD = """\
# In race rooms

<!-- Written by `python -m tools.chat_commands`; change the command tables or that tool, not this page. -->

SahasrahBot comes into every race room of its categories on racetime.gg within half a minute and greets once. What it
can do there is said in the chat; `!help` lists it. (`!` is the prefix unless the operator chose another.)

- Capitals matter in flags and addresses, not in commands and names of presets. A preset is one that everybody has,
  such as `open`, or one of somebody's namespace, such as `link/tuesday`.
- A room has one seed. Who wants another has a race monitor say `!cancel` first, which is possible until the race
  starts.
- `!lock` leaves rolling to race monitors: whoever opened the room, those appointed in it, and moderators.
- Commands are done in their order, also those that were given while the bot was away for up to two minutes. A seed
  that is being rolled when the bot is restarted is not set; the bot then asks to roll again.
- The seed stands in the race information and in the chat.

## Spoiler races

The log of a spoiler race is posted in the room when the race has started, never before. Then the time to study it is
counted down: reminders come in the last half hour every five minutes, then at two minutes, one minute, 30 seconds and
in each of the last ten seconds, and at the end the bot says that racing may begin. Study time runs from the start of
the race, also when the bot came late. `!cancel`, and the end of the race, end the countdown.

How long it is, in this order: what the command says; `studytime` of the preset, in `alttpr`; 15 minutes in `alttpr`,
25 minutes in `smz3`. The log of `!progression` needs no study, so that its time is 0.

## Multiworlds

`!multiworld` needs a team race in which everybody who joined has a team and all teams have the same number of players,
from 2 to 16. Each team gets a world of its own; the number of the seed is the same for all. Choose teams first: the
names of the players are part of the game.
"""
WHO = {
    Permission.ANYONE: "everybody",
    Permission.ENTRANT_OR_MONITOR: "entrants and monitors",
    Permission.MONITOR: "race monitors",
    Permission.MODERATOR: "moderators",
}


def page() -> str:
    """The whole page."""
    categories = (line for slug, handler in HANDLERS.items() for line in _of(slug, handler))
    return "\n".join([HEAD, *_everywhere(), *categories, *_values()])


def _everywhere() -> Iterator[str]:
    yield "## In every category"
    yield ""
    yield from _table(CORE_COMMANDS)


def _of(slug: str, handler: type[SahasrahBotCoreHandler]) -> Iterator[str]:
    commands = {command.name: command for command in handler.commands.values() if command.listed}
    core = {command.name for command in CORE_COMMANDS}
    yield f"## `{slug}`: {handler.about}"
    yield ""
    if own := [command for name, command in commands.items() if name not in core]:
        yield from _table(own)
    else:
        yield "No seeds are rolled here."
        yield ""
    if missing := sorted(core - commands.keys()):
        yield f"Left to another bot: {', '.join(f'`!{name}`' for name in missing)}."
        yield ""


def _values() -> Iterator[str]:
    yield "## Values of VARIA races"
    for command, planner in (("choozorace", ChoozoPlanner), ("smleagueplayoff", LeaguePlayoffPlanner)):
        yield ""
        yield f"`!{command}`, in this order:"
        yield ""
        for parameter in planner.parameters:
            yield f"- {parameter.name}: {', '.join(f'`{choice}`' for choice in parameter.choices)}"
    yield ""


def _table(commands: Iterable[Command]) -> Iterator[str]:
    yield "| command | what it does | who | when |"
    yield "| --- | --- | --- | --- |"
    for command in commands:
        says = f"`{command.usage('!', command.name)}`".replace("|", "\\|")
        if command.aliases:
            says += f", also {', '.join(f'`!{alias}`' for alias in command.aliases)}"
        when = "before the start" if command.states == BEFORE_START else "until the end"
        yield f"| {says} | {command.summary} | {WHO[command.permission]} | {when} |"
    yield ""


if __name__ == "__main__":
    DOCUMENT.write_text(page(), encoding="utf-8")
