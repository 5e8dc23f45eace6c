// The units of an inspector: keeps their sheets on the device and sends the unsent entries.
import { startBand } from "./inspection/unsent-band.js";
import { listen } from "./browser/entries.js";
import { isKeptPage, refreshSoon } from "./inspection/visits-refreshing.js";
import { canKeepPages, keepUnits, showKept } from "./inspection/units-keeping.js";

async function start() {
  const again = document.getElementById("keep-again");
  const isOld = await isKeptPage();
  await showKept().catch(() => 0);
  listen(message => {
    if (message.saved || message.entered) refreshSoon();
  });
  addEventListener("online", refreshSoon);
  addEventListener("pageshow", event => event.persisted && refreshSoon());
  if (isOld) refreshSoon();
  if (await startBand() !== "sent" || !await canKeepPages()) return;
  again.hidden = false;
  again.addEventListener("click", async () => {
    again.disabled = true;
    await keepUnits(true);
    again.disabled = false;
  });
  await keepUnits(false);
}

start();
