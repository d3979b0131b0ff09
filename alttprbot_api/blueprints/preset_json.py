"""Namespaces and their presets for pages that are made in the browser: the same as the pages show, as JSON."""

from __future__ import annotations

from typing import Any

from quart import Blueprint, request
from quart_schema import hide

from alttprbot.core import Core
from alttprbot.models import PresetNamespaces
from alttprbot_api.access import current_identity, public
from alttprbot_api.plain_errors import answer_with_error
from alttprbot_api.preset_links import require_game

NAMESPACE = "/presets/manage/<namespace>"


def preset_json_blueprint(core: Core) -> Blueprint:
    """`data.json` of a namespace and of a preset."""
    blueprint = Blueprint("preset_json", __name__)
    answer_with_error(blueprint)

    @blueprint.get(f"{NAMESPACE}/data.json")
    @hide
    @public()
    async def listing(namespace: str) -> dict[str, Any]:
        space, game = await core.namespaces.get(namespace), request.args.get("randomizer") or None
        if game is not None:
            require_game(core, game)
        return {
            **_head(core, space),
            "randomizers": list(core.presets.games),
            "randomizer": game,
            "presets": [
                {"id": row.id, "preset_name": row.preset_name, "randomizer": row.randomizer}
                for row in await core.namespaces.list_presets(space, game)
            ],
        }

    @blueprint.get(f"{NAMESPACE}/<randomizer>/<preset>/data.json")
    @hide
    @public()
    async def one(namespace: str, randomizer: str, preset: str) -> dict[str, Any]:
        require_game(core, randomizer)
        space = await core.namespaces.get(namespace)
        row = await core.namespaces.get_preset(space, randomizer, preset)
        return {
            **_head(core, space),
            "preset": {"preset_name": row.preset_name, "randomizer": row.randomizer, "content": row.content},
            "download_url": f"/presets/download/{space.name}/{row.randomizer}/{row.preset_name}",
        }

    return blueprint


def _head(core: Core, space: PresetNamespaces) -> dict[str, Any]:
    identity = current_identity()
    user = identity.discord_user_id if identity else None
    return {"namespace": space.name, "is_owner": core.namespaces.may_manage(space, user)}
