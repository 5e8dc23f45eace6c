// The voter's page: credential, paper, receipt.
import * as broken from "./browser/broken.js";
import { ask, first, round } from "./voter/first-requests.js";
import { Refused } from "./voter/ballot.js";
import { endDraft, showEarlierReceipt, showLeftOut } from "./voter/closed.js";
import { readCode } from "./credentials/credential-text.js";
import * as credentials from "./credentials/credential.js";
import { byId } from "./dom.js";
import { Draft } from "./voter/draft.js";
import * as second from "./credentials/second-part.js";
import { accept, refuse, start, startAgain, view } from "./voter/views.js";
import { VotingPaper } from "./voter/voting-paper.js";

async function open({ credential, ballot, answers }) {
  view("loading");
  const draft = new Draft(round, credential);
  const [paper, progress] = await answers;
  const refused = progress.status === "rejected" && (progress.reason.code !== "not-open" || paper.status !== "rejected") ? progress.reason : paper.reason;
  if (refused) {
    if (refuse(refused)) {
      draft.readAll();
      endDraft(draft, unit => unit);
    }
    showLeftOut(progress.value?.leftOut === true);
    return showEarlierReceipt(progress.value?.receipt, progress.value);
  }
  byId("credential").value = "";
  second.clear();
  new VotingPaper(paper.value, ballot, draft, progress.value).show();
}

function begin(asked) {
  credentials.takeFromAddress(round);
  if (asked) open(asked).catch(failure => refuse(failure instanceof Refused ? failure : new Refused("fault")));
  else {
    const text = credentials.damaged(round);
    if (text) startAgain(text);
    else start();
  }
}

byId("credential-form").addEventListener("submit", event => {
  event.preventDefault();
  const text = byId("credential").value;
  const { credential, round: other } = readCode(text);
  if (!credential) return startAgain(text);
  if (other && other !== round) return location.assign(`/vote/${other}#${credential}`);
  accept(credential);
  const whole = second.join(credential);
  if (!whole) return;
  credentials.take(round, whole);
  begin(ask());
});
byId("message-again").addEventListener("click", () => dispatchEvent(new Event("again")));
addEventListener("again", () => credentials.outlastsReload(round) ? location.reload() : begin(ask()));
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
