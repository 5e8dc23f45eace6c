// Asks for the paper and for how far the voter is before the page's other modules begin, so that the answers are under way meanwhile: a slow phone takes a tenth
// of a second over the modules and its storage. So this is the first that the page imports.
import { Ballot } from "./ballot.js";
import * as credentials from "./credential.js";

export const round = document.getElementById("vote").dataset.round;

/** The credential, its ballot and the answers that are under way, paper and progress; null where there is no credential. */
export function ask() {
  const credential = credentials.given(round);
  if (!credential) return null;
  const ballot = new Ballot(round, credential);
  // Whoever has voted keeps the receipt when the paper is there no more.
  return { credential, ballot, answers: Promise.allSettled([ballot.paper(), ballot.progress()]) };
}

export const first = ask();
