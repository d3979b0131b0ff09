"""The preset browser, and a page for every preset."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field
from quart import Blueprint, Response, redirect
from quart_schema import hide, validate_querystring
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.alttprgen.preset import PresetIdentifier
from alttprbot.core import Core
from alttprbot.exceptions import PresetNotFoundException
from alttprbot.models import PresetNamespaces, Presets
from alttprbot.services.preset_directory import Order, PresetDirectory, PresetQuery, Source
from alttprbot_api.access import current_identity, public
from alttprbot_api.blueprints.preset_editor import editor_blueprint
from alttprbot_api.blueprints.preset_namespaces import (
    Paging,
    namespace_settings_blueprint,
    namespaces_blueprint,
    own_namespace_blueprint,
)
from alttprbot_api.pages import Link, render
from alttprbot_api.preset_links import LINKS, chat_command, moved, preset_crumbs, preset_url, require_game
from alttprbot_api.preset_view import PresetView
from alttprbot_api.problems import Problem, answer, wants_page

Sort = Literal["name", "-name", "modified", "-modified", "generated", "-generated"]


class Browsing(Paging):
    """What the address of the browser says."""

    randomizer: str | None = None
    q: str = Field(default="", max_length=100)
    source: Source = Source.ALL
    sort: Sort = "name"

    def query(self, game: str) -> PresetQuery:
        """The same for the directory."""
        order, descending = Order(self.sort.removeprefix("-")), self.sort.startswith("-")
        return PresetQuery(
            game=game, text=self.q.strip(), source=self.source, order=order, descending=descending, page=self.page
        )


def presets_blueprint(core: Core) -> Blueprint:
    """All pages below `/presets`."""
    blueprint = Blueprint("presets", __name__)
    directory = PresetDirectory(core.presets)
    blueprint.register_blueprint(preset_blueprint(core, directory))
    blueprint.register_blueprint(editor_blueprint(core))
    blueprint.register_blueprint(own_namespace_blueprint(core))
    blueprint.register_blueprint(namespaces_blueprint(core, directory))
    blueprint.register_blueprint(namespace_settings_blueprint(core, directory))
    blueprint.context_processor(lambda: dict(LINKS))

    @blueprint.errorhandler(PresetNotFoundException)
    async def missing(error: PresetNotFoundException) -> Response:
        if not wants_page() or not error.suggestions:
            return await answer(Problem.of(error))
        close = [PresetIdentifier.parse(name) for name in error.suggestions]
        game = error.parameters["game"]
        return await render("presets/missing.html", 404, title="Not found", game=game, error=error, close=close)

    @blueprint.get("/presets", strict_slashes=False)
    @hide
    @public()
    @validate_querystring(Browsing)
    async def browse(query_args: Browsing) -> Response:
        return await listing(query_args.randomizer or next(iter(core.presets.games)), query_args)

    @blueprint.get("/presets/<randomizer>")
    @hide
    @public()
    @validate_querystring(Browsing)
    async def browse_game(randomizer: str, query_args: Browsing) -> Response:
        return await listing(randomizer, query_args)

    async def listing(game: str, browsing: Browsing) -> Response:
        require_game(core, game)
        return await render(
            "presets/browse.html",
            title="Presets",
            crumbs=[Link("Presets")],
            game=game,
            counts=await directory.counts(),
            found=await directory.browse(browsing.query(game)),
            browsing=browsing,
        )

    return blueprint


def preset_blueprint(core: Core, directory: PresetDirectory) -> Blueprint:
    """A page for every preset, and for every version of it."""
    blueprint = Blueprint("preset", __name__)
    pages = PresetPages(core)

    @blueprint.get("/presets/global/<randomizer>/<name>")
    @hide
    @public()
    async def shipped(randomizer: str, name: str) -> Response | WerkzeugResponse:
        require_game(core, randomizer)
        if name != name.lower():
            return redirect(preset_url(randomizer, name.lower()), 301)
        return await pages.show(PresetView.shipped(await core.presets.get(randomizer, name)))

    @blueprint.get("/presets/manage/<namespace>/<randomizer>/<name>")
    @hide
    @public()
    @validate_querystring(Paging)
    async def namespaced(namespace: str, randomizer: str, name: str, query_args: Paging) -> Response | WerkzeugResponse:
        space, row = await pages.stored(namespace, randomizer, name)
        if address := moved(namespace, space):
            return redirect(address)
        history = await directory.history(row, page=query_args.page)
        return await pages.show(await PresetView.stored(row, space), space=space, history=history)

    @blueprint.get("/presets/manage/<namespace>/<randomizer>/<name>/revisions/<int(max=1000000000):number>")
    @hide
    @public()
    async def revision(namespace: str, randomizer: str, name: str, number: int) -> Response | WerkzeugResponse:
        space, row = await pages.stored(namespace, randomizer, name)
        if address := moved(namespace, space):
            return redirect(address)
        version = await core.namespaces.revision(row, number)
        if version is None:
            raise NotFound
        return await render(
            "presets/revision.html",
            title=f"Version {number} of {space.name}/{row.preset_name}",
            crumbs=preset_crumbs(randomizer, row.preset_name, space.name, f"Version {number}"),
            space=space,
            row=row,
            version=version,
        )

    return blueprint


class PresetPages:
    """The page of a preset, global or not."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def stored(self, namespace: str, game: str, name: str) -> tuple[PresetNamespaces, Presets]:
        """A preset in a namespace."""
        require_game(self._core, game)
        space = await self._core.namespaces.get(namespace)
        return space, await self._core.namespaces.get_preset(space, game, name)

    async def show(self, view: PresetView, *, space: PresetNamespaces | None = None, **context: Any) -> Response:
        """The page of a preset."""
        identity = current_identity()
        user = identity.discord_user_id if identity else None
        name, namespace = view.identifier.name, view.identifier.namespace
        return await render(
            "presets/preset.html",
            title=str(view.identifier),
            crumbs=preset_crumbs(view.game, name, namespace),
            view=view,
            space=space,
            may_edit=space is not None and self._core.namespaces.may_edit(space, user),
            chat=chat_command(view.game, str(view.identifier), self._core.settings.racetime_command_prefix),
            obstacle=self._core.seeds.obstacle(view.preset) if view.preset else None,
            **context,
        )
