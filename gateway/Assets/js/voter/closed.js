// What was not sent when voting ended. It can never be sent, so the device must not keep it: it is deleted, and the voter may copy the
// comments from the page.
import { byId, el, fill } from "../dom.js";
import { count } from "../browser/formats.js";
import { say } from "../text.js";
import { showUse } from "../credentials/code-use.js";

/** Shows the receipt of a ballot that was sent before, if there is one, and the use of the credential below the message. */
export function showEarlierReceipt(receipt, progress = null) {
  byId("message-receipt").hidden = !receipt;
  fill(byId("message-receipt-code"), receipt ?? "");
  showUse("message-used", progress);
}

/** Says in the message that the ballot does not count, because it was not finished before the close. */
export function showLeftOut(isLeftOut) {
  byId("message-finish").hidden = !isLeftOut;
  fill(byId("message-finish"), isLeftOut ? say("ballotLeftOut") : "");
}

/** Shows in the message how many units were not sent, with their comments, and deletes the draft. `nameOf` returns the name of a unit. */
export function endDraft(draft, nameOf) {
  const comments = draft.units.filter(unit => draft.comment(unit).trim() !== "");
  byId("message-unsent").hidden = draft.units.length === 0;
  fill(byId("message-unsent"),
    el("p", {}, say("unsent", count(draft.units.length))),
    comments.length > 0 && el("p", {}, say("unsentComments")),
    comments.map(unit => el("figure", {}, el("figcaption", {}, nameOf(unit)), el("blockquote", {}, draft.comment(unit)))));
  draft.clear();
}
