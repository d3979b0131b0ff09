"""What is kept in a directory of our own where there is no bucket: patches and spoiler logs."""

from __future__ import annotations

from quart import Blueprint, Response, send_from_directory
from quart_schema import hide

from alttprbot.alttprgen.storage.local import PATH, public_directory
from alttprbot.core import Core
from alttprbot_api.access import public


def stored_objects_blueprint(core: Core) -> Blueprint:
    """`/objects/`, for everybody who knows the name of an object."""
    blueprint = Blueprint("stored_objects", __name__)
    directory = public_directory(core.settings.data_dir).absolute()

    @blueprint.get(f"{PATH}/<path:key>")
    @hide
    @public()
    async def stored_object(key: str) -> Response:
        text = key.endswith(".txt")
        response = await send_from_directory(
            directory,
            key,
            mimetype="text/plain" if text else "application/octet-stream",
            as_attachment=text,
        )
        # The page that applies a patch is another site's.
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return blueprint
