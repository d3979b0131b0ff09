"""Who is logged in on the web: a row for each browser, which knows only a secret."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import timedelta

from alttprbot.models import WebSession
from alttprbot.util.clock import Clock

SECRET_LENGTH = 43
SEEN_EVERY = timedelta(minutes=5)


class WebSessionService:
    """Sessions end after `idle` without use and after `lifetime` whatever happens.

    They are stored under what the first of `keys` makes of their secret; the others are former keys that still count.
    Changing the key without keeping the former one ends all sessions.
    """

    def __init__(self, *, clock: Clock, idle: timedelta, lifetime: timedelta, keys: Sequence[str]) -> None:
        self._clock = clock
        self._keys = [key.encode() for key in keys]
        self._idle = idle
        self._lifetime = lifetime

    async def open(
        self, *, discord_user_id: int, username: str, display_name: str, avatar_url: str | None
    ) -> tuple[str, WebSession]:
        """Log somebody in: the secret for their browser, which is stored nowhere else, and the session."""
        secret = secrets.token_urlsafe(32)
        now = self._clock.now()
        session = await WebSession.create(
            id=self._stored_under(secret)[0],
            discord_user_id=discord_user_id,
            username=username[:100],
            display_name=display_name[:100],
            avatar_url=avatar_url,
            csrf_token=secrets.token_urlsafe(32),
            created=now,
            last_seen=now,
            expires=now + self._lifetime,
        )
        return secret, session

    async def find(self, secret: str) -> WebSession | None:
        """The session that a secret opens, if it goes on."""
        if len(secret) != SECRET_LENGTH:
            return None
        session = await WebSession.filter(id__in=self._stored_under(secret)).first()
        if session is None:
            return None
        now = self._clock.now()
        if session.expires <= now or session.last_seen + self._idle <= now:
            await session.delete()
            return None
        if now - session.last_seen >= SEEN_EVERY:
            await WebSession.filter(id=session.id).update(last_seen=now)
            session.last_seen = now
        return session

    async def end(self, secret: str) -> None:
        """Log this browser out."""
        await WebSession.filter(id__in=self._stored_under(secret)).delete()

    async def end_all(self, discord_user_id: int) -> int:
        """Log a person out everywhere; how many sessions there were."""
        return await WebSession.filter(discord_user_id=discord_user_id).delete()

    async def purge(self) -> int:
        """Forget the sessions that are over; how many there were."""
        now = self._clock.now()
        idle = await WebSession.filter(last_seen__lte=now - self._idle).delete()
        return idle + await WebSession.filter(expires__lte=now).delete()

    def _stored_under(self, secret: str) -> list[str]:
        return [hmac.new(key, secret.encode(), hashlib.sha256).hexdigest() for key in self._keys]
