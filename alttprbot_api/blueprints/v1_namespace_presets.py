"""`/api/v1/namespaces/<namespace>/presets`: reading, saving and deleting what people keep."""

from __future__ import annotations

import asyncio

from quart import Blueprint, Response, request
from quart_schema import validate_querystring, validate_request, validate_response

from alttprbot.alttprgen.preset import PresetIdentifier, preset_class
from alttprbot.core import Core
from alttprbot.exceptions import InvalidPresetException, PresetNotFoundException, StalePresetException
from alttprbot.models import Presets
from alttprbot.services.preset_directory import PresetDirectory
from alttprbot_api.access import api_key_required, current_identity, public, require_identity
from alttprbot_api.orders import MAX_BODY, check_size
from alttprbot_api.problems import Problem
from alttprbot_api.rate_limits import Rate
from alttprbot_api.schemas.common import PageQuery
from alttprbot_api.schemas.presets import PresetDocument, PresetUpload, RevisionDocument, RevisionPage, RevisionSummary
from alttprbot_api.usage import counted
from alttprbot_api.v1 import PREFIX, etag_matches, page_links, v1_blueprint

WRITE = "presets:write"
BASE = "/namespaces/<namespace>/presets/<randomizer>/<name>"


def v1_namespace_presets_blueprint(core: Core) -> Blueprint:
    """The presets of a namespace and their versions."""
    blueprint = v1_blueprint("namespace_presets", tag="presets")
    namespaces, directory = core.namespaces, PresetDirectory(core.presets)

    @blueprint.get(BASE)
    @public()
    @validate_response(PresetDocument)
    async def get_preset(
        namespace: str, randomizer: str, name: str
    ) -> tuple[PresetDocument, int, dict[str, str]] | Response:
        """Read a preset; its `ETag` is what `If-Match` asks for when it is saved."""
        preset_class(randomizer)
        row = await namespaces.find_stored(namespace, randomizer, name)
        if etag_matches(request.headers.get("If-None-Match"), _etag(row)):
            return Response(status=304, headers={"ETag": _etag(row)})
        return await _document(row, row.namespace.name), 200, {"ETag": _etag(row)}

    @blueprint.put(BASE)
    @api_key_required(WRITE, session=True, rate=Rate.WRITE, max_body=MAX_BODY)
    @validate_request(PresetUpload)
    @validate_response(PresetDocument, 200)
    @validate_response(PresetDocument, 201)
    @counted("preset", "save")
    async def save_preset(
        namespace: str, randomizer: str, name: str, data: PresetUpload
    ) -> tuple[PresetDocument, int, dict[str, str]]:
        """Save a preset. To replace one, send its `ETag` as `If-Match` (or `*` for whichever version there is)."""
        author, content = require_identity().discord_user_id, check_size(data.content)
        home = await namespaces.get(namespace)
        namespaces.require_editor(home, author)
        existing = await _existing(core, namespace, randomizer, name)
        expected = _expected_revision(existing)
        try:
            row = await namespaces.save_preset(
                namespace=home,
                game=randomizer,
                name=name,
                content=content,
                author=author,
                replace=expected is not None,
                expected_revision=expected,
                note=data.note,
            )
        except StalePresetException as error:
            raise _stale(error.message) from error
        headers = {
            "ETag": _etag(row),
            "Location": f"{PREFIX}/namespaces/{home.name}/presets/{randomizer}/{row.preset_name}",
        }
        return await _document(row, home.name), 201 if row.revision == 1 else 200, headers

    @blueprint.delete(BASE)
    @api_key_required(WRITE, session=True, rate=Rate.WRITE)
    @counted("preset", "delete")
    async def delete_preset(namespace: str, randomizer: str, name: str) -> tuple[str, int]:
        """Delete a preset and all of its versions; with `If-Match`, only the version that was meant."""
        author = require_identity().discord_user_id
        preset_class(randomizer)
        home = await namespaces.get(namespace)
        namespaces.require_editor(home, author)
        _expected_revision(await namespaces.get_preset(home, randomizer, name))
        await namespaces.delete_preset(namespace=home, game=randomizer, name=name, author=author)
        return "", 204

    @blueprint.get(f"{BASE}/revisions")
    @public()
    @validate_querystring(PageQuery)
    @validate_response(RevisionPage)
    async def list_revisions(
        namespace: str, randomizer: str, name: str, query_args: PageQuery
    ) -> tuple[RevisionPage, int, dict[str, str]]:
        """The versions of a preset, newest first."""
        preset_class(randomizer)
        row = await namespaces.find_stored(namespace, randomizer, name)
        found = await directory.history(row, page=query_args.page, page_size=query_args.page_size)
        shown = await authors_shown(namespace)
        items = [
            RevisionSummary(
                revision=entry.number,
                created=entry.created,
                author=str(entry.discord_user_id) if shown else None,
                note=entry.note,
            )
            for entry in found.items
        ]
        page = RevisionPage(items=items, page=query_args.page, page_size=query_args.page_size, total=found.total)
        return page, 200, page_links(query_args, found.total)

    @blueprint.get(f"{BASE}/revisions/<int(max=2147483647):revision>")
    @public()
    @validate_response(RevisionDocument)
    async def get_revision(namespace: str, randomizer: str, name: str, revision: int) -> RevisionDocument:
        """A version of a preset."""
        preset_class(randomizer)
        row = await namespaces.find_stored(namespace, randomizer, name)
        version = await namespaces.revision(row, revision)
        if version is None:
            raise Problem(404, "not-found", "The preset has no such version.")
        shown = await authors_shown(namespace)
        return RevisionDocument(
            revision=version.revision,
            created=version.created,
            author=str(version.discord_user_id) if shown else None,
            note=version.note,
            content=version.content,
        )

    async def authors_shown(namespace: str) -> bool:
        identity = current_identity()
        return identity is not None and namespaces.may_edit(await namespaces.get(namespace), identity.discord_user_id)

    return blueprint


async def _existing(core: Core, namespace: str, game: str, name: str) -> Presets | None:
    preset_class(game)
    try:
        return await core.namespaces.find_stored(namespace, game, name)
    except PresetNotFoundException:
        return None


def _expected_revision(row: Presets | None) -> int | None:
    """The version that the present request is about, by its preconditions. Raises `Problem` when they do not hold."""
    wanted, unwanted = request.headers.get("If-Match"), request.headers.get("If-None-Match")
    if row is None:
        if wanted is not None:
            raise _stale("There is no such preset (any more).")
        return None
    if wanted is not None and not etag_matches(wanted, _etag(row)):
        raise _stale("Somebody saved another version of this preset in the meantime. Read it before you save yours.")
    if unwanted is not None and etag_matches(unwanted, _etag(row)):
        raise Problem(412, "conflict", "There is such a preset already.")
    return row.revision if wanted is not None else None


def _stale(detail: str) -> Problem:
    return Problem(412, "stale-revision", detail)


def _etag(row: Presets) -> str:
    return f'"{row.id}-{row.revision}"'


async def _document(row: Presets, namespace: str) -> PresetDocument:
    identifier = PresetIdentifier(row.preset_name.lower(), namespace)
    try:
        preset = await asyncio.to_thread(preset_class(row.randomizer).parse_stored, row.content, identifier)
    except InvalidPresetException:
        # From before presets were checked.
        preset = None
    return PresetDocument(
        identifier=str(identifier),
        randomizer=row.randomizer,
        name=identifier.name,
        namespace=namespace,
        description=preset.description if preset else None,
        revision=row.revision,
        modified=row.modified,
        content=row.content,
        data=dict(preset.document) if preset else None,
    )
