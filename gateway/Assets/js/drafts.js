// Saves a form as a draft on the server while the user types: at most once per interval, and when the page is hidden. A failed save does
// not interrupt typing and is repeated. If another device has saved in the meantime, saving stops until the user has chosen one of the
// versions.
import { instant } from "./browser/formats.js";
import { fill } from "./browser/template.js";

const form = document.querySelector("form[data-draft]");
const status = form.querySelector("[data-draft-status]");
const signIn = form.querySelector("[data-draft-sign-in]");
const conflict = document.querySelector("[data-draft-conflict]");
const version = form.elements["draft-version"];
const basedOn = form.elements.basedOn;
const interval = Number(form.dataset.draftInterval);
const retry = 5 * interval;
// The maximum size of a request that browsers complete after the page was closed (keepalive).
const keptAliveBytes = 60000;
const own = new Set(["form-token", "act", "draft-version", "basedOn"]);
const { timeZone } = status.dataset;
const clock = at => instant(at, "en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const moment = at => instant(at, "sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });

let saved = typed();
let timer = null;
let saving = null;
let isStopped = !conflict.hidden;

/** The fields as the server stores them. Files are not part of a draft. */
function typed() {
  return JSON.stringify([...new FormData(form)].filter(([name, value]) => !own.has(name) && typeof value === "string").map(([name, value]) => ({ name, value })));
}

function plan(wait = interval) {
  if (!isStopped) timer ??= setTimeout(save, wait);
}

async function save() {
  clearTimeout(timer);
  timer = null;
  const fields = typed();
  if (isStopped || saving !== null || fields === saved) return;
  const body = new Blob([`{"version":${version.value},"basedOn":${basedOn?.value ?? null},"fields":${fields}}`], { type: "application/json" });
  saving = new AbortController();
  let wait = retry;
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "PUT", body, signal: saving.signal, keepalive: document.hidden && body.size < keptAliveBytes, headers: { "form-token": form.elements["form-token"].value },
    });
    const reply = await answer.json();
    if (answer.ok) {
      version.value = reply.version;
      saved = fields;
      wait = interval;
      say("saved", clock(reply.savedAt));
    } else if (reply.code === "draft-replaced") ask(reply);
    else say({ 401: "ended", 413: "large" }[answer.status] ?? (reply.code === "too-many-drafts" ? "many" : "failed"));
  } catch {
    if (!isStopped) say("failed");
  }
  saving = null;
  if (typed() !== saved) plan(wait);
  else form.dispatchEvent(new Event("draft-saved", { bubbles: true }));
}

/** Shows the status of the draft. An unchanged text is not set again, so that screen readers are not interrupted. */
function say(what, ...values) {
  const text = status.dataset[what].replace(/\{(\d)\}/g, (_, place) => values[place]);
  if (status.textContent !== text) status.textContent = text;
  signIn.hidden = what !== "ended";
}

/** Offers both versions: the text on this page, and the one saved by another device. */
function ask({ savedAt, device }) {
  isStopped = true;
  document.querySelector("[data-draft-offer]")?.remove();
  const text = conflict.querySelector("[data-draft-replaced]");
  const words = text.dataset;
  text.textContent = savedAt ? fill(words.draftReplaced, moment(savedAt), words[device]) : words.gone;
  conflict.querySelector("[data-draft-other]").hidden = !savedAt;
  conflict.hidden = false;
  status.textContent = "";
}

form.addEventListener("input", () => plan());
document.addEventListener("visibilitychange", () => document.hidden && save());
// A submitted form needs no draft. A pending save is aborted, because it must not arrive after the form.
form.addEventListener("submit", () => {
  isStopped = true;
  saving?.abort();
});
addEventListener("pageshow", event => {
  if (event.persisted) isStopped = !conflict.hidden;
});
