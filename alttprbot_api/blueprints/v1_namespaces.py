"""`/api/v1/namespaces`: the corners in which people keep their presets, and who may edit them."""

from __future__ import annotations

from quart import Blueprint
from quart_schema import validate_querystring, validate_request, validate_response

from alttprbot.core import Core
from alttprbot.models import PresetNamespaces
from alttprbot.services.preset_directory import PresetDirectory
from alttprbot_api.access import api_key_required, current_identity, public, require_identity
from alttprbot_api.problems import Problem
from alttprbot_api.rate_limits import Rate
from alttprbot_api.schemas.common import PageQuery
from alttprbot_api.schemas.presets import NamespaceChange, NamespaceDocument, NamespacePage, NamespaceSummary
from alttprbot_api.usage import counted
from alttprbot_api.v1 import PREFIX, page_links, v1_blueprint

WRITE = "presets:write"
LARGEST_ID = 2**63 - 1


def v1_namespaces_blueprint(core: Core) -> Blueprint:
    """Namespaces and their collaborators."""
    blueprint = v1_blueprint("namespaces")
    namespaces, directory = core.namespaces, PresetDirectory(core.presets)

    async def document(namespace: PresetNamespaces) -> NamespaceDocument:
        identity = current_identity()
        may_edit = namespaces.may_edit(namespace, identity.discord_user_id if identity else None)
        editors = sorted(str(editor.discord_user_id) for editor in namespace.collaborators)
        return NamespaceDocument(
            name=namespace.name,
            presets=await namespaces.count_presets(namespace),
            may_edit=may_edit,
            owner=str(namespace.discord_user_id) if may_edit else None,
            collaborators=editors if may_edit else None,
        )

    @blueprint.get("/namespaces")
    @public()
    @validate_querystring(PageQuery)
    @validate_response(NamespacePage)
    async def list_namespaces(query_args: PageQuery) -> tuple[NamespacePage, int, dict[str, str]]:
        """All namespaces that have presets."""
        found = await directory.namespaces(page=query_args.page, page_size=query_args.page_size)
        items = [NamespaceSummary(name=entry.name, presets=entry.presets) for entry in found.items]
        page = NamespacePage(items=items, page=query_args.page, page_size=query_args.page_size, total=found.total)
        return page, 200, page_links(query_args, found.total)

    @blueprint.post("/namespaces")
    @api_key_required(WRITE, session=True, rate=Rate.WRITE)
    @validate_response(NamespaceDocument)
    @counted("namespace", "claim")
    async def open_namespace() -> tuple[NamespaceDocument, int, dict[str, str]]:
        """Your namespace; it is made when you have none."""
        identity = require_identity()
        namespace = await namespaces.for_user(identity.discord_user_id, identity.username)
        return await document(namespace), 200, {"Location": f"{PREFIX}/namespaces/{namespace.name}"}

    @blueprint.get("/namespaces/<namespace>")
    @public()
    @validate_response(NamespaceDocument)
    async def get_namespace(namespace: str) -> NamespaceDocument:
        """A namespace."""
        return await document(await namespaces.get(namespace))

    @blueprint.patch("/namespaces/<namespace>")
    @api_key_required(WRITE, session=True, rate=Rate.WRITE)
    @validate_request(NamespaceChange)
    @validate_response(NamespaceDocument)
    @counted("namespace", "rename")
    async def rename_namespace(namespace: str, data: NamespaceChange) -> NamespaceDocument:
        """Rename a namespace, and with it all that is in it."""
        author = require_identity().discord_user_id
        return await document(await namespaces.rename(await namespaces.get(namespace), data.name, author=author))

    @blueprint.put("/namespaces/<namespace>/collaborators/<user>")
    @api_key_required(WRITE, session=True, rate=Rate.WRITE)
    async def add_collaborator(namespace: str, user: str) -> tuple[str, int]:
        """Let somebody edit the presets of a namespace."""
        author = require_identity().discord_user_id
        await namespaces.add_collaborator(await namespaces.get(namespace), _user_id(user), author=author)
        return "", 204

    @blueprint.delete("/namespaces/<namespace>/collaborators/<user>")
    @api_key_required(WRITE, session=True, rate=Rate.WRITE)
    async def remove_collaborator(namespace: str, user: str) -> tuple[str, int]:
        """Take that right away again; who has it may give it up."""
        author = require_identity().discord_user_id
        await namespaces.remove_collaborator(await namespaces.get(namespace), _user_id(user), author=author)
        return "", 204

    return blueprint


def _user_id(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 0 < int(text[:25]) <= LARGEST_ID:
        raise Problem(404, "not-found", "This is not the id of a Discord user.")
    return int(text)
