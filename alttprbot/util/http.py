"""The one HTTP session of the process, and how answers are read without trusting them."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

import aiohttp

from alttprbot import __version__
from alttprbot.config import Settings
from alttprbot.util.text import cut

CONNECTIONS = 50
CONNECTIONS_PER_HOST = 8
EXCERPT_BYTES = 2048


class ResponseTooLargeError(Exception):
    """The answer is longer than this service's answers can be; `limit` is in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the answer is larger than {limit} bytes")
        self.limit = limit


def open_http_session(settings: Settings) -> aiohttp.ClientSession:
    """The shared session: connection pool, time limits, no cookies, no proxies from the environment."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            limit=CONNECTIONS, limit_per_host=CONNECTIONS_PER_HOST, ttl_dns_cache=300, keepalive_timeout=30
        ),
        timeout=aiohttp.ClientTimeout(total=300, sock_connect=10),
        headers={
            "User-Agent": f"SahasrahBot/{__version__} (+{settings.app_url})",
            "Accept-Encoding": "gzip, deflate",
        },
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
    )


async def read_body(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """The whole body. Raises `ResponseTooLargeError` as soon as it is known to be longer than `limit` bytes."""
    if response.content_length is not None and response.content_length > limit:
        raise ResponseTooLargeError(limit)
    body = bytearray()
    async for block in response.content.iter_any():
        body += block
        if len(body) > limit:
            raise ResponseTooLargeError(limit)
    return bytes(body)


async def read_beginning(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """The first `limit` bytes of a body, less if the connection breaks."""
    body = bytearray()
    try:
        async for block in response.content.iter_any():
            body += block
            if len(body) >= limit:
                break
    except aiohttp.ClientError:
        pass
    return bytes(body[:limit])


def cookie_jar() -> aiohttp.CookieJar:
    """A jar for the cookies of one service, which may be addressed by number."""
    return aiohttp.CookieJar(unsafe=True)


@asynccontextmanager
async def session_with_cookies(
    http: aiohttp.ClientSession, jar: aiohttp.CookieJar | None = None
) -> AsyncIterator[aiohttp.ClientSession]:
    """A session on the connections of `http` that remembers cookies: in `jar`, else as long as it is open."""
    async with aiohttp.ClientSession(
        connector=http.connector,
        connector_owner=False,
        timeout=http.timeout,
        headers=http.headers,
        cookie_jar=cookie_jar() if jar is None else jar,
        trust_env=False,
    ) as session:
        yield session


def excerpt(body: bytes, charset: str | None = None) -> str:
    """The beginning of a body as text that may be shown. What it says about its charset need not be true."""
    beginning = body[:EXCERPT_BYTES]
    try:
        text = beginning.decode(charset or "utf-8", errors="replace")
    except LookupError:
        text = beginning.decode("utf-8", errors="replace")
    return safe_text(text)


def parse_json(body: bytes) -> Any:
    """What the JSON in `body` says. Raises `ValueError`, and nothing else, when it is none."""
    try:
        return json.loads(body)
    except RecursionError as error:
        raise ValueError("the JSON is nested too deeply") from error


def safe_text(text: str, limit: int = 500) -> str:
    """Text of an outside service that people may be shown: markup stripped, control characters and mentions defused."""
    text = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", text[:EXCERPT_BYTES])
    text = unescape(re.sub(r"<[^>]{0,1000}>", " ", text))
    text = "".join(char if char.isprintable() else " " for char in text)
    text = re.sub(r"@(?=everyone|here)|(?<=<)[@#]", "\\g<0>\u200b", text)
    return cut(" ".join(text.split()), limit)


def resolved(address: str, reference: str) -> SplitResult | None:
    """Where something leads that a server refers to at `address`; None where that is no address at all."""
    try:
        return urlsplit(urljoin(address, reference))
    except ValueError:
        return None


def retry_after(headers: Mapping[str, str] | None, now: datetime) -> float | None:
    """The seconds that a `Retry-After` header asks for, which holds seconds or a date; None for anything else."""
    value = (headers or {}).get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now.timestamp())
