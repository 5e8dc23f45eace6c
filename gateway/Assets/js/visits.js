// The units of an inspector: keeps their sheets on the device and sends the unsent entries.
import { startBand } from "./inspection/unsent-band.js";
import { canKeepPages, keepUnits, showKept } from "./inspection/units-keeping.js";

async function start() {
  const again = document.getElementById("keep-again");
  await showKept().catch(() => 0);
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
