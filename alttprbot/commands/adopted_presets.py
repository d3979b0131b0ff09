"""Which presets of an adopted database cannot be rolled."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from alttprbot.alttprgen.preset import GAMES, PresetIdentifier
from alttprbot.database.adoption import Server
from alttprbot.exceptions import InvalidPresetException

PAGE = """
SELECT p.id, p.randomizer, p.preset_name, n.name AS namespace, p.content
FROM presets p JOIN presetnamespaces n ON n.id = p.namespace_id WHERE p.id > %s ORDER BY p.id LIMIT 200"""
MOST_NAMED = 20


async def notes(server: Server) -> list[str]:
    """What the operator should know of them."""
    refused = [f"{row['namespace']}/{row['preset_name']} ({why})" async for row, why in _refused(server)]
    more = f", and {len(refused) - MOST_NAMED} more" if len(refused) > MOST_NAMED else ""
    return [f"these presets cannot be rolled: {', '.join(refused[:MOST_NAMED])}{more}."] if refused else []


async def _refused(server: Server) -> AsyncIterator[tuple[dict[str, Any], str]]:
    last = 0
    while rows := await server.rows(PAGE, [last]):
        last = rows[-1]["id"]
        for row in rows:
            if why := _trouble(row):
                yield row, why


def _trouble(row: dict[str, Any]) -> str | None:
    game = GAMES.get(row["randomizer"])
    if game is None:
        return "of a game that has no presets"
    try:
        game.parse_stored(row["content"] or "", PresetIdentifier(str(row["preset_name"]), str(row["namespace"])))
    except InvalidPresetException as error:
        return str(error.issues[0])
    return None
