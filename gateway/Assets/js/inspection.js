// The sheet of an inspector: steps points, takes the points of the claim, adds up, keeps and sends what is typed, and takes photographs.
// Without this module the fields and buttons of the form do the same.
import { autosave } from "./forms/autosave.js";
import { showSubtotals } from "./forms/subtotals.js";
import { numberOf, plain } from "./forms/typed-number.js";
import { offerFiles, upload, withoutEnding } from "./forms/uploads.js";
import { addFiled, reduced } from "./inspection/photographs.js";
import { keepSheet } from "./inspection/sheet-saving.js";
import { markField } from "./inspection/typed-points.js";
import { keepSpotForm } from "./inspection/spot-forms.js";
import { isKept, startBand } from "./inspection/unsent-band.js";
import { say } from "./text.js";

const step = 0.5;
const form = document.getElementById("sheet");
// Null on a sheet that cannot be changed now.
const state = document.getElementById("save-state");
const unit = document.querySelector("h1").textContent;
const rows = [...form.querySelectorAll(".score[data-criterion]")];

const pointsOf = row => row.querySelector("[name^='points.']");
const isNotApplicable = row => row.querySelector("[name^='na.']").checked;
const given = row => isNotApplicable(row) ? null : numberOf(pointsOf(row)?.value ?? "");
const isGiven = row => isNotApplicable(row) || fieldOf(row).value.trim() !== "";
const sumOf = some => plain(some.reduce((sum, row) => sum + (given(row) ?? 0), 0));

function show() {
  const left = document.getElementById("left");
  const said = document.getElementById("given");
  const open = rows.filter(row => !isGiven(row)).length;
  said.textContent = said.dataset.given.replace("{0}", rows.length - open).replace("{1}", rows.length);
  document.getElementById("total").textContent = sumOf(rows);
  showSubtotals(form, rows, sumOf);
  left.textContent = open === 0 ? left.dataset.none : left.dataset.left.replace("{0}", open);
  for (const row of rows) {
    row.dataset.unreadable = fieldsOf(row).map(([field, max]) => markField(row, field, max, isNotApplicable(row))).includes(true) ? "yes" : "";
    const reason = row.querySelector(".score-reason");
    const label = reason.querySelector("label");
    const lost = row.dataset.claimed === "" || given(row) === null ? 0 : Number(row.dataset.claimed) - given(row);
    reasonOf(row).dataset.needed = isNotApplicable(row) && row.dataset.claimed !== "" || lost > 0 ? "yes" : "";
    reason.hidden = !isNotApplicable(row) && lost <= 0 && reason.querySelector("textarea").value === "";
    label.textContent = isNotApplicable(row) ? label.dataset.na : lost > 0 ? label.dataset.below.replace("{0}", plain(lost)) : label.dataset.usual;
  }
}

const nameOf = row => row.querySelector("h2").textContent;
/** The fields with numbers of a criterion, and the most that each may say. */
const fieldsOf = row => pointsOf(row) ? [[pointsOf(row), Number(row.dataset.max)]] : [...row.querySelectorAll("[name^='value.'], [name^='target.']")].map(field => [field, null]);
const reasonOf = row => row.querySelector(".score-reason textarea");
const fieldOf = row => pointsOf(row) ?? row.querySelector("[name^='value.']");

/** The sheet in words: what the device shows of one that was not accepted. */
const lines = () => [
  ...rows.filter(isGiven).map(row => [nameOf(row), isNotApplicable(row) ? say("not-applicable") : fieldOf(row).value, reasonOf(row).value].filter(text => text !== "").join(" · ")),
  ...["visitedAt", "document", "note"].map(name => form.elements[name].value).filter(text => text !== ""),
];

/** What is missing before the sheet can be filed; the field gets the focus. Null when nothing is. */
function missing() {
  const open = rows.find(row => !isGiven(row));
  const silent = rows.find(row => reasonOf(row).dataset.needed && reasonOf(row).value.trim() === "");
  (open ? fieldOf(open) : silent ? reasonOf(silent) : null)?.focus();
  return open ? say("file-open", nameOf(open)) : silent ? say("file-reason", nameOf(silent)) : null;
}

/** Files a photograph at once, where the browser can keep nothing. */
async function fileNow(row, picture, file) {
  const fields = { title: `${nameOf(row)} ${new Date().toLocaleTimeString("sv-SE")}`, kind: "picture", criterion: row.dataset.criterion };
  const item = await upload(form, state, fields, picture.jpeg, `${withoutEnding(file.name)}.jpg`);
  if (!item) return;
  addFiled(row, form.dataset.evidence, item);
  row.dispatchEvent(new Event("input", { bubbles: true }));
}

async function attach(row, file, keeping) {
  const picture = await reduced(file);
  if (!picture) state.textContent = say("unreadable-picture", file.name);
  else if (!await keeping?.keepPhotograph(row, picture, withoutEnding(file.name))) await fileNow(row, picture, file);
}

function offerSteps(row) {
  const points = pointsOf(row);
  if (points) {
    const set = number => {
      points.value = plain(Math.min(Number(row.dataset.max), Math.max(0, number)));
      points.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const [less, more] = row.querySelectorAll(".stepper button");
    less.hidden = more.hidden = false;
    // The first step begins at the claim, from which inspectors take points off.
    const from = () => numberOf(points.value) ?? Number(row.dataset.claimed || row.dataset.max);
    less.addEventListener("click", () => set(from() - step));
    more.addEventListener("click", () => set(from() + step));
    const same = row.querySelector(".score-same");
    if (same) {
      same.hidden = false;
      same.addEventListener("click", () => set(Number(row.dataset.claimed)));
    }
  }
}

async function start() {
  const keeping = state && keepSheet(form, { unit, state, show, lines, open: missing, isUnreadable: () => rows.some(row => row.dataset.unreadable) });
  if (keeping) for (const row of rows) {
    offerSteps(row);
    offerFiles(row.querySelector(".file-button"), file => attach(row, file, keeping));
  }
  if (await isKept) {
    await keeping?.restore();
    for (const [kind, address] of [["check", "/spot-checks"], ["finding", "/findings"]]) {
      const spot = document.querySelector(`form[action$="${address}"]`);
      if (spot) await keepSpotForm(spot, kind, unit, () => [...spot.querySelectorAll("textarea, [type=date]")].map(field => field.value).filter(text => text !== ""));
    }
  } else if (keeping) {
    autosave(form, state, show, ({ basedOn, conflicting }) => {
      form.elements.basedOn.value = basedOn.join();
      if (!conflicting) return undefined;
      // Both versions are stored: the page shows them side by side.
      form.dataset.unsent = "";
      location.assign(form.action);
      return state.dataset.saving;
    });
  }
  await startBand();
}

if (state) show();
start();
