// The page of receipts: asks for the proof of a ballot and verifies it here. Without this script the form is posted, and the server's word
// is all that there is.
import { byId, fill } from "./dom.js";
import { canVerify } from "./browser/digests.js";
import { offerPrint } from "./browser/printing.js";
import { readReceipt, verify } from "./receipts/receipt-proof.js";
import { offerLookUp } from "./receipts/code-look-up.js";
import { day, say } from "./text.js";

const language = document.documentElement.lang;
const form = byId("receipt-form");
const [round, receipt] = [form.elements.round, form.elements.receipt];
const verdicts = [...document.querySelectorAll("[data-verdict]")];
const usual = byId("receipt-fault").textContent;
let asked = 0;

function show(word) {
  for (const verdict of verdicts) verdict.hidden = verdict.dataset.verdict !== word;
  byId("receipt-steps").hidden = word !== "good";
  byId("receipt-print").hidden = word === null;
}

function fault(text) {
  show(null);
  byId("receipt-fault").textContent = text;
  byId("receipt-fault").hidden = text === "";
  receipt.toggleAttribute("aria-invalid", text !== "");
}

async function ask() {
  const answer = await fetch(`/api/rounds/${encodeURIComponent(round.value)}/receipt-checks`, {
    method: "POST", headers: { "Content-Type": "application/json", "Accept-Language": language }, body: JSON.stringify({ receipt: receipt.value }),
  });
  if (answer.ok) return answer.json();
  throw new Error((await answer.json().catch(() => null))?.code ?? "server");
}

async function check() {
  const mine = ++asked;
  const isMine = () => mine === asked;
  fault("");
  try {
    readReceipt(receipt.value);
  } catch {
    fault(say("malformed"));
    receipt.focus();
    return;
  }
  byId("receipt-busy").hidden = false;
  let proof = null;
  try {
    proof = await ask();
    const verified = canVerify() ? await verify(receipt.value, round.value, proof) : null;
    if (!isMine()) return;
    show(!proof.block ? "soon" : verified ? "good" : "unchecked");
    if (verified) {
      fill(byId("receipt-day"), say("recorded", day(proof.recordedOn), ...proof.receipt.split("-", 2)));
      fill(byId("receipt-block"), say("block", verified.block, verified.steps));
      fill(byId("receipt-key"), say("key", verified.origin, verified.keyId));
    }
  } catch (failure) {
    if (!isMine()) return;
    if (proof) show("bad");
    else fault(failure.message === "no-such-receipt" || failure.message === "no-such-round" ? say("unknown") : failure.message === "too-many-attempts" ? say("many") : say("unreachable"));
  } finally {
    if (isMine()) byId("receipt-busy").hidden = true;
  }
}

form.addEventListener("submit", event => {
  event.preventDefault();
  check();
});
offerPrint(byId("receipt-print"));
offerLookUp(round);
fault(usual);
// A link from the voter's page carries the receipt behind the sign #, which is not sent to the server.
if (location.hash.length > 1) {
  receipt.value = decodeURIComponent(location.hash.slice(1));
  try {
    history.replaceState(null, "", location.pathname + location.search);
  } catch {
    // A browser limits such changes. The receipt then stays in the address bar of this device.
  }
  check();
}
