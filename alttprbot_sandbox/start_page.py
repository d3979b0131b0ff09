"""The first page of the sandbox: where everything is, who one can be, and what can be made to fail."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from aiohttp import web

from alttprbot_sandbox.faults import Fault, FaultBoard, FaultKind

FAULT_LABELS: Mapping[str, tuple[str, Fault]] = {
    "slow": ("answers after 5 s", Fault(FaultKind.SLOW, seconds=5)),
    "down": ("fails with 500", Fault(FaultKind.STATUS, status=500)),
    "maintenance": ("is in maintenance (503)", Fault(FaultKind.STATUS, status=503)),
    "limited": ("limits requests (429)", Fault(FaultKind.RATE_LIMIT, seconds=20)),
    "malformed": ("answers nonsense", Fault(FaultKind.MALFORMED)),
    "html": ("answers a web page", Fault(FaultKind.HTML)),
    "oversize": ("answers 100 MB", Fault(FaultKind.OVERSIZE, megabytes=100)),
    "dropped": ("hangs up", Fault(FaultKind.DROP)),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Something to look at: a card on the page and an entry in `sandbox.json`."""

    key: str
    title: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class SandboxMap:
    """Everything the start page shows. `personas` are the people one can act as, as JSON-ready mappings."""

    places: Sequence[Place]
    services: Mapping[str, str]
    personas: Sequence[Mapping[str, Any]]
    faults: Mapping[str, FaultBoard]
    advance_clock: Callable[[float], Awaitable[None]]

    def as_dict(self) -> dict[str, Any]:
        """The answer of `GET /sandbox.json`."""
        return {
            **{place.key: place.url for place in self.places},
            "services": dict(self.services),
            "personas": [dict(persona) for persona in self.personas],
            "faults": {name: [str(fault.kind) for fault in board.active] for name, board in self.faults.items()},
        }


def start_page(sandbox: SandboxMap) -> web.Application:
    """The aiohttp application behind the one URL that `make sandbox` prints."""

    async def index(_: web.Request) -> web.Response:
        return web.Response(text=_page(sandbox), content_type="text/html")

    async def as_json(_: web.Request) -> web.Response:
        return web.json_response(sandbox.as_dict())

    async def add_fault(request: web.Request) -> web.Response:
        form = await request.post()
        board, chosen = sandbox.faults.get(str(form.get("service"))), FAULT_LABELS.get(str(form.get("fault")))
        if board is None or chosen is None:
            raise web.HTTPBadRequest(text="Unknown service or fault.")
        board.clear()
        template = chosen[1]
        board.add(Fault(template.kind, "/", None, template.status, template.seconds, template.megabytes))
        raise web.HTTPSeeOther("/#faults")

    async def clear_faults(_: web.Request) -> web.Response:
        for board in sandbox.faults.values():
            board.clear()
        raise web.HTTPSeeOther("/#faults")

    async def advance(request: web.Request) -> web.Response:
        form = await request.post()
        try:
            seconds = float(str(form.get("seconds", "")))
        except ValueError as error:
            raise web.HTTPBadRequest(text="seconds must be a number.") from error
        if not 0 <= seconds <= 30 * 86400:
            raise web.HTTPBadRequest(text="seconds must be between 0 and 30 days.")
        await sandbox.advance_clock(seconds)
        raise web.HTTPSeeOther("/#clock")

    app = web.Application(middlewares=[_same_origin])
    app.add_routes(
        [
            web.get("/", index),
            web.get("/sandbox.json", as_json),
            web.post("/faults", add_fault),
            web.post("/faults/clear", clear_faults),
            web.post("/clock", advance),
        ]
    )
    return app


@web.middleware
async def _same_origin(request: web.Request, handler: Callable[..., Awaitable[web.StreamResponse]]) -> Any:
    """Other web pages that happen to be open in the same browser may not pull the sandbox's levers."""
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin and origin != f"{request.scheme}://{request.host}":
        raise web.HTTPForbidden(text="Only the start page itself may do this.")
    return await handler(request)


def _page(sandbox: SandboxMap) -> str:
    cards = "".join(
        f'<a class="card" href="{escape(place.url)}" target="_blank" rel="noopener"><b>{escape(place.title)}</b>'
        f"<span>{escape(place.text)}</span></a>"
        for place in sandbox.places
    )
    personas = "".join(
        f"<tr><th scope=row>{escape(str(persona['name']))}</th><td>{escape(str(persona.get('role', '')))}</td>"
        f"<td><code>{escape(str(persona.get('discord_id', '')))}</code></td>"
        f"<td><code>{escape(str(persona.get('racetime_id', '')))}</code></td></tr>"
        for persona in sandbox.personas
    )
    return _TEMPLATE.format(cards=cards, personas=personas, faults=_fault_rows(sandbox), services=_services(sandbox))


