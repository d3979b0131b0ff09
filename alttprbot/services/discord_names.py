"""What Discord calls people, for those who came without a name."""

from __future__ import annotations

import logging
from http import HTTPStatus

import aiohttp

from alttprbot.database.transactions import transactional
from alttprbot.exceptions import BusyException, InvalidInputException
from alttprbot.models import Users
from alttprbot.services.audit_trail import Actor, record_action
from alttprbot.util.clock import Clock
from alttprbot.util.http import parse_json, read_body, retry_after
from alttprbot.util.text import shortened

BATCH = 25
ATTEMPTS = 5
ANSWER_LIMIT = 64 * 1024
NAME_LENGTH = 200
LONGEST_WAIT = 300.0

logger = logging.getLogger(__name__)


class DiscordNames:
    """Asks Discord for people's names, one after the other, no faster than it allows."""

    def __init__(self, *, http: aiohttp.ClientSession, clock: Clock, api_base: str, token: str) -> None:
        self._http = http
        self._clock = clock
        self._api_base = api_base
        self._headers = {"Authorization": f"Bot {token}"}

    async def of(self, discord_user_id: int) -> str | None:
        """What somebody is called; None when Discord knows nobody with this id.

        Raises `InvalidInputException` when the token is not accepted, `BusyException` when Discord does not answer.
        """
        for attempt in range(ATTEMPTS):
            try:
                answer = await self._ask(discord_user_id)
            except (aiohttp.ClientError, TimeoutError, ValueError) as error:
                logger.warning("discord_name_failed", extra={"attempt": attempt + 1, "reason": str(error)})
                await self._clock.sleep(2.0**attempt)
                continue
            if answer is not None:
                return answer or None
        raise BusyException("Discord does not answer. Please try again later; names that were found are kept.")

    async def _ask(self, discord_user_id: int) -> str | None:
        """The name, "" for nobody, None for having to ask again, after the wait that Discord asked for."""
        async with self._http.get(f"{self._api_base}/users/{discord_user_id}", headers=self._headers) as response:
            if response.status == HTTPStatus.TOO_MANY_REQUESTS:
                wait = retry_after(response.headers, self._clock.now())
                await self._clock.sleep(1.0 if wait is None else min(LONGEST_WAIT, wait))
                return None
            if response.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
                raise InvalidInputException("Discord does not accept DISCORD_TOKEN.")
            if response.status == HTTPStatus.NOT_FOUND:
                return ""
            response.raise_for_status()
            user = parse_json(await read_body(response, ANSWER_LIMIT))
            await self._wait_for_the_next(response)
        return _name(user)

    async def _wait_for_the_next(self, response: aiohttp.ClientResponse) -> None:
        # https://discord.com/developers/docs/topics/rate-limits#header-format
        if response.headers.get("X-RateLimit-Remaining") == "0":
            await self._clock.sleep(min(LONGEST_WAIT, float(response.headers.get("X-RateLimit-Reset-After", "1"))))


def _name(user: object) -> str:
    names = [user.get("global_name"), user.get("username")] if isinstance(user, dict) else []
    found = next((name for name in names if isinstance(name, str) and name.strip()), None)
    if found is None:
        raise ValueError("the answer has no name")
    return shortened(found, NAME_LENGTH)


async def missing_names(names: DiscordNames) -> dict[int, str]:
    """The names of those who have none and whom Discord knows, by our id. Nothing is changed."""
    nameless = await _nameless()
    return await _found(names, nameless)


async def fill_missing_names(names: DiscordNames, *, actor: Actor) -> dict[int, str]:
    """Give a name to those who have none, in steps, each of which is kept; the names by our id."""
    nameless = await _nameless()
    filled: dict[int, str] = {}
    for start in range(0, len(nameless), BATCH):
        found = await _found(names, nameless[start : start + BATCH])
        filled |= await _keep(found, actor)
    return filled


async def _nameless() -> list[Users]:
    return await Users.filter(display_name=None, discord_user_id__isnull=False).order_by("id")


async def _found(names: DiscordNames, users: list[Users]) -> dict[int, str]:
    found: dict[int, str] = {}
    for user in users:
        if user.discord_user_id is not None and (name := await names.of(user.discord_user_id)):
            found[user.id] = name
    return found


@transactional
async def _keep(found: dict[int, str], actor: Actor) -> dict[int, str]:
    # Somebody may have chosen a name in the meantime.
    users = await Users.filter(id__in=list(found), display_name=None).select_for_update()
    for user in users:
        user.display_name = found[user.id]
    if users:
        await Users.bulk_update(users, ["display_name"])
        await record_action(actor, "user.fix_names", details={"users": len(users)})
    return {user.id: found[user.id] for user in users}
