// Shows one part of the voter's page, and explains why there is no paper.
import { codeLength, readCode } from "../credentials/credential-text.js";
import * as credentials from "../credentials/credential.js";
import { byId, fill } from "../dom.js";
import { moment, say } from "../text.js";
import * as second from "../credentials/second-part.js";

const page = byId("vote");
const { round } = page.dataset;
const views = ["start", "loading", "message", "paper", "receipt"];
const pauseSeconds = 60;

/** Shows one of the page's views and moves the focus to its heading for screen readers. */
export function view(name) {
  for (const other of views) byId(`vote-${other}`).hidden = other !== name;
  page.dataset.view = name;
  if (name !== "loading") (byId(`vote-${name}`).querySelector("h1, h2") ?? byId("content")).focus({ preventScroll: name === "paper" });
}

/** Explains why there is no paper. `again` offers to reload. */
function message(key, { values = [], again = false } = {}) {
  fill(byId("message-title"), say(`${key}Title`));
  fill(byId("message-text"), say(`${key}Text`, ...values));
  byId("message-again").hidden = !again;
  view("message");
}

/** Asks for the credential. `text` is what the field shows; without it, what was typed stays. */
export function start(fault = null, text = null, ...values) {
  if (text !== null) byId("credential").value = text;
  accept();
  byId("credential-fault").hidden = fault === null;
  if (fault) {
    fill(byId("credential-fault"), say(fault, ...values));
    byId("credential").setAttribute("aria-invalid", "true");
  }
  // After the close the form is folded; what is wrong with the credential must be seen.
  if (fault || text !== null) byId("credential-form").closest("details")?.setAttribute("open", "");
  view("start");
  const known = credentials.stored(round);
  if (!fault && second.isAsked && known) second.show(known);
  else byId("credential").focus();
}

/** Takes back what was said about the credential. */
export function accept() {
  byId("credential-fault").hidden = true;
  byId("credential").removeAttribute("aria-invalid");
}

/** Asks for the credential again, after a text that contains none or only a part of one. */
export function startAgain(text) {
  const { count } = readCode(text);
  if (count > 0 && count < codeLength) start("incompleteCredential", text, count, codeLength);
  else start("badCredential", text, codeLength);
}

/** Reacts to a refusal of the paper. Returns whether voting has ended for good. */
export function refuse(refused) {
  const { code, facts } = refused;
  if (code === "no-such-credential") {
    const credential = credentials.stored(round);
    credentials.forget(round);
    if (!second.isAsked) start("unknownCredential", credential);
    else {
      start(null, "");
      second.show(credential, "unknownPair");
    }
  } else if (code === "too-many-attempts" && second.isAsked) pause(facts.retryAfter ?? pauseSeconds);
  else if (code === "too-many-attempts") message("tooMany", { again: true });
  else if (code === "not-open") return notOpen(facts);
  else if (code === "offline") message("offline", { again: true });
  else if (code === "busy") message("busy", { again: true });
  else message("fault", { again: true });
  return false;
}

/** Only the first part stays stored: a reload must not send a second part that may be wrong. */
function pause(seconds) {
  const credential = credentials.stored(round);
  credentials.take(round, credential.slice(0, codeLength));
  start(null, "");
  second.showPause(credential, seconds);
}

function notOpen({ state, opensAt: opens, closesAt }) {
  const isBefore = ["draft", "assessing"].includes(state) || (!state && opens && new Date(opens) > Date.now());
  if (state === "cancelled") message("cancelled");
  else if (isBefore) {
    message(opens ? "notYet" : "notYetUnknown", { values: opens ? [moment(opens)] : [], again: true });
    if (opens) lookAgainAt(new Date(opens));
  } else message(closesAt ? "closed" : "closedUnknown", { values: closesAt ? [moment(closesAt)] : [] });
  return !isBefore;
}

/** A random delay spreads the requests of voters who wait for the opening. */
function lookAgainAt(instant) {
  const wait = instant - Date.now() + 5000 * Math.random();
  if (wait > 0 && wait < 24 * 3600 * 1000) setTimeout(() => dispatchEvent(new Event("again")), wait);
}

/** Lets the browser's "back" return to the list. Some browsers limit how often; without it, a button of the page returns. */
export function pushSheet() {
  try {
    history.pushState({ sheet: true }, "");
  } catch {
    // See above.
  }
}
