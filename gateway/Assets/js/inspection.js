// The sheet of an inspector: steps points, takes the points of the claim, adds up, keeps and sends what is typed, and takes photographs.
// Without this module the fields and buttons of the form do the same.
import { fill } from "./browser/template.js";
import { autosave } from "./forms/autosave.js";
import { showSubtotals } from "./forms/subtotals.js";
import { plain, readPoints } from "./forms/typed-number.js";
import { charactersLeft, firstTooLong } from "./forms/text-limit.js";
import { offerFiles, upload, withoutEnding } from "./forms/uploads.js";
import { addFiled, reduced } from "./inspection/photographs.js";
import { keepSheet } from "./inspection/sheet-saving.js";
import { firstFault, markField } from "./inspection/typed-points.js";
import { keepSpotForm } from "./inspection/spot-forms.js";
import { isKept, startBand } from "./inspection/unsent-band.js";
import { say } from "./text.js";

const step = 0.5;
const limits = document.querySelector("script[data-over]").dataset;
const form = document.getElementById("sheet");
// Null on a sheet that cannot be changed now.
const state = document.getElementById("save-state");
const unit = document.querySelector("h1").textContent;
const rows = [...form.querySelectorAll(".score[data-criterion]")];

const pointsOf = row => row.querySelector("[name^='points.']");
const isNotApplicable = row => row.querySelector("[name^='na.']").checked;
const given = row => isNotApplicable(row) ? null : readPoints(pointsOf(row)?.value ?? "");
const isGiven = row => isNotApplicable(row) || fieldOf(row).value.trim() !== "";
const sumOf = some => plain(some.reduce((sum, row) => sum + (given(row) ?? 0), 0));

function show() {
  const left = document.getElementById("left");
  const said = document.getElementById("given");
  const open = rows.filter(row => !isGiven(row)).length;
  said.textContent = fill(said.dataset.given, rows.length - open, rows.length);
  document.getElementById("total").textContent = sumOf(rows);
  showSubtotals(form, rows, sumOf);
  left.textContent = open === 0 ? left.dataset.none : fill(left.dataset.left, open);
  for (const row of rows) {
    for (const [field, max] of fieldsOf(row)) markField(row, field, max, isNotApplicable(row));
    const reason = row.querySelector(".score-reason");
    const label = reason.querySelector("label");
    const lost = row.dataset.claimed === "" || given(row) === null ? 0 : Number(row.dataset.claimed) - given(row);
    reasonOf(row).dataset.needed = isNotApplicable(row) && row.dataset.claimed !== "" || lost > 0 ? "yes" : "";
    reason.hidden = !isNotApplicable(row) && lost <= 0 && reason.querySelector("textarea").value === "";
    label.textContent = isNotApplicable(row) ? label.dataset.na : lost > 0 ? fill(label.dataset.below, plain(lost)) : label.dataset.usual;
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

/** The criterion of a field and what it can be; null for no field. */
const named = found => found && say("field-of", nameOf(found.row), found.row.querySelector("[id^='remarks-']").dataset[found.fault]);
const wrong = faults => firstFault(rows.filter(row => !isNotApplicable(row)), fieldsOf, faults);
const tooLong = () => firstTooLong([...form.querySelectorAll("[data-characters]")]);
/** The place of a field with too long a text, and how much is too much; null for no field. */
const namedLong = field => field && say("field-of", nameOf(field.closest(".score")), fill(limits.over, -charactersLeft(field.value, Number(field.dataset.characters))));
const unreadable = () => named(wrong(["number"])) ?? namedLong(tooLong());

/** What is missing or wrong before the sheet can be filed; the field gets the focus. Null when nothing is. */
function missing() {
  const invalid = wrong(["number", "most", "decimals"]);
  const long = tooLong();
  if (invalid || long) {
    (invalid?.field ?? long).focus();
    return say("file-invalid", named(invalid) ?? namedLong(long));
  }
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
      // A sheet takes two decimals; a claim may have more.
      points.value = plain(Math.round(Math.min(Number(row.dataset.max), Math.max(0, number)) * 100) / 100);
      points.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const [less, more] = row.querySelectorAll(".stepper button");
    less.hidden = more.hidden = false;
    // The first step begins at the claim, from which inspectors take points off.
    const from = () => readPoints(points.value) ?? Number(row.dataset.claimed || row.dataset.max);
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
  const keeping = state && keepSheet(form, { unit, state, show, lines, open: missing, unreadable });
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
