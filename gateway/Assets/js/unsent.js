// Pages of an inspector without a form that is kept: the band alone. The page for comparing answers what the band says about its sheet.
import { changeOne, entriesOf } from "./inspection/entries.js";
import { account, draw, here, startBand } from "./inspection/unsent-band.js";

async function start() {
  for (const entry of await entriesOf(account))
    if (entry.sheet === here && entry.notice === "conflict") await changeOne(entry.id, found => ({ ...found, notice: null }));
  await startBand();
  await draw();
}

start();
