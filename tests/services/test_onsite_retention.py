"""From where seeds were fetched at events is kept as a network, and for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alttprbot.models import SGL2023OnsiteHistory
from alttprbot.services.onsite_retention import OnsiteRetention
from alttprbot.services.onsite_seeds import network_of
from tests.alttprgen.conftest import VirtualClock


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.77", "198.51.100.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("::ffff:198.51.100.77", "198.51.100.0/24"),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_addresses_lose_what_makes_them_somebodys(address: str, network: str) -> None:
    assert network_of(address) == network


async def fetched(clock: VirtualClock, days: float, address: str) -> None:
    row = await SGL2023OnsiteHistory.create(
        tournament="alttpr", url=f"https://seeds.example/{days}", ip_address=address
    )
    await SGL2023OnsiteHistory.filter(id=row.id).update(date=clock.now() - timedelta(days=days))


@pytest.mark.usefixtures("database")
async def test_old_networks_are_forgotten_and_the_history_stays(clock: VirtualClock) -> None:
    for days in (400, 91, 89, 0):
        await fetched(clock, days, "198.51.100.0/24")
    await fetched(clock, 500, "")

    emptied = await OnsiteRetention(clock=clock, days=90).forget()

    assert emptied == 2
    rows = await SGL2023OnsiteHistory.all().order_by("id").values_list("url", "ip_address")
    assert [address for _, address in rows] == ["", "", "198.51.100.0/24", "198.51.100.0/24", ""]
    assert all(url for url, _ in rows)
