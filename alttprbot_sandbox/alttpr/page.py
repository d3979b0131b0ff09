"""The pages of the simulated site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from alttprbot.alttprgen.file_select import code_of_patch
from alttprbot.alttprgen.goal import generated_goal

_FRAME = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><style>
:root {{ color-scheme: dark }}
body {{ margin: 0; font: 16px/1.5 system-ui, sans-serif; background: #10231a; color: #e9f2ea }}
main {{ max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem }} a {{ color: #8fe3a5 }}
h1 {{ margin: 0 0 .25rem }} .dim {{ color: #9db8a6 }}
.code {{ display: flex; gap: .5rem; flex-wrap: wrap; margin: 1.25rem 0 }}
.code span {{ background: #1d3a2b; border: 1px solid #2f5c45; border-radius: .5rem; padding: .6rem .9rem;
  font-weight: 600 }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #21402f }}
th {{ font-weight: 500; color: #9db8a6; width: 45% }}</style><main>{body}
<p class="dim">A simulated alttpr.com. <a href="/">All seeds</a></p></main></html>"""


def seed_page(seed: Mapping[str, Any]) -> str:
    """Where a permalink leads."""
    meta = seed["spoiler"]["meta"]
    icons = "".join(f"<span>{escape(name)}</span>" for name in code_of_patch(seed["patch"]))
    rows = "".join(
        f"<tr><th scope=row>{escape(key)}<td>{escape(str(value))}" for key, value in meta.items() if key != "notes"
    )
    title = escape(str(meta.get("name") or generated_goal(meta)))
    body = (
        f"<h1>{title}</h1><p class=dim>Seed <b>{escape(seed['hash'])}</b>, generated {escape(seed['generated'])}</p>"
        f'<div class="code" aria-label="File select code">{icons}</div><table>{rows}</table>'
    )
    return _FRAME.format(title=f"{title} – seed {escape(seed['hash'])}", body=body)


def home_page(seeds: Sequence[Mapping[str, Any]]) -> str:
    """The seeds that were rolled, newest first."""
    items = "".join(
        f'<li><a href="/h/{escape(seed["hash"])}">{escape(seed["hash"])}</a> '
        f"{escape(generated_goal(seed['spoiler']['meta']))}"
        for seed in reversed(seeds)
    )
    body = f"<h1>Seeds</h1><ul>{items}</ul>" if items else "<h1>Seeds</h1><p>Nobody has rolled one yet.</p>"
    return _FRAME.format(title="Seeds", body=body)
