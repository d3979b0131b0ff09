"""The addresses under which other programs have always read presets; the API under `/api/v1` replaces them."""

from __future__ import annotations

import re
from typing import Any

from quart import Blueprint, Response, request
from quart_schema import hide

from alttprbot.core import Core
from alttprbot.services.preset_directory import PresetDirectory
from alttprbot_api.access import public
from alttprbot_api.headers import successor_of
from alttprbot_api.preset_links import require_game
from alttprbot_api.problems import Problem
from alttprbot_api.v1 import PREFIX

GLOBAL = "global"


def legacy_presets_blueprint(core: Core) -> Blueprint:
    """`/presets/api/…` and `/presets/download/…`."""
    blueprint = Blueprint("legacy_presets", __name__)
    directory = PresetDirectory(core.presets)

    @blueprint.get("/presets/api/<randomizer>/list")
    @hide
    @public()
    async def names(randomizer: str) -> tuple[dict[str, Any], dict[str, str]]:
        require_game(core, randomizer)
        stored = await directory.by_namespace(randomizer)
        answer = {
            "global": list(core.presets.names(randomizer)),
            "namespaces": [{"name": namespace, "presets": presets} for namespace, presets in stored.items()],
        }
        return answer, successor_of(f"{PREFIX}/presets?randomizer={randomizer}")

    @blueprint.get("/presets/api/<randomizer>")
    @hide
    @public()
    async def text(randomizer: str) -> tuple[dict[str, Any], dict[str, str]]:
        require_game(core, randomizer)
        wanted = request.args.get("preset", "")
        if not wanted:
            raise Problem(400, "bad-request", "Name a preset: ?preset=<name>, or ?preset=<namespace>/<name>.")
        namespace, _, name = wanted.strip().lower().rpartition("/")
        content, successor = await find(randomizer, namespace or GLOBAL, name)
        return {"preset": wanted, "randomizer": randomizer, "data": content}, successor_of(successor)

    @blueprint.get("/presets/download/<namespace>/<randomizer>/<preset>")
    @hide
    @public()
    async def download(namespace: str, randomizer: str, preset: str) -> Response:
        require_game(core, randomizer)
        content, successor = await find(randomizer, namespace.lower(), preset.lower())
        name = re.sub(r"[^a-z0-9_-]", "", f"{namespace}-{preset}".lower())
        return Response(
            content,
            content_type="application/octet-stream",
            headers={"Content-Disposition": f'attachment; filename="{name}.yaml"', **successor_of(successor)},
        )

    async def find(game: str, namespace: str, name: str) -> tuple[str, str]:
        """The text of a preset, and where the API has it."""
        if namespace == GLOBAL:
            return (await core.presets.get(game, name)).raw, f"{PREFIX}/presets/global/{game}/{name}"
        row = await core.namespaces.find_stored(namespace, game, name)
        return row.content, f"{PREFIX}/namespaces/{namespace}/presets/{game}/{name}"

    return blueprint
