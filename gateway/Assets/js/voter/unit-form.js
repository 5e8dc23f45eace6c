// The form of one unit: a group of radio buttons per criterion. Arrow keys select, and every button has a label with unit, criterion and
// option.
import { commentField, keptComment } from "./comment-form.js";
import { byId, el, fill } from "../dom.js";
import { count } from "../browser/formats.js";
import { outline } from "./headings.js";
import { countOf, criteriaOf } from "./limits.js";
import { report } from "../report.js";
import { label, say } from "../text.js";
import { optionLabel, sameLabels } from "./option-label.js";

/** Matches when the report is shown beside the form instead of folded above it. */
const wide = matchMedia("(min-width: 80rem)");

export class UnitForm {
  #paper;
  #draft;
  #limits;
  #isSent;
  #unit = null;

  /** `limits` are those of the paper for this voter, `isSent(unit)` whether the unit's slip was sent. */
  constructor(paper, draft, limits, isSent) {
    this.#paper = paper;
    this.#draft = draft;
    this.#limits = limits;
    this.#isSent = isSent;
  }

  get unit() {
    return this.#unit?.code ?? null;
  }

  /**
   * Shows the form of a unit. `place` is its position among the units, `sent` whether its slip was sent, `locked` whether that slip is
   * final.
   */
  show(unit, { place, sent, locked }) {
    this.#unit = unit;
    const unitClass = this.#paper.classes.find(candidate => candidate.code === unit.class);
    fill(byId("sheet-place"), `${label(unitClass.label)} · ${place}`);
    fill(byId("sheet-name"), label(unit.label));
    fill(byId("sheet-notice"),
      sent ? el("p", { class: locked ? "notice notice-warn" : "notice" }, say(locked ? "sentLocked" : "sentAgain")) : null,
      sent && !locked ? keptComment(this.#draft, unit.code) : null);
    fill(byId("sheet-marks"), locked ? [] : [
      ...outline(criteriaOf(this.#paper, unit)).map(item => this.#item(item)),
      ...(criteriaOf(this.#paper, unit).length > 1 ? [this.#allTheSame()] : []),
      commentField(this.#draft, unit.code, this.#paper.allowRevote && this.#draft.isKept, (text, keeps) => this.#put(this.#draft.marks(unit.code), text, keeps)),
    ]);
    this.showLimits();
    byId("sheet-clear").hidden = locked;
    const text = unit.report?.trim();
    fill(byId("report-text"), text ? report(text) : el("p", { class: "quiet" }, say("noReport")));
    byId("report").open = wide.matches;
  }

  /** Shows the marks of the draft again after another tab or an undo changed them. */
  refresh() {
    if (!this.#unit) return;
    const marks = this.#draft.marks(this.#unit.code);
    for (const input of byId("sheet-marks").querySelectorAll("input[type=radio]"))
      input.checked = marks[Number(input.dataset.criterion)] === Number(input.value);
    this.showLimits();
    const comment = byId("comment");
    if (comment && comment !== document.activeElement) comment.value = this.#draft.comment(this.#unit.code);
  }

  /** Removes all marks of this unit that have not been sent. */
  clear() {
    this.#put(Array(criteriaOf(this.#paper, this.#unit).length).fill(null), "");
    if (byId("comment")) byId("comment").value = "";
    this.refresh();
  }

  /** Moves the focus to the first criterion without a mark, and returns the number of these criteria. */
  showMissing() {
    const missing = this.#draft.marks(this.#unit.code).flatMap((mark, index) => mark === null ? [index] : []);
    byId("sheet-marks").querySelector(`input[data-criterion="${missing[0]}"]`)?.focus();
    return missing.length;
  }

  /** Marks the comment as refused and moves the focus to it. */
  showRefusedComment() {
    byId("comment-fold").open = true;
    byId("comment").setAttribute("aria-invalid", "true");
    byId("comment").focus();
  }

  /** A criterion, or a heading with everything below it. The name of the unit is a heading of level 2. */
  #item({ heading, level, id, items, criterion, index }) {
    return heading
      ? el("div", { class: "mark-group", role: "group", "aria-labelledby": id }, el(`h${level + 2}`, { id }, label(heading)), items.map(item => this.#item(item)))
      : this.#criterion(criterion, index);
  }

  #criterion(criterion, index) {
    const mark = this.#draft.marks(this.#unit.code)[index];
    const names = [label(this.#unit.label), label(criterion.label)];
    return el("fieldset", { class: "mark" },
      el("legend", {}, label(criterion.label)),
      el("div", { class: "mark-options" }, this.#paper.options.map((option, value) => el("label", { class: "mark-option" },
        el("input", {
          type: "radio", name: `mark-${index}`, value, "data-criterion": index, checked: mark === value,
          "aria-label": [...names, label(optionLabel(criterion, option))].join(say("comma")), onchange: () => this.#mark(index, value),
        }),
        el("span", { "aria-hidden": "true" }, label(optionLabel(criterion, option)))))),
      el("p", { class: "mark-limits figures small", role: "status", "data-limits": index }));
  }

  /** Shows for every criterion how many units are marked so far, as far as the ballot has limits. */
  showLimits() {
    for (const line of byId("sheet-marks").querySelectorAll("[data-limits]")) {
      const limits = this.#limits.filter(limit => limit.members.includes(this.#unit.code) && limit.place === Number(line.dataset.limits));
      fill(line, limits.map(limit => {
        const marked = countOf(limit, unit => this.#draft.marks(unit));
        return el("span", { class: limit.max !== null && marked > limit.max ? "limit limit-over" : "limit" }, limitText(this.#paper, limit, marked));
      }), limits.some(limit => limit.members.some(unit => this.#isSent(unit) && !this.#draft.isComplete(unit))) && el("span", { class: "limit quiet" }, say("limitSent")));
    }
  }

  #mark(index, value) {
    const marks = this.#draft.marks(this.#unit.code).slice();
    marks[index] = value;
    this.#put(marks, this.#draft.comment(this.#unit.code));
  }

  /** A folded control, so that it is not used by accident. One click undoes it. */
  #allTheSame() {
    const nameOf = option => sameLabels(criteriaOf(this.#paper, this.#unit), option, label).join(" / ");
    const done = el("p", { class: "same-done", role: "status" });
    const act = (option, value) => {
      const before = this.#draft.marks(this.#unit.code).slice();
      this.#put(before.map(() => value), this.#draft.comment(this.#unit.code));
      this.refresh();
      const undo = el("button", {
        type: "button", class: "button button-quiet button-small",
        onclick: () => {
          this.#put(before, this.#draft.comment(this.#unit.code));
          this.refresh();
          fill(done, say("sameUndone"));
        },
      }, say("undo"));
      fill(done, say("sameDone", count(before.length), nameOf(option)), " ", undo);
    };
    return el("details", { class: "fold" },
      el("summary", {}, say("same")),
      el("div", { class: "same-options" }, this.#paper.options.map((option, value) => el("button", {
        type: "button", class: "button button-quiet button-small", onclick: () => act(option, value),
      }, say("sameAs", nameOf(option))))),
      done);
  }

  #put(marks, comment, keeps) {
    this.#draft.put(this.#unit.code, marks, comment, keeps);
  }
}

/** A limit with the number of units that are marked so: "“Excellent”: 2 units, at most 3". */
function limitText(paper, limit, marked) {
  const name = namesOf(paper, limit);
  if (limit.max === null) return say("limitMin", name, count(marked), count(limit.min));
  if (limit.min > 0 && limit.min === limit.max)
    return say("limitExactly", name, count(marked), count(limit.min));
  return limit.min > 0 ? say("limitBoth", name, count(marked), count(limit.min), count(limit.max)) : say("limit", name, count(marked), count(limit.max));
}

/** The names of the options of a limit, as the paper calls them for its criterion. */
export function namesOf(paper, limit) {
  const criterion = paper.criteria.find(candidate => candidate.code === limit.criterion);
  return limit.values.map(value => label(optionLabel(criterion ?? {}, paper.options[value]))).join(say("or"));
}
