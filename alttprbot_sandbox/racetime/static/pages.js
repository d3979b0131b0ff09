// Keeps a race room up to date and sends its forms without reloading. Everything works without this script too.
"use strict";

document.documentElement.classList.add("scripted");

const persona = document.querySelector(".persona select");
persona?.addEventListener("change", () => persona.form.requestSubmit());

const room = document.getElementById("room");
if (room) attend(room);

function attend(room) {
  const notice = document.getElementById("notice");
  const address = `/${room.dataset.room}/live?${new URLSearchParams(room.dataset.as ? { as: room.dataset.as } : {})}`;
  let offset = 0;
  let refreshing = null;
  let isStale = false;
  let isHeldBack = false;

  function show(error) {
    notice.textContent = error;
    notice.hidden = !error;
  }

  function isBeingEdited(part) {
    const focus = document.activeElement;
    return part.contains(focus) && focus.matches("input, select") && focus.value !== focus.defaultValue;
  }

  function replaceParts(fresh) {
    for (const part of room.querySelectorAll("[data-live]")) {
      const wanted = fresh.getElementById(part.id);
      if (!wanted || wanted.outerHTML === part.dataset.known) continue;
      if (isBeingEdited(part)) {
        isHeldBack = true;
        continue;
      }
      const isOpen = [...part.querySelectorAll("details")].map((item) => item.open);
      const known = wanted.outerHTML;
      const open = wanted.querySelectorAll("details");
      if (open.length === isOpen.length) open.forEach((item, place) => (item.open = isOpen[place]));
      wanted.dataset.known = known;
      part.replaceWith(wanted);
    }
  }

  function addMessages(fresh) {
    const list = document.getElementById("messages");
    const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    const wanted = [...fresh.querySelectorAll("#messages > li")];
    const ids = new Set(wanted.map((item) => item.dataset.id));
    const shown = new Map([...list.children].map((item) => [item.dataset.id, item]));
    shown.forEach((item, id) => ids.has(id) || item.remove());
    wanted.forEach((item) => shown.has(item.dataset.id) || list.append(item));
    if (isAtEnd) list.scrollTop = list.scrollHeight;
  }

  async function fetchParts() {
    do {
      isStale = isHeldBack = false;
      const answer = await fetch(address);
      if (!answer.ok) return;
      offset = Date.parse(answer.headers.get("X-Date-Exact")) - Date.now() || 0;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      replaceParts(fresh);
      addMessages(fresh);
      tick();
    } while (isStale);
  }

  function refresh() {
    isStale = true;
    refreshing ??= fetchParts()
      .catch(() => {})
      .finally(() => (refreshing = null));
  }

  async function send(form) {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Live": "1" } });
    show(answer.ok ? "" : (await answer.text()) || "That did not work.");
    if (answer.ok) {
      form.reset();
      form.closest("details")?.removeAttribute("open");
      form.querySelector("[name=text]")?.blur();
      if (form.matches(".talk")) form.querySelector("[name=text]").focus();
      refresh();
    }
  }

  function tick() {
    const timer = document.getElementById("timer");
    if (!timer) return;
    const end = timer.dataset.stopped ? Date.parse(timer.dataset.stopped) : Date.now() + offset;
    const seconds = Math.floor((end - Date.parse(timer.dataset.started)) / 1000);
    const [hours, minutes, rest] = [Math.abs(seconds) / 3600, (Math.abs(seconds) / 60) % 60, Math.abs(seconds) % 60];
    const two = (number) => String(Math.floor(number)).padStart(2, "0");
    timer.textContent = `${seconds < 0 ? "−" : ""}${Math.floor(hours)}:${two(minutes)}:${two(rest)}`;
  }

  function listen() {
    const socket = new WebSocket(`${location.protocol.replace("http", "ws")}//${location.host}/ws/race/${room.dataset.slug}`);
    socket.onmessage = refresh;
    socket.onclose = () => setTimeout(listen, 1000);
  }

  room.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-quiet]")) return;
    event.preventDefault();
    send(event.target).catch(() => show("The server cannot be reached."));
  });
  room.addEventListener("focusout", () => {
    if (isHeldBack) refresh();
  });
  const list = document.getElementById("messages");
  list.scrollTop = list.scrollHeight;
  listen();
  setInterval(tick, 250);
}
