// Shows below a field with a maximum how many characters are left. The number is said by screen readers when few are left, after a pause in
// typing.
import { count } from "../browser/formats.js";
import { fill } from "../browser/template.js";
import { charactersLeft, isNear } from "./text-limit.js";

const pause = 1000;
const limited = "[data-characters]";
const { left: leftText, over: overText } = document.querySelector("script[data-left]").dataset;
const status = Object.assign(document.createElement("p"), { className: "visually-hidden", role: "status" });
const counters = new WeakMap();
let timer = 0;

/** The counter of a field; made when it is first needed, so that a page with many empty fields has none. */
function counterOf(field) {
  if (!counters.has(field)) {
    const line = Object.assign(document.createElement("span"), { id: `${field.id || field.name}-left` });
    // Inside the label it would be a part of the name of the field.
    (field.closest("label") ?? field).after(line);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${line.id}`.trim());
    counters.set(field, { line, wasInvalid: field.getAttribute("aria-invalid") });
  }
  return counters.get(field);
}

const leftOf = field => charactersLeft(field.value, Number(field.dataset.characters));
const isNearEnd = field => isNear(leftOf(field), Number(field.dataset.characters));

function show(field) {
  const left = leftOf(field);
  // A field of one line has room for most texts: its counter appears when few characters are left.
  if (field.tagName === "INPUT" && !counters.has(field) && !isNearEnd(field)) return;
  const { line, wasInvalid } = counterOf(field);
  line.textContent = left < 0 ? fill(overText, count(-left)) : fill(leftText, count(left));
  line.className = `limit figures ${left < 0 ? "fault" : "hint"}`;
  if (left < 0) field.setAttribute("aria-invalid", "true");
  else if (wasInvalid === null) field.removeAttribute("aria-invalid");
}

/** Shows the counter of the field in use, and lets a screen reader say it after a pause. */
function follow(field) {
  show(field);
  clearTimeout(timer);
  timer = setTimeout(() => (status.textContent = isNearEnd(field) ? counterOf(field).line.textContent : ""), pause);
}

document.body.append(status);
for (const field of document.querySelectorAll(limited)) if (field.value !== "" && !field.disabled) show(field);
for (const kind of ["focusin", "input"]) document.addEventListener(kind, event => event.target.matches?.(limited) && follow(event.target));
document.addEventListener("reset", event => setTimeout(() => [...event.target.querySelectorAll(limited)].filter(field => counters.has(field)).forEach(show)));
