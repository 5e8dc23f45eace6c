// All units of the paper with how far each is, to search and to choose from. A thousand rows are light; only the chosen unit's sheet is built.
import { byId, el, fill } from "./dom.js";
import { count, label, say } from "./text.js";

export class UnitList {
  #units;
  #rows = new Map();
  #status;

  /** `status(unit)` says how far a unit is: open, started, ready or sent; `choose(unit)` opens its sheet. */
  constructor(paper, units, status, choose) {
    this.#units = units;
    this.#status = status;
    const list = byId("unit-list");
    for (const unitClass of paper.classes) {
      const members = units.filter(unit => unit.class === unitClass.code);
      if (members.length === 0) continue;
      const rows = members.map(unit => this.#row(unit, choose));
      list.append(el("section", { class: "unit-class", "data-class": unitClass.code },
        el("h3", {}, label(unitClass.label), el("span", { class: "count" }, ` ${count(members.length)}`)), el("ul", {}, rows)));
    }
    byId("unit-class").append(...paper.classes.map(unitClass => el("option", { value: unitClass.code }, label(unitClass.label))));
    for (const control of ["unit-search", "unit-class", "unit-state"]) byId(control).addEventListener("input", () => this.filter());
    byId("unit-filter").hidden = units.length <= 6;
  }

  /** The units in the order in which they stand on the page. */
  get order() {
    return [...this.#rows.keys()];
  }

  /** Shows how far every unit is, and which one is open. */
  update(current) {
    for (const [code, row] of this.#rows) {
      const status = this.#status(code);
      row.item.dataset.status = status;
      row.state.textContent = say(`status-${status}`);
      if (code === current) row.button.setAttribute("aria-current", "true");
      else row.button.removeAttribute("aria-current");
    }
  }

  filter() {
    const words = byId("unit-search").value.trim().toLowerCase().split(/\s+/);
    const [unitClass, state] = [byId("unit-class").value, byId("unit-state").value];
    let shown = 0;
    for (const unit of this.#units) {
      const row = this.#rows.get(unit.code);
      const fits = words.every(word => row.words.includes(word)) && (!unitClass || unit.class === unitClass) && (!state || this.#status(unit.code) === state);
      row.item.hidden = !fits;
      if (fits) shown++;
    }
    for (const section of byId("unit-list").children) section.hidden = !section.querySelector("li:not([hidden])");
    fill(byId("unit-found"), shown === this.#units.length ? "" : say("found", count(shown)));
    byId("unit-none").hidden = shown > 0;
  }

  /** Brings the unit's row into view. */
  reveal(unit) {
    this.#rows.get(unit)?.item.scrollIntoView({ block: "nearest" });
  }

  #row(unit, choose) {
    const state = el("span", { class: "unit-state" });
    const button = el("button", { type: "button", class: "unit-row", onclick: () => choose(unit.code) }, el("span", { class: "unit-name" }, label(unit.label)), state);
    const item = el("li", {}, button);
    this.#rows.set(unit.code, { item, button, state, words: [unit.label.zh, unit.label.en, unit.code].join(" ").toLowerCase() });
    return item;
  }
}
