// Voting links that are shown once.
import { warnBeforeLeaving } from "./leaving.js";

warnBeforeLeaving();
