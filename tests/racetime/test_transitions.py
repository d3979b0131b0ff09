"""Which states of a race were missed."""

from __future__ import annotations

import pytest

from alttprbot_racetime.transitions import missed


@pytest.mark.parametrize(
    ("last", "now", "passed"),
    [
        (None, "open", ("open",)),
        (None, "in_progress", ("pending", "in_progress")),
        ("open", "open", ()),
        ("open", "invitational", ("invitational",)),
        ("invitational", "open", ("open",)),
        ("open", "pending", ("pending",)),
        ("open", "in_progress", ("pending", "in_progress")),
        ("open", "finished", ("pending", "in_progress", "finished")),
        ("pending", "finished", ("in_progress", "finished")),
        ("in_progress", "finished", ("finished",)),
        ("open", "cancelled", ("cancelled",)),
        ("in_progress", "cancelled", ("cancelled",)),
        ("open", "partitioned", ("partitioned",)),
        ("finished", "in_progress", ("in_progress",)),
        ("cancelled", "in_progress", ("in_progress",)),
        ("finished", "cancelled", ("cancelled",)),
        ("cancelled", "finished", ("finished",)),
    ],
)
def test_missed_states_come_in_their_order(last: str | None, now: str, passed: tuple[str, ...]) -> None:
    assert missed(last, now) == passed
