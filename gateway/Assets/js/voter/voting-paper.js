// The open paper: shows a unit, tracks what is still to do, and sends the ballot.
import { portions } from "./ballot.js";
import { endDraft, showEarlierReceipt } from "./closed.js";
import { watchClosing } from "./closing-watch.js";
import { byId, fill } from "../dom.js";
import { count } from "../browser/formats.js";
import { Finishing } from "./finishing.js";
import { showUse } from "../credentials/code-use.js";
import { criteriaOf, limitsOf } from "./limits.js";
import { nextUnit } from "./next-unit.js";
import { renewWhenShown } from "./renewing.js";
import { showReceipt } from "./receipt.js";
import { label, say } from "../text.js";
import { UnitForm } from "./unit-form.js";
import { UnitList } from "./unit-list.js";
import { pushSheet, refuse, view } from "./views.js";

const wide = matchMedia("(min-width: 64rem)");

export class VotingPaper {
  #paper;
  #ballot;
  #units;
  #rated;
  #receipt;
  #draft;
  #list;
  #form;
  #finishing;
  #sending = false;
  /** The refusal that said that voting has ended. */
  #ended = null;
  /** The half-marked unit that the voter was reminded of. */
  #reminded = null;

  constructor(paper, ballot, draft, progress) {
    this.#paper = paper;
    this.#ballot = ballot;
    this.#take(progress);
    const mine = new Set([...progress.rated, ...progress.remaining]);
    this.#units = paper.units.filter(unit => mine.has(unit.code));
    this.#draft = draft;
    draft.fit(mine, unit => criteriaOf(paper, this.#unit(unit)).length);
    const limits = limitsOf(paper, this.#units);
    this.#form = new UnitForm(paper, draft, limits, unit => this.#rated.has(unit));
    this.#finishing = new Finishing(paper, ballot, limits, { say: (...text) => this.#say(...text), hasUnsent: () => draft.complete.length > 0, hasSent: () => this.#rated.size > 0 });
    this.#finishing.take(progress);
    this.#list = new UnitList(paper, this.#units, unit => this.#status(unit), unit => this.open(unit));
    byId("units-limited").hidden = this.#units.length === paper.units.length;
    this.#listen();
  }

  show() {
    this.#update();
    view("paper");
    if (wide.matches) this.open(this.#nextToDo() ?? this.#list.order[0], { keepFocus: true });
    if (this.#draft.pending) this.send();
    const { closes } = byId("vote").dataset;
    watchClosing(closes ? Date.parse(closes) : null, () => this.#ballot.refusal(), refused => this.#end(refused));
  }

  /** Opens the form of a unit. On a phone it replaces the list, and the browser's "back" returns to the list. */
  open(code, { keepFocus = false } = {}) {
    const order = this.#list.order;
    this.#reminded = null;
    this.#form.show(this.#unit(code), this.#placeOf(code));
    byId("paper-sheet").hidden = false;
    if (!wide.matches && history.state?.sheet !== true) pushSheet();
    byId("vote-paper").dataset.shows = "sheet";
    byId("sheet-previous").disabled = order.indexOf(code) === 0;
    byId("sheet-next").disabled = order.indexOf(code) === order.length - 1;
    this.#update();
    this.#list.reveal(code);
    if (keepFocus) return;
    byId("sheet-name").focus({ preventScroll: true });
    byId("paper-sheet").scrollIntoView({ block: "start" });
  }

  /** What the form says of a unit: its place, and whether its slip was sent and is final. */
  #placeOf(code) {
    const order = this.#list.order;
    const sent = this.#rated.has(code);
    return { place: say("place", count(order.indexOf(code) + 1), count(order.length)), sent, locked: sent && !this.#paper.allowRevote };
  }

  async send() {
    const slips = this.#draft.complete.map(unit => this.#draft.slip(unit));
    if (this.#sending || slips.length === 0) return;
    this.#sending = true;
    this.#draft.pending = true;
    let answer = null;
    let portion = null;
    try {
      for (portion of portions(slips)) {
        this.#say("sending", count(slips.length));
        answer = await this.#ballot.cast(portion, this.#draft.idOf(portion), seconds => this.#say("busyWait", seconds, this.#whereKept));
        this.#draft.forget(portion);
        for (const slip of portion) this.#rated.add(slip.unit);
        this.#receipt = answer.receipt;
        // The number of ballots has changed; the next look at the progress tells it.
        showUse("code-used", null);
        this.#finishing.take(answer);
      }
      this.#draft.pending = false;
      this.#say(null);
      this.#showReceipt(answer.at);
    } catch (refused) {
      await this.#explain(refused, portion);
    } finally {
      this.#sending = false;
      if (this.#ended) this.#end(this.#ended);
      this.#update();
    }
  }

  async #explain(refused, portion) {
    const { code, facts } = refused;
    if (code === "offline") return this.#say("waitsForNetwork", this.#whereKept);
    this.#draft.pending = false;
    if (code === "no-such-credential") return refuse(refused);
    if (code === "not-open" && facts.paused) return this.#say("pausedKept", this.#whereKept);
    if (code === "not-open") {
      if (facts.counted) this.#draft.forget(portion);
      await this.#refreshProgress();
      this.#ended = refused;
    } else if (code === "already-cast") {
      await this.#refreshProgress();
      this.#draft.forget(this.#draft.complete.filter(unit => this.#rated.has(unit)).map(unit => this.#draft.slip(unit)));
      this.#say("alreadyCast");
    } else if (code === "over-limit") this.#finishing.explain(refused);
    else if (code === "bad-ballot" || code === "unit-not-yours") this.#showRefusedSlip(refused, portion);
    else if (["busy", "too-many-attempts"].includes(code)) this.#say("stillBusy", this.#whereKept);
    else this.#say(code === "fault" ? "unsure" : "notSent", this.#whereKept);
  }

  /** Opens the unit whose slip was refused, and says what was refused. */
  #showRefusedSlip({ code, facts }, portion) {
    const unit = this.#unit(facts.unit ?? portion[facts.slip]?.unit);
    if (!unit) return this.#say("notSent", this.#whereKept);
    const isComment = facts.faults?.[0]?.pointer.endsWith("/comment") === true;
    this.open(unit.code);
    if (isComment) this.#form.showRefusedComment();
    this.#say(code === "unit-not-yours" ? "unitRefused" : isComment ? "commentRefused" : "slipRefused", label(unit.label));
  }

  /** Explains that voting has ended, and what was not sent. A receipt that is being read stays until the voter leaves it. */
  #end(refused) {
    this.#ended = refused;
    if (this.#sending || byId("vote").dataset.view !== "paper") return;
    if (refuse(refused)) endDraft(this.#draft, unit => label(this.#unit(unit)?.label) || unit);
    showEarlierReceipt(this.#receipt);
    this.#finishing.close();
  }

  /** Progress as the system knows it; as the page knows it if there is no answer. */
  async #refreshProgress() {
    const progress = await this.#ballot.progress().catch(() => null);
    if (progress) this.#take(progress);
  }

  /**
   * Shows what another tab or device of this voter has sent since. Marks that were not sent stay: they are in the draft, which the tabs
   * share.
   */
  async #renew() {
    if (this.#sending || this.#ended) return;
    const [unit, wasSent, receipt, rated] = [this.#form.unit, this.#rated.has(this.#form.unit), this.#receipt, this.#rated.size];
    const progress = await this.#ballot.progress().catch(() => null);
    if (!progress || this.#sending || this.#ended) return;
    this.#take(progress);
    this.#finishing.take(progress);
    if (unit !== null && unit === this.#form.unit && wasSent !== this.#rated.has(unit)) this.#form.show(this.#unit(unit), this.#placeOf(unit));
    this.#update();
    if (byId("vote").dataset.view === "receipt" && (receipt !== this.#receipt || rated !== this.#rated.size)) this.#showReceipt(null);
  }

  /** Where unsent marks are. */
  get #whereKept() {
    return say(this.#draft.isKept ? "onDevice" : "onPage");
  }

  #unit(code) {
    return this.#units.find(unit => unit.code === code);
  }

  #take(progress) {
    this.#rated = new Set(progress.rated);
    this.#receipt = progress.receipt;
    showUse("code-used", progress);
  }

  #status(unit) {
    return this.#draft.isComplete(unit) ? "ready" : this.#draft.isStarted(unit) ? "started" : this.#rated.has(unit) ? "sent" : "open";
  }

  #nextToDo(after = null) {
    return nextUnit(this.#list.order, unit => this.#status(unit), after);
  }

  #update() {
    const [ready, started] = [this.#draft.complete.length, this.#draft.incomplete.length];
    const done = this.#units.filter(unit => ["ready", "sent"].includes(this.#status(unit.code))).length;
    const unit = this.#form.unit;
    this.#list.update(unit);
    fill(byId("progress-text"), say("progress", count(done), count(this.#units.length)));
    byId("progress-bar").setAttribute("width", 100 * done / Math.max(1, this.#units.length));
    fill(byId("progress-more"), [ready > 0 && say("ready", count(ready)), started > 0 && say("started", count(started))].filter(Boolean).join(say("comma")));
    fill(byId("send"), ready > 0 ? say("send", count(ready)) : say("sendNothing"));
    byId("send").setAttribute("aria-disabled", String(ready === 0 || this.#sending));
    const next = this.#nextToDo(unit);
    const status = unit === null ? "open" : this.#status(unit);
    const missing = unit === null ? 0 : this.#draft.marks(unit).filter(mark => mark === null).length;
    const shows = byId("vote-paper").dataset.shows;
    const isHere = next !== null && next === unit && shows === "sheet";
    fill(byId("go-on"), isHere ? say("finish", missing) : say(done + started === 0 && shows === "list" ? "begin" : "goOn"));
    byId("go-on").hidden = next === null || (isHere && status === "open");
    fill(byId("sheet-state"), status === "open" ? "" : say(`sheet-${status}`, missing));
    this.#finishing.update(this.#sending);
    byId("not-kept").hidden = this.#draft.isKept;
    byId("see-receipt").hidden = !this.#receipt;
  }

  #showReceipt(at) {
    showReceipt({ receipt: this.#receipt, rated: this.#rated.size, remaining: this.#units.length - this.#rated.size, unfinished: this.#draft.incomplete.length, at });
    this.#finishing.showInReceipt();
    view("receipt");
    scrollTo(0, 0);
  }

  #say(key, ...values) {
    fill(byId("send-state"), key ? say(key, ...values) : "");
  }

  #backToList() {
    byId("vote-paper").dataset.shows = "list";
    this.#update();
    this.#list.reveal(this.#form.unit);
  }

  #listen() {
    byId("sheet-previous").addEventListener("click", () => this.#step(-1));
    byId("sheet-next").addEventListener("click", () => this.#step(1));
    byId("sheet-back").addEventListener("click", () => history.state?.sheet ? history.back() : this.#backToList());
    byId("sheet-clear").addEventListener("click", () => this.#form.clear());
    byId("go-on").addEventListener("click", () => this.#goOn());
    byId("send").addEventListener("click", () => this.#askFirst());
    byId("confirm-send").addEventListener("click", () => { this.#confirm(false); this.send(); });
    byId("confirm-not").addEventListener("click", () => this.#confirm(false));
    byId("see-receipt").addEventListener("click", () => this.#showReceipt(null));
    byId("receipt-continue").addEventListener("click", () => this.#leaveReceipt(() => this.open(this.#nextToDo() ?? this.#list.order[0])));
    byId("receipt-back").addEventListener("click", () => this.#leaveReceipt(() => this.#backToList()));
    this.#draft.addEventListener("change", () => { this.#reminded = null; this.#form.showLimits(); this.#update(); });
    renewWhenShown(this.#draft, () => { this.#form.refresh(); this.#update(); }, () => this.#renew());
    addEventListener("popstate", () => history.state?.sheet ? this.open(this.#form.unit) : this.#backToList());
    addEventListener("online", () => this.#draft.pending && this.send());
    addEventListener("leave", () => this.#draft.clear());
    addEventListener("beforeunload", event => {
      if (!this.#draft.isKept && this.#draft.units.length > 0) event.preventDefault();
    });
  }

  /** Opens the next unit to rate. While the open one is half-marked, moves to its first criterion without a mark. */
  #goOn() {
    const next = this.#nextToDo(this.#form.unit);
    if (next === this.#form.unit && byId("vote-paper").dataset.shows === "sheet") this.#form.showMissing();
    else this.open(next);
  }

  /** Opens a neighbour in the list. A half-marked unit is left at the second press only. */
  #step(by) {
    const unit = this.#form.unit;
    if (this.#status(unit) === "started" && this.#reminded !== unit) {
      this.#reminded = unit;
      return fill(byId("sheet-state"), say("sheet-leave", this.#form.showMissing()));
    }
    this.open(this.#list.order[this.#list.order.indexOf(unit) + by]);
  }

  #leaveReceipt(act) {
    view("paper");
    if (this.#ended) this.#end(this.#ended);
    else act();
  }

  /** If votes cannot be changed, asks for confirmation before sending. */
  #askFirst() {
    if (byId("send").getAttribute("aria-disabled") === "true") return;
    if (this.#paper.allowRevote) this.send();
    else this.#confirm(true);
  }

  #confirm(isAsked) {
    byId("confirm").hidden = !isAsked;
    (isAsked ? byId("confirm-send") : byId("send")).focus();
  }
}
