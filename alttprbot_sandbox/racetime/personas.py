"""Who the person in front of the browser is at the moment."""

from __future__ import annotations

from aiohttp import web

from alttprbot_sandbox.racetime.state import User
from alttprbot_sandbox.racetime.world import RaceWorld

COOKIE = "racetime_persona"
FIELD = "as"


class Personas:
    """One is who the page says (`as` in its address or form), or who one was last, or the first there is.

    Every page carries `as` in its forms, so that several tabs can be several people.
    """

    def __init__(self, world: RaceWorld) -> None:
        self._world = world

    def looking(self, request: web.Request) -> User | None:
        """Who looks at a page; None while nobody has an account."""
        for wanted in (request.query.get(FIELD), request.cookies.get(COOKIE)):
            if wanted in self._world.users:
                return self._world.users[wanted]
        return next(iter(self._world.users.values()), None)

    async def acting(self, request: web.Request) -> User:
        """Who sends a form. Raises 403 for nobody."""
        user = self._world.users.get(str((await request.post()).get(FIELD, ""))) or self.looking(request)
        if user is None:
            raise web.HTTPForbidden(text="Nobody has an account here yet.")
        return user

    def remember(self, response: web.StreamResponse, user: User | None) -> None:
        """Be the same on the next page."""
        if user is not None:
            response.set_cookie(COOKIE, user.id, httponly=True, samesite="Lax")
