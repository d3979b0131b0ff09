"""Namespaces: their presets, their name, and who may edit them."""

from __future__ import annotations

from urllib.parse import urlencode

from pydantic import BaseModel, Field
from quart import Blueprint, Response, redirect, request
from quart_schema import hide, validate_querystring
from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.core import Core
from alttprbot.exceptions import InvalidInputException
from alttprbot.models import PresetNamespaces
from alttprbot.services.preset_directory import PresetDirectory, PresetQuery, Source
from alttprbot_api.access import current_identity, public, require_identity, session_required
from alttprbot_api.addresses import safe_path
from alttprbot_api.pages import Link, flash, render
from alttprbot_api.preset_links import create_url, game_title, moved, namespace_url, require_game
from alttprbot_api.rate_limits import Rate
from alttprbot_api.usage import counted


class Paging(BaseModel):
    """Which page of a list."""

    page: int = Field(default=1, ge=1, le=100_000)


class Searching(Paging):
    """Which page of what is found."""

    q: str = Field(default="", max_length=50)


def own_namespace_blueprint(core: Core) -> Blueprint:
    """`/presets/me`: the way to the namespace of whoever is logged in, which is made on first use."""
    blueprint = Blueprint("own_namespace", __name__)

    @blueprint.get("/presets/me")
    @hide
    @session_required()
    async def mine() -> Response | WerkzeugResponse:
        identity = require_identity()
        onward = safe_path(request.args.get("next"))
        namespace = await core.namespaces.find_for_user(identity.discord_user_id)
        if namespace is not None:
            return redirect(onward or namespace_url(namespace.name))
        suggested = await core.namespaces.suggested_name(identity.discord_user_id, identity.username)
        return await _claim_page(suggested, onward)

    @blueprint.post("/presets/me")
    @hide
    @session_required(rate=Rate.WRITE)
    @counted("namespace", "claim")
    async def claim() -> Response | WerkzeugResponse:
        form = await request.form
        name, onward = form.get("name", ""), safe_path(form.get("next"))
        try:
            namespace = await core.namespaces.create_for_user(require_identity().discord_user_id, name)
        except InvalidInputException as error:
            return await _claim_page(name, onward, error)
        await flash(f"Your namespace is called {namespace.name}.")
        return redirect(onward or namespace_url(namespace.name), 303)

    @blueprint.get("/presets/me/create")
    @hide
    @session_required()
    async def create_mine() -> WerkzeugResponse:
        namespace = await core.namespaces.find_for_user(require_identity().discord_user_id)
        if namespace is None:
            wanted = create_url("me", request.args.get("randomizer"), request.args.get("from"))
            return redirect(f"/presets/me?{urlencode({'next': wanted})}")
        return redirect(create_url(namespace.name, request.args.get("randomizer"), request.args.get("from")))

    return blueprint


def namespaces_blueprint(core: Core, directory: PresetDirectory) -> Blueprint:
    """`/presets/manage` and the pages of namespaces."""
    blueprint = Blueprint("namespaces", __name__)
    pages = NamespacePages(core, directory)

    @blueprint.get("/presets/manage")
    @hide
    @public()
    @validate_querystring(Searching)
    async def everybody(query_args: Searching) -> Response:
        return await render(
            "presets/namespaces.html",
            title="Namespaces",
            crumbs=[Link("Presets", "/presets"), Link("Namespaces")],
            text=query_args.q,
            found=await directory.namespaces(text=query_args.q.strip(), page=query_args.page),
        )

    @blueprint.get("/presets/manage/<namespace>")
    @hide
    @public()
    @validate_querystring(Paging)
    async def one(namespace: str, query_args: Paging) -> Response | WerkzeugResponse:
        space = await core.namespaces.get(namespace)
        if address := moved(namespace, space):
            return redirect(address)
        return await pages.show(space, number=query_args.page)

    @blueprint.get("/presets/manage/<namespace>/<randomizer>")
    @hide
    @public()
    @validate_querystring(Paging)
    async def one_game(namespace: str, randomizer: str, query_args: Paging) -> Response | WerkzeugResponse:
        require_game(core, randomizer)
        space = await core.namespaces.get(namespace)
        if address := moved(namespace, space):
            return redirect(address)
        return await pages.show(space, game=randomizer, number=query_args.page)

    return blueprint


