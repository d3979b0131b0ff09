"""The fixed parts of the start page."""

from __future__ import annotations

from string import Template

NOTICES = {
    "busy": "Discord is busy with a command just now. Please try again when it has answered.",
    "offline": "The main bot is not in Discord just now. Please try again when it is back.",
}

SCRIPT = """\
const rows = document.getElementById("activity");
async function look() {
  if (!document.hidden) {
    try {
      const answer = await fetch("/activity");
      if (answer.ok) rows.innerHTML = await answer.text();
    } catch { /* The sandbox has ended, or will answer next time. */ }
  }
  setTimeout(look, 1500);
}
setTimeout(look, 1500);
for (const choice of document.querySelectorAll("select[name=fault]")) {
  choice.addEventListener("change", () => choice.form.requestSubmit());
}
"""

PAGE = Template("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>SahasrahBot sandbox</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M8 1l7 13H1z' fill='%23e6b94a'/%3E%3C/svg%3E">
<style>
:root { color-scheme: dark; --ground: #12141a; --panel: #1b1f29; --raised: #262c3a; --line: #323a4a; --text: #ebe8e0;
  --dim: #a0a8ba; --gold: #e6b94a; --good: #7fd18b; --bad: #ff9d8a }
* { box-sizing: border-box }
body { margin: 0; background: radial-gradient(70rem 30rem at 20% -10%, #2a2413, transparent), var(--ground);
  color: var(--text); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif }
a { color: var(--gold) }
.page { max-width: 76rem; margin: 0 auto; padding: 2.25rem 1.5rem 4rem }
header { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: end; justify-content: space-between }
h1 { margin: 0; font-size: 2.2rem; line-height: 1.15; letter-spacing: -.02em } h1 i { color: var(--gold); font-style: normal }
h2 { margin: 0 0 .8rem; font-size: 1.05rem; color: var(--gold); font-weight: 650 }
p { margin: .5rem 0; color: var(--dim) } .lead { max-width: 44rem; margin-bottom: 0 }
.cards { display: grid; gap: .9rem; grid-template-columns: repeat(auto-fit, minmax(19rem, 1fr)); margin: 1.75rem 0 1.25rem }
.card { display: grid; grid-template-columns: auto 1fr; gap: .1rem .8rem; align-content: start; padding: 1.05rem 1.15rem; background: var(--panel);
  border: 1px solid var(--line); border-radius: .75rem; color: inherit; text-decoration: none; transition: border-color .15s, transform .15s }
.card:hover, .card:focus-visible { border-color: var(--gold); transform: translateY(-2px); outline: none }
.card svg { grid-row: span 2; width: 1.7rem; height: 1.7rem; margin-top: .1rem; fill: none; stroke: var(--gold); stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round } .card b { font-size: 1.05rem } .card span { color: var(--dim); font-size: .92rem }
.columns { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); align-items: start }
@media (max-width: 60rem) { .columns { grid-template-columns: minmax(0, 1fr) } }
section { background: var(--panel); border: 1px solid var(--line); border-radius: .75rem; padding: 1.15rem 1.3rem; margin-bottom: 1.25rem; overflow-x: auto }
section > :last-child { margin-bottom: 0 }
ol { padding-left: 1.25rem; margin: 0 } li { margin: .45rem 0 } li::marker { color: var(--gold) }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .38rem .6rem .38rem 0; border-bottom: 1px solid var(--line); font-weight: 400; vertical-align: middle }
tr:last-child > * { border-bottom: 0 } thead th { color: var(--dim); font-size: .82rem } tbody th { font-weight: 600; white-space: nowrap }
form { display: inline } select, button, input { font: inherit; font-size: .93rem; color: inherit; background: var(--raised); border: 1px solid var(--line); border-radius: .4rem; padding: .28rem .65rem; max-width: 100% }
input[type=number] { width: 7rem } button { cursor: pointer } button:hover, select:hover { border-color: var(--gold) } button.shown { border-color: var(--gold); color: var(--gold) }
:focus-visible { outline: 2px solid var(--gold); outline-offset: 2px }
code { background: var(--raised); padding: .08rem .35rem; border-radius: .25rem; font-size: .88em; overflow-wrap: anywhere }
.good { color: var(--good) } .bad { color: var(--bad) } .dim { color: var(--dim) }
.dot { display: inline-block; width: .6rem; height: .6rem; border-radius: 50%; margin-right: .55rem; background: currentColor }
.pills { display: flex; flex-wrap: wrap; gap: .35rem } .pill { font-size: .82rem; padding: .1rem .6rem; border: 1px solid currentColor; border-radius: 1rem }
.role { font-size: .85rem; color: var(--dim) } .role.organiser { color: var(--gold) } .role.moderator { color: #5fb3f0 }
.clock { font-variant-numeric: tabular-nums; font-size: 1.15rem; color: var(--text) }
.notice { background: #3a2f12; border: 1px solid var(--gold); color: var(--text); border-radius: .5rem; padding: .6rem .9rem }
.set { display: flex; gap: .4rem; justify-content: flex-end } .set select { min-width: 0; flex: 0 1 12rem }
.traffic { font-size: .88rem } .path { overflow-wrap: anywhere }
</style><script src="/start.js" defer></script></head>
<body><div class="page">
<header><div><h1>Sahasrah<i>Bot</i> sandbox</h1>
<p class="lead">The real platform, running on simulated services. Nothing here reaches the outside world, and everything is forgotten when you stop it.</p></div>$ready</header>
<main>$notice
<nav class="cards" aria-label="Places">$cards</nav>
<div class="columns"><div>
<section><h2>Try this</h2><ol>
<li>Open <a href="$discord" target="_blank" rel="noopener">Discord</a>, type <code>/</code>, choose <code>alttpr preset</code> with the preset <code>open</code>, and follow the permalink to the seed.</li>
<li>Go into the <a href="$room" target="_blank" rel="noopener">race room</a>, choose who you are, join, and say <code>!race open</code>.</li>
<li><a href="$web" target="_blank" rel="noopener">Sign in on the web</a> as anybody, keep a preset of your own, and roll it in Discord as <code>namespace/name</code>. <a href="$preset" target="_blank" rel="noopener">Here is one of Link’s.</a></li>
<li>Let alttpr <a href="#faults">fail</a> and do it again: see what people are told.</li>
<li>Delete a message in Discord, then look into the <a href="#channels">staff’s log</a>: the audit bot has seen it.</li></ol></section>
<section id="activity-section"><h2>What is going on</h2><table class="traffic"><thead><tr><th scope=col>UTC<th scope=col>Asked of<th scope=col>Request<th scope=col>Answer<th scope=col>Took</thead><tbody id="activity">$activity</tbody></table></section>
<section><h2>People you can be</h2><table><thead><tr><th scope=col>Name<th scope=col>Role<th scope=col>Discord id<th scope=col>RaceTime id</thead><tbody>$people</tbody></table></section>
<section><h2>Addresses</h2><table><tbody>$addresses</tbody></table><p>For programs: <a href="/sandbox.json">sandbox.json</a></p></section>
</div><div>
<section id="channels"><h2>Channel that Discord shows</h2><form method="post" action="/channel" target="_blank">$channels</form><p>It shows one at a time; only staff can see the staff’s log.</p></section>
<section id="faults"><h2>What each service does</h2><table><tbody>$faults</tbody></table>
<form method="post" action="/faults"><input type="hidden" name="service" value="all"><input type="hidden" name="fault" value="none"><p><button>All well again</button></p></form></section>
<section id="clock"><h2>Clock</h2><p class="clock">$now</p><form method="post" action="/clock">$leaps</form>
<p><form method="post" action="/clock"><label>or <input name="seconds" type="number" min="0" max="604800" value="180" required> seconds</label> <button>Move on</button></form></p>
<p>What waits for that moment happens at once: time-outs, pauses, schedules.</p></section>
</div></div></main></div></body></html>
""")
