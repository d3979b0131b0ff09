"""Domains that nobody should be led to: which addresses are listed, and what becomes of the list."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from alttprbot.alttprgen.provider_exceptions import SeedProviderError, SeedProviderResponseFormatError
from alttprbot.metrics import Metrics
from alttprbot.services.clients.bad_domains import BadDomains, domain_hash
from alttprbot.services.upkeep import Upkeep
from alttprbot.supervision import Health, State
from alttprbot_sandbox.bad_domains import BadDomainsServer
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.alttprgen.conftest import VirtualClock
from tests.clocks import HandClock
from tests.services.clients.conftest import OpenClients


@pytest.fixture
async def server() -> AsyncIterator[BadDomainsServer]:
    async with BadDomainsServer() as server:
        yield server


@pytest.fixture
async def domains(server: BadDomainsServer, open_clients: OpenClients) -> BadDomains:
    return (await open_clients(server)).bad_domains


def test_hash_is_the_one_of_discord() -> None:
    assert domain_hash("example.com") == "a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947"


@pytest.mark.parametrize(
    "address",
    [
        "phishing.example",
        "phishing.example/login?x=1",
        "https://phishing.example",
        "HTTPS://PHISHING.Example./",
        "http://phishing.example:8080/x",
        "https://user:password@phishing.example/x",
        "https://www.a.b.phishing.example/",
        r"https:\\phishing.example\@discord.com/",
        "https://phishing.exa\tmple/",
        "brand-new.example",
        "https://bücher.example/x",
        "https://xn--bcher-kva.example",
    ],
)
async def test_address_of_a_listed_domain_is_listed(
    domains: BadDomains, server: BadDomainsServer, address: str
) -> None:
    server.hashes.append(domain_hash("xn--bcher-kva.example"))

    await domains.get_hashes()

    assert domains.lists(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example",
        "https://example",
        "notphishing.example",
        "phishing.example.org",
        "https://[::1",
        "//",
        "a..b",
        "x" * 300,
    ],
)
async def test_other_addresses_are_not(domains: BadDomains, server: BadDomainsServer, address: str) -> None:
    server.hashes += [domain_hash(""), domain_hash("example")]
    await domains.get_hashes()

    assert not domains.lists(address)


async def test_nothing_is_listed_before_the_list_is_there(domains: BadDomains) -> None:
    assert not domains.lists("phishing.example")


async def test_what_is_no_hash_is_left_out(domains: BadDomains, server: BadDomainsServer) -> None:
    server.hashes += [None, 7, "", "A" * 64, "a" * 63, {"hash": "x"}]

    assert len(await domains.get_hashes()) == 4


async def test_list_without_its_updates_will_do(domains: BadDomains, server: BadDomainsServer) -> None:
    server.faults.add(Fault(FaultKind.STATUS, "/bad-domains/updated", status=404))

    assert len(await domains.get_hashes()) == 3


async def test_list_that_shrank_by_more_than_nine_tenths_is_refused(
    domains: BadDomains, server: BadDomainsServer, clock: VirtualClock
) -> None:
    server.updates = []
    server.hashes = [domain_hash(f"{number}.example") for number in range(100)]
    await domains.get_hashes()

    server.hashes = server.hashes[:9]
    clock.advance(3600)
    await domains.get_hashes()
    assert domains.lists("99.example")

    server.hashes = [*server.hashes[:9], domain_hash("another.example")]
    clock.advance(3600)
    await domains.get_hashes()
    assert domains.lists("another.example")
    assert not domains.lists("99.example")


@pytest.mark.parametrize("kind", [FaultKind.HTML, FaultKind.DROP])
async def test_last_good_list_stays_however_long_it_takes(
    domains: BadDomains, server: BadDomainsServer, clock: VirtualClock, kind: FaultKind
) -> None:
    await domains.get_hashes()
    server.faults.add(Fault(kind))
    clock.advance(30 * 86_400)

    with pytest.raises(SeedProviderError):
        await domains.get_hashes()

    assert domains.lists("phishing.example")


@pytest.mark.parametrize("hashes", [["x"], [None]])
async def test_list_of_something_else_is_told_apart(
    domains: BadDomains, server: BadDomainsServer, hashes: list[object]
) -> None:
    server.hashes = hashes

    with pytest.raises(SeedProviderResponseFormatError):
        await domains.get_hashes()


async def test_list_is_refreshed_every_hour_although_the_feed_fails(
    domains: BadDomains, server: BadDomainsServer, clock: VirtualClock
) -> None:
    hand = HandClock()
    health = Health("bad_domains", lambda _: None)
    service = domains.service(Upkeep(clock=hand, metrics=Metrics()), off=None)
    keeping = asyncio.ensure_future(service.run(health))
    try:
        await hand.asleep(3600 * 13 / 12)
        assert domains.lists("phishing.example")
        assert health.state is State.READY

        server.faults.add(Fault(FaultKind.STATUS, "/bad-domains/hashes", status=500, remaining=2))
        server.hashes.append(domain_hash("later.example"))
        for _ in range(2):
            clock.advance(4000)
            hand.advance(4000)
            await hand.asleep(3600 * 13 / 12)
        assert domains.lists("later.example")
    finally:
        keeping.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await keeping


def test_service_says_why_it_is_off(domains: BadDomains) -> None:
    service = domains.service(Upkeep(clock=HandClock(), metrics=Metrics()), off="AUDIT_DISCORD_TOKEN is not set")

    assert service.off == "AUDIT_DISCORD_TOKEN is not set"
