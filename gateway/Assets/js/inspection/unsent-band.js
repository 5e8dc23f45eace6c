// The band at the top of every page of an inspector: unsent entries, the state of the network, and refused entries.
import { el, fill } from "../dom.js";
import { isSaid, say } from "../text.js";
import { canKeep, change, changeOne, entriesOf, listen } from "../browser/entries.js";
import { keepPage, hasCaches, keptPage, own } from "../browser/kept-pages.js";
import { hasNetwork, keepStorage, listenToWorker } from "../browser/network.js";
import { latest, sendAll } from "./sending.js";
import { registerWorker, sendLater } from "../browser/worker-registration.js";

const band = document.getElementById("unsent");
const again = 20000;

export const account = band.dataset.account;
export const here = location.pathname + location.search.replace(/[?&]saved=1$/, "");
export const clock = at => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

const status = el("p", { role: "status" });
const hint = document.getElementById("offline-hint");
const acts = el("p", { class: "offline-acts" });
const list = el("ul", { class: "plain-list" });
const shown = { outcome: "sent", progress: null, problem: null, message: null };
/** Whether this browser can keep entries. */
export const isKept = canKeep();
let registration = null;
let timer = 0;
let drawing = Promise.resolve();

fill(band, status, acts, list);

const why = code => isSaid(`why-${code}`) ? say(`why-${code}`) : say("why-other", code);
const nameOf = entry => say("entry", entry.unit, say(`kind-${entry.kind}`));

/** Shows a text about the storage of the device beside the unsent entries; null removes it. */
export function showProblem(key) {
  shown.problem = key;
  draw();
}

/** A text about the last act; it goes with the next one. */
export function showMessage(text) {
  shown.message = text;
  draw();
}

export const draw = () => (drawing = drawing.then(drawOnce, drawOnce));

async function drawOnce() {
  const entries = await entriesOf(account);
  const due = entries.filter(entry => entry.isWaiting && !entry.refused);
  // On its own page the sheet itself says what is wrong.
  const told = entries.filter(entry => entry.refused || entry.notice || entry.isWaiting && entry.wrong && entry.page !== here);
  const isOff = !hasNetwork() || shown.outcome === "offline";
  const isShown = due.length + told.length > 0 || isOff || shown.outcome !== "sent" || shown.problem || shown.message;
  band.hidden = !isShown;
  if (hint) hint.hidden = !isOff;
  if (!isShown) return;
  const title = isOff ? hasNetwork() ? say("unreachable") : say("offline") : due.length > 0 && shown.outcome === "sent" ? say("unsent") : null;
  const text = shown.progress ? say("sending", ...shown.progress)
    : shown.outcome === "other" ? say("other")
    : due.length === 0 ? isOff ? say("nothing-waits") : shown.outcome === "ended" ? say("ended-nothing") : null
    : say({ ended: "ended", busy: "busy" }[shown.outcome] ?? (isOff ? "kept-off" : "kept"), due.length);
  const said = [text, shown.problem && say(shown.problem), shown.message].filter(Boolean).join(" ");
  const whole = `${title ?? ""} ${said}`;
  // An unchanged text is not set again, so that screen readers are not interrupted.
  if (status.textContent !== whole) fill(status, title && el("b", {}, title), ` ${said}`);
  fill(acts,
    due.length > 0 && shown.outcome !== "ended" && shown.outcome !== "other" && el("button", { type: "button", class: "button button-quiet button-small", onclick: () => send() }, say("send-now")),
    shown.outcome === "ended" && el("a", { class: "button button-small", href: `/sign-in?back=${encodeURIComponent(location.pathname)}` }, say("sign-in")));
  fill(list, told.map(item));
}

/** An entry that was not accepted, or that needs a look, with what was typed. */
function item(entry) {
  const open = entry.page !== here && el("a", { class: "button button-quiet button-small", href: entry.page }, say("open"));
  return el("li", {},
    el("p", {}, el("b", {}, nameOf(entry)), " ", entry.refused ? say("refused", why(entry.refused)) : entry.notice ? say(`notice-${entry.notice}`) : say("waits-for-correction", entry.wrong)),
    entry.refused && entry.said.length > 0 && el("details", {}, el("summary", {}, say("typed")), el("ul", {}, entry.said.map(line => el("li", {}, line)))),
    el("p", { class: "offline-acts" }, open,
      entry.refused
        ? [el("button", { type: "button", class: "button button-quiet button-small", onclick: () => retry(entry) }, say("retry")),
          el("button", { type: "button", class: "button button-quiet button-small", onclick: () => discard(entry) }, say("discard"))]
        : entry.notice && el("button", { type: "button", class: "button button-quiet button-small", onclick: () => changeOne(entry.id, found => ({ ...found, notice: null })).then(draw) }, say("seen"))));
}

async function retry(entry) {
  await changeOne(entry.id, found => ({ ...found, refused: null, triedAt: null }));
  await send();
}

async function discard(entry) {
  if (!confirm(say("discard-ask", nameOf(entry)))) return;
  await changeOne(entry.id, () => null);
  await draw();
}

/** Sends the unsent entries. Returns the outcome. */
export async function send() {
  clearTimeout(timer);
  shown.message = null;
  const outcome = await sendAll(account);
  shown.outcome = outcome;
  shown.progress = null;
  // The forms of a page that was kept, or that is older than the session, have a token that is refused.
  if (outcome === "sent") for (const field of document.querySelectorAll("[name='form-token']")) field.value = latest.token;
  await draw();
  const waits = (await entriesOf(account)).some(entry => entry.isWaiting && !entry.refused);
  if (waits && (outcome === "offline" || outcome === "busy")) {
    sendLater(registration);
    timer = setTimeout(send, again);
  }
  return outcome;
}

/** Sends after a pause, so that typing is not sent letter by letter. */
export function sendSoon(pause) {
  clearTimeout(timer);
  timer = setTimeout(send, pause);
}

/** Starts the band, after the page has shown what the device has. Returns the first outcome, or null when nothing can be kept. */
export async function startBand() {
  listen(message => {
    if (message.sending) shown.progress = [message.sending, message.of];
    draw();
  });
  for (const change of ["online", "offline"]) addEventListener(change, () => change === "online" ? send() : draw());
  document.addEventListener("visibilitychange", () => document.hidden || send());
  document.addEventListener("click", event => {
    // Without a network a way out of the kept pages leads to an error of the browser.
    const way = event.target.closest?.("a[href]");
    if (!way || hasNetwork() || new URL(way.href).pathname.startsWith("/inspection")) return;
    event.preventDefault();
    showMessage(say("needs-network"));
  });
  listenToWorker(message => message === "not-sent" && showMessage(say("not-sent")));
  await draw();
  if (!await isKept) {
    showProblem("no-storage");
    return null;
  }
  registration = await registerWorker();
  if (!registration || !hasCaches()) showProblem("no-pages");
  else keepStorage();
  const outcome = await send();
  return remember(outcome);
}

/** The account is the one that is signed in: from now on its pages are kept, beginning with this one. */
async function remember(outcome) {
  if (outcome !== "sent" || !registration || !hasCaches()) return outcome;
  try {
    await own(account);
    if (!await keptPage(here)) await keepPage(here);
  } catch {
    showProblem("full");
  }
  return outcome;
}

/** Removes entries that are no longer needed. */
export const forget = ids => change(async entries => {
  for (const id of ids) await entries.remove(id);
}).then(draw);
