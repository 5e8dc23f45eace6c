// The second part of a credential in two parts: its field, and whether it belongs to the first part. A round whose credentials have one
// part has no such field.
import { belongTogether, codeLength, readSecond, secondLength } from "./credential-text.js";
import { byId, fill } from "../dom.js";
import { say } from "../text.js";

const field = document.getElementById("second-part");

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
export function show(credential, fault = null) {
  byId("credential").value = credential.slice(0, codeLength);
  field.value = credential.slice(codeLength);
  if (fault) explain(fault);
  else accept();
  field.focus();
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
  byId("second-fault").hidden = true;
  field.removeAttribute("aria-invalid");
}

function explain(fault, ...values) {
  fill(byId("second-fault"), say(fault, ...values));
  byId("second-fault").hidden = false;
  field.setAttribute("aria-invalid", "true");
  field.focus();
}
