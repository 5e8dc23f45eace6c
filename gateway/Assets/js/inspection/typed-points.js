// What is wrong with points or a figure as typed, said at the field at once. What was typed stays.
import { numberOf, plain } from "../forms/typed-number.js";

/** `number`, `most` or `decimals` when the text cannot be points from 0 to `max`, or a figure where `max` is null; null when nothing is wrong. */
export function faultOf(text, max) {
  if (text.trim() === "") return null;
  const number = numberOf(text);
  if (number === null || (max !== null && number < 0)) return "number";
  if (max !== null && number > max) return "most";
  return max !== null && Number(plain(number)) !== Math.round(number * 100) / 100 ? "decimals" : null;
}

/** The first field whose text has one of these faults, with its row and the fault; null where none has. A field is `[field, max]`. */
export const firstFault = (rows, fieldsOf, faults) =>
  rows.flatMap(row => fieldsOf(row).map(([field, max]) => ({ row, field, fault: faultOf(field.value, max) }))).find(found => faults.includes(found.fault)) ?? null;

/** Shows the fault of the field below it, or takes it away; one that is ignored has none. Returns whether the text cannot be read as a number at all. */
export function markField(row, field, max, isIgnored = false) {
  const place = row.querySelector("[id^='remarks-']");
  const fault = isIgnored ? null : faultOf(field.value, max);
  const said = fault === null ? "" : place.dataset[fault];
  const shown = place.querySelector(`[data-typed="${field.name}"]`);
  if (shown?.textContent === said) return fault === "number";
  shown?.remove();
  if (fault !== null) {
    const line = Object.assign(document.createElement("p"), { className: "fault", textContent: said });
    line.dataset.typed = field.name;
    place.append(line);
  }
  if (place.querySelector(".fault")) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  row.classList.toggle("score-fault", place.querySelector(".fault") !== null);
  return fault === "number";
}
