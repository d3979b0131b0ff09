"""`/triforcetexts/<pool>`: where the community hands in texts for the end of the game."""

from __future__ import annotations

from collections.abc import Mapping

from quart import Blueprint, Response, redirect, request
from quart_schema import hide
from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.alttprgen.end_text import LINE_LENGTH, SYMBOLS
from alttprbot.exceptions import InvalidInputException
from alttprbot.models import TriforceTextPool
from alttprbot.models.triforce import TriforceTextAccess
from alttprbot.services.triforce_moderation import TriforceModeration
from alttprbot.services.triforce_texts import AUTHOR_LENGTH
from alttprbot_api.access import current_identity, public, to_login
from alttprbot_api.pages import Link, flash, render
from alttprbot_api.rate_limits import Rate
from alttprbot_api.text_links import pool_url
from alttprbot_api.text_submission import LINE_FIELDS, TextSubmission
from alttprbot_api.usage import counted
from alttprbot_api.web import Web

MAX_FORM = 16 * 1024


def triforce_texts_blueprint(web: Web) -> Blueprint:
    """Who may hand in texts is a matter of the pool: whoever is logged in, or whoever has its key."""
    blueprint = Blueprint("triforce_texts", __name__)
    texts = web.core.triforce_texts
    submission = TextSubmission(web)
    moderation = TriforceModeration()

    @blueprint.get("/triforcetexts/<pool>")
    @hide
    @public()
    async def show(pool: str) -> Response | WerkzeugResponse:
        found = await texts.pool(pool)
        if found.access is TriforceTextAccess.LOGIN and current_identity() is None:
            return to_login()
        # A key was a part of the address once. It is offered, so that such links need but one click more.
        return await page(found, {"key": request.args.get("key", "")[:200]})

    @blueprint.post("/triforcetexts/<pool>/key")
    @hide
    @public(rate=Rate.LOGIN, max_body=MAX_FORM)
    async def unlock(pool: str) -> Response | WerkzeugResponse:
        found = await texts.pool(pool)
        try:
            await submission.admit(found, (await request.form).get("key", ""))
        except InvalidInputException as error:
            return await page(found, {}, error)
        return redirect(pool_url(found.slug), 303)

    @blueprint.post("/triforcetexts/<pool>/submit")
    @hide
    @public(rate=Rate.WRITE, max_body=MAX_FORM)
    @counted("triforcetexts", "submit")
    async def submit(pool: str) -> Response | WerkzeugResponse:
        found, form = await texts.pool(pool), await request.form
        lines = [form.get(field, "") for field in LINE_FIELDS]
        try:
            await submission.submit(found, lines, form.get("author_name", ""))
        except InvalidInputException as error:
            return await page(found, form.to_dict(), error)
        await flash("Thank you! A moderator will look at your text.")
        return redirect(pool_url(found.slug), 303)

    async def page(
        pool: TriforceTextPool, typed: Mapping[str, str], error: InvalidInputException | None = None
    ) -> Response:
        identity = current_identity()
        user = identity.discord_user_id if identity else None
        return await render(
            "texts/pool.html",
            422 if error else 200,
            title=pool.title,
            crumbs=[Link(pool.title)],
            pool=pool,
            url=pool_url(pool.slug),
            is_open=texts.is_open(pool),
            by_key=pool.access is TriforceTextAccess.KEY,
            admitted=await submission.is_admitted(pool),
            mine=await texts.by_author(pool.slug, user) if user is not None else [],
            may_moderate=user is not None and await moderation.is_moderator(pool.slug, user),
            typed=typed,
            errors={_field(error): error.message} if error else {},
            line_fields=LINE_FIELDS,
            line_length=LINE_LENGTH,
            author_length=AUTHOR_LENGTH,
            symbols=SYMBOLS,
        )

    return blueprint


def _field(error: InvalidInputException) -> str:
    """The field of the form that has to be changed."""
    line = error.parameters.get("line")
    if isinstance(line, int):
        return LINE_FIELDS[line - 1]
    return str(error.parameters.get("field", LINE_FIELDS[0]))
