"""Making, changing, trying out and deleting the presets of a namespace."""

from __future__ import annotations

from quart import Blueprint, Response, redirect, request
from quart_schema import hide
from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.core import Core
from alttprbot_api.access import require_identity, session_required
from alttprbot_api.pages import flash, render
from alttprbot_api.preset_editing import TEST_SECONDS, PresetEditor
from alttprbot_api.preset_form import MAX_FORM, PresetForm
from alttprbot_api.preset_links import namespace_url, preset_crumbs, preset_url, require_game
from alttprbot_api.rate_limits import Rate
from alttprbot_api.usage import counted

PRESET = "/presets/manage/<namespace>/<randomizer>/<name>"
# The editor itself gives up a little earlier, and keeps the text.
TEST_TIMEOUT = TEST_SECONDS + 10


def editor_blueprint(core: Core) -> Blueprint:
    """The forms of `/presets/<namespace>/create` and of the pages of presets."""
    blueprint = Blueprint("editor", __name__)
    editor = PresetEditor(core)

    @blueprint.get("/presets/<namespace>/create")
    @hide
    @session_required()
    async def new(namespace: str) -> Response:
        space = await editor.namespace(namespace)
        game, source = request.args.get("randomizer", ""), request.args.get("from", "")
        if game not in core.presets.games:
            game = next(iter(core.presets.games))
        return await editor.show(space, await editor.beginning(space, game, source))

    @blueprint.post("/presets/<namespace>/create")
    @hide
    @session_required(rate=Rate.WRITE, max_body=MAX_FORM)
    async def create(namespace: str) -> Response | WerkzeugResponse:
        return await editor.submit(await editor.namespace(namespace), await PresetForm.sent())

    @blueprint.post("/presets/<namespace>/create/test")
    @hide
    @session_required(rate=Rate.WRITE, max_body=MAX_FORM, timeout=TEST_TIMEOUT)
    @counted("preset", "test")
    async def test_new(namespace: str) -> Response:
        return await editor.test(await editor.namespace(namespace), await PresetForm.sent())

    @blueprint.get(f"{PRESET}/edit")
    @hide
    @session_required()
    async def edit(namespace: str, randomizer: str, name: str) -> Response:
        space, row = await editor.preset(namespace, randomizer, name)
        form = PresetForm(row.randomizer, row.preset_name, row.content, revision=row.revision)
        return await editor.open(space, form)

    @blueprint.post(PRESET)
    @hide
    @session_required(rate=Rate.WRITE, max_body=MAX_FORM)
    async def change(namespace: str, randomizer: str, name: str) -> Response | WerkzeugResponse:
        require_game(core, randomizer)
        space = await editor.namespace(namespace)
        form = await PresetForm.sent(randomizer, name)
        if "delete" in await request.form:
            return redirect(f"{preset_url(randomizer, name, space.name)}/delete", 303)
        return await editor.submit(space, form)

    @blueprint.post(f"{PRESET}/test")
    @hide
    @session_required(rate=Rate.WRITE, max_body=MAX_FORM, timeout=TEST_TIMEOUT)
    @counted("preset", "test")
    async def test_changed(namespace: str, randomizer: str, name: str) -> Response:
        require_game(core, randomizer)
        return await editor.test(await editor.namespace(namespace), await PresetForm.sent(randomizer, name))

    @blueprint.get(f"{PRESET}/delete")
    @hide
    @session_required()
    async def confirm(namespace: str, randomizer: str, name: str) -> Response:
        space, row = await editor.preset(namespace, randomizer, name)
        return await render(
            "presets/delete.html",
            title=f"Delete {space.name}/{row.preset_name}",
            crumbs=preset_crumbs(row.randomizer, row.preset_name, space.name, "Delete"),
            space=space,
            row=row,
        )

    @blueprint.post(f"{PRESET}/delete")
    @hide
    @session_required(rate=Rate.WRITE)
    @counted("preset", "delete")
    async def delete(namespace: str, randomizer: str, name: str) -> WerkzeugResponse:
        space, row = await editor.preset(namespace, randomizer, name)
        author = require_identity().discord_user_id
        await core.namespaces.delete_preset(namespace=space, game=randomizer, name=row.preset_name, author=author)
        await flash(f"The preset {space.name}/{row.preset_name} is deleted.")
        return redirect(namespace_url(space.name), 303)

    return blueprint
