// Everything works without this file; it saves a click here and there.
"use strict";

const root = document.documentElement;

function chooseTheme(form) {
  form.addEventListener("submit", (event) => {
    const theme = event.submitter && event.submitter.value;
    if (!theme) return;
    event.preventDefault();
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    root.dataset.theme = theme;
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === theme));
    }
  });
}

function offerCopy(button) {
  if (!navigator.clipboard) return;
  const said = button.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    said.textContent = "Copied";
    button.dataset.copied = "";
    setTimeout(() => { said.textContent = ""; delete button.dataset.copied; }, 2000);
  });
}

function showOwnTime(element) {
  const moment = new Date(element.dateTime);
  if (Number.isNaN(moment.getTime())) return;
  element.title = element.textContent;
  element.textContent = new Intl.DateTimeFormat(undefined, {
    day: "numeric", month: "short", year: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short",
  }).format(moment);
}

// Behind a picture that cannot be loaded is the first letter of the name.
function hideIfBroken(image) {
  const hide = () => { image.hidden = true; };
  if (image.complete && !image.naturalWidth) hide();
  image.addEventListener("error", hide);
}

function closeWhenLeft(details) {
  document.addEventListener("click", (event) => {
    if (!details.contains(event.target)) details.open = false;
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
}

// A link to a line of the text goes to that line of the text area.
function linkLines(summary) {
  summary.addEventListener("click", (event) => {
    const line = Number(event.target.closest("a[data-line]")?.dataset.line);
    const area = document.getElementById("content");
    if (!line || !area) return;
    event.preventDefault();
    const lines = area.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    area.focus();
    area.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
    area.scrollTop = (line - 4) * parseFloat(getComputedStyle(area).lineHeight);
  });
}

// A chosen file takes the place of the text, where it can be seen and changed before it is saved.
function readIntoTextArea(input) {
  input.addEventListener("change", async () => {
    const file = input.files[0];
    const area = document.getElementById("content");
    if (!file || !area || file.size > 262144) return;
    area.value = await file.text();
    input.value = "";
    area.focus();
  });
}

function warnBeforeLeaving(form) {
  const area = form.querySelector("textarea");
  let sent = false;
  form.addEventListener("submit", () => { sent = true; });
  window.addEventListener("beforeunload", (event) => {
    const unsaved = "unsaved" in form.dataset || area.value !== area.defaultValue;
    if (!sent && unsaved) event.preventDefault();
  });
}

// Rolling takes a while; a second click would roll a second time. Who comes back may roll again.
function sendOnce(form) {
  let button, label;
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    if (!event.submitter?.dataset.busy) return;
    button = event.submitter;
    label = button.textContent;
    button.textContent = button.dataset.busy;
  });
  window.addEventListener("pageshow", () => {
    delete form.dataset.sent;
    if (button) button.textContent = label;
  });
}

function previewText(form) {
  const lines = [...form.querySelectorAll("input.code")];
  const screen = form.querySelector(".screen");
  const show = () => { screen.textContent = lines.map((line) => line.value).join("\n"); };
  form.querySelector(".preview").hidden = false;
  form.addEventListener("input", show);
  show();
}

document.querySelectorAll("form.themes").forEach(chooseTheme);
document.querySelectorAll("button[data-copy]").forEach(offerCopy);
document.querySelectorAll(".avatar img").forEach(hideIfBroken);
document.querySelectorAll("time[datetime]").forEach(showOwnTime);
document.querySelectorAll("details.account").forEach(closeWhenLeft);
document.querySelectorAll(".summary").forEach(linkLines);
document.querySelectorAll("input[type=file][data-into]").forEach(readIntoTextArea);
document.querySelectorAll("form.editor").forEach((form) => { warnBeforeLeaving(form); sendOnce(form); });
document.querySelectorAll("form.endtext").forEach((form) => { previewText(form); sendOnce(form); });
document.querySelectorAll("form.roll").forEach(sendOnce);
