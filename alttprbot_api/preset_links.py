"""Where presets are on this site, and how people ask for them elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import urlencode

from quart import request

from alttprbot.core import Core
from alttprbot.models import PresetNamespaces
from alttprbot.util.text import shortened
from alttprbot_api.pages import Link
from alttprbot_api.problems import Problem

GAME_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "alttpr": "A Link to the Past",
        "alttprmystery": "A Link to the Past: mystery",
        "smz3": "SMZ3",
        "sm": "Super Metroid",
        "ctjets": "Jets of Time",
        "ootr": "Ocarina of Time",
    }
)
# What rolls a preset in Discord, and in a race room; `{}` is the preset.
_DISCORD: Mapping[str, str] = MappingProxyType({"alttpr": "/alttpr preset preset:{}", "ctjets": "/ctjets preset:{}"})
_RACETIME: Mapping[str, str] = MappingProxyType({"alttpr": "newrace {}"})


def game_title(game: str) -> str:
    """What a game is called."""
    return GAME_TITLES.get(game, game)


def preset_url(game: str, name: str, namespace: str | None = None) -> str:
    """The page of a preset; everything else about it is below that address."""
    return f"/presets/manage/{namespace}/{game}/{name}" if namespace else f"/presets/global/{game}/{name}"


def download_url(game: str, name: str, namespace: str | None = None) -> str:
    """Its text as a file."""
    return f"/presets/download/{namespace or 'global'}/{game}/{name}"


def namespace_url(namespace: str, game: str | None = None) -> str:
    """The page of a namespace, with the presets of one game or of all."""
    return f"/presets/manage/{namespace}/{game}" if game else f"/presets/manage/{namespace}"


def create_url(namespace: str, game: str | None = None, source: str | None = None) -> str:
    """The form for a new preset; `source` is the identifier of the one that it begins with."""
    query = {"randomizer": game, "from": source}
    given = {key: value for key, value in query.items() if value is not None}
    return f"/presets/{namespace}/create" + (f"?{urlencode(given, safe='/')}" if given else "")


def discord_command(game: str, identifier: str) -> str | None:
    """What to type in Discord."""
    command = _DISCORD.get(game)
    return command.format(identifier) if command else None


def chat_command(game: str, identifier: str, prefix: str) -> str | None:
    """What to type in a race room."""
    command = _RACETIME.get(game)
    return prefix + command.format(identifier) if command else None


def preset_crumbs(game: str, name: str, namespace: str | None = None, *below: str) -> list[Link]:
    """The way from the preset browser to a preset, or to a page below it."""
    crumbs = [Link("Presets", "/presets")]
    crumbs.append(
        Link(namespace, namespace_url(namespace)) if namespace else Link(game_title(game), f"/presets/{game}")
    )
    here = [Link(name, preset_url(game, name, namespace)), *(Link(label) for label in below)]
    return [*crumbs, *here[:-1], Link(here[-1].label)]


def moved(namespace: str, space: PresetNamespaces) -> str | None:
    """Where the page that was asked for is now, if `namespace` is not what the namespace is called."""
    if namespace == space.name:
        return None
    path = request.path.replace(f"/manage/{namespace}", f"/manage/{space.name}", 1)
    query = request.query_string.decode("latin-1")
    return f"{path}?{query}" if query else path


def require_game(core: Core, game: str) -> None:
    """Raise `Problem`, not found, for an address of a game that has no presets."""
    if game not in core.presets.games:
        known = ", ".join(core.presets.games)
        raise Problem(404, "not-found", f"There are no presets of “{shortened(game)}”. There are some of: {known}.")


# For templates.
LINKS: Mapping[str, Callable[..., str | None]] = MappingProxyType(
    {
        "preset_url": preset_url,
        "download_url": download_url,
        "namespace_url": namespace_url,
        "create_url": create_url,
        "game_title": game_title,
        "discord_command": discord_command,
    }
)
