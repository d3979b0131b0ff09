"""The HTTP interface of racetime.gg, as the bot of one category."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import aiohttp
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from alttprbot.config import RaceTimeCredentials
from alttprbot.exceptions import SahasrahBotException
from alttprbot.util.clock import Clock
from alttprbot.util.http import ResponseTooLargeError, parse_json, read_body, retry_after
from alttprbot_racetime.timings import Timings

logger = logging.getLogger(__name__)

ANSWER_LIMIT = 16 * 1024 * 1024
ATTEMPTS = 4
LONGEST_RETRY_AFTER = 30.0
TOKEN_LIFE = 36000.0

Document = dict[str, Any]
Form = Mapping[str, str]
T = TypeVar("T")


class RaceTimeError(SahasrahBotException):
    """RaceTime.gg did not do what was asked; `reason` is for the log."""

    code = "racetime"

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class RaceTimeUnavailableError(RaceTimeError):
    """It cannot be reached, is failing or answers nonsense. What was asked may have been done nevertheless."""

    code = "racetime_unavailable"

    def __init__(self, reason: str, *, wait: float | None = None) -> None:
        super().__init__("RaceTime.gg does not answer right now. Please try again in a minute.", reason)
        self.wait = wait


class CredentialsRefusedError(RaceTimeError):
    """It does not know this bot, or the token is too old."""

    code = "racetime_refused"

    def __init__(self) -> None:
        super().__init__("RaceTime.gg does not let me do that.", "it refuses the credentials of this category")


class UnknownToRaceTimeError(RaceTimeError):
    """There is no such room, team or category."""

    code = "racetime_unknown"

    def __init__(self, path: str) -> None:
        super().__init__("RaceTime.gg does not know that.", f"nothing at {path}")


class RoomRefusedException(RaceTimeError):
    """It would not open or change a room; `errors` are its own, by field."""

    code = "room_refused"

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        listed = "; ".join(
            " ".join(texts) if field == "__all__" else f"{field}: {' '.join(texts)}" for field, texts in errors.items()
        )
        super().__init__(f"RaceTime.gg refused the room: {listed}", listed)
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Token:
    """What proves who we are; `expires` is a reading of the monotonic clock."""

    value: str
    life: float
    expires: float


class RaceTimeApi:
    """Requests that may be repeated are, while the server is away or busy. All raise `RaceTimeError`."""

    def __init__(
        self,
        http: aiohttp.ClientSession,
        uri: Callable[[str], str],
        category: str,
        credentials: RaceTimeCredentials,
        clock: Clock,
        timings: Timings,
    ) -> None:
        self._http = http
        self._uri = uri
        self._category = category
        self._credentials = credentials
        self._clock = clock
        self._timings = timings
        self.token = Token("", 0.0, 0.0)

    async def authorize(self) -> None:
        """Have a new token. Raises `CredentialsRefusedError`."""
        form = {
            "client_id": self._credentials.client_id,
            "client_secret": self._credentials.client_secret.get_secret_value(),
            "grant_type": "client_credentials",
        }
        answer = await self._document("POST", "/o/token", form=form)
        value = answer.get("access_token")
        if not value:
            raise RaceTimeUnavailableError("it sent no token")
        life = float(answer.get("expires_in") or TOKEN_LIFE)
        self.token = Token(str(value), life, self._clock.monotonic() + life)

    async def category(self) -> Document:
        """The category with its goals and listed rooms."""
        return await self._patiently(lambda: self._document("GET", f"/{self._category}/data"))

    async def category_with_unlisted(self) -> Document:
        """The same with unlisted rooms; up to a minute old."""
        path = f"/o/{self._category}/data"
        return await self._patiently(lambda: self._document("GET", path, headers=self._bearer()))

    async def race(self, name: str) -> Document | None:
        """A race as it is now; None when there is none."""
        try:
            return await self._patiently(lambda: self._document("GET", f"/{name}/data"))
        except UnknownToRaceTimeError:
            return None

    async def team(self, slug: str) -> Document:
        """A team with its members."""
        return await self._patiently(lambda: self._document("GET", f"/team/{slug}/data"))

    async def open_room(self, form: Form) -> str:
        """Open a room; its name. Never repeated: after `RaceTimeUnavailableError` there may be one. Raises
        `RoomRefusedException`.
        """
        headers, _ = await self._request("POST", f"/o/{self._category}/startrace", form=form, headers=self._bearer())
        name = urlsplit(headers.get("Location", "")).path.strip("/")
        if not name:
            raise RaceTimeUnavailableError("a room without a name")
        return name

    async def edit_room(self, name: str, form: Form) -> None:
        """Give a room all of its settings anew. Raises `RoomRefusedException`."""
        await self._patiently(lambda: self._request("POST", f"/o/{name}/edit", form=form, headers=self._bearer()))

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token.value}"}

    async def _patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(RaceTimeUnavailableError),
            wait=self._wait,
            stop=stop_after_attempt(ATTEMPTS),
            sleep=self._clock.sleep,
            reraise=True,
        )
        async for attempt in retrying:
            with attempt:
                return await ask()
        raise AssertionError("tenacity ends by returning or raising")

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, RaceTimeUnavailableError) and error.wait is not None:
            return min(error.wait, LONGEST_RETRY_AFTER)
        first, longest = self._timings.request_backoff
        return float(wait_random_exponential(multiplier=first, max=longest)(state))

    async def _document(self, method: str, path: str, **request: Any) -> Document:
        _, body = await self._request(method, path, **request)
        try:
            document = parse_json(body)
        except ValueError as error:
            raise RaceTimeUnavailableError("it did not send JSON") from error
        if not isinstance(document, dict):
            raise RaceTimeUnavailableError("it did not send an object")
        return document

    async def _request(
        self, method: str, path: str, *, form: Form | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[Mapping[str, str], bytes]:
        timeout = aiohttp.ClientTimeout(total=self._timings.request, connect=self._timings.connect)
        try:
            async with self._http.request(
                method, self._uri(path), data=form, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                self._check(response, path)
                body = await read_body(response, ANSWER_LIMIT)
                if response.status == 422:
                    raise RoomRefusedException(_field_errors(body))
                return response.headers, body
        except (aiohttp.ClientError, TimeoutError, ResponseTooLargeError) as error:
            raise RaceTimeUnavailableError(str(error) or type(error).__name__) from error

    def _check(self, response: aiohttp.ClientResponse, path: str) -> None:
        if response.status in {401, 403}:
            raise CredentialsRefusedError
        if response.status == 404:
            raise UnknownToRaceTimeError(path)
        if response.status == 429 or response.status >= 500:
            wait = retry_after(response.headers, self._clock.now())
            raise RaceTimeUnavailableError(f"HTTP {response.status}", wait=wait)
        if response.status >= 300 and response.status != 422:
            raise RaceTimeError("RaceTime.gg did not understand me.", f"HTTP {response.status} at {path}")


def _field_errors(body: bytes) -> dict[str, list[str]]:
    try:
        errors = parse_json(body)["errors"]
        return {str(field): [str(text) for text in texts] for field, texts in errors.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {"__all__": ["it does not say why"]}
