"""Reading what outside services send without trusting any of it."""

from __future__ import annotations

import asyncio
import re
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alttprbot.util.http import EXCERPT_BYTES, excerpt, open_http_session, parse_json, retry_after, safe_text
from tests.conftest import MakeSettings

NOW = datetime(2026, 2, 14, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("  two\n\nlines\t", "two lines"),
        ("<h1>Oh</h1><p>no &amp; so on", "Oh no & so on"),
        ("<script>alert(1)</script>a<style>b</style>", "a"),
        ("@everyone and @here", "@\u200beveryone and @\u200bhere"),
        ("&lt;@123&gt; &lt;#5&gt; &lt;@&amp;7&gt;", "<@\u200b123> <#\u200b5> <@\u200b&7>"),
        ("a\u202eb\x00c\x1b[31m", "a b c [31m"),
        ("5 < 6", "5 < 6"),
        ("x" * 600, "x" * 499 + "…"),
        ("", ""),
    ],
)
def test_text_is_made_fit_to_be_shown(text: str, shown: str) -> None:
    assert safe_text(text) == shown


@pytest.mark.parametrize("unit", ["<", "<script>", "<a ", "&lt;", "@everyone"])
def test_hostile_text_costs_no_time(unit: str) -> None:
    began = time.process_time()

    safe_text(unit * 1_000_000)

    assert time.process_time() - began < 0.5


@given(st.text())
def test_no_text_ever_mentions_anybody_or_takes_more_than_its_line(text: str) -> None:
    shown = safe_text(text)

    assert len(shown) <= 500
    assert not re.search(r"@everyone|@here|<[@#](?!\u200b)|[\r\n]", shown)


@pytest.mark.parametrize(
    ("body", "charset", "shown"),
    [
        (b"caf\xe9", "latin-1", "café"),
        (b"caf\xc3\xa9", None, "café"),
        (b"caf\xe9", None, "caf\ufffd"),
        (b"abc", "klingon", "abc"),
        (b"abc", "hex", "abc"),
        (b"x" * (EXCERPT_BYTES * 2), None, "x" * 499 + "…"),
    ],
)
def test_beginning_of_a_body_is_read_whatever_it_says_of_itself(body: bytes, charset: str | None, shown: str) -> None:
    assert excerpt(body, charset) == shown


@given(st.binary(max_size=40) | st.integers(1, 200_000).map(lambda depth: b"[" * depth))
def test_json_is_read_or_refused_and_nothing_else(body: bytes) -> None:
    try:
        parse_json(body)
    except ValueError:
        return


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 5 ", 5.0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", (datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC) - NOW).total_seconds()),
        ("-1", None),
        ("1.5", None),
        ("nan", None),
        ("1e9", None),
        ("٣", None),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_wait_is_seconds_or_a_moment_or_nothing(header: str, seconds: float | None) -> None:
    assert retry_after({"Retry-After": header}, NOW) == seconds


def test_wait_that_is_not_there_is_none() -> None:
    assert retry_after({}, NOW) is None
    assert retry_after(None, NOW) is None


async def test_no_host_gets_more_than_eight_connections_at_a_time(make_settings: MakeSettings) -> None:
    open_now, most, eight_open, may_answer = 0, 0, asyncio.Event(), asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        if open_now == 8:
            eight_open.set()
        await reader.readuntil(b"\r\n\r\n")
        await may_answer.wait()
        open_now -= 1
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, open_http_session(make_settings()) as http, asyncio.TaskGroup() as asking:
        asked = [asking.create_task(http.get(url)) for _ in range(20)]
        await eight_open.wait()
        may_answer.set()
        answers = await asyncio.gather(*asked)

    assert most == 8
    assert {answer.status for answer in answers} == {204}
