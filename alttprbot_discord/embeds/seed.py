"""The embed of a seed of the ALTTPR site, which describes its seeds itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

import discord
from markdownify import markdownify

from alttprbot.alttprgen.provider_response import SeedProviderResponse
from alttprbot.alttprgen.randomizer.alttpr_labels import Labels
from alttprbot_discord.embeds.look import DEFAULT_TITLE, Look, add, begin, code_text, finish


class Answered(Protocol):
    """A seed of which nothing but the provider's answer needs to be known; it may be somebody else's."""

    @property
    def response(self) -> SeedProviderResponse:
        """The answer."""
        ...


def seed_embed(seed: Answered, look: Look) -> discord.Embed:
    """A seed for everybody to see; the tournament variant is for commentators and has no permalink."""
    response = seed.response
    meta = _meta(response)
    embed = begin(look, str(meta.get("name") or DEFAULT_TITLE), _markdown(str(meta.get("notes") or "")))
    embed.timestamp = _moment(response.extra.get("generated"))
    if look.include_settings:
        _add_settings(embed, meta, look.labels)
    if response.code_text:
        add(embed, "File Select Code", code_text(response.code, look.emojis) or response.code_text)
    if not look.tournament:
        add(embed, "Permalink", response.url)
    return finish(embed, look, "Generated")


def _add_settings(embed: discord.Embed, meta: Mapping[str, Any], labels: Labels) -> None:
    if not meta:
        return
    if meta.get("spoilers") == "mystery":
        add(embed, "Mystery Game", "No meta information is available for this game.")
        add(embed, "Item Placement", _lines(("Glitches Required", meta.get("logic"))), inline=True)
        return
    festive = bool(meta.get("special"))
    for title, text in _festive(meta, labels) if festive else _groups(meta, labels):
        add(embed, title, text, inline=not festive)


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
                # A label such as “none” for 0 reads as if it were not open at all.
                ("Open Tower", meta.get("entry_crystals_tower")),
                ("Ganon Vulnerable", meta.get("entry_crystals_ganon")),
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
