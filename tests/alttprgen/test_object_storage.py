"""Where patches and spoiler logs are put: what is sent to an object store, and who gets at it afterwards."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from alttprbot.alttprgen.provider_exceptions import (
    SeedNotStoredError,
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderResponseFormatError,
    SeedProviderUnavailableError,
)
from alttprbot.alttprgen.spoilers.publishing import SpoilerLogKind, SpoilerLogs
from alttprbot.alttprgen.storage import LocalStore, StoredObject
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.s3 import S3Server
from tests.alttprgen.conftest import OpenRoad, Road, answer, answering

CODE = ("Bow", "Magic Powder", "Map", "Bug Net", "Cape")


@pytest.fixture
async def s3() -> AsyncIterator[S3Server]:
    async with S3Server() as server:
        yield server


def led_to(s3: S3Server) -> dict[str, str]:
    return {name.lower(): value for name, value in s3.settings().items()}


@pytest.fixture
async def road(open_road: OpenRoad, s3: S3Server) -> Road:
    opened: Road = await open_road("http://127.0.0.1:9", **led_to(s3))
    return opened


async def fetched(address: str) -> tuple[int, bytes, str]:
    async with aiohttp.ClientSession() as http, http.get(address) as response:
        return response.status, await response.read(), response.headers.get("Content-Disposition", "")


async def test_patch_is_for_everybody_as_it_is(road: Road, s3: S3Server) -> None:
    patch = StoredObject("patch/DR_abc.bps", b"BPS1\x00\xff")

    await road.stores.patches.put(patch)

    (request,) = s3.requests
    assert (request.method, request.path) == ("PUT", f"/{s3.patches}/patch/DR_abc.bps")
    assert request.headers["x-amz-acl"] == "public-read"
    assert request.headers["content-type"] == "application/octet-stream"
    assert request.body == b"BPS1\x00\xff"
    assert await fetched(road.stores.patches.address(patch.key)) == (200, b"BPS1\x00\xff", "")


async def test_text_travels_compressed_and_is_a_download(road: Road, s3: S3Server) -> None:
    text = StoredObject("spoiler/DR_abc_Spoiler.txt", "Épée\n" * 1000)

    await road.stores.patches.put(text)

    (request,) = s3.requests
    assert request.headers["content-type"] == "text/plain; charset=utf-8"
    assert request.headers["content-encoding"] == "gzip"
    assert len(request.body) < 200
    assert await fetched(road.stores.patches.address(text.key)) == (200, text.raw, "attachment")


async def test_what_is_private_is_given_to_nobody(road: Road, s3: S3Server) -> None:
    secret = StoredObject("spoiler/DR_abc_Spoiler.txt", "secret", public=False)

    await road.stores.patches.put(secret)

    assert s3.requests[0].headers["x-amz-acl"] == "private"
    status, body, _ = await fetched(road.stores.patches.address(secret.key))
    assert (status, b"secret" in body) == (403, False)


async def test_bucket_without_access_lists_has_a_part_that_is_private(open_road: OpenRoad, s3: S3Server) -> None:
    road: Road = await open_road("http://127.0.0.1:9", **led_to(s3), s3_acls="false")

    await road.stores.patches.put(StoredObject("patch/a.bps", b"a"))
    await road.stores.patches.put(StoredObject("spoiler/a.txt", "a", public=False))

    assert not any("x-amz-acl" in request.headers for request in s3.requests)
    assert list(s3.stored) == [f"/{s3.patches}/patch/a.bps", f"/{s3.patches}/private/spoiler/a.txt"]


async def test_deleted_object_is_gone(road: Road, s3: S3Server) -> None:
    patch = StoredObject("patch/a.bps", b"a")
    await road.stores.patches.put(patch)

    await road.stores.patches.delete(patch)

    assert (await fetched(road.stores.patches.address(patch.key)))[0] == 404


async def test_spoiler_log_is_where_nobody_can_guess(road: Road, s3: S3Server) -> None:
    logs = SpoilerLogs(road.stores.spoiler_logs)
    log = {"Special": {"Hash": "Bow"}, "Hyrule": {"Link's House:1": "Lamp:1"}}

    address = await logs.publish(SpoilerLogKind.SPOILER, "Ab12", CODE, log)
    again = await logs.publish(SpoilerLogKind.PROGRESSION, "Ab12", CODE, log)

    assert re.fullmatch(
        rf"{s3.url}/{s3.spoiler_logs}/spoiler__Ab12__Bow-MagicPowder-Map-BugNet-Cape__[0-9a-f]{{32}}\.txt", address
    )
    assert "/progression__Ab12__" in again
    assert address[-36:] != again[-36:]
    status, body, disposition = await fetched(address)
    assert (status, disposition) == (200, "attachment")
    assert body.decode() == json.dumps(log, indent=4)


async def test_names_of_others_do_not_lead_out_of_the_bucket(road: Road, s3: S3Server) -> None:
    address = await SpoilerLogs(road.stores.spoiler_logs).publish(SpoilerLogKind.SPOILER, "../x?y", ("../a b",), {})

    assert "/spoiler__xy__ab__" in address


async def test_log_that_cannot_be_stored_says_that_there_is_a_game(road: Road, s3: S3Server) -> None:
    s3.faults.add(Fault(FaultKind.STATUS, "/", status=503))

    with pytest.raises(SeedNotStoredError) as caught:
        await SpoilerLogs(road.stores.spoiler_logs).publish(SpoilerLogKind.SPOILER, "Ab12", CODE, {})

    assert caught.value.attempts == 3
    assert caught.value.user_message == (
        "The game was rolled, but its spoiler log could not be stored. "
        "s3 is unreachable or failing right now (HTTP 503). Please try again later."
    )


async def put(road: Road) -> None:
    await road.stores.patches.put(StoredObject("patch/a.bps", b"a"))


async def test_bucket_that_is_not_there_is_the_operators_to_make(open_road: OpenRoad, s3: S3Server) -> None:
    road: Road = await open_road("http://127.0.0.1:9", **led_to(s3) | {"sahasrahbot_bucket": "nobody-made-this"})

    with pytest.raises(SeedProviderConfigurationError, match="see SAHASRAHBOT_BUCKET"):
        await put(road)

    assert len(s3.requests) == 1


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        ("403 Forbidden", "AccessDenied", "does not let us in"),
        ("403 Forbidden", "InvalidAccessKeyId", "AWS_ACCESS_KEY_ID"),
        ("400 Bad Request", "AccessControlListNotSupported", "set S3_ACLS=false"),
    ],
)
async def test_refusal_says_what_to_set(open_road: OpenRoad, s3: S3Server, status: str, code: str, words: str) -> None:
    raw = answer(f"<Error><Code>{code}</Code><Message>no</Message></Error>", status=status)
    async with answering(raw) as url:
        road: Road = await open_road("http://127.0.0.1:9", **led_to(s3) | {"s3_endpoint_url": url})

        with pytest.raises(SeedProviderConfigurationError, match=words):
            await put(road)


async def test_without_a_key_nothing_is_sent(
    open_road: OpenRoad, s3: S3Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    road: Road = await open_road("http://127.0.0.1:9", **led_to(s3) | {"aws_access_key_id": ""})

    with pytest.raises(SeedProviderConfigurationError, match="there is no key"):
        await put(road)

    assert not s3.requests


async def test_key_of_the_environment_will_do(
    open_road: OpenRoad, s3: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "from-the-environment")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    road: Road = await open_road("http://127.0.0.1:9", **led_to(s3) | {"aws_access_key_id": ""})

    await put(road)

    assert "Credential=from-the-environment/" in s3.requests[0].headers["authorization"]


async def test_key_appears_in_no_error(open_road: OpenRoad, s3: S3Server) -> None:
    raw = answer("<Error><Code>Teapot</Code><Message>key-of-ours</Message></Error>", status="418 Teapot")
    async with answering(raw) as url:
        settings = led_to(s3) | {"s3_endpoint_url": url, "aws_secret_access_key": "key-of-ours"}
        road: Road = await open_road("http://127.0.0.1:9", **settings)

        with pytest.raises(SeedProviderError) as caught:
            await put(road)

    assert "key-of-ours" not in caught.value.user_message


async def test_without_buckets_there_is_a_directory(open_road: OpenRoad, tmp_path: Path) -> None:
    road: Road = await open_road("http://127.0.0.1:9", app_url="https://bot.example")
    patch, secret = StoredObject("patch/a.bps", b"a"), StoredObject("spoiler/a.txt", "secret", public=False)

    await road.stores.patches.put(patch)
    await road.stores.patches.put(secret)

    assert road.stores.patches.address(patch.key) == "https://bot.example/objects/patches/patch/a.bps"
    assert (tmp_path / "objects/public/patches/patch/a.bps").read_bytes() == b"a"
    assert "secret" not in "".join(path.name for path in (tmp_path / "objects/public").rglob("*"))
    await road.stores.patches.delete(patch)
    assert not (tmp_path / "objects/public/patches/patch/a.bps").exists()


async def test_disk_that_takes_nothing_more_is_an_error_of_the_store(tmp_path: Path) -> None:
    (tmp_path / "objects").write_text("a file where the directory should be")

    with pytest.raises(SeedProviderUnavailableError):
        await LocalStore(tmp_path, "https://bot.example", "patches").put(StoredObject("patch/a.bps", b"a"))


async def test_all_is_well_from_somebody_else_than_the_store_is_not_believed(open_road: OpenRoad, s3: S3Server) -> None:
    async with answering(answer("<html></html>")) as url:
        road: Road = await open_road("http://127.0.0.1:9", **led_to(s3) | {"s3_endpoint_url": url})

        with pytest.raises(SeedProviderResponseFormatError):
            await put(road)
