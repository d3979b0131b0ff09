"""`/api/v1/presets`: looking for presets, reading the global ones, checking and trying texts."""

from __future__ import annotations

import asyncio
import hashlib

from quart import Blueprint, Response, request
from quart_schema import validate_querystring, validate_request, validate_response

from alttprbot.alttprgen.preset import SahasrahBotPresetCore, preset_class
from alttprbot.alttprgen.request import SeedRequest
from alttprbot.core import Core
from alttprbot.exceptions import PresetIssue
from alttprbot.services.preset_directory import PresetDirectory, PresetEntry, PresetQuery, Source
from alttprbot.services.seed_documents import seed_document
from alttprbot_api.access import api_key_required, public
from alttprbot_api.orders import MAX_BODY, check_size, preset_of, requester
from alttprbot_api.rate_limits import Rate
from alttprbot_api.schemas.presets import (
    CheckedPreset,
    IssueDocument,
    PresetDocument,
    PresetPage,
    PresetSearch,
    PresetSummary,
    PresetToCheck,
    PresetToTest,
)
from alttprbot_api.schemas.seeds import SeedDocument
from alttprbot_api.usage import counted
from alttprbot_api.v1 import etag_matches, page_links, v1_blueprint

GLOBAL = "global"
# Three attempts at the provider, and what lies between them.
ROLL_TIMEOUT = 200.0


def v1_presets_blueprint(core: Core) -> Blueprint:
    """The routes that belong to no namespace."""
    blueprint = v1_blueprint("presets")
    directory = PresetDirectory(core.presets)

    @blueprint.get("/presets")
    @public()
    @validate_querystring(PresetSearch)
    @validate_response(PresetPage)
    async def list_presets(query_args: PresetSearch) -> tuple[PresetPage, int, dict[str, str]]:
        """Look for presets."""
        found = await directory.browse(_for_directory(query_args))
        items = [_summary(entry) for entry in found.items]
        page = PresetPage(items=items, page=query_args.page, page_size=query_args.page_size, total=found.total)
        return page, 200, page_links(query_args, found.total)

    @blueprint.get("/presets/global/<randomizer>/<name>")
    @public()
    @validate_response(PresetDocument)
    async def get_global_preset(randomizer: str, name: str) -> tuple[PresetDocument, int, dict[str, str]] | Response:
        """Read a preset that everybody has."""
        preset = await core.presets.get(randomizer, name)
        etag = f'"{hashlib.sha256(preset.raw.encode()).hexdigest()[:32]}"'
        if etag_matches(request.headers.get("If-None-Match"), etag):
            return Response(status=304, headers={"ETag": etag})
        return _global_document(preset), 200, {"ETag": etag}

    @blueprint.post("/presets/validate")
    @api_key_required(None, session=True, rate=Rate.WRITE, max_body=MAX_BODY)
    @validate_request(PresetToCheck)
    @validate_response(CheckedPreset)
    @counted("preset", "validate")
    async def validate_preset(data: PresetToCheck) -> CheckedPreset:
        """Check a text without saving it."""
        check_size(data.content)
        issues = await asyncio.to_thread(core.presets.validate, data.randomizer, data.content)
        valid = all(issue.severity != "error" for issue in issues)
        return CheckedPreset(valid=valid, issues=[_issue(issue) for issue in issues])

    @blueprint.post("/presets/<randomizer>/test")
    @api_key_required("seeds:generate", session=True, rate=Rate.SEEDS, max_body=MAX_BODY, timeout=ROLL_TIMEOUT)
    @validate_request(PresetToTest)
    @validate_response(SeedDocument)
    @counted("preset", "test")
    async def test_preset(randomizer: str, data: PresetToTest) -> SeedDocument:
        """Roll a preset once, to see whether it works."""
        wanted = preset_of(data.preset, data.content)
        async with core.work.track("preset test"):
            seed = await core.seeds.generate(SeedRequest(randomizer, wanted, requester()))
        return SeedDocument(**seed_document(seed))

    return blueprint


def _for_directory(search: PresetSearch) -> PresetQuery:
    if search.randomizer is not None:
        preset_class(search.randomizer)
    namespace = None if search.namespace in {None, GLOBAL} else search.namespace
    source = Source.GLOBAL if search.namespace == GLOBAL else Source.ALL
    return PresetQuery(
        game=search.randomizer,
        namespace=namespace.lower() if namespace else None,
        text=search.q or "",
        source=source,
        page=search.page,
        page_size=search.page_size,
    )


def _summary(entry: PresetEntry) -> PresetSummary:
    return PresetSummary(
        identifier=entry.identifier,
        randomizer=entry.game,
        name=entry.name,
        namespace=entry.namespace,
        description=entry.description,
        modified=entry.modified,
    )


def _global_document(preset: SahasrahBotPresetCore) -> PresetDocument:
    return PresetDocument(
        identifier=preset.name or "",
        randomizer=preset.game,
        name=preset.preset_name or "",
        description=preset.description,
        content=preset.raw,
        data=dict(preset.document),
    )


def _issue(issue: PresetIssue) -> IssueDocument:
    return IssueDocument(
        line=issue.line, column=issue.column, path=issue.path, severity=issue.severity, message=issue.message
    )
