"""The kinds of values that settings have: how they are read, what is wrong with them, and how people write them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_network
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, SecretStr
from redis.asyncio.connection import parse_url


class StartupPolicy(StrEnum):
    """What happens when a part cannot start: everything ends, or the rest runs without it."""

    STRICT = "strict"
    DEGRADED = "degraded"


@dataclass(frozen=True, slots=True)
class Form:
    """How a setting is written, for people: `.env.example` shows it and a problem with the setting repeats it."""

    text: str


def _split(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ValueError("must be an http:// or https:// address")
    return value.rstrip("/")


def _optional_url(value: str) -> str:
    return _url(value) if value else value


def _cache_address(value: SecretStr) -> SecretStr:
    address = value.get_secret_value()
    if address:
        try:
            parse_url(address)
        except ValueError as error:
            raise ValueError("must be a redis://, rediss:// or unix:// address") from error
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("must be the name of a time zone, such as US/Eastern") from error
    return value


def _networks(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        ip_network(value, strict=False)
    return values


def _template(*placeholders: str) -> AfterValidator:
    """An address in which `placeholders` in braces are filled in later."""

    def check(value: str) -> str:
        try:
            filled = value.format(**dict.fromkeys(placeholders, "x"))
        except (KeyError, IndexError, ValueError) as error:
            allowed = " and ".join(f"{{{name}}}" for name in placeholders)
            raise ValueError(f"may hold no placeholder but {allowed}") from error
        _url(filled)
        return value.rstrip("/")

    return AfterValidator(check)


def _blank_is_none(value: object) -> object:
    return None if value == "" else value


def _usual_port_is_none(value: object) -> object:
    return None if value in {"", "0", 0} else value


def _policy_name(value: object) -> object:
    return StartupPolicy.STRICT if value == "critical" else _blank_is_none(value)


Ids = Annotated[tuple[int, ...], BeforeValidator(_split), Form("Discord ids, comma separated")]
Names = Annotated[tuple[str, ...], BeforeValidator(_split), Form("names, comma separated")]
Secrets = Annotated[tuple[SecretStr, ...], BeforeValidator(_split), Form("secrets, comma separated")]
Networks = Annotated[
    tuple[str, ...], BeforeValidator(_split), AfterValidator(_networks), Form("networks in CIDR form, comma separated")
]
Url = Annotated[str, AfterValidator(_url), Form("an http:// or https:// address")]
OptionalUrl = Annotated[str, AfterValidator(_optional_url), Form("an http:// or https:// address, or nothing")]
CacheAddress = Annotated[
    SecretStr,
    AfterValidator(_cache_address),
    Form("redis://user:password@host:port/number, rediss:// with TLS, unix://path, or nothing"),
]
Zone = Annotated[str, AfterValidator(_zone), Form("a time zone such as US/Eastern")]
OptionalInt = Annotated[int | None, BeforeValidator(_blank_is_none), Form("a whole number, or nothing")]
OptionalPort = Annotated[int | None, BeforeValidator(_usual_port_is_none), Form("a port, or nothing")]
OptionalBool = Annotated[bool | None, BeforeValidator(_blank_is_none), Form("true, false, or nothing")]
OptionalPolicy = Annotated[
    StartupPolicy | None, BeforeValidator(_policy_name), Form("strict (also: critical), degraded, or nothing")
]
ReleaseTemplate = Annotated[str, _template("release"), Form("an address with {release} in it")]
ObjectTemplate = Annotated[str, _template("bucket", "key"), Form("an address with {bucket} and {key} in it")]
NO_SECRET = SecretStr("")
