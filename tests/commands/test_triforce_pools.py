"""Pools of texts from the command line: made, changed, given moderators and keys."""

from __future__ import annotations

import json

import pytest

from tests.commands.conftest import Shell


def test_a_pool_is_made_and_looked_after(shell: Shell) -> None:
    assert "/triforcetexts/sgl24" in shell("texts", "create", "sgl24", "--title", "SGL 2024")[1]
    assert shell("texts", "moderator", "sgl24", "101")[1] == "101 moderates the texts of sgl24.\n"
    assert shell("texts", "moderator", "sgl24", "101")[1] == "101 moderates the texts of sgl24, as before.\n"
    told = shell("texts", "change", "sgl24", "--closes", "2026-12-01T18:00Z", "--limit", "3")[1]
    assert told == "sgl24: SGL 2024, by login, closes 2026-12-01 18:00 UTC, 0 texts, moderated by 101\n"
    first, second = (shell("texts", "key", "sgl24")[1].rsplit(": ", 1)[1].strip() for _ in range(2))

    (pool,) = json.loads(shell("texts", "list", "--json")[1])

    assert first != second
    assert len(first) >= 16
    assert (pool["access"], pool["has_key"], pool["submission_limit"]) == ("key", True, 3)
    assert shell("texts", "moderator", "sgl24", "101", "--remove")[1] == "101 moderates no texts of sgl24.\n"
    assert "moderated by nobody" in shell("texts", "list")[1]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("create", "SGL 24"), "The name of a pool has 1 to 45 letters"),
        (("create", "taken"), "There is a pool called “taken” already."),
        (("create", "new", "--title", "x" * 201), "A title has 1 to 200 characters."),
        (("change", "nowhere", "--limit", "3"), "There is no pool of texts called “nowhere”."),
        (("key", "x" * 100), "There is no pool of texts called"),
        (("change", "taken", "--limit", "0"), "The limit is a number from 1 to 1000."),
        (("change", "taken", "--opens", "soon"), "A time looks like 2026-11-01T18:00Z"),
        (("change", "taken", "--opens", "2026-12-02", "--closes", "2026-12-01"), "has to open before it closes"),
    ],
)
def test_what_makes_no_sense_is_refused(shell: Shell, arguments: tuple[str, ...], why: str) -> None:
    shell("texts", "create", "taken")

    code, _, complaint = shell("texts", *arguments)

    assert code != 0
    assert why in complaint
    assert shell("texts", "list")[1] == "taken: taken, by login, 0 texts, moderated by nobody\n"
