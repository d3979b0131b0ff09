"""Webhooks: what is sent, that it is sent once, and that nobody learns the address."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderInvalidRequestError,
    SeedProviderRateLimitError,
)
from alttprbot.services.clients.webhooks import WebhookMessage, Webhooks
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.journal import free_port
from alttprbot_sandbox.webhooks import DAILY, WebhookServer
from tests.alttprgen.conftest import VirtualClock
from tests.services.clients.conftest import OpenClients

HELLO = WebhookMessage("Hello")


@pytest.fixture
async def server() -> AsyncIterator[WebhookServer]:
    async with WebhookServer() as server:
        yield server


@pytest.fixture
async def webhooks(server: WebhookServer, open_clients: OpenClients) -> Webhooks:
    return (await open_clients(server)).webhooks


def address(server: WebhookServer, path: str = DAILY) -> SecretStr:
    return SecretStr(server.url + path)


async def test_message_mentions_only_whom_it_says(webhooks: Webhooks, server: WebhookServer) -> None:
    message = WebhookMessage(
        "<@&399038388964950016> @everyone", [{"title": "Bingo"}], mentioned_roles=[399038388964950016]
    )

    assert await webhooks.execute(address(server), message)

    assert server.messages == [
        (
            DAILY,
            {
                "username": "SahasrahBot",
                "content": "<@&399038388964950016> @everyone",
                "embeds": [{"title": "Bingo"}],
                "allowed_mentions": {"parse": [], "roles": ["399038388964950016"]},
            },
        )
    ]


async def test_messages_are_from_whom_the_operator_says(open_clients: OpenClients, server: WebhookServer) -> None:
    clients = await open_clients(server, webhook_username="Sahasrahla")

    await clients.webhooks.execute(address(server), HELLO)

    assert [message["username"] for _, message in server.messages] == ["Sahasrahla"]


async def test_embed_needs_no_words(webhooks: Webhooks, server: WebhookServer) -> None:
    await webhooks.execute(address(server), WebhookMessage(embeds=[{"title": "Bingo"}]))

    assert "content" not in server.messages[0][1]


async def test_without_an_address_nothing_is_sent_and_that_is_logged(
    webhooks: Webhooks, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    assert not await webhooks.execute(SecretStr(""), HELLO)

    assert "webhook_not_configured" in caplog.messages


async def test_webhook_that_is_gone_is_told_in_the_words_of_discord(webhooks: Webhooks, server: WebhookServer) -> None:
    with pytest.raises(SeedProviderInvalidRequestError, match="Unknown Webhook") as caught:
        await webhooks.execute(address(server, "/api/webhooks/1/gone"), HELLO)

    assert caught.value.status_code == 404


async def test_message_that_may_have_arrived_is_not_sent_again(webhooks: Webhooks, server: WebhookServer) -> None:
    server.faults.add(Fault(FaultKind.DROP, after=True))

    with pytest.raises(SeedProviderError):
        await webhooks.execute(address(server), HELLO)

    assert len(server.messages) == 1


async def test_wait_that_discord_asks_for_is_observed(
    webhooks: Webhooks, server: WebhookServer, clock: VirtualClock
) -> None:
    server.waits = [1.5, 0.25]

    assert await webhooks.execute(address(server), HELLO)

    assert clock.slept == [1.5, 0.25]
    assert len(server.messages) == 1


async def test_whoever_waits_in_vain_hears_how_long_to_wait(webhooks: Webhooks, server: WebhookServer) -> None:
    server.waits = [1.5, 1.5, 7.0]

    with pytest.raises(SeedProviderRateLimitError) as caught:
        await webhooks.execute(address(server), HELLO)

    assert caught.value.retry_after == 7.0
    assert not server.messages


@pytest.mark.parametrize("url", ["no address", "http://", "ftp://x/api/webhooks/1/top-secret-token"])
async def test_address_that_is_none_is_the_operators_to_mend(webhooks: Webhooks, url: str) -> None:
    with pytest.raises(SeedProviderConfigurationError) as caught:
        await webhooks.execute(SecretStr(url), HELLO)

    assert url not in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("kind", [FaultKind.DROP, FaultKind.GATEWAY, FaultKind.RATE_LIMIT, None])
async def test_address_is_in_no_record_and_no_error(
    webhooks: Webhooks, server: WebhookServer, caplog: pytest.LogCaptureFixture, kind: FaultKind | None
) -> None:
    caplog.set_level(logging.DEBUG)
    target = address(server)
    if kind is None:
        target = SecretStr(f"http://127.0.0.1:{free_port()}{DAILY}")
    else:
        server.faults.add(Fault(kind))

    with pytest.raises(SeedProviderError) as caught:
        await webhooks.execute(target, HELLO)

    token = DAILY.rpartition("/")[2]
    told = [*(str(vars(record)) for record in caplog.records), str(caught.value), repr(caught.value.__cause__)]
    assert not [text for text in told if token in text]
