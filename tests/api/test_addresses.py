"""Which addresses are believed, and which ones a browser may be sent to."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from alttprbot_api.addresses import client_address, origin, safe_path

PROXIES = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


@pytest.mark.parametrize("path", ["/", "/presets", "/presets?q=a&b=%2F", "/a%20b", "/é", "/presets#top", "/a//b"])
def test_paths_of_this_site_are_safe(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "presets",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%5Cevil.example",
        "/%2Fevil.example",
        "/%2f%2fevil.example",
        "https:evil.example",
        "https://evil.example",
        "HTTPS://evil.example",
        "javascript:alert(1)",
        "evil.example",
        " /presets",
        "/x\r\nSet-Cookie: a=b",
        "/\tevil",
        "/%0d%0aX: y",
        "/%00",
        "/\u2028",
        "/" + "x" * 3000,
    ],
)
def test_everything_else_leads_nowhere(path: str | None) -> None:
    assert safe_path(path) is None


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "1.1.1.1, 203.0.113.9, fd00::2", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, nonsense", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
        (None, "203.0.113.9", "unknown"),
        ("/run/socket", "203.0.113.9", "/run/socket"),
    ],
)
def test_forwarded_address_counts_only_from_our_own_proxies(peer: str | None, forwarded: str, expected: str) -> None:
    assert client_address(peer, forwarded, PROXIES) == expected


def test_origin_is_scheme_and_host() -> None:
    assert origin("https://Bot.example:8443/a?b") == "https://bot.example:8443"
    assert origin("null") is None
    assert origin("//bot.example") is None
