// Finishing the ballot, in rounds whose rules check it as a whole: the button, what it says, and what it refuses. A later ballot opens it
// again.
import { showLeftOut } from "./closed.js";
import { byId, fill } from "../dom.js";
import { count } from "../browser/formats.js";
import { namesOf } from "./unit-form.js";
import { label, say } from "../text.js";

export class Finishing {
  #paper;
  #ballot;
  #limits;
  #page;
  #finished = null;
  #leftOut = false;
  #busy = false;

  /** `page` has `say(key, ...values)`, which shows a message beside the buttons, and `hasUnsent()` and `hasSent()`. */
  constructor(paper, ballot, limits, page) {
    this.#paper = paper;
    this.#ballot = ballot;
    this.#limits = limits;
    this.#page = page;
    byId("finish").hidden = !this.#isNeeded;
    byId("finish").addEventListener("click", () => this.#finish());
  }

  /** Takes the state of the ballot from an answer of the system. */
  take(answer) {
    this.#finished = answer.finished ?? null;
    this.#leftOut = answer.leftOut === true;
  }

  /** Shows how far the ballot is. */
  update(isSending) {
    if (!this.#isNeeded) return;
    byId("finish").setAttribute("aria-disabled", String(isSending || this.#busy || this.#finished === true));
    byId("finish-state").hidden = !this.#page.hasSent();
    fill(byId("finish-state"), this.#text());
  }

  /** Says in the receipt whether the ballot is finished. */
  showInReceipt() {
    byId("receipt-finish").hidden = !this.#isNeeded;
    if (this.#isNeeded) fill(byId("receipt-finish"), this.#text());
  }

  /** After the close: says when the ballot does not count, because it was not finished. */
  close() {
    const isLost = this.#leftOut || (this.#isNeeded && this.#paper.ballot.unfinished === "ignore" && this.#finished === false && this.#page.hasSent());
    showLeftOut(isLost);
  }

  /** Explains a limit that the ballot does not meet. */
  explain({ code, facts }) {
    const limit = this.#limits[facts.limit];
    if (!limit) return this.#page.say("notSent", "");
    if (facts.missing) return this.#page.say("overLimitWhole", facts.missing.map(code => label(this.#paper.units.find(unit => unit.code === code)?.label)).join(say("comma")));
    const unitClass = this.#paper.classes.find(candidate => candidate.code === limit.class);
    const criteria = unitClass?.criteria ?? this.#paper.criteria;
    const criterion = criteria.find(candidate => candidate.code === limit.criterion);
    const [key, bound] = code === "over-limit" ? ["overLimit", facts.max] : ["underLimit", facts.min];
    this.#page.say(key, namesOf(this.#paper, limit), label(criterion?.label), count(facts.count), count(bound), label(unitClass?.label));
  }

  get #isNeeded() {
    return this.#paper.ballot?.finish === true;
  }

  #text() {
    return say(this.#finished ? "ballotFinished" : this.#paper.ballot.unfinished === "ignore" ? "ballotOpenIgnored" : "ballotOpen");
  }

  async #finish() {
    if (byId("finish").getAttribute("aria-disabled") === "true") return;
    if (this.#page.hasUnsent()) return this.#page.say("finishFirst");
    if (!this.#page.hasSent()) return this.#page.say("finishNothing");
    this.#busy = true;
    this.update(false);
    this.#page.say("finishing");
    try {
      this.take(await this.#ballot.finish());
      this.#page.say(null);
    } catch (refused) {
      this.#refuse(refused);
    } finally {
      this.#busy = false;
      this.update(false);
    }
  }

  #refuse(refused) {
    if (refused.code === "under-limit") this.explain(refused);
    else if (refused.code === "uniform-ballot") this.#page.say("uniformBallot");
    else if (refused.code === "nothing-to-finish") this.#page.say("finishNothing");
    else this.#page.say("notFinished");
  }
}
