"""Who somebody is, as far as the web application needs to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """A person who is logged in, or on whose behalf a program with an API key acts: then there is no `username`."""

    discord_user_id: int
    username: str
    display_name: str
    avatar_url: str | None = None
