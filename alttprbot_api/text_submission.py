"""Handing in a text for the end of the game: who may, how often, and under which name."""

from __future__ import annotations

from collections.abc import Sequence

from quart import session

from alttprbot.exceptions import InvalidInputException
from alttprbot.models import TriforceTextPool, TriforceTexts
from alttprbot.models.triforce import TriforceTextAccess
from alttprbot.services.triforce_texts import AUTHOR_LENGTH
from alttprbot_api.access import current_identity, unauthenticated
from alttprbot_api.problems import Problem, too_many
from alttprbot_api.rate_limits import HOUR
from alttprbot_api.visit import current_visit
from alttprbot_api.web import Web

LINE_FIELDS = ("first_line", "second_line", "third_line")
PASSES = "text_passes"
# People at an event share an address, and each of them has a text or two.
ANONYMOUS_TEXTS = 60


def forget_passes() -> None:
    """What somebody was let in with does not outlive their session."""
    session.pop(PASSES, None)


class TextSubmission:
    """The same for pages and for programs."""

    def __init__(self, web: Web) -> None:
        self._texts = web.core.triforce_texts
        self._limits = web.limits
        self._hourly = web.core.settings.rate_limit_texts

    async def is_admitted(self, pool: TriforceTextPool) -> bool:
        """Whether who is here may hand in texts: they are logged in, or have shown the key where a pool has one."""
        if pool.access is TriforceTextAccess.LOGIN:
            return current_identity() is not None
        proof = session.get(PASSES, {}).get(pool.slug)
        return isinstance(proof, str) and await self._texts.admits(pool.slug, proof)

    async def admit(self, pool: TriforceTextPool, key: str) -> None:
        """Remember that somebody has the key. Raises `InvalidInputException` where they have not."""
        proof = await self._texts.pass_for(pool.slug, key.strip())
        if pool.access is not TriforceTextAccess.KEY or proof is None:
            raise InvalidInputException("This is not the key. Please ask whoever gave it to you.", field="key")
        session[PASSES] = {**session.get(PASSES, {}), pool.slug: proof}

    async def submit(self, pool: TriforceTextPool, lines: Sequence[str], author: str) -> TriforceTexts:
        """Hand in a text; `author` counts where nobody has to be logged in.

        Raises `Problem` for who may not or did too often, and what `TriforceTextService.submit` raises; its parameters
        `line` and `field` say what is to be changed.
        """
        if not await self.is_admitted(pool):
            if pool.access is TriforceTextAccess.LOGIN:
                raise unauthenticated()
            raise Problem(403, "forbidden", "Please enter the key of this pool first.")
        user = None
        if pool.access is TriforceTextAccess.LOGIN and (identity := current_identity()):
            author, user = identity.display_name, identity.discord_user_id
        elif not 0 < len(author.strip()) <= AUTHOR_LENGTH:
            raise InvalidInputException(f"Your name has 1 to {AUTHOR_LENGTH} characters.", field="author_name")
        caller, limit = self._allowance(user)
        verdict = self._limits.peek(caller, limit, HOUR)
        if not verdict.allowed:
            raise too_many(verdict)
        text = await self._texts.submit(pool.slug, lines, author=author, discord_user_id=user)
        # Only what was taken counts: nobody has to wait because of a letter that the game does not have.
        self._limits.take(caller, limit, HOUR)
        return text

    def _allowance(self, user: int | None) -> tuple[str, int]:
        if user is not None:
            return f"texts:user:{user}", self._hourly
        visit = current_visit()
        return f"texts:address:{visit.address if visit else ''}", ANONYMOUS_TEXTS
