"""`/schemas/…`: the JSON Schemas of presets, for the editors of those who write them."""

from __future__ import annotations

import hashlib

from quart import Blueprint, Response, request
from quart_schema import hide

from alttprbot.alttprgen.preset_schema import as_text
from alttprbot.core import Core
from alttprbot_api.access import public
from alttprbot_api.headers import ONE_DAY
from alttprbot_api.problems import Problem
from alttprbot_api.v1 import etag_matches

MEDIA_TYPE = "application/schema+json"


def schemas_blueprint(core: Core) -> Blueprint:
    """One document a game, at an address that stays."""
    blueprint = Blueprint("schemas", __name__)
    documents = {game: as_text(kind.json_schema()).encode() for game, kind in core.presets.games.items()}

    @blueprint.get("/schemas/<game>.schema.json")
    @hide
    @public()
    async def preset_schema(game: str) -> Response:
        document = documents.get(game)
        if document is None:
            raise Problem(404, "not-found", f"There is no such schema. Games with presets: {', '.join(documents)}.")
        etag = f'"{hashlib.sha256(document).hexdigest()[:32]}"'
        headers = {"ETag": etag, "Cache-Control": f"public, max-age={ONE_DAY}"}
        if etag_matches(request.headers.get("If-None-Match"), etag):
            return Response(status=304, headers=headers)
        return Response(document, content_type=MEDIA_TYPE, headers=headers)

    return blueprint
