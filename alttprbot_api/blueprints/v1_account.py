"""`/api/v1/me`: who is logged in, and the keys of their programs."""

from __future__ import annotations

from quart import Blueprint
from quart_schema import validate_request, validate_response

from alttprbot.models import AuthorizationKeys
from alttprbot_api.access import require_identity, session_required
from alttprbot_api.csrf import csrf_token
from alttprbot_api.problems import Problem
from alttprbot_api.rate_limits import Rate
from alttprbot_api.schemas.account import CreatedKey, KeyDocument, KeyList, Me, NewKey
from alttprbot_api.usage import counted
from alttprbot_api.v1 import PREFIX, v1_blueprint
from alttprbot_api.web import Web


def v1_account_blueprint(web: Web) -> Blueprint:
    """Only for people, never for keys: a key cannot make others."""
    blueprint = v1_blueprint("account")

    @blueprint.get("/me")
    @session_required()
    @validate_response(Me)
    async def get_me() -> Me:
        """Who is logged in."""
        identity = require_identity()
        namespace = await web.core.namespaces.find_for_user(identity.discord_user_id)
        return Me(
            discord_user_id=str(identity.discord_user_id),
            username=identity.username,
            display_name=identity.display_name,
            avatar_url=identity.avatar_url,
            namespace=namespace.name if namespace else None,
            csrf_token=csrf_token(),
        )

    @blueprint.get("/me/keys")
    @session_required()
    @validate_response(KeyList)
    async def list_keys() -> KeyList:
        """Your API keys."""
        keys = await web.keys.of_owner(require_identity().discord_user_id)
        return KeyList(items=[_document(key) for key in keys])

    @blueprint.post("/me/keys")
    @session_required(rate=Rate.WRITE)
    @validate_request(NewKey)
    @validate_response(CreatedKey, 201)
    @counted("key", "create")
    async def create_key(data: NewKey) -> tuple[CreatedKey, int, dict[str, str]]:
        """Make an API key. It is shown once, in this answer."""
        owner = require_identity().discord_user_id
        token, key = await web.keys.create(owner=owner, name=data.name, scopes=data.scopes, expires=data.expires)
        created = CreatedKey(**_document(key).model_dump(), key=token)
        return created, 201, {"Location": f"{PREFIX}/me/keys/{key.id}"}

    @blueprint.delete("/me/keys/<int(max=2147483647):key_id>")
    @session_required(rate=Rate.WRITE)
    async def revoke_key(key_id: int) -> tuple[str, int]:
        """Revoke an API key."""
        if not await web.keys.revoke(key_id, owner=require_identity().discord_user_id):
            raise Problem(404, "not-found", "You have no such key.")
        return "", 204

    return blueprint


def _document(key: AuthorizationKeys) -> KeyDocument:
    return KeyDocument(
        id=key.id,
        name=key.name,
        prefix=key.prefix or "",
        scopes=sorted(permission.type for permission in key.permissions),
        created=key.created,
        expires=key.expires,
        last_used=key.last_used,
    )
