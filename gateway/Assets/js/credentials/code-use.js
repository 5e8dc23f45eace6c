// What a credential was used for, by whomever: the voter recognises by it whether anybody else used it.
import { count } from "../browser/formats.js";
import { byId, fill } from "../dom.js";
import { day, say } from "../text.js";

/** The use of a credential in words; empty before its first ballot, and when the server does not say. */
export const useOf = progress => progress?.ballots ? say("used", count(progress.ballots), day(progress.lastOn), count(progress.rated.length)) : "";

/** Shows the use in the element with this id; without progress, hides the element. */
export function showUse(id, progress) {
  const text = useOf(progress);
  byId(id).hidden = text === "";
  fill(byId(id), text);
}
