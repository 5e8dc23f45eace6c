// Voting links that are shown once.
import { warnBeforeLeaving } from "./shown-once.js";

warnBeforeLeaving();
