// Pages of an inspector without a form that is kept: the band, and forms that are sent only when the server can be reached. The page for
// comparing answers what the band says about its sheet.
import { changeOne, entriesOf } from "./browser/entries.js";
import { account, here, send, showMessage, startBand } from "./inspection/unsent-band.js";
import { say } from "./text.js";

for (const form of document.querySelectorAll("main form")) {
  let isReady = false;
  form.addEventListener("submit", async event => {
    if (isReady) return;
    event.preventDefault();
    isReady = await send() === "sent";
    if (isReady) form.requestSubmit(event.submitter);
    else showMessage(say("not-sent"));
  });
  addEventListener("pageshow", () => (isReady = false));
}

async function start() {
  for (const entry of await entriesOf(account))
    if (entry.sheet === here && entry.notice === "conflict") await changeOne(entry.id, found => ({ ...found, notice: null }));
  await startBand();
}

start();
