"""The simulated Discord has two bots, waits for the real world, and can be moved in time."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import discord

from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.clock import SandboxClock
from alttprbot_sandbox.discord import BusyError, DiscordWorld, OfflineError
from tests.sandbox.conftest import SmallBot, online

Interaction = discord.Interaction[Any]


def greeting_bot(command: str) -> SmallBot:
    bot = SmallBot()

    @bot.tree.command(name=command, description="Say who answers")
    async def greet(interaction: Interaction) -> None:
        view = discord.ui.View()
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(label="Again")

        async def again(pressed: Interaction) -> None:
            await pressed.response.send_message(f"again {pressed.client.user}", ephemeral=True)

        button.callback = again  # type: ignore[method-assign, assignment]
        view.add_item(button)
        await interaction.response.send_message(f"hello from {interaction.client.user}", view=view)

    return bot


async def test_each_of_two_bots_answers_its_own_commands_and_buttons(discord_world: DiscordWorld) -> None:
    main, audit = greeting_bot("main"), greeting_bot("audit")
    async with online(discord_world, main, audit):
        link, seeds = discord_world.member("Link"), discord_world.place("seeds")

        answers = {name: await link.slash(seeds, name) for name in ("main", "audit")}
        pressed = [await link.click(answer.response, label="Again") for answer in answers.values() if answer.response]

        assert link.available_commands(seeds) == ("audit", "main")
    assert [answers[name].response.content for name in answers] == [
        "hello from SahasrahBot",
        "hello from SahasrahBot Audit",
    ]
    assert [answer.response.content for answer in pressed] == ["again SahasrahBot", "again SahasrahBot Audit"]


async def test_both_bots_see_what_people_write(discord_world: DiscordWorld) -> None:
    main, audit = SmallBot(), SmallBot()
    async with online(discord_world, main, audit):
        await discord_world.member("Kiki").send(discord_world.place("racing"), "good luck")

    assert (main.seen, audit.seen) == (["good luck"], ["good luck"])


async def test_answer_that_needs_another_service_is_waited_for(discord_world: DiscordWorld) -> None:
    main = SmallBot()
    async with AlttprServer() as alttpr, aiohttp.ClientSession() as http:

        @main.tree.command(description="Ask a service")
        async def ask(interaction: Interaction) -> None:
            await interaction.response.defer()
            async with http.get(f"{alttpr.url}/randomizer/settings") as response:
                await interaction.followup.send(f"it said {response.status}")

        async with online(discord_world, main):
            answer = await discord_world.member("Link").slash(discord_world.place("seeds"), "ask")

    assert answer.response.content == "it said 200"


async def test_time_limit_passes_while_a_service_keeps_silent(discord_world: DiscordWorld) -> None:
    main, silence = SmallBot(), asyncio.Event()

    @main.tree.command(description="Wait in vain")
    async def wait(interaction: Interaction) -> None:
        try:
            async with asyncio.timeout(0.05):
                await silence.wait()
        except TimeoutError:
            await interaction.response.send_message("too slow")

    async with online(discord_world, main), asyncio.timeout(5):
        answer = await discord_world.member("Link").slash(discord_world.place("seeds"), "wait")

    assert answer.response.content == "too slow"


async def test_timers_of_caches_hold_nobody_up(discord_world: DiscordWorld) -> None:
    main, forgotten = SmallBot(), asyncio.Event()

    @main.tree.command(description="Remember something")
    async def remember(interaction: Interaction) -> None:
        asyncio.get_running_loop().call_later(60, forgotten.set)
        await interaction.response.send_message("done")

    async with online(discord_world, main), asyncio.timeout(5):
        answer = await discord_world.member("Link").slash(discord_world.place("seeds"), "remember")

    assert answer.response.content == "done"
    assert not forgotten.is_set()


async def test_moving_the_clock_expires_buttons(discord_world: DiscordWorld, clock: SandboxClock) -> None:
    main, expired = SmallBot(), asyncio.Event()

    class Offer(discord.ui.View):
        async def on_timeout(self) -> None:
            expired.set()

    @main.tree.command(description="Make an offer")
    async def offer(interaction: Interaction) -> None:
        view = Offer(timeout=180)
        view.add_item(discord.ui.Button(label="Take it"))
        await interaction.response.send_message("for three minutes", view=view)

    async with online(discord_world, main):
        await discord_world.member("Link").slash(discord_world.place("seeds"), "offer")
        before = clock.now()

        await discord_world.advance(170)
        early = expired.is_set()
        await discord_world.advance(20)

    assert (early, expired.is_set()) == (False, True)
    assert 190 <= (clock.now() - before).total_seconds() < 250


async def test_clock_stays_while_somebody_waits_for_an_answer(discord_world: DiscordWorld) -> None:
    main, asked, go = SmallBot(), asyncio.Event(), asyncio.Event()

    @main.tree.command(description="Take a while")
    async def think(interaction: Interaction) -> None:
        asked.set()
        await go.wait()
        await interaction.response.send_message("done")

    async with online(discord_world, main), asyncio.TaskGroup() as group:
        group.create_task(discord_world.member("Link").slash(discord_world.place("seeds"), "think"))
        await asked.wait()
        refused = []
        for attempt in (discord_world.advance(60), discord_world.show("racing")):
            try:
                await attempt
            except BusyError:
                refused.append(True)
        go.set()

    assert refused == [True, True]
    assert discord_world.channel == "seeds"


async def test_what_people_do_while_the_clock_moves_is_done_afterwards(discord_world: DiscordWorld) -> None:
    main, expiring, go = SmallBot(), asyncio.Event(), asyncio.Event()

    class Offer(discord.ui.View):
        async def on_timeout(self) -> None:
            expiring.set()
            await go.wait()

    @main.tree.command(description="Make an offer")
    async def offer(interaction: Interaction) -> None:
        await interaction.response.send_message("for a minute", view=Offer(timeout=60).add_item(discord.ui.Button()))

    async with aiohttp.ClientSession() as http, online(discord_world, main), asyncio.TaskGroup() as group:
        await discord_world.member("Link").slash(discord_world.place("seeds"), "offer")
        base, _, capability = discord_world.url.partition("/#")
        headers = {"X-Simcord-Capability": capability}
        async with http.post(f"{base}/api/pages", json={}, headers=headers) as response:
            page = await response.json()
        headers["X-Simcord-Context"] = page["context"]["id"]
        refresh = {"protocol_version": 3, "sequence": 1, "request_id": "r", "kind": "refresh"} | {
            "generation": page["context"]["generation"],
            "bot_generation": page["botGeneration"],
        }

        moving = group.create_task(discord_world.advance(120))
        await expiring.wait()
        acting = group.create_task(http.post(f"{base}/api/action", json=refresh, headers=headers))
        async with http.get(f"{base}/api/state", headers=headers) as response:
            assert response.status == 200
        go.set()
        await moving
        async with await acting as response:
            answer = await response.json()

    assert (response.status, answer["settlement"]) == (200, "settled")


async def viewers(world: DiscordWorld, http: aiohttp.ClientSession) -> list[str]:
    base, _, capability = world.url.partition("/#")
    async with http.post(f"{base}/api/pages", json={}, headers={"X-Simcord-Capability": capability}) as response:
        return [viewer["name"] for viewer in (await response.json())["viewers"]]


async def test_only_staff_can_look_into_the_channel_of_the_staff(discord_world: DiscordWorld) -> None:
    address = discord_world.url
    async with aiohttp.ClientSession() as http, online(discord_world, SmallBot()):
        everybody = await viewers(discord_world, http)
        await discord_world.show("staff-log")
        staff = await viewers(discord_world, http)

    assert everybody == ["Zelda", "Impa", "Link", "Kiki", "Maple"]
    assert staff == ["Zelda", "Impa"]
    assert discord_world.url == address


async def test_server_and_what_was_said_outlive_the_bots(discord_world: DiscordWorld) -> None:
    async with online(discord_world, SmallBot(), SmallBot()):
        await discord_world.member("Link").send(discord_world.place("racing"), "remember me")
    try:
        discord_world.member("Link")
        gone = False
    except OfflineError:
        gone = True

    main = SmallBot()
    async with online(discord_world, main, SmallBot()):
        guild = main.get_guild(discord_world.guild_id)
        channel = guild.get_channel(discord_world.channels["racing"]) if guild else None
        assert isinstance(channel, discord.TextChannel)
        said = [message.content async for message in channel.history()]

    assert gone
    assert said == ["remember me"]
