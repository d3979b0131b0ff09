"""The look that the pages of simulated providers share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

_FRAME = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} – {site}</title><style>
:root {{ color-scheme: dark }}
body {{ margin: 0; font: 16px/1.5 system-ui, sans-serif; background: #151a2b; color: #e8ecf7 }}
main {{ max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem }} a {{ color: #8fb4ff }}
h1 {{ margin: 0 0 .25rem; line-height: 1.2 }} h2 {{ font-size: 1rem; margin: 1.5rem 0 .25rem; color: #8fb4ff }}
.dim {{ color: #9aa5c4 }} dl {{ margin: 0 }}
dl div {{ display: flex; justify-content: space-between; gap: 1rem; padding: .15rem 0 }}
dl div, li {{ border-bottom: 1px solid #232b45 }}
dt {{ color: #9aa5c4 }} dd {{ margin: 0; text-align: right; overflow-wrap: anywhere }}
ul {{ padding: 0; list-style: none }} li {{ padding: .5rem 0 }}
li a {{ margin-right: .75rem }}</style><main>{body}
<p class="dim">A simulated {site}. <a href="/">{home}</a></p></main></html>"""


def framed(site: str, title: str, body: str, *, home: str = "All seeds") -> str:
    """A whole page of `site`; `body` is markup, `home` is what its first page is called."""
    return _FRAME.format(site=escape(site), title=escape(title), body=body, home=escape(home))


def facts(heading: str, values: Mapping[str, object]) -> str:
    """A heading and what belongs below it, name by name."""
    rows = "".join(f"<div><dt>{escape(name)}<dd>{escape(str(value))}</div>" for name, value in values.items())
    return f"<h2>{escape(heading)}</h2><dl>{rows}</dl>"


def seed_list(rows: Iterable[tuple[str, str, str]]) -> str:
    """The seeds of a site: address, name and a word about each."""
    return listed("Seeds", rows, otherwise="Nobody has rolled one yet.")


def listed(heading: str, rows: Iterable[tuple[str, str, str]], *, otherwise: str) -> str:
    """A heading and a list of addresses, with the name of each and a word about it; `otherwise` is for an empty one."""
    items = "".join(
        f'<li><a href="{escape(address)}">{escape(name)}</a> <span class=dim>{escape(about)}</span>'
        for address, name, about in rows
    )
    return f"<h1>{escape(heading)}</h1>" + (f"<ul>{items}</ul>" if items else f"<p>{escape(otherwise)}</p>")
