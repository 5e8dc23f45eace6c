// The second part of a credential in two parts: its field, and whether it belongs to the first part. A round whose credentials have one
// part has no such field.
import { belongTogether, codeLength, readSecond, secondLength } from "./credential-text.js";
import { byId, fill } from "../dom.js";
import { say } from "../text.js";

const field = document.getElementById("second-part");

/** The timer that counts the seconds of a pause; null without one. */
let counting = null;

export const isAsked = field !== null;

/** The whole credential for a first part; null when the typed second part is none or does not belong to it, which the page then says. */
export function join(first) {
  if (!isAsked) return first;
  const { part, count } = readSecond(field.value);
  if (!part) explain(count > 0 && count < secondLength ? "incompleteSecond" : "badSecond", count, secondLength);
  else if (!belongTogether(first, part)) explain("mixedParts", first.slice(-2), part.slice(-2));
  return part && belongTogether(first, part) ? first + part : null;
}

/** Shows a credential in both fields, as much of it as there is, and asks for the second part where the first one is there. */
export function show(credential, fault = null, ...values) {
  byId("credential").value = credential.slice(0, codeLength);
  field.value = credential.slice(codeLength);
  if (fault) explain(fault, ...values);
  else accept();
  field.focus();
}

/** Shows a credential that cannot be sent before some seconds are over, and counts them, so that it can be corrected meanwhile. */
export function showPause(credential, seconds) {
  show(credential, "pause", seconds);
  const until = Date.now() + 1000 * seconds;
  // A screen reader says the whole pause and its end, not every second.
  byId("second-fault").setAttribute("aria-live", "off");
  counting = setInterval(() => {
    const left = Math.ceil((until - Date.now()) / 1000);
    if (left > 0) fill(byId("second-fault"), say("pause", left));
    else {
      stopCounting();
      fill(byId("second-fault"), say("pauseOver"));
    }
  }, 1000);
}

function stopCounting() {
  clearInterval(counting);
  counting = null;
  byId("second-fault").removeAttribute("aria-live");
}

/** Whether there is anything in the field. */
export const isTyped = () => isAsked && field.value.trim() !== "";

/** Empties the field and takes back what was said about it. */
export function clear() {
  if (!isAsked) return;
  field.value = "";
  accept();
}

/** Takes back what was said about the second part. */
export function accept() {
  if (!isAsked) return;
  stopCounting();
  byId("second-fault").hidden = true;
  field.removeAttribute("aria-invalid");
}

function explain(fault, ...values) {
  stopCounting();
  fill(byId("second-fault"), say(fault, ...values));
  byId("second-fault").hidden = false;
  field.setAttribute("aria-invalid", "true");
  field.focus();
}
