"""Who and what is in the simulated server when the curtain rises."""

from __future__ import annotations

from dataclasses import dataclass

import discord
from simcord.backend.models import Overwrite, User
from simcord.enums import OverwriteType

from alttprbot_sandbox.discord.avatars import give_face
from alttprbot_sandbox.discord.backend import SharedBackend

GUILD_NAME = "Hyrule Racing"
SEEDS, RACING, STAFF = "seeds", "racing", "staff-log"
WELCOME = (
    "Welcome! This is where seeds are rolled. Type `/` and choose **alttpr preset**, then a preset such as `open`.\n"
    "You see this as one of several people: choose who you are above."
)


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to act as, in Discord, on the web and in race rooms."""

    name: str
    role: str
    discord_id: int
    avatar: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """The server, its people, its channels by name, and the files that a browser would get from Discord."""

    guild_id: int
    personas: tuple[Persona, ...]
    channels: dict[str, int]
    files: dict[str, tuple[str, bytes]]


ORGANISER = discord.Permissions(administrator=True)
MODERATOR = discord.Permissions(manage_messages=True, kick_members=True, moderate_members=True, view_audit_log=True)
FACES = {"Zelda": 0xF0C75E, "Impa": 0x8AB6F9, "Link": 0x86D993, "Kiki": 0xF59E7A, "Maple": 0xD79CF0}
BOT_FACES = (0xE6B94A, 0x9AA4B8)
CAST = (
    ("Zelda", "organiser", "Organiser", ORGANISER, 0xE6B94A),
    ("Impa", "moderator", "Moderator", MODERATOR, 0x5FB3F0),
    ("Link", "racer", "Racer", discord.Permissions.none(), 0x7FD18B),
    ("Kiki", "racer", "Racer", discord.Permissions.none(), 0x7FD18B),
    ("Maple", "racer", "Racer", discord.Permissions.none(), 0x7FD18B),
)


def set_scene(backend: SharedBackend) -> Scene:
    """Build the server: the organiser owns it, moderators share a channel of their own with the bots."""
    organiser = CAST[0][0]
    people = {name: backend.make_user(name.lower(), global_name=name) for name, *_ in CAST}
    guild = backend.create_guild(GUILD_NAME, owner_id=people[organiser].id)
    roles: dict[str, int] = {}
    for name, _, title, permissions, colour in CAST:
        if title not in roles:
            roles[title] = backend.create_role(
                guild.id, title, permissions=permissions.value, color=colour, hoist=True
            ).id
        if name == organiser:
            backend.add_member_role(guild.id, people[name].id, roles[title])
        else:
            backend.add_member(guild.id, people[name].id, roles=[roles[title]])
    view = discord.Permissions(view_channel=True).value
    staff_only = [
        Overwrite(guild.id, OverwriteType.ROLE, deny=view),
        Overwrite(roles["Moderator"], OverwriteType.ROLE, allow=view),
        Overwrite(backend.main.user.id, OverwriteType.MEMBER, allow=view),
    ]
    channels = {
        SEEDS: backend.create_channel(guild.id, SEEDS, topic="Roll seeds here").id,
        RACING: backend.create_channel(guild.id, RACING, topic="Races, results and excuses").id,
        STAFF: backend.create_channel(guild.id, STAFF, topic="What the audit bot reports", overwrites=staff_only).id,
    }
    backend.create_message(channels[SEEDS], people[organiser].id, WELCOME)
    files = dict(give_face(people[name], colour) for name, colour in FACES.items())
    files |= [give_face(backend.main.user, BOT_FACES[0])]
    personas = tuple(Persona(name, role, people[name].id, people[name].avatar) for name, role, *_ in CAST)
    return Scene(guild.id, personas, channels, files)


def admit_audit_bot(backend: SharedBackend, scene: Scene, bot: User) -> None:
    """Let the audit bot into the moderators' channel."""
    view = discord.Permissions(view_channel=True).value
    channel = backend.get_channel(scene.channels[STAFF])
    channel.overwrites.append(Overwrite(bot.id, OverwriteType.MEMBER, allow=view))
    scene.files.update([give_face(bot, BOT_FACES[1], "A")])
