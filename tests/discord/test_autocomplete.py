"""What is suggested to somebody who is typing."""

from __future__ import annotations

import asyncio
import signal
import time
from contextlib import closing

import pytest
import simcord

from alttprbot.core import Core
from alttprbot.models import Presets
from alttprbot_discord.autocomplete import Latest
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.discord.timers import keep_time_real
from tests.database_fixtures import MariaDBServer
from tests.discord.conftest import PRESET, Place


async def suggested(place: Place, typed: str) -> list[str]:
    """The values that Alice can choose for a preset to roll."""
    return [
        choice["value"] for choice in await place.alice.autocomplete(place.channel, "alttpr preset", "preset", typed)
    ]


async def keep(core: Core, user_id: int, user: str, *names: str) -> None:
    namespace = await core.namespaces.for_user(user_id, user)
    for name in names:
        await core.namespaces.save_preset(
            namespace=namespace, game="alttpr", name=name, content=PRESET, author=user_id, replace=False
        )


async def test_names_that_begin_so_come_before_names_that_contain_it(place: Place) -> None:
    names = await suggested(place, "keys")

    assert names[0].startswith("keys")
    assert "adkeys" in names
    assert names == sorted(names, key=lambda name: (not name.startswith("keys"), name))


async def test_case_and_blanks_do_not_matter(place: Place) -> None:
    assert await suggested(place, " OPEN") == await suggested(place, "open")


async def test_there_are_as_many_as_discord_takes(place: Place, core: Core) -> None:
    namespace = await core.namespaces.for_user(place.alice.id, "alice")
    await Presets.bulk_create(
        Presets(namespace_id=namespace.id, randomizer="alttpr", preset_name=f"p{number:02}", content=PRESET)
        for number in range(30)
    )

    assert await suggested(place, "") == [f"alice/p{number:02}" for number in range(25)]


async def test_ones_own_presets_come_first(place: Place, core: Core) -> None:
    await keep(core, place.alice.id, "alice", "zz_open")
    await keep(core, place.bob.id, "bob", "open_bob")

    names = await suggested(place, "open")

    assert names[:2] == ["alice/zz_open", "open"]
    assert "bob/open_bob" not in names


async def test_another_namespace_is_shown_once_it_is_named(place: Place, core: Core) -> None:
    await keep(core, place.bob.id, "bob", "one", "two")

    assert await suggested(place, "bob/") == ["bob/one", "bob/two"]
    assert await suggested(place, "bob/tw") == ["bob/two"]
    assert await suggested(place, "nobody/") == []


async def test_descriptions_are_part_of_the_label(place: Place) -> None:
    choices = await place.alice.autocomplete(place.channel, "alttpr preset", "preset", "open")

    labels = {choice["value"]: choice["name"] for choice in choices}
    assert labels["open"].startswith("open — ")
    assert all(len(label) <= 100 for label in labels.values())


async def test_only_ones_own_presets_are_offered_for_deletion(place: Place, core: Core) -> None:
    await keep(core, place.alice.id, "alice", "mine")

    choices = await place.alice.autocomplete(place.channel, "alttprutils deletepreset", "preset_name", "")
    others = await place.alice.autocomplete(
        place.channel, "alttprutils deletepreset", "preset_name", "", randomizer="smz3"
    )

    assert [choice["value"] for choice in choices] == ["alice/mine"]
    assert others == []


async def test_names_too_long_for_discord_are_left_out(place: Place, core: Core) -> None:
    namespace = await core.namespaces.for_user(place.alice.id, "alice")
    namespace.name = "n" * 50
    await namespace.save()
    await Presets.create(namespace_id=namespace.id, randomizer="alttpr", preset_name="p" * 50, content=PRESET)

    assert await suggested(place, "ppp") == []


async def test_nothing_is_asked_of_the_site(place: Place, alttpr: AlttprServer) -> None:
    await suggested(place, "open")

    assert not alttpr.requests


@pytest.mark.parametrize("database_kind", ["mariadb"], indirect=True)
async def test_everybodys_presets_are_offered_without_the_database(place: Place, mariadb_server: MariaDBServer) -> None:
    mariadb_server.stop(signal.SIGKILL)

    assert (await suggested(place, "open"))[0] == "open"
    assert await suggested(place, "bob/") == []


@pytest.mark.parametrize("database_kind", ["mariadb"], indirect=True)
async def test_everybodys_presets_are_offered_in_time_while_the_database_hangs(
    env: simcord.Env, place: Place, mariadb_server: MariaDBServer
) -> None:
    keep_time_real(asyncio.get_running_loop(), env.bot)
    with closing(mariadb_server.connect("sahasrahbot")) as other, other.cursor() as cursor:
        cursor.execute("LOCK TABLES presets WRITE")
        began = time.perf_counter()

        names = await suggested(place, "open")

        assert time.perf_counter() - began < 3
    assert names[0] == "open"


async def others_go_on() -> None:
    """Let tasks that wait for nothing any more come to their end."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_what_has_to_be_asked_for_never_holds_anybody_up() -> None:
    asked, answers = 0, [asyncio.get_running_loop().create_future() for _ in range(2)]

    async def ask() -> list[str]:
        nonlocal asked
        asked += 1
        answer: list[str] = await answers[asked - 1]
        return answer

    names = Latest(["old"], ask)

    assert names.now() == ["old"]
    await others_go_on()
    assert names.now() == ["old"]
    await others_go_on()
    assert asked == 1

    answers[0].set_result(["new"])
    await others_go_on()
    assert names.now() == ["new"]

    answers[1].set_exception(RuntimeError("away"))
    await others_go_on()
    assert names.now() == ["new"]
    await names.close()


async def test_asking_ends_with_the_bot() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def ask() -> list[str]:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return []

    names = Latest([], ask)
    names.now()
    await begun.wait()

    await names.close()

    assert ended.is_set()
