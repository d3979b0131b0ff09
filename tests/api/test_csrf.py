"""What a browser sends is accepted only from our own pages."""

from __future__ import annotations

import pytest

from tests.api.conftest import Visit
from tests.api.visitors import Visitor, problem_of

OURS = "http://localhost:5001"


async def rename(visitor: Visitor, **headers: str) -> tuple[int, str]:
    """Something that changes something: make the own namespace."""
    response = await visitor.post("/api/v1/namespaces", headers=headers)
    return (response.status_code, "") if response.status_code < 400 else await problem_of(response)


async def test_token_of_the_session_is_accepted(link: Visitor) -> None:
    assert await rename(link, Origin=OURS) == (200, "")


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "é"])
async def test_wrong_token_is_refused(link: Visitor, token: str) -> None:
    link.headers["X-CSRF-Token"] = token

    assert await rename(link) == (403, "csrf")


async def test_missing_token_is_refused(link: Visitor) -> None:
    del link.headers["X-CSRF-Token"]

    assert await rename(link) == (403, "csrf")


async def test_token_of_another_session_is_refused(link: Visitor, zelda: Visitor) -> None:
    link.headers["X-CSRF-Token"] = zelda.headers["X-CSRF-Token"]

    assert await rename(link) == (403, "csrf")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:5002"},
        {"Origin": "https://localhost:5001"},
        {"Origin": "http://localhost:5001.evil.example"},
        {"Referer": "https://evil.example/http://localhost:5001/"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": OURS, "Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_other_sites_are_refused_even_with_the_token(link: Visitor, headers: dict[str, str]) -> None:
    assert await rename(link, **headers) == (403, "csrf")


@pytest.mark.parametrize(
    "headers", [{"Referer": f"{OURS}/presets"}, {"Sec-Fetch-Site": "same-origin", "Origin": OURS}, {}]
)
async def test_our_own_pages_are_accepted(link: Visitor, headers: dict[str, str]) -> None:
    assert await rename(link, **headers) == (200, "")


async def test_hidden_field_of_a_form_counts(link: Visitor) -> None:
    token = link.headers.pop("X-CSRF-Token")

    refused = await link.post("/logout/", form={"csrf_token": "wrong"})
    accepted = await link.post("/logout/", form={"csrf_token": token})

    assert (refused.status_code, accepted.status_code) == (403, 303)


async def test_page_says_what_to_do(visit: Visit) -> None:
    visitor = visit(page=True)
    await visitor.login()
    del visitor.headers["X-CSRF-Token"]

    response = await visitor.post("/logout/")

    assert response.status_code == 403
    assert "load the page again" in await response.get_data(as_text=True)


async def test_reading_needs_no_token(link: Visitor) -> None:
    del link.headers["X-CSRF-Token"]

    assert (await link.get("/api/v1/me", headers={"Origin": "https://evil.example"})).status_code == 200


async def test_form_for_everybody_is_not_sent_from_elsewhere(visit: Visit) -> None:
    answers = [
        await visit().post("/theme", form={"theme": "dark"}, headers={"Origin": origin})
        for origin in (OURS, "https://evil.example")
    ]

    assert answers[0].status_code == 303
    assert await problem_of(answers[1]) == (403, "csrf")
    assert "Set-Cookie" not in answers[1].headers
