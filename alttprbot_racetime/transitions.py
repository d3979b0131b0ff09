"""The life of a race, as far as the bot must not miss any of it."""

from __future__ import annotations

TERMINAL = frozenset({"finished", "cancelled", "partitioned"})
BEFORE = {
    "open": (),
    "invitational": (),
    "pending": (),
    "in_progress": ("pending",),
    "finished": ("pending", "in_progress"),
    "cancelled": (),
    "partitioned": (),
}


def missed(last: str | None, now: str) -> tuple[str, ...]:
    """The states that a race went through since `last`, in order, up to and with `now`."""
    if last == now:
        return ()
    passed = BEFORE.get(now, ())
    if last in passed:
        passed = passed[passed.index(last) + 1 :]
    elif last in TERMINAL:
        passed = ()
    return (*passed, now)
