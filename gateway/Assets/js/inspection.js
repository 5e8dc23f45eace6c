// The sheet of an inspector: steps points, takes the points of the claim, adds up, saves while the person types, and files photographs.
// Without this module the fields and buttons of the form do the same.
import { autosave } from "./forms/autosave.js";
import { showSubtotals } from "./forms/subtotals.js";
import { numberOf, plain } from "./forms/typed-number.js";
import { offerFiles, upload, withoutEnding } from "./forms/uploads.js";

const step = 0.5;
const longestSide = 1600;
const form = document.getElementById("sheet");
const state = document.getElementById("save-state");
const rows = [...form.querySelectorAll(".score[data-criterion]")];

const pointsOf = row => row.querySelector("[name^='points.']");
const isNotApplicable = row => row.querySelector("[name^='na.']").checked;
const given = row => isNotApplicable(row) ? null : numberOf(pointsOf(row)?.value ?? "");
const isGiven = row => isNotApplicable(row) || (pointsOf(row) ?? row.querySelector("[name^='value.']")).value.trim() !== "";
const sumOf = some => plain(some.reduce((sum, row) => sum + (given(row) ?? 0), 0));

function show() {
  const left = document.getElementById("left");
  const open = rows.filter(row => !isGiven(row)).length;
  document.getElementById("total").textContent = sumOf(rows);
  showSubtotals(form, rows, sumOf);
  left.textContent = open === 0 ? left.dataset.none : left.dataset.left.replace("{0}", open);
  for (const row of rows) {
    const reason = row.querySelector(".score-reason");
    const label = reason.querySelector("label");
    const lost = row.dataset.claimed === "" || given(row) === null ? 0 : Number(row.dataset.claimed) - given(row);
    reason.hidden = !isNotApplicable(row) && lost <= 0 && reason.querySelector("textarea").value === "";
    label.textContent = isNotApplicable(row) ? label.dataset.na : lost > 0 ? label.dataset.below.replace("{0}", plain(lost)) : label.dataset.usual;
  }
}

autosave(form, state, show, ({ basedOn, conflicting }) => {
  form.elements.basedOn.value = basedOn.join();
  if (!conflicting) return undefined;
  // Both versions are stored: the page shows them side by side.
  form.dataset.unsent = "";
  location.assign(form.action);
  return state.dataset.saving;
});

/** The picture as a JPEG whose longest side is bounded. What the camera has written beside the pixels, such as the place, is left out. */
async function reduced(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((done, fail) => canvas.toBlob(blob => blob ? done(blob) : fail(new Error("no picture")), "image/jpeg", 0.8));
}

/** Files a photograph to the inspectors' evidence of the unit and attaches it to the sheet. */
async function attach(row, file) {
  const name = row.querySelector("h2").textContent;
  const picture = await reduced(file).catch(() => null);
  const fields = { title: `${name} ${new Date().toLocaleTimeString("sv-SE")}`, kind: "picture", criterion: row.dataset.criterion };
  const item = await upload(form, state, fields, picture ?? file, picture ? `${withoutEnding(file.name)}.jpg` : file.name);
  if (!item) return;
  const { id, title, size } = item;
  const known = form.querySelector(`[name=evidence][value="${id}"]`);
  if (known) known.checked = true;
  else list(row).append(shot(id, title, size));
  row.dispatchEvent(new Event("input", { bubbles: true }));
}

function list(row) {
  const known = row.querySelector(".shots");
  if (known) return known;
  const made = Object.assign(document.createElement("ul"), { className: "shots", tabIndex: 0 });
  made.setAttribute("aria-label", row.querySelector("h2").textContent);
  row.querySelector(".claim").after(made);
  return made;
}

function shot(id, title, size) {
  const item = Object.assign(document.createElement("li"), { className: "shot shot-own" });
  const link = Object.assign(document.createElement("a"), { href: `${form.dataset.evidence}/${id}/file` });
  const tick = Object.assign(document.createElement("input"), { type: "checkbox", name: "evidence", value: id, checked: true });
  const label = Object.assign(document.createElement("label"), { className: "choice small" });
  link.append(Object.assign(document.createElement("img"), { src: `${form.dataset.evidence}/${id}/thumbnail`, alt: "", width: 108, height: 72 }), Object.assign(document.createElement("span"), { textContent: title }));
  label.append(tick, ` ${Math.ceil(size / 1024)} KB`);
  item.append(link, label);
  return item;
}

for (const row of rows) {
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
  offerFiles(row.querySelector(".file-button"), file => attach(row, file));
}
