"""Requests are stored so that they can be made again, by somebody else as well."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alttprbot.alttprgen.audit_record import request_again
from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest, Spoilers, Surface, UploadedPreset
from alttprbot.alttprgen.request_document import order_document, order_of
from tests.alttprgen.conftest import Road, request

BEN = Requester(Surface.DISCORD, discord_user_id=2)

texts = st.text(max_size=10)
options = st.builds(
    SeedOptions,
    tournament=st.booleans(),
    spoilers=st.sampled_from(Spoilers),
    progression=st.booleans(),
    hints=st.none() | st.booleans(),
    allow_quickswap=st.none() | st.booleans(),
    festive=st.booleans(),
    branch=st.none() | texts,
    players=st.lists(texts, max_size=3).map(tuple),
    seed_number=st.none() | st.integers(0, 2**40),
    parameters=st.dictionaries(texts, texts, max_size=3),
)
presets = st.none() | texts | st.builds(UploadedPreset, texts, st.none() | texts)


@given(texts, presets, options)
def test_nothing_of_a_request_is_lost(game: str, preset: str | UploadedPreset | None, chosen: SeedOptions) -> None:
    asked = SeedRequest(game, preset, BEN, chosen)

    assert order_of(json.loads(json.dumps(order_document(asked))), BEN) == asked


@pytest.mark.usefixtures("database")
async def test_a_game_is_asked_for_again_by_somebody_else(road: Road) -> None:
    upload = UploadedPreset("settings: {mode: inverted}", "ana/latest")
    seed = await road.seeds.generate(request(upload, hints=True, branch="live"))

    again = await request_again(seed.audit_id or 0, BEN)

    assert again == SeedRequest("alttpr", upload, BEN, seed.request.options)


@pytest.mark.usefixtures("database")
async def test_a_game_without_a_record_cannot_be() -> None:
    assert await request_again(2**40, BEN) is None
