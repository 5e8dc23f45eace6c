// The form of a self-assessment: computes the total, shows the reason where points are lost, and saves while the person types. Without this
// module the buttons of the form do the same.
import { showSubtotals } from "./subtotals.js";

const pause = 1500;
const form = document.getElementById("assessment");
const state = document.getElementById("save-state");
const rows = [...form.querySelectorAll(".item")];
let timer = 0;
let running = null;
let isChanged = false;

/** A number as people type it, or null. Full-width characters count as usual ones, units behind the number do not count. */
function numberOf(text) {
  const match = text.normalize("NFKC").replace("。", ".").match(/^\s*(\d+(?:\.\d+)?)/);
  return match ? Number(match[1]) : null;
}

function claim(row) {
  return row.querySelector("[name^='na.']").checked ? null : numberOf(row.querySelector("[name^='claimed.']").value);
}

/** Points of a criterion with periods are the mean over the periods that apply. */
function sumOf(some) {
  const byCriterion = Map.groupBy(some.filter(row => claim(row) !== null), row => row.dataset.criterion);
  const sum = [...byCriterion.values()].reduce((all, periods) => all + periods.reduce((points, row) => points + claim(row), 0) / periods.length, 0);
  return Math.round(sum * 1e6) / 1e6;
}

function show() {
  document.getElementById("total").textContent = sumOf(rows);
  showSubtotals(form, rows, sumOf);
  document.getElementById("filled").textContent = rows.filter(row => claim(row) !== null || row.querySelector("[name^='na.']").checked).length;
  for (const row of rows) {
    const points = claim(row);
    const needsReason = row.querySelector("[name^='na.']").checked || (points !== null && points < Number(row.dataset.max));
    row.querySelector(".item-reason").hidden = !needsReason && row.querySelector("[name^='reason.']").value === "";
  }
}

async function save() {
  if (running) return;
  isChanged = false;
  state.textContent = state.dataset.saving;
  running = fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(new FormData(form)), redirect: "manual" });
  try {
    const answer = await running;
    const body = answer.headers.get("content-type")?.includes("json") ? await answer.json() : null;
    if (answer.ok && body) {
      form.elements.basedOn.value = body.version;
      document.getElementById("version").textContent = body.version;
      state.textContent = state.dataset.saved.replace("{0}", new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
      form.dataset.unsent = isChanged ? "yes" : "";
      form.dispatchEvent(new CustomEvent("saved"));
    } else {
      state.textContent = body?.code === "stale" ? state.dataset.other : body?.code === "bad-request" ? state.dataset.unreadable : state.dataset.failed;
    }
  } catch {
    state.textContent = state.dataset.failed;
    isChanged = true;
  }
  running = null;
  if (isChanged) timer = setTimeout(save, pause);
}

form.addEventListener("input", () => {
  isChanged = true;
  show();
  clearTimeout(timer);
  timer = setTimeout(save, pause);
});
// A save that runs while the form is sent would make the sent version stale.
form.addEventListener("submit", async event => {
  clearTimeout(timer);
  if (!running) return;
  event.preventDefault();
  const { submitter } = event;
  await running.catch(() => null);
  setTimeout(() => form.requestSubmit(submitter), 0);
});
show();

/** Sends a file to the evidence of the unit and attaches it to the row. */
async function attach(row, file) {
  const token = form.querySelector("input[type=hidden]");
  const body = new FormData();
  body.set("title", file.name.replace(/\.[^.]*$/, "") || file.name);
  body.set("kind", file.type.startsWith("image/") ? "picture" : "document");
  body.set("criterion", row.dataset.criterion);
  body.set("date", new Date().toLocaleDateString("sv-SE"));
  body.set("file", file);
  state.textContent = state.dataset.uploading.replace("{0}", file.name);
  const answer = await fetch(form.dataset.evidence, { method: "POST", headers: { "form-token": token.value }, body }).catch(() => null);
  if (answer?.status !== 201) {
    const why = await answer?.json().catch(() => null);
    state.textContent = state.dataset.refused.replace("{0}", file.name).replace("{1}", why?.detail ?? "");
    return;
  }
  const { id, title } = await answer.json();
  const [known] = row.querySelectorAll(`.file input[value="${id}"]`);
  if (known) known.checked = true;
  else {
    const label = document.createElement("label");
    const tick = Object.assign(document.createElement("input"), { type: "checkbox", name: `evidence.${row.id.slice("row-".length)}`, value: id, checked: true });
    const link = Object.assign(document.createElement("a"), { href: `${form.dataset.evidence}/${id}/file`, textContent: title });
    label.className = "file";
    label.append(tick, " ", link);
    row.querySelector(".file-add").before(label);
  }
  row.dispatchEvent(new Event("input", { bubbles: true }));
}

async function attachAll(row, files) {
  for (const file of files) await attach(row, file);
}

for (const row of rows) {
  const add = row.querySelector(".file-add");
  if (!add) continue;
  add.hidden = false;
  const picker = add.querySelector("input");
  picker.addEventListener("input", event => event.stopPropagation());
  picker.addEventListener("change", async () => {
    await attachAll(row, [...picker.files]);
    picker.value = "";
  });
  // The whole row takes files that are dropped on it.
  row.addEventListener("dragover", event => {
    event.preventDefault();
    row.classList.add("item-drop");
  });
  row.addEventListener("dragleave", () => row.classList.remove("item-drop"));
  row.addEventListener("drop", event => {
    event.preventDefault();
    row.classList.remove("item-drop");
    attachAll(row, [...event.dataTransfer.files]);
  });
}
