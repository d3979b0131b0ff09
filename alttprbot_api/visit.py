"""What is known about the request that is being answered."""

from __future__ import annotations

from dataclasses import dataclass

from quart import g, has_request_context

from alttprbot.models import WebSession
from alttprbot.services.api_keys import ApiKey
from alttprbot_api.identity import Identity
from alttprbot_api.rate_limits import Verdict


@dataclass(slots=True)
class Visit:
    """One request: who sent it, from where, and what came of it. Whoever shows a key has no session.

    `form_targets` are other sites to which the forms of the page may lead.
    """

    request_id: str
    began: float
    address: str
    session: WebSession | None = None
    api_key: ApiKey | None = None
    identity: Identity | None = None
    verdict: Verdict | None = None
    problem: str | None = None
    form_targets: tuple[str, ...] = ()

    @property
    def authenticated_as(self) -> str:
        """How the caller proved who they are, for the log."""
        if self.api_key is not None:
            return f"key {self.api_key.prefix}"
        return "none" if self.session is None else "session"


def begin_visit(visit: Visit) -> None:
    """Make `visit` the present one."""
    g.visit = visit


def current_visit() -> Visit | None:
    """The present one; None outside of requests."""
    visit: Visit | None = g.get("visit") if has_request_context() else None
    return visit
