"""Texts for the end of the game, for pages that are made in the browser: the same as the pages do, as JSON."""

from __future__ import annotations

from typing import Any

from quart import Blueprint, request
from quart_schema import hide

from alttprbot.services.triforce_moderation import TriforceModeration
from alttprbot_api.access import public, require_identity, session_required
from alttprbot_api.blueprints.triforce_moderation import LARGEST_ID, MODERATION
from alttprbot_api.plain_errors import answer_with_error
from alttprbot_api.problems import Problem
from alttprbot_api.rate_limits import Rate
from alttprbot_api.text_links import ACTIONS, FILTERS, filter_name
from alttprbot_api.text_submission import LINE_FIELDS, TextSubmission
from alttprbot_api.usage import counted
from alttprbot_api.web import Web

MAX_BODY = 16 * 1024


def triforce_json_blueprint(web: Web) -> Blueprint:
    """Submission and moderation."""
    blueprint = Blueprint("triforce_json", __name__)
    texts, moderation = web.core.triforce_texts, TriforceModeration()
    submission = TextSubmission(web)
    answer_with_error(blueprint)

    @blueprint.post("/triforcetexts/<pool>/api")
    @hide
    @public(rate=Rate.WRITE, max_body=MAX_BODY)
    @counted("triforcetexts", "submit")
    async def submit(pool: str) -> dict[str, Any]:
        found, sent = await texts.pool(pool), await _object()
        lines = [_text(sent, field) for field in LINE_FIELDS]
        await submission.submit(found, lines, _text(sent, "author_name"))
        return {"success": True}

    @blueprint.get(f"{MODERATION}/api")
    @hide
    @session_required()
    async def listing(pool: str) -> dict[str, Any]:
        found = await texts.pool(pool)
        await moderation.require_moderator(found.slug, require_identity().discord_user_id)
        shown = filter_name(request.args.get("approved", "pending"))
        return {
            "pool_name": found.slug,
            "filter": shown,
            "texts": [
                {"id": text.id, "text": text.text, "author": text.author, "approved": text.approved}
                for text in await moderation.of_pool(found.slug, FILTERS[shown])
            ],
        }

    @blueprint.post(f"{MODERATION}/api/<int(max={LARGEST_ID}):text_id>")
    @hide
    @session_required(rate=Rate.WRITE, max_body=MAX_BODY)
    @counted("triforcetexts", "moderate")
    async def decide(pool: str, text_id: int) -> dict[str, Any]:
        found, sent = await texts.pool(pool), await _object()
        decision = ACTIONS.get(_text(sent, "action"))
        if decision is None:
            raise Problem(400, "bad-request", f"The action is one of: {', '.join(ACTIONS)}.")
        moderator = require_identity().discord_user_id
        (text,) = await moderation.decide(
            found.slug, {text_id}, decision, moderator=moderator, reason=_text(sent, "reason")
        )
        return {"success": True, "approved": text.approved}

    return blueprint


async def _object() -> dict[str, Any]:
    if not request.is_json:
        raise Problem(415, "media-type", "Send JSON, with the header Content-Type: application/json.")
    sent = await request.get_json()
    if not isinstance(sent, dict):
        raise Problem(400, "bad-request", "Send a JSON object.")
    return sent


def _text(sent: dict[str, Any], field: str) -> str:
    value = sent.get(field, "")
    if not isinstance(value, str):
        raise Problem(400, "bad-request", f"“{field}” has to be a text.")
    return value
