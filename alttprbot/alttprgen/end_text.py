"""The text that the game shows at the Triforce, and how it gets into a seed."""

from __future__ import annotations

import logging
import string
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from alttprbot.alttprgen.base_payloads import customizer_payload
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.exceptions import InvalidInputException

logger = logging.getLogger(__name__)

LINES, LINE_LENGTH = 3, 19
# What the font of the game has. Braces would be taken for commands to its text engine.
SYMBOLS = "?!,-….~～'↑↓→←"
ALLOWED = frozenset(
    {
        *string.ascii_letters,
        *string.digits,
        *(" " + SYMBOLS),
        *(set(map(chr, range(0x3041, 0x3094))) - {*"ゎゐゑ"}),
        *(set(map(chr, range(0x30A1, 0x30F4))) - {*"ヂヮヰヱ"}),
    }
)
TEXT_ID = "end_triforce"
DETAIL = "end_text"
CUSTOMIZER = "/api/customizer"
# The settings of the randomizer that come to the same game when they are sent to the customizer, whose item pool is
# the ordinary one.
SAME_IN_CUSTOMIZER: Mapping[tuple[str, ...], frozenset[str]] = {
    ("entrances",): frozenset({"none"}),
    ("glitches",): frozenset({"none"}),
    ("dungeon_items",): frozenset({"standard"}),
    ("mode",): frozenset({"open", "standard", "inverted"}),
    ("goal",): frozenset({"ganon", "fast_ganon", "dungeons", "pedestal"}),
    ("weapons",): frozenset({"randomized"}),
    ("item", "pool"): frozenset({"normal"}),
}


def end_text(lines: Sequence[str]) -> str:
    """What somebody wrote, as three lines that the game can show.

    Raises `InvalidInputException`, whose parameter `line` says which one is wrong if it is one.
    """
    if len(lines) > LINES:
        raise InvalidInputException(f"A text has at most {LINES} lines.")
    normal = [unicodedata.normalize("NFC", line).rstrip(" ") for line in lines]
    for number, line in enumerate(normal, 1):
        if len(line) > LINE_LENGTH:
            raise InvalidInputException(
                f"Line {number} is too long: it has {len(line)} characters of {LINE_LENGTH}.", line=number
            )
        if refused := sorted(set(line) - ALLOWED):
            named = " ".join(f"“{char}”" if char.isprintable() else f"U+{ord(char):04X}" for char in refused)
            raise InvalidInputException(f"The game cannot show {named} in line {number}.", line=number)
    if not any(normal):
        raise InvalidInputException("A text needs at least one line with something in it.")
    return "\n".join([*normal, *[""] * (LINES - len(normal))])


def with_end_text(plan: SeedPlan, text: str, text_id: int) -> SeedPlan:
    """The plan with a text of ours at the Triforce, among the texts that it has; its details say which.

    Only the customizer knows texts, so that the randomizer's settings are written for the customizer where that comes
    to the same game. A plan that cannot have a text stays as it is, and the log says so.
    """
    settings = _for_customizer(plan)
    if settings is None:
        logger.warning("end_text_impossible", extra={"game": plan.game, "preset": plan.preset, "text": text_id})
        return plan
    settings["texts"] = {**(settings.get("texts") or {}), TEXT_ID: f"{{NOBORDER}}\n{text}"}
    prefix = plan.endpoint.rpartition("/api/")[0]
    return replace(
        plan,
        endpoint=f"{prefix}{CUSTOMIZER}",
        payload=settings,
        settings=settings,
        customizer=True,
        details={**(plan.details or {}), DETAIL: text_id},
    )


def with_settings(plan: SeedPlan, settings: Mapping[str, Any]) -> SeedPlan:
    """The plan of a seed of the site with some of its settings replaced."""
    changed = {**plan.settings, **settings}
    return replace(plan, payload=changed, settings=changed)


def _for_customizer(plan: SeedPlan) -> dict[str, Any] | None:
    if plan.provider != "alttpr":
        return None
    if plan.endpoint.endswith(CUSTOMIZER):
        return dict(plan.settings)
    if not all(_at(plan.settings, path) in values for path, values in SAME_IN_CUSTOMIZER.items()):
        return None
    return customizer_payload() | {key: value for key, value in plan.settings.items() if key != "entrances"}


def _at(settings: Mapping[str, Any], path: Sequence[str]) -> Any:
    found: Any = settings
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found
