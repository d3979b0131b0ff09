"""The description of the API, which other programs are generated from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from quart import Quart

from alttprbot_api.v1 import PREFIX
from tests.api.conftest import Visit

SNAPSHOT = Path(__file__).with_name("openapi.json")
HINT = f"The API is not what {SNAPSHOT.name} says. If that is meant: python -m tests.api.write_openapi"


@pytest.fixture
async def document(visit: Visit) -> dict[str, Any]:
    response = await visit().get("/api/v1/openapi.json")
    described: dict[str, Any] = await response.get_json()
    return described


async def test_description_is_the_one_that_was_agreed_on(document: dict[str, Any]) -> None:
    assert document == json.loads(SNAPSHOT.read_text()), HINT


async def test_every_route_of_the_api_is_described_and_no_other(app: Quart, document: dict[str, Any]) -> None:
    routes = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith(f"{PREFIX}/") and rule.endpoint != "openapi"
    }
    described = sum(len(operations) for operations in document["paths"].values())

    assert described == len(routes)
    assert all(path.startswith(f"{PREFIX}/") for path in document["paths"])


async def test_parameters_of_a_path_are_those_that_are_described(document: dict[str, Any]) -> None:
    for path, operations in document["paths"].items():
        for operation in operations.values():
            described = {parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "path"}
            assert described == set(re.findall(r"{(\w+)}", path)), path


async def test_every_operation_says_what_it_does_and_how_it_fails(document: dict[str, Any]) -> None:
    names = []
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            names.append(operation["operationId"])
            assert operation["summary"], path
            assert operation["tags"]
            assert operation["responses"]["default"] == {"$ref": "#/components/responses/Problem"}
            assert method == "get" or operation["security"]
    assert len(names) == len(set(names))


async def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def references(value: object) -> list[str]:
        if isinstance(value, dict):
            return [value["$ref"]] if "$ref" in value else [ref for item in value.values() for ref in references(item)]
        return [ref for item in value for ref in references(item)] if isinstance(value, list) else []

    for reference in references(document):
        target: Any = document
        for part in reference.removeprefix("#/").split("/"):
            target = target[part]
        assert target


async def test_there_are_no_pages_with_scripts_of_others(visit: Visit) -> None:
    for path in ("/docs", "/redocs", "/scalar", "/openapi.json"):
        assert (await visit().get(path)).status_code == 404
