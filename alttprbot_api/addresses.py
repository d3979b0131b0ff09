"""Addresses: whose a request comes from, and which ones a browser may be sent to."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address
from urllib.parse import unquote, urlsplit

Networks = Sequence[IPv4Network | IPv6Network]

UNKNOWN = "unknown"
MOST_HOPS = 20
PATH_MAX_LENGTH = 2000


def is_trusted(address: str | None, networks: Networks) -> bool:
    """Whether this is one of our own proxies."""
    if not networks:
        return False
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return False
    return any(parsed in network for network in networks)


def client_address(peer: str | None, forwarded_for: str, networks: Networks) -> str:
    """The address of the client: the last one in `X-Forwarded-For` that is not a proxy of ours.

    The header is believed only as far as our own proxies wrote it.
    """
    current = peer or UNKNOWN
    for hop in reversed(forwarded_for.split(",")[-MOST_HOPS:]):
        if not is_trusted(current, networks):
            break
        try:
            current = str(ip_address(hop.strip()))
        except ValueError:
            break
    return current


def safe_path(path: str | None) -> str | None:
    """`path` if it leads somewhere on this site, else None.

    Browsers read backslashes as slashes and drop control characters, so neither may be in it, not even encoded.
    """
    if not path or len(path) > PATH_MAX_LENGTH:
        return None
    for text in (path, unquote(path)):
        if not text.startswith("/") or text.startswith("//") or "\\" in text or not text.isprintable():
            return None
        try:
            parts = urlsplit(text)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return None
    return path


def origin(url: str) -> str | None:
    """`scheme://host[:port]` of an address, None if it has none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.scheme and parts.netloc else None
