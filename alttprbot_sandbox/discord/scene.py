"""Who and what is in the simulated server when the curtain rises."""

from __future__ import annotations

from dataclasses import dataclass

import discord
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

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


@dataclass(frozen=True, slots=True)
class Scene:
    """The server, its people and its channels by name."""

    guild_id: int
    personas: tuple[Persona, ...]
    channels: dict[str, int]


ORGANISER = discord.Permissions(administrator=True)
MODERATOR = discord.Permissions(manage_messages=True, kick_members=True, moderate_members=True, view_audit_log=True)
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
    personas = tuple(Persona(name, role, people[name].id) for name, role, *_ in CAST)
    return Scene(guild.id, personas, channels)


def admit_to_staff(backend: SharedBackend, scene: Scene, user_id: int) -> None:
    """Let a bot into the moderators' channel."""
    view = discord.Permissions(view_channel=True).value
    channel = backend.get_channel(scene.channels[STAFF])
    channel.overwrites.append(Overwrite(user_id, OverwriteType.MEMBER, allow=view))
