"""Something to look at: what people did before the visitor came."""

from __future__ import annotations

from alttprbot.core import Core
from alttprbot_sandbox.discord import Persona
from alttprbot_sandbox.discord.scene import STAFF
from alttprbot_sandbox.racetime.state import Race
from alttprbot_sandbox.world import CATEGORY, World

PRESETS = {
    "tuesday": """\
# What Link's club races on Tuesdays.
extends: openboots
goal_name: open w/ boots, for everybody
description: "Open with the Pegasus Boots, quick and friendly."
""",
    "evening": """\
# A longer one for the weekend.
extends: keysanity
goal_name: keysanity
description: "Keys, maps and compasses are anywhere."
""",
}


async def open_room(world: World) -> Race:
    """Open a race room before the platform starts, so that its bot finds it at once."""
    racers = {user.name: user for user in world.racetime.world.users.values()}
    race = await world.racetime.open_race(CATEGORY, racers["Zelda"], goal="Beat the game")
    await world.racetime.join(race, racers["Kiki"])
    await world.racetime.say(race, racers["Kiki"], "Hi! Who rolls the seed?")
    return race


async def fill_namespace(world: World, core: Core) -> str:
    """Let a racer have presets; the path of one of them on the web."""
    link = _people(world)["Link"]
    namespace = await core.namespaces.for_user(link.discord_id, link.name)
    for name, content in PRESETS.items():
        await core.namespaces.save_preset(
            namespace=namespace, game="alttpr", name=name, content=content, author=link.discord_id, replace=False
        )
    return f"/presets/manage/{namespace.name}/alttpr/{next(iter(PRESETS))}"


async def report_to_staff(world: World, core: Core) -> None:
    """Switch the audit bot's reports on."""
    organiser = _people(world)["Zelda"].discord_id
    guild, channel = world.discord.guild_id, world.discord.channels[STAFF]
    await core.guild_config.set(guild, "AuditLogging", "true", actor=organiser)
    await core.guild_config.set(guild, "AuditLogChannel", str(channel), actor=organiser)


def _people(world: World) -> dict[str, Persona]:
    return {persona.name: persona for persona in world.discord.personas}
