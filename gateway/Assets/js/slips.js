// Slips that are shown once.
import { offerPrint } from "./browser/printing.js";
import { warnBeforeLeaving } from "./browser/shown-once.js";

document.querySelectorAll("[data-print]").forEach(offerPrint);
warnBeforeLeaving();
