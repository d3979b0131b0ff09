"""The page about adding a provider is true: its example rolls a seed."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from alttprbot.alttprgen.provider_exceptions import SeedProviderInvalidRequestError, SeedProviderUnavailableError
from alttprbot.config import REPOSITORY
from alttprbot.exceptions import InvalidInputException
from alttprbot.models import AuditGeneratedGames
from alttprbot.util.http import open_http_session
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.alttprgen.conftest import OpenRoad, Road, request
from tests.conftest import MakeSettings

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

PAGE = (REPOSITORY / "docs" / "adding-a-provider.md").read_text(encoding="utf-8")
CODE = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def example() -> dict[str, Any]:
    """What the code of the page defines."""
    defined: dict[str, Any] = {"__name__": "marbles"}
    for block in CODE:
        exec(compile(block, "docs/adding-a-provider.md", "exec", dont_inherit=True), defined)  # noqa: S102
    return defined


async def test_example_of_the_page_rolls_a_seed(open_road: OpenRoad, make_settings: MakeSettings) -> None:
    marbles = example()
    async with marbles["MarblesServer"]() as stand_in, open_http_session(make_settings()) as http:
        empty: Road = await open_road("http://127.0.0.1:9")
        client = marbles["MarblesClient"](http, empty.clock, stand_in.settings()["MARBLES_BASEURL"])
        provider = marbles["MarblesProvider"](client, empty.contract)
        road: Road = await open_road(
            "http://127.0.0.1:9",
            planners={"marbles": marbles["MarblesPlanner"]()},
            more_providers={"marbles": provider},
        )

        seed = await road.seeds.generate(request(None, game="marbles", parameters={"flags": "red"}))

        assert seed.response.url == f"{stand_in.url}/games/game1"
        assert json.loads(stand_in.requests[0].body) == {"flags": "red"}
        row = await AuditGeneratedGames.get()
        assert (row.randomizer, row.provider, row.gentype, row.genoption) == ("marbles", "marbles", "flags", "red")
        with pytest.raises(InvalidInputException, match="flags of marbles is missing"):
            await road.seeds.generate(request(None, game="marbles"))
        with pytest.raises(SeedProviderInvalidRequestError, match="No marbles are left"):
            await road.seeds.generate(request(None, game="marbles", parameters={"flags": "impossible"}))
        stand_in.faults.add(Fault(FaultKind.STATUS, status=503))
        with pytest.raises(SeedProviderUnavailableError) as caught:
            await road.seeds.generate(request(None, game="marbles", parameters={"flags": "red"}))
        assert caught.value.attempts == 3


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:alttprbot|alttprbot_sandbox|alttprbot_discord|tests)/[\w/.]+)`", PAGE)))
)
def test_places_that_the_page_names_exist(path: str) -> None:
    assert "marbles" in path or (REPOSITORY / path).exists()
