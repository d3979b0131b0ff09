"""The pages of the simulated door randomizer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from alttprbot_sandbox.doors.rolls import Roll
from alttprbot_sandbox.seed_pages import facts, framed, seed_list

SITE = "door randomizer"
# What only the machine that rolled it knows.
PATHS = frozenset({"outputpath", "rom", "enemizercli"})


def patcher_page(patch: str, roll: Roll | None) -> str:
    """Where a permalink leads: the patch, and the game that it makes."""
    if not patch.startswith(("http://", "https://")):
        return missing_page()
    about = "<p class=dim>This patch was made by somebody else.</p>" if roll is None else _about(roll)
    return framed(SITE, "Patcher", f'<h1>Patch a ROM</h1><p><a href="{escape(patch)}">Fetch the patch</a></p>{about}')


def seed_page(roll: Roll) -> str:
    """A game."""
    return framed(SITE, roll.name, f"<h1>{escape(roll.name)}</h1>{_about(roll)}")


def home_page(rolls: Sequence[Roll]) -> str:
    """The games that were rolled, newest first."""
    rows = [(f"/seed/{roll.name}", roll.name, ", ".join(roll.code)) for roll in reversed(rolls)]
    return framed(SITE, "Seeds", seed_list(rows))


def missing_page() -> str:
    """For what does not exist."""
    return framed(SITE, "Not found", "<h1>Not found</h1><p>There is no such game.</p>")


def _about(roll: Roll) -> str:
    shown = {name: value for name, value in roll.settings.items() if name not in PATHS}
    code = f"<p><b>File select code:</b> {escape(', '.join(roll.code))}</p>"
    return f"<p class=dim>version {escape(roll.version)}</p>{code}{facts('Settings', shown)}"
