// What a credential was used for. The code is typed here, and goes to the server in the header Authorization only: not in an address, which
// is logged, and not in a form.
import { byId, fill } from "../dom.js";
import { say } from "../text.js";
import { useOf } from "../credentials/code-use.js";
import { codeLength, readCode } from "../credentials/credential-text.js";
import * as second from "../credentials/second-part.js";

const sentences = [...document.querySelectorAll("#code-use [data-round]")];
const secondField = document.getElementById("second-field");
let asked = 0;

/** Offers the form for the round that is chosen in this field. */
export function offerLookUp(round) {
  byId("code-form").addEventListener("submit", event => {
    event.preventDefault();
    lookUp(round.value);
  });
  round.addEventListener("change", () => choose(round.value));
  choose(round.value);
}

/** Says how long codes of the round are recognised. Nothing of another round stays on the page. */
function choose(round) {
  asked++;
  for (const sentence of sentences) sentence.hidden = sentence.dataset.round !== round;
  const known = factsOf(round);
  if (secondField) secondField.hidden = known !== undefined && !("parts" in known);
  byId("code-first").hidden = !(known && "parts" in known);
  byId("code-whole").hidden = !byId("code-first").hidden;
  second.clear();
  byId("code-form").hidden = known?.over === "yes";
  show("", "");
}

/** What the page knows of the round; undefined for one that it does not list. */
const factsOf = round => sentences.find(sentence => sentence.dataset.round === round)?.dataset;

/** The whole credential; null when its second part is missing or belongs to another slip, which the page then says. */
function complete(round, credential) {
  const known = factsOf(round);
  return secondField && (known ? "parts" in known : second.isTyped()) ? second.join(credential) : credential;
}

function show(said, fault) {
  byId("code-result").hidden = said === "";
  fill(byId("code-said"), said);
  byId("code-fault").hidden = fault === "";
  fill(byId("code-fault"), fault);
  byId("code").toggleAttribute("aria-invalid", fault !== "");
}

async function lookUp(round) {
  const mine = ++asked;
  const { credential } = readCode(byId("code").value);
  if (!credential) {
    show("", say("noCode", codeLength));
    byId("code").focus();
    return;
  }
  show("", "");
  const whole = complete(round, credential);
  if (!whole) return;
  second.accept();
  const [said, fault] = await ask(round, whole).then(progress => [useOf(progress) || say("unused"), ""], failure => ["", say(faults[failure.message] ?? "unreachable", failure.cause)]);
  if (mine === asked) show(said, fault);
}

const faults = { "no-such-credential": "unknownCode", "not-open": "notOpen", "too-many-attempts": "manyCodes" };

const pauseSeconds = 60;

async function ask(round, credential) {
  const answer = await fetch(`/api/rounds/${encodeURIComponent(round)}/ballot`, { headers: { Authorization: `Ballot ${credential}` }, cache: "no-store" });
  if (answer.ok) return answer.json();
  throw new Error((await answer.json().catch(() => null))?.code ?? "server", { cause: Number(answer.headers.get("Retry-After")) || pauseSeconds });
}
