"""The embed of a seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

import discord
from markdownify import markdownify

from alttprbot.alttprgen.file_select import EMOJI_NAMES
from alttprbot.alttprgen.provider_response import SeedProviderResponse
from alttprbot.alttprgen.randomizer.alttpr_labels import Labels
from alttprbot.util.text import cut
from alttprbot_discord.text import plain

TITLE_LIMIT, DESCRIPTION_LIMIT, FIELD_LIMIT, TOTAL_LIMIT = 256, 4096, 1024, 6000
# For the fields that commands add.
RESERVED = FIELD_LIMIT + 200
DEFAULT_TITLE = "Requested Seed"
FOOTER_EMOJI = "SahasrahBot"

Emojis = Mapping[str, discord.Emoji]
NO_EMOJIS: Emojis = MappingProxyType({})


def seed_embed(
    seed: SeedProviderResponse,
    labels: Labels,
    emojis: Emojis = NO_EMOJIS,
    *,
    name: str | None = None,
    notes: str | None = None,
    include_settings: bool = True,
    tournament: bool = False,
) -> discord.Embed:
    """A seed for everybody to see; the tournament variant is for commentators and has no permalink.

    `labels` say what the values of settings are called; values that they do not know are shown as they are.
    """
    meta = _meta(seed)
    described = notes or _markdown(str(meta.get("notes") or ""))
    embed = discord.Embed(
        title=cut(plain(name or str(meta.get("name") or DEFAULT_TITLE)), TITLE_LIMIT),
        description=cut(described, DESCRIPTION_LIMIT) or None,
        colour=discord.Colour.dark_gold() if tournament else discord.Colour.dark_red(),
        timestamp=_moment(seed.extra.get("generated")),
    )
    if include_settings:
        _add_settings(embed, meta, labels)
    if seed.code_text:
        embed.add_field(name="File Select Code", value=code_text(seed.code, emojis) or seed.code_text, inline=False)
    if not tournament:
        embed.add_field(name="Permalink", value=seed.url, inline=False)
    footer = emojis.get(FOOTER_EMOJI)
    embed.set_footer(text="Generated", icon_url=footer.url if footer else None)
    _fit(embed)
    return embed


def code_text(code: Sequence[str] | None, emojis: Emojis = NO_EMOJIS) -> str:
    """The emoji of the five icons, where the bot has them all, and their names."""
    if not code:
        return ""
    names = "/".join(code)
    found = [emojis.get(EMOJI_NAMES.get(icon, "")) for icon in code]
    if not all(found):
        return names
    return f"{' '.join(map(str, found))} ({names})"


def _add_settings(embed: discord.Embed, meta: Mapping[str, Any], labels: Labels) -> None:
    if not meta:
        return
    if meta.get("spoilers") == "mystery":
        embed.add_field(name="Mystery Game", value="No meta information is available for this game.", inline=False)
        embed.add_field(name="Item Placement", value=_lines(("Glitches Required", meta.get("logic"))))
        return
    festive = bool(meta.get("special"))
    for title, text in _festive(meta, labels) if festive else _groups(meta, labels):
        embed.add_field(name=title, value=cut(text, FIELD_LIMIT), inline=not festive)


def _groups(meta: Mapping[str, Any], labels: Labels) -> list[tuple[str, str]]:
    def label(group: str, key: str, default: object = None) -> str:
        return _label(labels, group, meta.get(key, default))

    return [
        (
            "Item Placement",
            _lines(
                ("Glitches Required", meta.get("logic")),
                ("Item Placement", label("item_placement", "item_placement")),
                ("Dungeon Items", label("dungeon_items", "dungeon_items")),
                ("Accessibility", label("accessibility", "accessibility")),
            ),
        ),
        (
            "Goal",
            _lines(
                ("Goal", label("goals", "goal")),
                ("Open Tower", label("tower_open", "entry_crystals_tower", "unknown")),
                ("Ganon Vulnerable", label("ganon_open", "entry_crystals_ganon", "unknown")),
            ),
        ),
        (
            "Gameplay",
            _lines(
                ("World State", label("world_state", "mode")),
                ("Entrance Shuffle", label("entrance_shuffle", "shuffle", "None")),
                ("Boss Shuffle", label("boss_shuffle", "enemizer.boss_shuffle")),
                ("Enemy Shuffle", label("enemy_shuffle", "enemizer.enemy_shuffle")),
                ("Pot Shuffle", meta.get("enemizer.pot_shuffle", "off")),
                ("Hints", meta.get("hints")),
            ),
        ),
        (
            "Difficulty",
            _lines(
                ("Swords", label("weapons", "weapons")),
                ("Item Pool", label("item_pool", "item_pool")),
                ("Item Functionality", label("item_functionality", "item_functionality")),
                ("Enemy Damage", label("enemy_damage", "enemizer.enemy_damage")),
                ("Enemy Health", label("enemy_health", "enemizer.enemy_health")),
            ),
        ),
    ]


def _festive(meta: Mapping[str, Any], labels: Labels) -> list[tuple[str, str]]:
    pairs = (
        ("Item Placement", "item_placement", "item_placement"),
        ("Dungeon Items", "dungeon_items", "dungeon_items"),
        ("Accessibility", "accessibility", "accessibility"),
        ("World State", "world_state", "mode"),
        ("Hints", "hints", "hints"),
        ("Swords", "weapons", "weapons"),
        ("Item Pool", "item_pool", "item_pool"),
        ("Item Functionality", "item_functionality", "item_functionality"),
    )
    settings = _lines(*((title, _label(labels, group, meta.get(key))) for title, group, key in pairs))
    return [("Festive Randomizer", "This game was made by the festive randomizer."), ("Settings", settings)]


def _label(labels: Labels, group: str, value: object) -> str:
    text = "unknown" if value is None else str(value)
    return labels.get(group, {}).get(text, text)


def _lines(*pairs: tuple[str, object]) -> str:
    return "\n".join(f"**{title}:** {value if value is not None else 'unknown'}" for title, value in pairs)


def _meta(seed: SeedProviderResponse) -> Mapping[str, Any]:
    meta = seed.extra.get("meta")
    return meta if isinstance(meta, Mapping) else {}


def _markdown(html: str) -> str:
    return str(markdownify(html, strip=["img", "script", "style"])).strip() if html else ""


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _fit(embed: discord.Embed) -> None:
    """Discord counts the texts of an embed together; the description gives way."""
    excess = len(embed) - (TOTAL_LIMIT - RESERVED)
    if excess > 0 and embed.description:
        room = max(0, len(embed.description) - excess)
        embed.description = cut(embed.description, room) if room else None
