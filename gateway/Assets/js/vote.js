// The voter's page: credential, paper, receipt.
import { ask, first, round } from "./first-requests.js";
import { Refused } from "./ballot.js";
import * as credentials from "./credential.js";
import { byId, fill } from "./dom.js";
import { Draft } from "./draft.js";
import { refuse, start, view } from "./views.js";
import { VotingPaper } from "./voting-paper.js";

async function open({ credential, ballot, answers }) {
  view("loading");
  const draft = new Draft(round, credential);
  const [paper, progress] = await answers;
  if (progress.status === "rejected") return refuse(progress.reason.code === "not-open" && paper.status === "rejected" ? paper.reason : progress.reason);
  if (paper.status === "rejected") {
    refuse(paper.reason);
    return showEarlierReceipt(progress.value);
  }
  new VotingPaper(paper.value, ballot, draft, progress.value).show();
}

function showEarlierReceipt({ receipt }) {
  byId("message-receipt").hidden = !receipt;
  fill(byId("message-receipt-code"), receipt ?? "");
}

function begin(asked) {
  credentials.takeFromAddress(round);
  if (asked) open(asked).catch(failure => refuse(failure instanceof Refused ? failure : new Refused("fault")));
  else start();
}

byId("credential-form").addEventListener("submit", event => {
  event.preventDefault();
  const credential = credentials.read(byId("credential").value);
  if (!credential) return start("badCredential");
  byId("credential").value = "";
  credentials.keep(round, credential);
  begin(ask());
});
byId("message-again").addEventListener("click", () => location.reload());
// Another link of the same round, opened in the same tab, belongs to another voter.
addEventListener("hashchange", () => {
  if (credentials.fromAddress()) {
    credentials.takeFromAddress(round);
    location.reload();
  }
});
// A skip link only moves the focus. It must not change the fragment, which is for the credential, or the history, where "back" leads from a
// unit to the list.
for (const link of document.querySelectorAll("a.skip")) {
  link.addEventListener("click", event => {
    event.preventDefault();
    const place = byId(link.hash.slice(1));
    place.scrollIntoView();
    place.focus();
  });
}
for (const button of document.querySelectorAll("[data-act=leave]"))
  button.addEventListener("click", () => dispatchEvent(new Event("leave")));
addEventListener("leave", () => {
  credentials.forget(round);
  location.replace("/");
});

begin(first);
