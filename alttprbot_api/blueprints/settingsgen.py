"""`/api/settingsgen/mystery`: what a weightset comes to, for programs that roll the seed themselves."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from quart import Blueprint, request
from quart_schema import hide

from alttprbot.alttprgen.preset_core import SahasrahBotPresetCore
from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot.alttprgen.yaml_limits import USER_MAX_BYTES
from alttprbot.core import Core
from alttprbot_api.access import public
from alttprbot_api.problems import Problem
from alttprbot_api.usage import counted

GAME = "alttprmystery"
OPTIONS = SeedOptions(spoilers=Spoilers.MYSTERY)


def settingsgen_blueprint(core: Core) -> Blueprint:
    """The three addresses of one thing."""
    blueprint = Blueprint("settingsgen", __name__)

    @blueprint.post("/api/settingsgen/mystery")
    @hide
    @public(max_body=USER_MAX_BYTES)
    @counted("settingsgen", "request")
    async def of_weights() -> dict[str, Any]:
        weights = await request.get_json(force=True)
        if not isinstance(weights, dict):
            raise Problem(400, "bad-request", "Send a weightset: a JSON object.")
        return await rolled(await asyncio.to_thread(core.presets.parse, GAME, json.dumps(weights)))

    @blueprint.get("/api/settingsgen/mystery")
    @hide
    @public()
    @counted("settingsgen", "request")
    async def of_query() -> dict[str, Any]:
        weightset = request.args.get("weightset", "")
        if not weightset:
            raise Problem(400, "bad-request", "Name a weightset: ?weightset=<name>, or ?weightset=<namespace>/<name>.")
        return await rolled(await core.presets.get(GAME, weightset))

    @blueprint.get("/api/settingsgen/mystery/<weightset>")
    @hide
    @public()
    @counted("settingsgen", "request")
    async def of_path(weightset: str) -> dict[str, Any]:
        return await rolled(await core.presets.get(GAME, weightset))

    async def rolled(weightset: SahasrahBotPresetCore) -> dict[str, Any]:
        # Whoever asks has a randomizer of their own: what this bot is set up for does not matter.
        plan = (await core.presets.complete(weightset)).plan(OPTIONS)
        return {
            "settings": plan.payload,
            "customizer": plan.customizer,
            "doors": plan.doors,
            "endpoint": plan.endpoint.removeprefix("POST ") if plan.provider == "alttpr" else None,
            "custom_instructions": plan.instructions or None,
            "branch": plan.branch,
        }

    return blueprint
