// Voting links that are shown once.
import { warnBeforeLeaving } from "./browser/shown-once.js";

warnBeforeLeaving();
