// The list of all units of the paper with their status, to search and to choose from. Only the chosen unit's form is built, so a thousand
// rows are light.
import { byId, el, fill } from "../dom.js";
import { count } from "../browser/formats.js";
import { label, say } from "../text.js";

/** A row without texts, cloned for each unit. */
const blank = el("li", {}, el("button", { type: "button", class: "unit-row" }, el("span", { class: "unit-name" }), el("span", { class: "unit-state" })));

export class UnitList {
  #units;
  #rows = new Map();
  #status;
  #current = null;

  /** `status(unit)` returns open, started, ready or sent; `choose(unit)` opens the form of the unit. */
  constructor(paper, units, status, choose) {
    this.#units = units;
    this.#status = status;
    const list = byId("unit-list");
    for (const unitClass of paper.classes) {
      const members = units.filter(unit => unit.class === unitClass.code);
      if (members.length === 0) continue;
      list.append(el("section", { class: "unit-class", "data-class": unitClass.code },
        el("h3", {}, label(unitClass.label), el("span", { class: "count" }, ` ${count(members.length)}`)), el("ul", {}, members.map(unit => this.#row(unit)))));
    }
    list.addEventListener("click", event => {
      const row = event.target.closest(".unit-row");
      if (row) choose(row.dataset.unit);
    });
    byId("unit-class").append(...paper.classes.map(unitClass => el("option", { value: unitClass.code }, label(unitClass.label))));
    for (const control of ["unit-search", "unit-class", "unit-state"]) byId(control).addEventListener("input", () => this.filter());
    byId("unit-filter").hidden = units.length <= 6;
  }

  /** The units in the order of the page. */
  get order() {
    return [...this.#rows.keys()];
  }

  /** Updates the status of every unit and marks the open one. */
  update(current) {
    for (const [code, row] of this.#rows) {
      const status = this.#status(code);
      if (row.item.dataset.status === status) continue;
      row.item.dataset.status = status;
      row.state.textContent = say(`status-${status}`);
    }
    this.#rows.get(this.#current)?.button.removeAttribute("aria-current");
    this.#rows.get(current)?.button.setAttribute("aria-current", "true");
    this.#current = current;
  }

  filter() {
    const words = byId("unit-search").value.trim().toLowerCase().split(/\s+/);
    const [unitClass, state] = [byId("unit-class").value, byId("unit-state").value];
    let shown = 0;
    for (const unit of this.#units) {
      const row = this.#rows.get(unit.code);
      const found = wordsOf(unit);
      const fits = words.every(word => found.includes(word)) && (!unitClass || unit.class === unitClass) && (!state || this.#status(unit.code) === state);
      row.item.hidden = !fits;
      if (fits) shown++;
    }
    for (const section of byId("unit-list").children) section.hidden = !section.querySelector("li:not([hidden])");
    fill(byId("unit-found"), shown === this.#units.length ? "" : say("found", count(shown)));
    byId("unit-none").hidden = shown > 0;
  }

  /** Scrolls the unit's row into view. */
  reveal(unit) {
    this.#rows.get(unit)?.item.scrollIntoView({ block: "nearest" });
  }

  #row(unit) {
    const item = blank.cloneNode(true);
    const button = item.firstChild;
    const [name, state] = button.children;
    button.dataset.unit = unit.code;
    name.textContent = label(unit.label);
    this.#rows.set(unit.code, { item, button, state });
    return item;
  }
}

/** The text that the search matches. */
const wordsOf = unit => [unit.label.zh, unit.label.en, unit.code].join(" ").toLowerCase();
