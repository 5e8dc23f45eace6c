// Slips that are shown once. Opens the browser's print dialog.
import { warnBeforeLeaving } from "./leaving.js";

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
warnBeforeLeaving();
