"""What is sent to BingoSync, and what comes back.

The site offers no API for rooms: this does what a browser does. Facts are from the site's public source.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from alttprbot.alttprgen.provider_exceptions import SeedProviderError, SeedProviderInvalidRequestError
from alttprbot.alttprgen.provider_http import Answer, ProviderHttp
from alttprbot.util.clock import Clock
from alttprbot.util.html_page import DJANGO_TOKEN, HtmlPage
from alttprbot.util.http import cookie_jar, parse_json, resolved, safe_text, session_with_cookies
from alttprbot.util.text import cut

PROVIDER = "bingosync"
# Where the page says what is wrong with what was filled in.
ERRORS = (".errorlist li", ".has-error .help-block", ".alert")
CARD_RECEIVED = "Received data"
NAME_LIMIT = 30
# The site takes 0 for any card.
LOWEST_SEED, HIGHEST_SEED = 1, 2_147_483_647
# Rooms whose cookies are remembered; those of others are got by joining again.
MOST_ROOMS = 200

_ROOM_PATH = re.compile(r"/room/([A-Za-z0-9_-]{22})/?")


@dataclass(frozen=True, slots=True)
class BingoCard:
    """Which card: `game_type` is the site's number of the game, `variant_type` that of a variety of it.

    With `lockout` a square belongs to whoever has it first.
    """

    game_type: int
    variant_type: int | None = None
    lockout: bool = False

    @property
    def lockout_mode(self) -> str:
        """As the site says it."""
        return "2" if self.lockout else "1"


SUPER_METROID = BingoCard(game_type=4, variant_type=4)


@dataclass(frozen=True, slots=True)
class BingoRoom:
    """A room. Its id (22 characters) and its passphrase are all that it takes to come back to it."""

    id: str
    url: str
    passphrase: str = field(repr=False)


class BingosyncSite:
    """Typed calls of the site, with cookies of its own for each room.

    `nickname` is what we are called there. Raises `SeedProviderError` and aiohttp's transport errors.
    """

    def __init__(self, http: aiohttp.ClientSession, clock: Clock, *, base_url: str, nickname: str) -> None:
        self._session = http
        self._http = ProviderHttp(http, PROVIDER, clock)
        self._base_url = base_url
        self._nickname = nickname
        self._jars: OrderedDict[str, aiohttp.CookieJar] = OrderedDict()

    def room(self, room_id: str, passphrase: str) -> BingoRoom:
        """A room that was made earlier."""
        return BingoRoom(room_id, f"{self._base_url}/room/{room_id}", passphrase)

    async def create_room(self, name: str, passphrase: str, card: BingoCard) -> BingoRoom:
        """Make a room with a hidden card, in which we are a spectator."""
        operation = "create_room"
        jar = cookie_jar()
        fields = {
            "nickname": self._nickname,
            "room_name": cut(name, NAME_LIMIT),
            "passphrase": passphrase,
            "game_type": str(card.game_type),
            **({} if card.variant_type is None else {"variant_type": str(card.variant_type)}),
            "lockout_mode": card.lockout_mode,
            "seed": "",
            "custom_json": "",
            "is_spectator": "on",
            "hide_card": "on",
        }
        async with session_with_cookies(self._session, jar) as session:
            answer = await self._posted(fields, operation, session)
        if answer.status == 200:
            reasons = safe_text("; ".join(HtmlPage(answer.text).texts(ERRORS)))
            if not reasons:
                raise self._http.format_error(operation, "it answered with a page instead of a room", answer)
            raise SeedProviderInvalidRequestError(reasons, PROVIDER, operation, url_host=answer.host)
        place = resolved(f"{self._base_url}/", answer.headers.get("Location", ""))
        found = _ROOM_PATH.fullmatch(place.path.removeprefix(urlsplit(self._base_url).path)) if place else None
        if found is None:
            raise self._http.format_error(operation, "it did not lead to a room", answer)
        self._remember(found[1], jar)
        return self.room(found[1], passphrase)

    async def join_room(self, room: BingoRoom, operation: str = "join_room") -> None:
        """Become somebody who may change the card of a room."""
        # The last key is spelt as the site spells it.
        body = {"room": room.id, "nickname": self._nickname, "password": room.passphrase, "is_specator": True}
        jar = cookie_jar()
        async with session_with_cookies(self._session, jar) as session:
            answer = await self._http.send(
                "POST",
                f"{self._base_url}/api/join-room",
                operation,
                session=session,
                accept=(302,),
                refusal=lambda refused: _refusal(operation, refused),
                json=body,
            )
        if not answer.headers.get("Location", "").endswith(f"/api/get-socket-key/{room.id}"):
            raise self._http.format_error(operation, "it did not lead into the room", answer)
        self._remember(room.id, jar)

    async def new_card(self, room: BingoRoom, card: BingoCard, seed: int, *, hide_card: bool = False) -> None:
        """Give a room the card that `seed` makes, which is from `LOWEST_SEED` to `HIGHEST_SEED`.

        The same seed makes the same card again.
        """
        operation = "new_card"
        body = {
            "room": room.id,
            "game_type": card.game_type,
            **({} if card.variant_type is None else {"variant_type": card.variant_type}),
            "lockout_mode": card.lockout_mode,
            "seed": seed,
            "custom_json": "",
            "hide_card": hide_card,
        }
        answer = await self._put_card(room, body, (200, 403)) if room.id in self._jars else None
        if answer is None or answer.status == 403:
            await self.join_room(room, operation)
            answer = await self._put_card(room, body, (200,))
        if not answer.text.startswith(CARD_RECEIVED):
            raise self._http.format_error(operation, "it did not confirm the card", answer)

    async def _posted(self, fields: Mapping[str, str], operation: str, session: aiohttp.ClientSession) -> Answer:
        """The answer to the form of the first page: a room (302), or the page again with what is wrong (200)."""
        page_url = f"{self._base_url}/"
        for last in (False, True):
            page = await self._http.send("GET", page_url, operation, session=session)
            token = HtmlPage(page.text).hidden_field(DJANGO_TOKEN)
            if token is None:
                raise self._http.format_error(operation, "the form has no token", page)
            answer = await self._http.send(
                "POST",
                page_url,
                operation,
                session=session,
                accept=(200, 302) if last else (200, 302, 403),
                headers={"Origin": self._base_url, "Referer": self._base_url},
                data={DJANGO_TOKEN: token, **fields},
            )
            if answer.status != 403:
                break
        return answer

    async def _put_card(self, room: BingoRoom, body: Mapping[str, Any], accept: tuple[int, ...]) -> Answer:
        operation = "new_card"
        async with session_with_cookies(self._session, self._jars[room.id]) as session:
            return await self._http.send(
                "PUT",
                f"{self._base_url}/api/new-card",
                operation,
                session=session,
                accept=accept,
                refusal=lambda refused: _refusal(operation, refused),
                json=dict(body),
            )

    def _remember(self, room_id: str, jar: aiohttp.CookieJar) -> None:
        self._jars[room_id] = jar
        self._jars.move_to_end(room_id)
        if len(self._jars) > MOST_ROOMS:
            self._jars.popitem(last=False)


def _refusal(operation: str, refused: Answer) -> SeedProviderError | None:
    """The site's own words: it has three ways to put them into JSON."""
    if refused.status not in {400, 404}:
        return None
    text = "there is no such room" if refused.status == 404 else _reason(refused)
    return SeedProviderInvalidRequestError(text, PROVIDER, operation, status_code=refused.status, url_host=refused.host)


def _reason(refused: Answer) -> str:
    try:
        document = parse_json(refused.body)
    except ValueError:
        return refused.excerpt or "it does not say why"
    match document:
        case {"error": str(text)}:
            return safe_text(text)
        case {"__all__": [{"message": str(text)}, *_]}:
            return safe_text(text)
    return refused.excerpt
