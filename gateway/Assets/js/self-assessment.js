// The form of a self-assessment: computes the total, shows the reason where points are lost, saves while the person types, and attaches
// files. Without this module the buttons of the form save and file.
import { fill } from "./browser/template.js";
import { autosave } from "./forms/autosave.js";
import { showSubtotals } from "./forms/subtotals.js";
import { plain, readPoints } from "./forms/typed-number.js";
import { offerFiles, upload, withoutEnding } from "./forms/uploads.js";

const form = document.getElementById("assessment");
const state = document.getElementById("save-state");
const rows = [...form.querySelectorAll(".item")];

const isNotApplicable = row => row.querySelector("[name^='na.']").checked;
const claim = row => isNotApplicable(row) ? null : readPoints(row.querySelector("[name^='claimed.']").value);

/** Points of a criterion with periods are the mean over the periods that apply. */
function sumOf(some) {
  const byCriterion = new Map();
  for (const row of some.filter(row => claim(row) !== null)) byCriterion.set(row.dataset.criterion, [...byCriterion.get(row.dataset.criterion) ?? [], claim(row)]);
  return plain([...byCriterion.values()].reduce((all, points) => all + points.reduce((sum, number) => sum + number, 0) / points.length, 0));
}

function show() {
  document.getElementById("total").textContent = sumOf(rows);
  showSubtotals(form, rows, sumOf);
  document.getElementById("filled").textContent = rows.filter(row => claim(row) !== null || isNotApplicable(row)).length;
  for (const row of rows) {
    const needsReason = isNotApplicable(row) || (claim(row) !== null && claim(row) < Number(row.dataset.max));
    row.querySelector(".item-reason").hidden = !needsReason && row.querySelector("[name^='reason.']").value === "";
  }
}

/** Says at their rows, or below the declared total, which fields cannot be read. */
function showUnread(unreadable) {
  for (const old of form.querySelectorAll("[data-unread]")) old.remove();
  for (const { row, text } of unreadable) {
    const place = document.getElementById(row === null ? "declared-faults" : `remarks-${row}`);
    place.append(Object.assign(document.createElement("p"), { className: "fault", textContent: text }));
    place.lastChild.dataset.unread = "";
  }
  for (const [index, row] of rows.entries()) {
    if (unreadable.some(fault => fault.row === index)) row.querySelector("[name^='claimed.']").setAttribute("aria-invalid", "true");
    else if (!row.querySelector(".fault")) row.querySelector("[name^='claimed.']").removeAttribute("aria-invalid");
  }
}

/** Removes the remarks that the save has settled. New ones are shown when the page is opened: a row that is not reached yet is no fault. */
function settle(remarks, faults) {
  const standing = new Set(remarks.map(({ row, text }) => `${row ?? ""}|${text}`));
  for (const shown of document.querySelectorAll("[data-remark]")) if (!standing.has(shown.dataset.remark)) shown.remove();
  for (const row of rows) row.classList.toggle("item-fault", row.querySelector(".fault") !== null);
  document.getElementById("fault-count").textContent = faults;
  const list = document.getElementById("faults");
  if (!list) return;
  const count = list.querySelectorAll("li").length;
  list.hidden = count === 0;
  list.querySelector("strong").textContent = fill(list.dataset.title, count);
}

autosave(form, state, show, ({ version, faults, unreadable, remarks, seen: [beside, ...ofRows] }) => {
  form.elements.basedOn.value = version;
  form.elements.seen.value = beside;
  for (const [index, mark] of ofRows.entries()) form.elements[`seen.${index}`].value = mark;
  document.getElementById("version").textContent = version;
  settle(remarks, faults);
  showUnread(unreadable);
});

/** Files a document to the evidence of the unit and attaches it to the row. */
async function attach(row, file) {
  const fields = { title: withoutEnding(file.name), kind: file.type.startsWith("image/") ? "picture" : "document", criterion: row.dataset.criterion };
  const item = await upload(form, state, fields, file, file.name);
  if (!item) return;
  const known = row.querySelector(`.file input[value="${item.id}"]`);
  if (known) known.checked = true;
  else {
    const label = Object.assign(document.createElement("label"), { className: "file" });
    const tick = Object.assign(document.createElement("input"), { type: "checkbox", name: `evidence.${row.id.slice("row-".length)}`, value: item.id, checked: true });
    label.append(tick, " ", Object.assign(document.createElement("a"), { href: `${form.dataset.evidence}/${item.id}/file`, textContent: item.title }));
    row.querySelector(".file-add").before(label);
  }
  row.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const row of rows) {
  offerFiles(row.querySelector(".file-add"), file => attach(row, file));
  // The whole row takes files that are dropped on it.
  row.addEventListener("dragover", event => {
    event.preventDefault();
    row.classList.add("item-drop");
  });
  row.addEventListener("dragleave", () => row.classList.remove("item-drop"));
  row.addEventListener("drop", async event => {
    event.preventDefault();
    row.classList.remove("item-drop");
    for (const file of [...event.dataTransfer.files]) await attach(row, file);
  });
}
