// Updates a turnout table from server-sent events.
import { openEvents } from "./browser/events.js";
import { count } from "./browser/formats.js";
import { readPage } from "./browser/page-document.js";
import { fill } from "./browser/template.js";

const board = document.querySelector("[data-turnout]");
const state = document.querySelector("[data-turnout-state]");

function cell(row, name) {
  return row.querySelector(`[data-cell="${name}"]`);
}

function show(turnout) {
  for (const group of turnout.groups) {
    const row = board.querySelector(`[data-group="${CSS.escape(group.group)}"]`);
    if (!row) continue;
    const share = group.voted === null || group.issued === 0 ? null : group.voted / group.issued;
    cell(row, "issued").textContent = count(group.issued);
    cell(row, "voted").textContent = group.voted === null ? "—" : count(group.voted);
    cell(row, "share").textContent = share === null ? "—" : `${(100 * share).toFixed(1)}%`;
    cell(row, "bar").setAttribute("width", share === null ? 0 : 100 * share);
  }
  const unfinished = document.querySelector("[data-unfinished]");
  if (unfinished) unfinished.textContent = fill(unfinished.dataset.unfinished, count(turnout.groups.reduce((sum, group) => sum + (group.unfinished ?? 0), 0)));
  if (turnout.state !== "voting") state.textContent = "";
  const judged = `${turnout.state} ${turnout.groups.some(group => group.validity)}`;
  if (notes() && notes().dataset.turnoutNotes !== judged) showNotes();
}

const notes = () => document.querySelector("[data-turnout-notes]");

/** Shows which groups are valid, as the server writes it; without an answer the notes stay until the next event. */
async function showNotes() {
  const { status, page } = await readPage(location.href);
  const fresh = status === 200 ? page?.querySelector("[data-turnout-notes]") : null;
  if (fresh) notes().replaceWith(document.importNode(fresh, true));
}

/** The stream of turnout events; null on a page without a turnout table. */
export const events = board && openEvents(board.dataset.turnout);
if (board && !events) state.textContent = board.dataset.lost;
events?.addEventListener("open", () => { state.textContent = board.dataset.live; });
events?.addEventListener("error", () => { state.textContent = board.dataset.lost; });
events?.addEventListener("turnout", event => show(JSON.parse(event.data)));
