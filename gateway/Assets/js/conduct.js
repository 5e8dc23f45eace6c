// The operations page: turnout comes as events, refusals are polled, and a new state of the round reloads the page.
import { count } from "./browser/formats.js";
import { reload } from "./browser/reload.js";
import { events } from "./turnout.js";

const askEvery = 5000;
const board = document.querySelector("[data-refusals]");
let state = null;

events?.addEventListener("turnout", event => {
  const now = JSON.parse(event.data).state;
  if (state !== null && now !== state) reload();
  state = now;
});

async function ask() {
  if (document.hidden) return;
  const answer = await fetch(board.dataset.refusals).catch(() => null);
  if (!answer?.ok || !answer.headers.get("Content-Type")?.includes("json")) return;
  for (const [reason, number] of Object.entries(await answer.json())) {
    const cell = board.querySelector(`[data-reason="${CSS.escape(reason)}"] td`);
    if (cell) cell.textContent = count(number);
  }
}

if (board) setInterval(ask, askEvery);