def namespace_settings_blueprint(core: Core, directory: PresetDirectory) -> Blueprint:
    """What the owner of a namespace decides: its name, who may edit it, and whose it is."""
    blueprint = Blueprint("namespace_settings", __name__)
    pages = NamespacePages(core, directory)

    @blueprint.post("/presets/manage/<namespace>/rename")
    @hide
    @session_required(rate=Rate.WRITE)
    @counted("namespace", "rename")
    async def rename(namespace: str) -> Response | WerkzeugResponse:
        space = await core.namespaces.get(namespace)
        wanted = (await request.form).get("name", "")
        try:
            await core.namespaces.rename(space, wanted, author=require_identity().discord_user_id)
        except InvalidInputException as error:
            return await pages.show(space, errors={"name": error.message}, typed={"name": wanted})
        await flash(f"The namespace is called {space.name} now. Its presets are known by the new name.")
        return redirect(namespace_url(space.name), 303)

    @blueprint.post("/presets/manage/<namespace>/collaborators")
    @hide
    @session_required(rate=Rate.WRITE)
    async def add(namespace: str) -> Response | WerkzeugResponse:
        space = await core.namespaces.get(namespace)
        typed = (await request.form).get("user", "")
        try:
            user = discord_id(typed)
            await core.namespaces.add_collaborator(space, user, author=require_identity().discord_user_id)
        except InvalidInputException as error:
            return await pages.show(space, errors={"user": error.message}, typed={"user": typed})
        await flash(f"{user} may edit the presets of {space.name}.")
        return redirect(namespace_url(space.name), 303)

    @blueprint.post("/presets/manage/<namespace>/collaborators/<int(max=9223372036854775807):user>/remove")
    @hide
    @session_required(rate=Rate.WRITE)
    async def remove(namespace: str, user: int) -> WerkzeugResponse:
        space = await core.namespaces.get(namespace)
        await core.namespaces.remove_collaborator(space, user, author=require_identity().discord_user_id)
        await flash(f"{user} may no longer edit the presets of {space.name}.")
        return redirect(namespace_url(space.name), 303)

    @blueprint.get("/presets/manage/<namespace>/transfer")
    @hide
    @session_required()
    async def confirm_transfer(namespace: str) -> Response:
        space = await core.namespaces.get(namespace)
        core.namespaces.require_manager(space, require_identity().discord_user_id)
        return await render(
            "presets/transfer.html",
            title=f"Hand over {space.name}",
            crumbs=[Link("Presets", "/presets"), Link(space.name, namespace_url(space.name)), Link("Hand over")],
            space=space,
            heir=discord_id(request.args.get("user", "")),
        )

    @blueprint.post("/presets/manage/<namespace>/transfer")
    @hide
    @session_required(rate=Rate.WRITE)
    async def transfer(namespace: str) -> WerkzeugResponse:
        space = await core.namespaces.get(namespace)
        heir = discord_id((await request.form).get("user", ""))
        await core.namespaces.transfer(space, heir, author=require_identity().discord_user_id)
        await flash(f"The namespace {space.name} belongs to {heir} now. You may still edit it.")
        return redirect(namespace_url(space.name), 303)

    return blueprint


class NamespacePages:
    """The page of a namespace."""

    def __init__(self, core: Core, directory: PresetDirectory) -> None:
        self._core = core
        self._directory = directory

    async def show(
        self,
        space: PresetNamespaces,
        *,
        game: str | None = None,
        number: int = 1,
        errors: dict[str, str] | None = None,
        typed: dict[str, str] | None = None,
    ) -> Response:
        """A namespace, with what is wrong with a form that was sent."""
        identity = current_identity()
        user = identity.discord_user_id if identity else None
        query = PresetQuery(game=game, namespace=space.name, source=Source.NAMESPACES, page=number)
        way = [Link(space.name, namespace_url(space.name)), Link(game_title(game))] if game else [Link(space.name)]
        return await render(
            "presets/namespace.html",
            422 if errors else 200,
            title=space.name,
            crumbs=[Link("Presets", "/presets"), Link("Namespaces", "/presets/manage"), *way],
            space=space,
            game=game,
            found=await self._directory.browse(query),
            may_edit=self._core.namespaces.may_edit(space, user),
            may_manage=self._core.namespaces.may_manage(space, user),
            errors=errors or {},
            typed=typed or {},
        )


async def _claim_page(name: str, onward: str | None, error: InvalidInputException | None = None) -> Response:
    return await render(
        "presets/claim.html",
        422 if error else 200,
        title="Your namespace",
        crumbs=[Link("Presets", "/presets"), Link("Your namespace")],
        name=name,
        onward=onward,
        error=error,
    )


def discord_id(text: str) -> int:
    """The id that somebody pasted. Raises `InvalidInputException` for anything else."""
    digits = text.strip().removeprefix("<@").removesuffix(">")
    if not (digits.isascii() and digits.isdigit() and 15 <= len(digits) <= 20):
        raise InvalidInputException(
            "A Discord ID has 17 to 19 digits. To get one, turn on Discord's developer mode, right-click the person "
            "and choose “Copy User ID”."
        )
    return int(digits)
