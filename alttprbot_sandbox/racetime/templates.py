"""The frames of the pages."""

FRAME = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} – simulated racetime.gg</title><style>
:root {{ color-scheme: dark; --panel: #22262e; --line: #3a404c; --accent: #6fb3ff }}
* {{ box-sizing: border-box }} body {{ margin: 0; background: #171a20; color: #e6e8ec; font: 16px/1.5 system-ui, sans-serif }}
nav {{ display: flex; gap: 1rem; align-items: center; justify-content: space-between; padding: .7rem 1.25rem;
  background: var(--panel); border-bottom: 1px solid var(--line) }} nav a {{ font-weight: 700; text-decoration: none }}
main {{ max-width: 70rem; margin: 0 auto; padding: 1.25rem }} a {{ color: var(--accent) }}
h1 {{ margin: 0 0 1rem; font-size: 1.5rem }} h2 {{ font-size: 1rem; margin: 0 0 .5rem; color: #a8afbd }}
table {{ width: 100%; border-collapse: collapse; background: var(--panel) }}
th, td {{ text-align: left; padding: .5rem .8rem; border-bottom: 1px solid var(--line) }}
button, select, input {{ font: inherit; color: inherit; background: #2d333e; border: 1px solid var(--line);
  border-radius: .35rem; padding: .35rem .7rem }} button {{ cursor: pointer; background: #2f5f9e; border-color: #3f74b8 }}
form {{ margin: 0 }} label {{ display: block; margin: .3rem 0 }}
#live {{ display: grid; grid-template-columns: 17rem 1fr; gap: 1rem }}
#live header {{ grid-column: 1 / -1; background: var(--panel); border-radius: .5rem; padding: .8rem 1rem }}
#live header p {{ margin: .1rem 0 }} .status {{ font-weight: 700; font-size: 1.1rem }} .info {{ overflow-wrap: anywhere }}
section {{ background: var(--panel); border-radius: .5rem; padding: .9rem 1rem }}
.entrants {{ list-style: none; margin: 0 0 1rem; padding: 0 }} .entrants span {{ color: #a8afbd }}
.do {{ display: flex; gap: .5rem; flex-wrap: wrap }}
#messages {{ list-style: none; margin: 0; padding: 0; max-height: 26rem; overflow: auto }}
#messages li {{ padding: .15rem 0; overflow-wrap: anywhere }} #messages time {{ color: #7c8493; font-size: .85em }}
.bot b {{ color: #7ee0a1 }} .system {{ color: #c8b26a }} .error {{ background: #5c2330; padding: .5rem 1rem; border-radius: .4rem }}
details {{ margin: .3rem 0 .3rem 3rem }} summary {{ cursor: pointer; color: var(--accent) }}
.talk {{ display: flex; gap: .5rem; margin-top: 1rem }} .talk input {{ flex: 1 }}
@media (max-width: 48rem) {{ #live {{ grid-template-columns: 1fr }} }}
</style><nav><a href="/">Race rooms</a><form method="post" action="/persona"><input type="hidden" name="back" value="{back}">
<label>You are <select name="persona">{people}</select> <button>Switch</button></label></form></nav><main>{body}</main></html>
"""

HOME = """<h1>Race rooms</h1><table><thead><tr><th>Room<th>State<th>Goal<th>Entrants</thead><tbody>{rows}</tbody></table>
<section style="margin-top:1.25rem"><h2>Open a race room</h2><form method="post" action="/open">
<label>Goal <select name="goal">{goals}</select></label>
<label><input type="checkbox" name="invitational" value="1"> by invitation only</label>
<label><input type="checkbox" name="unlisted" value="1"> unlisted</label><button>Open a race room</button></form></section>"""

ROOM = """<h1>{name}</h1>{error}<div id="live" data-room="{name}" data-slug="{slug}">{live}</div>
<form class="talk" method="post" action="/{name}/say"><input name="message" aria-label="Message" autocomplete="off"
placeholder="Say something, such as !race open" autofocus><button>Say</button></form>
<script src="/_static/room.js" defer></script>"""

SCRIPT = """// Keeps a race room up to date; without it the page works by reloading.
const live = document.getElementById("live");
let pending = false;

async function refresh() {
  if (pending) return;
  pending = true;
  const open = live.querySelector("details[open]");
  if (!open) {
    const answer = await fetch(`/${live.dataset.room}/live`);
    if (answer.ok) live.innerHTML = await answer.text();
    const list = document.getElementById("messages");
    list.scrollTop = list.scrollHeight;
  }
  pending = false;
}

function listen() {
  const socket = new WebSocket(`ws://${location.host}/ws/race/${live.dataset.slug}`);
  socket.onmessage = refresh;
  socket.onclose = () => setTimeout(listen, 1000);
}

listen();
refresh();
"""

AUTHORIZE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>simulated racetime.gg</title>
<main><h1>Who are you?</h1>{choices}</main></html>
"""
