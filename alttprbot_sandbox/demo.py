"""Something to look at: what people did before the visitor came."""

from __future__ import annotations

from dataclasses import dataclass

from alttprbot.core import Core
from alttprbot_sandbox.discord import Persona
from alttprbot_sandbox.discord.scene import STAFF
from alttprbot_sandbox.racetime.state import Race, User
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


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made."""

    race: Race
    preset_path: str


async def prepare(world: World, core: Core) -> Demo:
    """Open a race room, fill a racer's namespace, switch the audit bot's reports on."""
    people = {persona.name: persona for persona in world.discord.personas}
    namespace = await core.namespaces.for_user(people["Link"].discord_id, "Link")
    for name, content in PRESETS.items():
        await core.namespaces.save_preset(
            namespace=namespace,
            game="alttpr",
            name=name,
            content=content,
            author=people["Link"].discord_id,
            replace=False,
        )
    await _report_to_staff(world, core, people["Zelda"])
    racers = {user.name: user for user in world.racetime.world.users.values()}
    race = await _open_room(world, racers)
    return Demo(race, f"/presets/manage/{namespace.name}/alttpr/tuesday")


async def _report_to_staff(world: World, core: Core, organiser: Persona) -> None:
    guild, channel = world.discord.guild_id, world.discord.channels[STAFF]
    await core.guild_config.set(guild, "AuditLogging", "true", actor=organiser.discord_id)
    await core.guild_config.set(guild, "AuditLogChannel", str(channel), actor=organiser.discord_id)


async def _open_room(world: World, racers: dict[str, User]) -> Race:
    racetime = world.racetime
    race = await racetime.open_race(CATEGORY, racers["Zelda"], goal="Beat the game")
    await racetime.bot_connected(race)
    await racetime.join(race, racers["Kiki"])
    await racetime.say(race, racers["Kiki"], "Hi! Who rolls the seed?")
    return race
