"""`/triforcetexts/<pool>/moderation`: where the moderators of a pool decide about its texts."""

from __future__ import annotations

from collections.abc import Collection

from pydantic import BaseModel, Field
from quart import Blueprint, Response, redirect, request
from quart_schema import hide, validate_querystring
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.exceptions import NotFoundException
from alttprbot.services.triforce_moderation import PAGE_SIZE, REASON_LENGTH, Decision, TriforceModeration
from alttprbot_api.access import require_identity, session_required
from alttprbot_api.pages import Link, flash, render
from alttprbot_api.rate_limits import Rate
from alttprbot_api.text_links import ACTIONS, FILTERS, filter_name, moderation_url, pool_url
from alttprbot_api.usage import counted
from alttprbot_api.web import Web

MODERATION = "/triforcetexts/<pool>/moderation"
LARGEST_ID = 2**31 - 1
MAX_FORM = 32 * 1024
DONE = {Decision.APPROVED: "approved", Decision.REJECTED: "rejected", Decision.PENDING: "open again"}


class Shown(BaseModel):
    """Which texts are listed."""

    approved: str = "pending"
    page: int = Field(default=1, ge=1, le=100_000)


def triforce_moderation_blueprint(web: Web) -> Blueprint:
    """For the moderators of each pool, who are logged in, and for nobody else."""
    blueprint = Blueprint("triforce_moderation", __name__)
    texts, moderation = web.core.triforce_texts, TriforceModeration()

    @blueprint.get(MODERATION)
    @hide
    @session_required()
    @validate_querystring(Shown)
    async def listing(pool: str, query_args: Shown) -> Response:
        found = await texts.pool(pool)
        await moderation.require_moderator(found.slug, require_identity().discord_user_id)
        shown = filter_name(query_args.approved)
        counts = await moderation.counts(found.slug)
        return await render(
            "texts/moderation.html",
            title=f"Moderation: {found.title}",
            crumbs=[Link(found.title, pool_url(found.slug)), Link("Moderation")],
            pool=found,
            url=f"{pool_url(found.slug)}/moderation",
            shown=shown,
            tabs=[
                (name, counts[decision] if decision else sum(counts.values()), moderation_url(found.slug, name))
                for name, decision in FILTERS.items()
            ],
            found=await moderation.page(found.slug, FILTERS[shown], query_args.page),
            address=lambda number: moderation_url(found.slug, shown, number),
            reason_length=REASON_LENGTH,
        )

    @blueprint.post(f"{MODERATION}/<int(max={LARGEST_ID}):text_id>/<action>")
    @hide
    @session_required(rate=Rate.WRITE, max_body=MAX_FORM)
    @counted("triforcetexts", "moderate")
    async def decide(pool: str, text_id: int, action: str) -> WerkzeugResponse:
        return await decided(pool, {text_id}, action)

    @blueprint.post(f"{MODERATION}/<action>")
    @hide
    @session_required(rate=Rate.WRITE, max_body=MAX_FORM)
    @counted("triforcetexts", "moderate")
    async def decide_many(pool: str, action: str) -> WerkzeugResponse:
        return await decided(pool, _ids((await request.form).getlist("text")), action)

    async def decided(pool: str, ids: Collection[int], action: str) -> WerkzeugResponse:
        if action not in ACTIONS:
            raise NotFound
        found, form = await texts.pool(pool), await request.form
        moderator, decision = require_identity().discord_user_id, ACTIONS[action]
        done = await moderation.decide(
            found.slug, ids, decision, moderator=moderator, reason=form.get("reason", "").strip()
        )
        subject = "The text is" if len(done) == 1 else f"{len(done)} texts are"
        await flash(f"{subject} {DONE[decision]}.")
        return redirect(moderation_url(found.slug, filter_name(form.get("approved", "pending"))), 303)

    return blueprint


def _ids(values: list[str]) -> frozenset[int]:
    """The texts that were chosen on a page. Raises `NotFoundException` for what is none."""
    numbers = [value for value in values if value.isascii() and value.isdigit() and len(value) <= len(str(LARGEST_ID))]
    if len(numbers) < len(values) or len(numbers) > PAGE_SIZE:
        raise NotFoundException("These are no texts of this page.")
    return frozenset(map(int, numbers))
