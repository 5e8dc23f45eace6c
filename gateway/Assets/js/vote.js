// The voter's page: from the credential over the paper to the receipt.
import { Ballot, Refused } from "./ballot.js";
import * as credentials from "./credential.js";
import { byId, fill } from "./dom.js";
import { refuse, start, view } from "./views.js";
import { VotingPaper } from "./voting-paper.js";

const { round } = byId("vote").dataset;
async function open(credential) {
  view("loading");
  const ballot = new Ballot(round, credential);
  // Whoever has voted keeps the receipt when the paper is there no more.
  const [paper, progress] = await Promise.allSettled([ballot.paper(), ballot.progress()]);
  if (progress.status === "rejected") return refuse(progress.reason.code === "not-open" && paper.status === "rejected" ? paper.reason : progress.reason);
  if (paper.status === "rejected") {
    refuse(paper.reason);
    return showEarlierReceipt(progress.value);
  }
  const voting = new VotingPaper(paper.value, ballot, credential, progress.value);
  voting.show();
}

function showEarlierReceipt({ receipt }) {
  byId("message-receipt").hidden = !receipt;
  fill(byId("message-receipt-code"), receipt ?? "");
}

function begin() {
  credentials.takeFromAddress(round);
  const credential = credentials.held(round);
  if (credential) open(credential).catch(failure => refuse(failure instanceof Refused ? failure : new Refused("fault")));
  else start();
}

byId("credential-form").addEventListener("submit", event => {
  event.preventDefault();
  const credential = credentials.read(byId("credential").value);
  if (!credential) return start("badCredential");
  byId("credential").value = "";
  credentials.keep(round, credential);
  begin();
});
byId("message-again").addEventListener("click", () => location.reload());
// Another link of the same round, opened in the same tab, is another voter.
addEventListener("hashchange", () => {
  if (location.hash.length > 1) {
    credentials.takeFromAddress(round);
    location.reload();
  }
});
for (const button of document.querySelectorAll("[data-act=leave]"))
  button.addEventListener("click", () => dispatchEvent(new Event("leave")));
addEventListener("leave", () => {
  credentials.forget(round);
  location.replace("/");
});

begin();
