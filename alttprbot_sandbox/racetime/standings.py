"""Who stands where in a race, and what each can do now."""

from __future__ import annotations

from datetime import datetime, timedelta

from alttprbot_sandbox.racetime.state import BEFORE_START, Entrant, Race, User

RANKS = {
    status: rank
    for rank, group in enumerate(
        (
            ("done",),
            ("ready", "in_progress"),
            ("not_ready",),
            ("invited",),
            ("requested",),
            ("dnf",),
            ("dq",),
            ("declined", "partitioned"),
        )
    )
    for status in group
}
ENTRANT_ACTIONS = {
    "requested": ["cancel_invite"],
    "invited": ["accept_invite", "decline_invite"],
    "not_ready": ["ready", "leave"],
    "ready": ["unready", "leave"],
    "in_progress": ["done", "forfeit"],
    "done": ["undone"],
    "dnf": ["unforfeit"],
}


def places(race: Race) -> dict[int, int]:
    """The place of each who finished, by the `id()` of the entrant."""
    finished = [entrant for entrant in race.entrants if entrant.status == "done"]
    finished.sort(key=lambda entrant: entrant.finish_time or timedelta())
    return {id(entrant): place for place, entrant in enumerate(finished, 1)}


def ranked_entrants(race: Race) -> list[tuple[Entrant, int | None]]:
    """All entrants with their places: who finished comes first, then by state, score and name."""
    place_of = places(race)

    def order(entrant: Entrant) -> tuple[int, int, int, str]:
        score = score_of(race, entrant.user) or 0
        return (RANKS[entrant.status], place_of.get(id(entrant), 0), -score, entrant.user.name.lower())

    return [(entrant, place_of.get(id(entrant))) for entrant in sorted(race.entrants, key=order)]


def entrant_actions(race: Race, entrant: Entrant, now: datetime) -> list[str]:
    """What an entrant can do now, as the buttons of the room offer it."""
    actions = ENTRANT_ACTIONS.get(entrant.status, [])
    if entrant.status in {"done", "dnf"}:
        actions = actions if race.can_be_undone(now) else []
        return [*actions, "add_comment"] if race.settings.allow_comments and not race.recorded else actions
    if entrant.status == "in_progress":
        return actions if race.status == "in_progress" else []
    return actions if race.status in BEFORE_START else []


def score_of(race: Race, user: User) -> int | None:
    """The points of somebody in the goal of a ranked race."""
    if race.settings.goal is None or not race.settings.ranked:
        return None
    return user.scores.get(f"{race.category.slug}/{race.settings.goal}")


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`."""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
