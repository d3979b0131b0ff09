"""What all routes of the JSON API have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, cast
from urllib.parse import quote, urlencode

from pydantic import BaseModel
from quart import Blueprint, Quart, current_app, request
from quart.typing import ResponseReturnValue
from quart_schema import APIKeySecurityScheme, HttpSecurityScheme, Info, QuartSchema, Tag, hide, tag_blueprint
from quart_schema.openapi import OpenAPIProvider
from quart_schema.typing import PydanticDumpOptions
from quart_schema.validation import QUART_SCHEMA_QUERYSTRING_ATTRIBUTE, QUART_SCHEMA_REQUEST_ATTRIBUTE
from werkzeug.routing import Rule

from alttprbot import __version__
from alttprbot_api.access import COOKIE_SCHEME, KEY_SCHEME, SESSION_COOKIE, public
from alttprbot_api.problems import MEDIA_TYPE, FieldProblem, Problem
from alttprbot_api.schemas.common import PageQuery, ProblemDocument
from alttprbot_api.web import Web, current_web

PREFIX = "/api/v1"
OPENAPI_PATH = f"{PREFIX}/openapi.json"
KEY_PARAMETER = "auth_key"
PARAMETER = re.compile(r"<(?:[^:<>]*:)?([^<>]+)>")
TAGS = {
    "account": "Who is logged in, and their API keys.",
    "presets": "Presets: the global ones, and those that people keep in their namespaces.",
    "namespaces": "The corners in which people keep their presets.",
    "seeds": "Rolling seeds.",
    "telemetry": "The anonymous usage statistics, for the operators.",
}


def v1_blueprint(name: str, *, tag: str | None = None) -> Blueprint:
    """A group of routes under `/api/v1`; its tag in the document is its name, unless another one is given."""
    blueprint = Blueprint(f"v1_{name}", __name__, url_prefix=PREFIX)
    tag_blueprint(blueprint, [tag or name])
    blueprint.before_request(check_request)
    return blueprint


async def check_request() -> None:
    """Raise `Problem` for what no route of the API accepts."""
    view = current_app.view_functions[request.endpoint or ""]
    accepted = request.accept_mimetypes
    if accepted and accepted.best_match(("application/json", MEDIA_TYPE)) is None:
        raise Problem(406, "not-acceptable", "The API answers with JSON: ask for application/json.")
    if getattr(view, QUART_SCHEMA_REQUEST_ATTRIBUTE, None) is not None and not request.is_json:
        raise Problem(415, "media-type", "Send JSON, with the header Content-Type: application/json.")
    known = set(_fields(getattr(view, QUART_SCHEMA_QUERYSTRING_ATTRIBUTE, None)))
    if current_web().core.settings.api_key_query_allowed:
        known.add(KEY_PARAMETER)
    unknown = sorted(set(request.args) - known)
    if unknown:
        errors = [FieldProblem(name[:60], "There is no such parameter.", "unknown") for name in unknown[:10]]
        raise Problem(400, "bad-request", "The address has parameters that mean nothing here.", errors=errors)


def _fields(model: type[BaseModel] | None) -> Iterable[str]:
    return model.model_fields if model is not None else ()


def page_links(query: PageQuery, total: int) -> dict[str, str]:
    """The `Link` header of a page of a list."""
    last = max(1, -(-total // query.page_size))
    pages = {"first": 1, "last": last}
    if query.page > 1:
        pages["prev"] = min(query.page - 1, last)
    if query.page < last:
        pages["next"] = query.page + 1
    base = f"{current_web().core.settings.app_url}{quote(request.path)}"
    chosen = query.model_dump(exclude={"page"}, exclude_defaults=True)
    links = (f'<{base}?{urlencode(chosen | {"page": number})}>; rel="{relation}"' for relation, number in pages.items())
    return {"Link": ", ".join(links)}


class _Provider(OpenAPIProvider):
    """Describes the API and nothing else; each operation may end in a problem."""

    def generate_rules(self) -> Iterable[Rule]:
        """The routes of the API, in the order of their addresses."""
        rules = (rule for rule in super().generate_rules() if rule.rule.startswith(PREFIX))
        return sorted(rules, key=lambda rule: (rule.rule, sorted(rule.methods or ())))

    def build_paths(self, rule: Rule) -> tuple[dict[str, Any], dict[str, Any]]:
        """The operations of a route."""
        paths, components = super().build_paths(rule)
        (operations,) = paths.values()
        for operation in operations.values():
            answers = {str(status): answer for status, answer in operation["responses"].items()}
            operation["responses"] = answers or {"204": {"description": "Done."}}
            operation["responses"]["default"] = {"$ref": "#/components/responses/Problem"}
        # The library's own idea of the path loses all but the last of several parameters.
        return {PARAMETER.sub(r"{\1}", rule.rule): operations}, components

    def operation_id(self, method: str, path: str, func: Callable[..., object]) -> str:
        """The name of the view."""
        return func.__name__

    def schema(self) -> dict[str, Any]:
        """The whole document."""
        document: dict[str, Any] = super().schema()
        problem = ProblemDocument.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
        document["components"]["schemas"] |= problem.pop("$defs") | {"ProblemDocument": problem}
        reference = {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}
        document["components"]["responses"] = {
            "Problem": {"description": "Why it did not work.", "content": {MEDIA_TYPE: reference}}
        }
        return document


class ApiSchema(QuartSchema):
    """The description of the API; there are no pages about it, because they would need scripts of others."""

    openapi_provider_class = _Provider

    @hide
    @public()
    async def openapi(self) -> ResponseReturnValue:
        """The OpenAPI document."""
        document: ResponseReturnValue = await super().openapi()
        return document


def install(app: Quart, web: Web) -> None:
    """Validate and describe the API of `app`. Documents keep the order of their schemas."""
    make_response = app.make_response
    ApiSchema(
        app,
        openapi_path=OPENAPI_PATH,
        redoc_ui_path=None,
        scalar_ui_path=None,
        swagger_ui_path=None,
        info=Info(title="SahasrahBot", version=__version__, description="Presets and seeds for randomizer races."),
        tags=[Tag(name=name, description=text) for name, text in TAGS.items()],
        security_schemes={
            COOKIE_SCHEME: APIKeySecurityScheme(name=web.cookie(SESSION_COOKIE), in_="cookie"),
            KEY_SCHEME: HttpSecurityScheme(scheme="bearer"),
        },
        conversion_preference="pydantic",
        # Passed on to pydantic, which knows more options than this type.
        pydantic_dump_options=cast("PydanticDumpOptions", {"mode": "json"}),
    )
    # The extension would look at every answer once more; documents become answers in the application already.
    app.make_response = make_response  # type: ignore[method-assign]
    app.json.sort_keys = False  # type: ignore[attr-defined]


def etag_matches(header: str | None, etag: str) -> bool:
    """Whether one of the tags of `If-Match` or `If-None-Match` is this one."""
    return any(tag.strip().removeprefix("W/") in {"*", etag} for tag in (header or "").split(","))
