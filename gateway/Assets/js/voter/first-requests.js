// Requests the paper and the voter's progress before the page's other modules run, because these take 0.1 s to load on a slow phone. The
// page must import this module directly after the one that reports failures.
import { Ballot } from "./ballot.js";
import * as credentials from "../credentials/credential.js";
import { isWhole } from "../credentials/credential-text.js";

const page = document.getElementById("vote").dataset;

export const round = page.round;

/** The credential, its ballot, and the pending requests for paper and progress; null without a credential, or with one part of it. */
export function ask() {
  const credential = credentials.find(round);
  if (!credential || !isWhole(credential, "parts" in page)) return null;
  const ballot = new Ballot(round, credential);
  // allSettled: a voter can still see the receipt when the paper is no longer available.
  return { credential, ballot, answers: Promise.allSettled([ballot.paper("open" in page), ballot.progress()]) };
}

export const first = ask();
