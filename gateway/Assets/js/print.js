// Opens the browser's print dialog. The browsers of some messengers have none.
import { offerPrint } from "./browser/printing.js";

document.querySelectorAll("[data-print]").forEach(offerPrint);
