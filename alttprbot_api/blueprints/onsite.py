"""`/sglive`: seeds and the schedule for those who play in one hall, where nobody wants to sign in."""

from __future__ import annotations

import logging
from dataclasses import replace

from quart import Blueprint, Response, redirect, request
from quart_schema import hide
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.alttprgen.provider_exceptions import SeedProviderConfigurationError
from alttprbot.alttprgen.request import Requester
from alttprbot.core import Core
from alttprbot.exceptions import InvalidInputException, PresetException, SahasrahBotException
from alttprbot.services.onsite_capacity import OnsiteCapacity
from alttprbot.services.onsite_event import OnsiteEvent, OnsiteGame
from alttprbot.services.onsite_seeds import OnsiteSeedService, network_of
from alttprbot.services.seed_sites import SITES
from alttprbot_api.access import public
from alttprbot_api.addresses import origin
from alttprbot_api.orders import requester
from alttprbot_api.pages import Link, render
from alttprbot_api.problems import Problem, answer, wants_page
from alttprbot_api.rate_limits import Rate
from alttprbot_api.usage import counted
from alttprbot_api.visit import current_visit

logger = logging.getLogger(__name__)

PREFIX = "/sglive"
MAX_FORM = 4096
# Ocarina of Time may take five minutes, and what else there is to do a few seconds.
ROLL_TIMEOUT = 360.0
ORGANISERS = "Pressing the button again will not help. Please tell the staff of the event."
PATIENCE = "Please press the button again in a moment, and tell the staff of the event if it keeps failing."


def onsite_blueprint(core: Core, seeds: OnsiteSeedService) -> Blueprint:
    """The pages of an event."""
    blueprint = Blueprint("onsite", __name__, url_prefix=PREFIX)
    event = seeds.event
    targets = _sites(core, event)

    @blueprint.before_request
    async def lead_to_the_seeds() -> None:
        if (visit := current_visit()) is not None:
            visit.form_targets = targets

    @blueprint.get("/")
    @hide
    @public()
    async def dashboard() -> Response:
        return await render("onsite/dashboard.html", title=event.title, crumbs=[Link(event.title)], event=event)

    @blueprint.get("/generate/<path:key>")
    @hide
    @public()
    async def offer(key: str) -> Response:
        game = _game(event, key)
        return await render(
            "onsite/game.html", title=game.title, crumbs=_crumbs(event, game.title), key=key, game=game, event=event
        )

    @blueprint.post("/generate/<path:key>")
    @hide
    @public(rate=Rate.SEEDS, max_body=MAX_FORM, timeout=ROLL_TIMEOUT)
    @counted("sglive", "seed_generate")
    async def generate(key: str) -> WerkzeugResponse:
        _game(event, key)
        visit = current_visit()
        address = visit.address if visit is not None else ""
        async with core.work.track("on-site seed"):
            seed = await seeds.roll(key, _asking(address), address=address)
        return redirect(seed.response.url, 303)

    @blueprint.errorhandler(SahasrahBotException)
    async def failed(error: SahasrahBotException) -> Response:
        problem, advice = _problem(error)
        key = (request.view_args or {}).get("key", "")
        game, visit = event.games.get(key), current_visit()
        logger.warning("onsite_seed_failed", extra={"game": key, "kind": error.code, "reason": str(error)})
        if game is None or visit is None or not wants_page():
            return await answer(problem)
        visit.problem = problem.slug
        response = await render(
            "onsite/failed.html",
            problem.status,
            title=problem.title,
            crumbs=_crumbs(event, game.title),
            key=key,
            game=game,
            problem=problem,
            advice=advice,
            request_id=visit.request_id,
        )
        response.headers.extend(problem.headers)
        response.headers["Cache-Control"] = "no-store"
        return response

    if event.capacity is None:
        return blueprint
    hall = OnsiteCapacity(event.capacity, speedgaming=core.clients.speedgaming, clock=core.clock)

    @blueprint.get("/reports/capacity")
    @hide
    @public()
    async def capacity() -> Response:
        return await render(
            "onsite/capacity.html",
            title="Capacity",
            crumbs=_crumbs(event, "Capacity"),
            event=event,
            capacity=hall.capacity,
            report=await hall.report(),
            now=core.clock.now(),
        )

    return blueprint


def _game(event: OnsiteEvent, key: str) -> OnsiteGame:
    game = event.games.get(key)
    if game is None:
        raise NotFound
    return game


def _crumbs(event: OnsiteEvent, page: str) -> list[Link]:
    return [Link(event.title, f"{PREFIX}/"), Link(page)]


def _sites(core: Core, event: OnsiteEvent) -> tuple[str, ...]:
    """The sites to which a button of the event may lead."""
    addresses = [address for game in event.games.values() for address in SITES[game.game](core.settings)]
    return tuple(sorted({str(origin(address)) for address in addresses}))


def _asking(address: str) -> Requester:
    """Who asks. Of somebody who is not signed in the address counts; in IPv6 a household has a whole network."""
    known = requester()
    return known if known.limit_key else replace(known, address=network_of(address, v4_bits=32, v6_bits=64) or address)


def _problem(error: SahasrahBotException) -> tuple[Problem, str]:
    """What people are told, and what they can do about it."""
    problem = Problem.of(error)
    match error:
        case PresetException() | InvalidInputException():
            # Whoever pressed the button did not choose what is wrong here.
            detail = f"The settings of this game cannot be used at the moment: {problem.detail}"
            return Problem(503, "not-ready", detail), ORGANISERS
        case SeedProviderConfigurationError():
            return problem, ORGANISERS
    return problem, PATIENCE
