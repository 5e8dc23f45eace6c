// The receipt: proves that the ballot was counted and shows no marks.
import { offerPrint } from "../browser/printing.js";
import { byId, fill } from "../dom.js";
import { count } from "../browser/formats.js";
import { moment, say } from "../text.js";

let shown = null;

/** Shows the receipt of a ballot. `unfinished` is the number of half-marked units, which were not sent. `at` is the server's time, or null for a ballot that was sent earlier. */
export function showReceipt({ receipt, rated, remaining, unfinished, at }) {
  shown = { receipt, rated, remaining, at: at ? moment(at) : null };
  // The code may wrap, but is copied as one word.
  fill(byId("receipt-code"), ...receipt.match(/.{1,7}/g).flatMap(part => [part, document.createElement("wbr")]));
  // Behind the sign #, which is not sent to the server. Receipts of rounds without a key cannot be checked.
  byId("receipt-check").hash = receipt;
  byId("receipt-check").hidden = !/-[0-9a-z]{26}$/.test(receipt);
  fill(byId("receipt-rated"), count(rated));
  fill(byId("receipt-remaining"), count(remaining));
  byId("receipt-unfinished").hidden = unfinished === 0;
  fill(byId("receipt-unfinished"), say("receiptUnfinished", count(unfinished)));
  byId("receipt-at-row").hidden = !at;
  fill(byId("receipt-at"), shown.at ?? "");
  byId("receipt-continue").hidden = remaining === 0;
  byId("receipt-done").hidden = remaining > 0;
}

/** Saves the receipt as a text file. */
function save() {
  const lines = [byId("receipt-round").textContent, "", `${say("receipt")}: ${shown.receipt}`, shown.at && `${say("receiptAt")}: ${shown.at}`, `${say("receiptRated")}: ${shown.rated}`, byId("receipt-finish").hidden ? null : byId("receipt-finish").textContent, "", say("receiptHint")];
  const address = URL.createObjectURL(new Blob([lines.filter(line => line !== null).join("\r\n")], { type: "text/plain;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: `receipt-${shown.receipt}.txt` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

byId("receipt-save").addEventListener("click", save);
offerPrint(byId("receipt-print"));