def _services(sandbox: SandboxMap) -> str:
    return "".join(
        f"<tr><th scope=row>{escape(name)}</th><td><code>{escape(url)}</code></td></tr>"
        for name, url in sandbox.services.items()
    )


def _fault_rows(sandbox: SandboxMap) -> str:
    options = "".join(f'<option value="{key}">{escape(label)}</option>' for key, (label, _) in FAULT_LABELS.items())
    rows = []
    for name, board in sandbox.faults.items():
        state = ", ".join(str(fault.kind) for fault in board.active)
        mood = f'<td class="bad">{escape(state)}</td>' if state else '<td class="good">well</td>'
        rows.append(
            f"<tr><th scope=row>{escape(name)}</th>{mood}<td><form method=post action=/faults>"
            f'<input type=hidden name=service value="{escape(name)}">'
            f'<select name=fault aria-label="Fault of {escape(name)}">{options}</select> <button>Switch on</button>'
            f"</form></td></tr>"
        )
    return "".join(rows)


_TEMPLATE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>SahasrahBot sandbox</title>
<style>
:root {{ color-scheme: dark; --ground: #14161c; --panel: #1e222c; --line: #333a48; --text: #e8e6df; --dim: #a3a9b8;
  --gold: #e6b94a; }}
* {{ box-sizing: border-box }}
body {{ margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif }}
main {{ max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem }}
h1 {{ margin: 0; font-size: 2.1rem; letter-spacing: -.02em }} h1 i {{ color: var(--gold); font-style: normal }}
h2 {{ margin: 2.5rem 0 .75rem; font-size: 1.15rem; color: var(--gold) }}
p {{ color: var(--dim); max-width: 46rem }}
.cards {{ display: grid; gap: .9rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); margin-top: 1.5rem }}
.card {{ display: block; padding: 1.1rem 1.2rem; background: var(--panel); border: 1px solid var(--line);
  border-radius: .6rem; color: inherit; text-decoration: none }}
.card:hover, .card:focus-visible {{ border-color: var(--gold) }}
.card b {{ display: block; font-size: 1.05rem }} .card span {{ color: var(--dim); font-size: .92rem }}
ol {{ padding-left: 1.3rem }} li {{ margin: .3rem 0 }}
table {{ border-collapse: collapse; width: 100%; background: var(--panel); border-radius: .6rem; overflow: hidden }}
th, td {{ text-align: left; padding: .5rem .9rem; border-bottom: 1px solid var(--line); font-weight: 400 }}
thead th {{ color: var(--dim); font-size: .85rem }} tbody th {{ font-weight: 600 }}
form {{ display: inline }} select, button, input {{ font: inherit; color: inherit; background: #2a3040;
  border: 1px solid var(--line); border-radius: .35rem; padding: .3rem .6rem }}
button {{ cursor: pointer }} button:hover {{ border-color: var(--gold) }}
code {{ background: #2a3040; padding: .1rem .35rem; border-radius: .25rem; font-size: .9em }}
.good {{ color: #7fd18b }} .bad {{ color: #ff9d8a }}
</style>
<main>
<h1>Sahasrah<i>Bot</i> sandbox</h1>
<p>The real platform, running on simulated services. Nothing here reaches the outside world, and everything is
forgotten when you stop it.</p>
<div class="cards">{cards}</div>
<h2>Try this</h2>
<ol>
<li>Open <b>Discord</b>, choose the channel <code>seeds</code> and type <code>/alttpr preset</code> with the preset
<code>open</code>. Follow the permalink to the seed's page.</li>
<li>Open <b>RaceTime</b>, open a race room as one of the people below, and say <code>!race open</code>.</li>
<li>Open the <b>web app</b>, sign in with Discord, keep a preset in your namespace and roll it.</li>
<li>Switch on a fault and do it again: see what people are told.</li>
</ol>
<h2>People you can be</h2>
<table><thead><tr><th scope=col>Name<th scope=col>Who<th scope=col>Discord id<th scope=col>RaceTime id</thead>
<tbody>{personas}</tbody></table>
<h2 id="faults">Faults</h2>
<table><thead><tr><th scope=col>Service<th scope=col>Now<th scope=col>Make it fail: it …</thead>
<tbody>{faults}</tbody></table>
<p><form method=post action=/faults/clear><button>All well again</button></form></p>
<h2 id="clock">Clock</h2>
<p>Discord's clock stands still until something happens; move it to see time-outs and schedules.</p>
<form method=post action=/clock><label>Seconds <input name=seconds type=number min=0 value=180></label>
<button>Advance</button></form>
<h2>Addresses</h2>
<table><tbody>{services}</tbody></table>
<p>The same as JSON: <a href="/sandbox.json" style="color:var(--gold)">/sandbox.json</a></p>
</main></html>
"""
