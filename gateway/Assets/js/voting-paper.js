// The open paper: shows a unit, tracks what is still to do, and sends the ballot.
import { portions } from "./ballot.js";
import { byId, fill } from "./dom.js";
import { showReceipt } from "./receipt.js";
import { count, say } from "./text.js";
import { UnitForm } from "./unit-form.js";
import { UnitList } from "./unit-list.js";
import { refuse, view } from "./views.js";

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
  #sending = false;

  constructor(paper, ballot, draft, progress) {
    this.#paper = paper;
    this.#ballot = ballot;
    this.#take(progress);
    const mine = new Set([...progress.rated, ...progress.remaining]);
    this.#units = paper.units.filter(unit => mine.has(unit.code));
    this.#draft = draft;
    draft.fit(mine, paper.criteria.length);
    this.#form = new UnitForm(paper, draft);
    this.#list = new UnitList(paper, this.#units, unit => this.#status(unit), unit => this.open(unit));
    byId("units-limited").hidden = this.#units.length === paper.units.length;
    this.#listen();
  }

  show() {
    this.#update();
    view("paper");
    if (wide.matches) this.open(this.#nextToDo() ?? this.#list.order[0], { keepFocus: true });
    if (this.#draft.pending) this.send();
  }

  /** Opens the form of a unit. On a phone it replaces the list, and the browser's "back" returns to the list. */
  open(code, { keepFocus = false } = {}) {
    const order = this.#list.order;
    const sent = this.#rated.has(code);
    this.#form.show(this.#units.find(unit => unit.code === code), {
      place: say("place", count(order.indexOf(code) + 1), count(order.length)), sent, locked: sent && !this.#paper.allowRevote,
    });
    byId("paper-sheet").hidden = false;
    if (!wide.matches && history.state?.sheet !== true) history.pushState({ sheet: true }, "");
    byId("vote-paper").dataset.shows = "sheet";
    byId("sheet-previous").disabled = order.indexOf(code) === 0;
    byId("sheet-next").disabled = order.indexOf(code) === order.length - 1;
    this.#update();
    this.#list.reveal(code);
    if (keepFocus) return;
    byId("sheet-name").focus({ preventScroll: true });
    byId("paper-sheet").scrollIntoView({ block: "start" });
  }

  async send() {
    const slips = this.#draft.complete.map(unit => this.#draft.slip(unit));
    if (this.#sending || slips.length === 0) return;
    this.#sending = true;
    this.#draft.pending = true;
    let answer = null;
    try {
      for (const portion of portions(slips)) {
        this.#say("sending", count(slips.length));
        answer = await this.#ballot.cast(portion, this.#draft.idOf(portion), seconds => this.#say("busyWait", seconds));
        this.#draft.forget(portion);
        for (const slip of portion) this.#rated.add(slip.unit);
        this.#receipt = answer.receipt;
      }
      this.#draft.pending = false;
      this.#say(null);
      this.#showReceipt(answer.at);
    } catch (refused) {
      await this.#explain(refused);
    } finally {
      this.#sending = false;
      this.#update();
    }
  }

  async #explain(refused) {
    if (refused.code === "offline") return this.#say("waitsForNetwork");
    this.#draft.pending = false;
    if (refused.code === "not-open" && refused.facts.paused) return this.#say("pausedKept");
    if (refused.code === "already-cast" || (refused.code === "not-open" && refused.facts.counted)) {
      this.#take(await this.#ballot.progress());
      this.#draft.forget(this.#draft.complete.filter(unit => this.#rated.has(unit)).map(unit => this.#draft.slip(unit)));
      return this.#say("alreadyCast");
    }
    if (["no-such-credential", "not-open"].includes(refused.code)) return refuse(refused);
    this.#say(refused.code === "busy" || refused.code === "too-many-attempts" ? "stillBusy" : "notSent");
  }

  #take(progress) {
    this.#rated = new Set(progress.rated);
    this.#receipt = progress.receipt;
  }

  #status(unit) {
    return this.#draft.isComplete(unit) ? "ready" : this.#draft.isStarted(unit) ? "started" : this.#rated.has(unit) ? "sent" : "open";
  }

  #nextToDo(after = null) {
    const order = this.#list.order;
    const from = after === null ? 0 : order.indexOf(after) + 1;
    return [...order.slice(from), ...order.slice(0, from)].find(unit => ["open", "started"].includes(this.#status(unit)));
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
    fill(byId("go-on"), say(done + started === 0 && byId("vote-paper").dataset.shows === "list" ? "begin" : "goOn"));
    byId("go-on").hidden = !next || (next === unit && byId("vote-paper").dataset.shows === "sheet");
    const status = unit === null ? "open" : this.#status(unit);
    fill(byId("sheet-state"), status === "open" ? "" : say(`sheet-${status}`));
    byId("see-receipt").hidden = !this.#receipt;
  }

  #showReceipt(at) {
    showReceipt({ receipt: this.#receipt, rated: this.#rated.size, remaining: this.#units.length - this.#rated.size, at });
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
    const step = by => this.open(this.#list.order[this.#list.order.indexOf(this.#form.unit) + by]);
    byId("sheet-previous").addEventListener("click", () => step(-1));
    byId("sheet-next").addEventListener("click", () => step(1));
    byId("sheet-back").addEventListener("click", () => history.state?.sheet ? history.back() : this.#backToList());
    byId("sheet-clear").addEventListener("click", () => this.#form.clear());
    byId("go-on").addEventListener("click", () => this.open(this.#nextToDo(this.#form.unit)));
    byId("send").addEventListener("click", () => this.#askFirst());
    byId("confirm-send").addEventListener("click", () => { this.#confirm(false); this.send(); });
    byId("confirm-not").addEventListener("click", () => this.#confirm(false));
    byId("see-receipt").addEventListener("click", () => this.#showReceipt(null));
    byId("receipt-continue").addEventListener("click", () => { view("paper"); this.open(this.#nextToDo() ?? this.#list.order[0]); });
    byId("receipt-back").addEventListener("click", () => { view("paper"); this.#backToList(); });
    this.#draft.addEventListener("change", () => this.#update());
    this.#draft.addEventListener("elsewhere", () => { this.#form.refresh(); this.#update(); });
    addEventListener("popstate", () => history.state?.sheet ? this.open(this.#form.unit) : this.#backToList());
    addEventListener("online", () => this.#draft.pending && this.send());
    addEventListener("leave", () => this.#draft.clear());
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
