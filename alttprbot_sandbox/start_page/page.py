"""The markup of the start page, made from what is."""

from __future__ import annotations

from html import escape

from alttprbot.supervision import State
from alttprbot_sandbox.start_page.levers import FAULTS, Levers, Person, Place, SandboxMap, Traffic
from alttprbot_sandbox.start_page.templates import NOTICES, PAGE

SHOWN = 12
ICONS = {
    "discord": '<path d="M4 5h16v11H10l-5 4v-4H4z"/><path d="M8 9h8M8 12h5"/>',
    "room": '<path d="M5 21V4M5 4h13l-2 4 2 4H5"/>',
    "web": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"/>',
    "texts": '<path d="M12 4l8 15H4z"/><path d="M8 11.5h8L12 19z"/>',
    "event": '<path d="M4 21V10l8-6 8 6v11zM4 21h16"/><path d="M10 21v-6h4v6"/>',
    "preset": '<path d="M6 3h9l4 4v14H6zM15 3v4h4"/><path d="M9 12h7M9 16h7"/>',
    "alttpr": '<path d="M12 4l8 15H4zM8 12h8l-4 7z"/>',
    "racetime": '<circle cx="12" cy="13" r="8"/><path d="M12 13V9M10 2h4M18 6l1.500-1.500"/>',
}
LEAPS = ((60, "+ 1 min"), (900, "+ 15 min"), (3600, "+ 1 hour"), (86400, "+ 1 day"))


def start(sandbox: SandboxMap, levers: Levers, notice: str) -> str:
    """The whole page."""
    return PAGE.substitute(
        notice=f'<p class="notice" role="status">{NOTICES[notice]}</p>' if notice in NOTICES else "",
        ready=_ready(levers),
        cards="".join(_card(place) for place in sandbox.places),
        channels="".join(_channel(name, shown=name == levers.channel()) for name in sandbox.channels),
        people="".join(_person(person) for person in sandbox.people),
        faults="".join(_fault_row(name, sandbox) for name in sandbox.services),
        now=f"{levers.now():%Y-%m-%d %H:%M:%S} UTC",
        leaps="".join(f'<button name="seconds" value="{seconds}">{label}</button> ' for seconds, label in LEAPS),
        activity=activity(sandbox),
        addresses="".join(
            f'<tr><th scope=row>{escape(name)}<td><a href="{escape(url)}"><code>{escape(url)}</code></a>'
            for name, url in sandbox.addresses.items()
        ),
        **{place.key: escape(place.url) for place in sandbox.places},
    )


def activity(sandbox: SandboxMap) -> str:
    """What the simulated services were asked lately."""
    rows = "".join(map(_request, sandbox.traffic(SHOWN)))
    return rows or '<tr><td colspan="5" class="dim">Nothing yet. Roll a seed and come back.'


def _ready(levers: Levers) -> str:
    readiness = levers.readiness()
    pills = "".join(
        f'<span class="pill {"good" if check.state is State.READY else "bad"}">{escape(name)}</span>'
        for name, check in readiness.checks.items()
        if check.state is not State.OFF
    )
    return f'<div class="pills" aria-label="Parts of the platform">{pills}</div>'


def _card(place: Place) -> str:
    return (
        f'<a class="card" href="{escape(place.url)}" target="_blank" rel="noopener">'
        f'<svg viewBox="0 0 24 24" aria-hidden="true">{ICONS[place.key]}</svg><b>{escape(place.title)}</b>'
        f"<span>{escape(place.text)}</span></a>"
    )


def _channel(name: str, *, shown: bool) -> str:
    state = ' class="shown" aria-pressed="true"' if shown else ""
    return f'<button name="channel" value="{escape(name)}"{state}># {escape(name)}</button> '


def _person(person: Person) -> str:
    persona = person.persona
    return (
        f'<tr><th scope=row>{escape(persona.name)}<td><span class="role {escape(persona.role)}">'
        f"{escape(persona.role)}</span><td><code>{persona.discord_id}</code><td><code>{escape(person.racetime_id)}</code>"
    )


def _fault_row(name: str, sandbox: SandboxMap) -> str:
    active = sandbox.services[name].faults.active
    chosen = next((key for key, (_, make) in FAULTS.items() if active and make() == active[0]), "none")
    options = "".join(
        f'<option value="{key}"{" selected" if key == chosen else ""}>{escape(label)}</option>'
        for key, label in [("none", "works"), *((key, label) for key, (label, _) in FAULTS.items())]
    )
    mood = "bad" if active else "good"
    return (
        f'<tr><th scope=row><i class="dot {mood}" aria-hidden="true"></i>{escape(name)}<td>'
        f'<form class="set" method="post" action="/faults"><input type="hidden" name="service" value="{escape(name)}">'
        f'<select name="fault" aria-label="What {escape(name)} does">{options}</select> <button>Set</button></form>'
    )


def _request(traffic: Traffic) -> str:
    exchange = traffic.newest
    request, mood, outcome = exchange.request, "good", str(exchange.status)
    if exchange.seconds is None:
        mood, outcome = "dim", "waits"
    elif exchange.status is None:
        mood, outcome = "bad", "cut off"
    elif exchange.status >= 400:
        mood = "bad"
    took = "" if exchange.seconds is None else f"{exchange.seconds * 1000:.0f} ms"
    times = f' <span class="dim">× {traffic.times}</span>' if traffic.times > 1 else ""
    return (
        f'<tr><td class="dim">{request.at:%H:%M:%S}<td>{escape(traffic.service)}<td><b>{escape(request.method)}</b> '
        f'<span class="path">{escape(request.path)}</span>{times}<td class="{mood}">{outcome}<td class="dim">{took}'
    )
