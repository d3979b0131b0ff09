"""The pages of the simulated site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from alttprbot.alttprgen.file_select import code_of_patch
from alttprbot.alttprgen.goal import generated_goal
from alttprbot.alttprgen.randomizer.alttpr_labels import DEFAULT_LABELS
from alttprbot_sandbox.alttpr.regions import ENTRANCE_NAMES, SECTIONS

WORLDS = frozenset({"Light World", "Death Mountain", "Dark World", "Hyrule Castle"})

_FRAME = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><style>
:root {{ color-scheme: dark }}
body {{ margin: 0; font: 16px/1.5 system-ui, sans-serif; background: #10231a; color: #e9f2ea }}
main {{ max-width: 56rem; margin: 0 auto; padding: 2rem 1.25rem }} a {{ color: #8fe3a5 }}
h1 {{ margin: 0 0 .25rem; line-height: 1.2 }} h2 {{ font-size: 1rem; margin: 0 0 .25rem; color: #8fe3a5 }}
.dim {{ color: #9db8a6 }} .note {{ border-left: 3px solid #2f5c45; padding-left: .9rem; margin: 1rem 0 }}
.code {{ display: flex; gap: .5rem; flex-wrap: wrap; margin: 1.25rem 0; padding: 0; list-style: none }}
.code li {{ background: #1d3a2b; border: 1px solid #2f5c45; border-radius: .5rem; padding: .6rem .9rem; font-weight: 600 }}
.groups {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1.25rem 2rem }}
.columns {{ columns: 17rem; column-gap: 2rem; margin-top: 1rem }} .columns section {{ margin-bottom: 1.25rem }}
.columns h2 {{ break-after: avoid }} .columns dl div {{ break-inside: avoid }}
dl {{ margin: 0 }} dl div {{ display: flex; justify-content: space-between; gap: 1rem; padding: .1rem 0 }}
dt {{ color: #9db8a6 }} dd {{ margin: 0; text-align: right; flex: none; max-width: 70% }}
details {{ margin-top: 1.5rem }} summary {{ cursor: pointer; font-weight: 600 }}
.seeds {{ padding: 0; list-style: none }} .seeds li {{ padding: .5rem 0; border-bottom: 1px solid #21402f }}
.seeds a {{ font-family: ui-monospace, monospace; margin-right: .75rem }}</style><main>{body}
<p class="dim">A simulated alttpr.com. <a href="/">All seeds</a></p></main></html>"""

_GROUPS: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "Item placement": (
        ("Glitches", "logic", ""),
        ("Item placement", "item_placement", "item_placement"),
        ("Dungeon items", "dungeon_items", "dungeon_items"),
        ("Accessibility", "accessibility", "accessibility"),
    ),
    "Goal": (
        ("Goal", "goal", "goals"),
        ("Open tower", "entry_crystals_tower", "tower_open"),
        ("Ganon vulnerable", "entry_crystals_ganon", "ganon_open"),
    ),
    "Gameplay": (
        ("World state", "mode", "world_state"),
        ("Entrance shuffle", "shuffle", "entrance_shuffle"),
        ("Boss shuffle", "enemizer.boss_shuffle", "boss_shuffle"),
        ("Enemy shuffle", "enemizer.enemy_shuffle", "enemy_shuffle"),
        ("Pot shuffle", "enemizer.pot_shuffle", "pot_shuffle"),
        ("Hints", "hints", "hints"),
    ),
    "Difficulty": (
        ("Swords", "weapons", "weapons"),
        ("Item pool", "item_pool", "item_pool"),
        ("Item functionality", "item_functionality", "item_functionality"),
        ("Enemy damage", "enemizer.enemy_damage", "enemy_damage"),
        ("Enemy health", "enemizer.enemy_health", "enemy_health"),
    ),
    "Race": (
        ("Race ROM", "tournament", ""),
        ("Spoilers", "spoilers", "spoilers"),
        ("Item quickswap", "allow_quickswap", ""),
        ("Pseudo boots", "pseudoboots", ""),
    ),
}


def seed_page(seed: Mapping[str, Any]) -> str:
    """Where a permalink leads: what everybody may see of a seed."""
    spoiler = seed["spoiler"]
    meta = spoiler["meta"]
    title = str(meta.get("name") or generated_goal(meta))
    icons = "".join(f"<li>{escape(name)}" for name in code_of_patch(seed["patch"]))
    notes = f'<div class="note">{escape(_plain(meta["notes"]))}</div>' if meta.get("notes") else ""
    generated = seed["generated"]
    body = (
        f"<h1>{escape(title)}</h1><p class=dim>Seed <b>{escape(seed['hash'])}</b>, generated "
        f'<time datetime="{escape(generated)}">{escape(generated.replace("T", " ")[:16])} UTC</time></p>{notes}'
        f'<ul class="code" aria-label="File select code">{icons}</ul><div class="groups">{_settings(meta)}</div>'
        f"{_spoiler(spoiler)}"
    )
    return _FRAME.format(title=f"{escape(title)} – seed {escape(seed['hash'])}", body=body)


def home_page(seeds: Sequence[Mapping[str, Any]]) -> str:
    """The seeds that were rolled, newest first."""
    items = "".join(
        f'<li><a href="/h/{escape(seed["hash"])}">{escape(seed["hash"])}</a> '
        f"{escape(generated_goal(seed['spoiler']['meta']))}"
        for seed in reversed(seeds)
    )
    body = (
        f'<h1>Seeds</h1><ul class="seeds">{items}</ul>' if items else "<h1>Seeds</h1><p>Nobody has rolled one yet.</p>"
    )
    return _FRAME.format(title="Seeds", body=body)


def missing_page() -> str:
    """For seeds that do not exist."""
    return _FRAME.format(title="Not found", body="<h1>404 | Not Found</h1><p>There is no such seed.</p>")


def _settings(meta: Mapping[str, Any]) -> str:
    sections = []
    for group, rows in _GROUPS.items():
        known = [(title, _label(meta[key], labels)) for title, key, labels in rows if key in meta]
        sections.append(_listed(group, known) if known else "")
    return "".join(sections)


def _label(value: object, labels: str) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return DEFAULT_LABELS.get(labels, {}).get(str(value), str(value))


def _spoiler(spoiler: Mapping[str, Any]) -> str:
    sections = [
        _listed(name, [(_short(place, name), item.removesuffix(":1")) for place, item in spoiler[name].items()])
        for name in (*SECTIONS, *ENTRANCE_NAMES.values(), "Caves", "Bosses")
        if name in spoiler
    ]
    if not sections:
        return '<p class="dim">There is no spoiler to see: this is a race.</p>'
    return f'<details><summary>Spoiler</summary><div class="columns">{"".join(sections)}</div></details>'


def _listed(title: str, rows: Sequence[tuple[str, str]]) -> str:
    items = "".join(f"<div><dt>{escape(name)}<dd>{escape(value)}</div>" for name, value in rows)
    return f"<section><h2>{escape(title)}</h2><dl>{items}</dl></section>"


def _short(location: str, section: str) -> str:
    """`Big Chest` rather than `Palace of Darkness - Big Chest` below a heading that says where that is."""
    name = location.removesuffix(":1")
    return name if section in WORLDS else name.partition(" - ")[2] or name


def _plain(notes: str) -> str:
    return notes.strip().removeprefix("<p>").removesuffix("</p>")
