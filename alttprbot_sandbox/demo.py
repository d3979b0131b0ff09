"""Something to look at: what people did before the visitor came."""

from __future__ import annotations

from alttprbot.core import Core
from alttprbot.services.audit_trail import Actor
from alttprbot.services.triforce_moderation import Decision, TriforceModeration
from alttprbot.services.triforce_pools import TriforcePools
from alttprbot_sandbox.discord import Persona
from alttprbot_sandbox.discord.scene import STAFF
from alttprbot_sandbox.racetime.state import Race
from alttprbot_sandbox.world import CATEGORY, World

PRESET = """\
# {comment}
goal_name: {goal_name}
description: "{description}"
customizer: false
settings:
  glitches: none
  mode: open
  goal: {goal}
  crystals:
    tower: "{crystals}"
    ganon: "{crystals}"
  weapons: {weapons}
  dungeon_items: {dungeon_items}
  accessibility: items
  item_placement: advanced
  item:
    pool: normal
    functionality: normal
  entrances: none
  enemizer:
    boss_shuffle: none
    enemy_damage: default
    enemy_health: default
    enemy_shuffle: none
  hints: "on"
  lang: en
  tournament: true
  spoilers: "off"
"""
PRESETS = {
    "tuesday": PRESET.format(
        comment="What Link's club races on Tuesdays: short, and friendly to beginners.",
        goal_name="fast open, swords assured",
        description="Five crystals for the tower and for Ganon, and a sword for everybody.",
        goal="fast_ganon",
        crystals=5,
        weapons="assured",
        dungeon_items="standard",
    ),
    "sunday": PRESET.format(
        comment="The long one for a rainy Sunday.",
        goal_name="open keysanity",
        description="Keys, maps and compasses are anywhere.",
        goal="ganon",
        crystals=7,
        weapons="randomized",
        dungeon_items="full",
    ),
}


# Those who are not here any more.
FIRST_AUTHOR = 200000000000000100
# Whose preset the event asks for. Nobody can be them here.
EVENT_ORGANISER, EVENT_NAMESPACE, EVENT_PRESET = 200000000000000099, "mm2nescartridge", "sgl2024"
EVENT_SETTINGS = """\
# What the players of the hall get, until the organisers say otherwise.
goal_name: SGL 2024
settings:
  smlogic: hard
  goal: defeatboth
  opentower: sevencrystals
  ganonvulnerable: sevencrystals
  opentourian: fourbosses
  swordlocation: randomized
  morphlocation: randomized
  keyshuffle: none
  seed: ""
  race: "true"
  gamemode: normal
  players: "1"
"""


async def open_room(world: World) -> Race:
    """Open a race room before the platform starts, so that its bot finds it at once."""
    racers = {user.name: user for user in world.racetime.world.users.values()}
    race = await world.racetime.open_race(CATEGORY, racers["Zelda"], goal="Beat the game")
    # With one racer alone in it a room is closed after half an hour.
    for name in ("Kiki", "Maple"):
        await world.racetime.join(race, racers[name])
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


async def prepare_event(core: Core) -> None:
    """Let the event have the preset that is kept by one of its organisers."""
    namespace = await core.namespaces.for_user(EVENT_ORGANISER, EVENT_NAMESPACE)
    await core.namespaces.save_preset(
        namespace=namespace,
        game="smz3",
        name=EVENT_PRESET,
        content=EVENT_SETTINGS,
        author=EVENT_ORGANISER,
        replace=False,
    )


# Pool, title, and what was handed in: lines, author, what the moderators said.
QUALIFIER, EVENT_TEXTS = "qualifier", "sgl24"
TEXTS = (
    (("Hey! Listen!", "", "Wrong game."), "Kiki", Decision.APPROVED),
    (("The Triforce was", "in the first chest", "all along"), "Maple", Decision.APPROVED),
    (("GG!", "See you at the", "next event"), "Link", Decision.PENDING),
    (("ハイラルへ ようこそ", "", ""), "Impa", Decision.PENDING),
)


async def collect_texts(world: World, core: Core) -> str:
    """Let there be texts for the end of the game, which Zelda moderates; the path of a pool that is open to all."""
    zelda = _people(world)["Zelda"].discord_id
    pools, moderation = TriforcePools(Actor.discord(zelda)), TriforceModeration()
    for slug, title in ((QUALIFIER, "Texts of the qualifier"), (EVENT_TEXTS, "Texts of SGL 2024")):
        await pools.create(slug, title)
        await pools.add_moderator(slug, zelda)
        for number, (lines, author, decision) in enumerate(TEXTS):
            text = await core.triforce_texts.submit(slug, lines, author=author, discord_user_id=FIRST_AUTHOR + number)
            if decision is not Decision.PENDING:
                await moderation.decide(slug, {text.id}, decision, moderator=zelda)
    return f"/triforcetexts/{QUALIFIER}"


async def report_to_staff(world: World, core: Core) -> None:
    """Switch the audit bot's reports on."""
    organiser = Actor.discord(_people(world)["Zelda"].discord_id)
    guild, channel = world.discord.guild_id, world.discord.channels[STAFF]
    await core.guild_config.set(guild, "AuditLogging", "true", actor=organiser)
    await core.guild_config.set(guild, "AuditLogChannel", str(channel), actor=organiser)


def _people(world: World) -> dict[str, Persona]:
    return {persona.name: persona for persona in world.discord.personas}
