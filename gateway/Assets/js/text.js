// Texts of the page, embedded by the server: in its language and in the round's time zone.
import { instant } from "./browser/formats.js";
import { fill } from "./browser/template.js";

const { texts, language, timeZone } = JSON.parse(document.getElementById("page-texts").textContent);

/** A text of the page with its placeholders filled in. */
export const say = (key, ...values) => fill(texts[key], ...values);

/** The text of a label in the page's language, or in the other one if it is missing. */
export const label = text => (language === "en" ? text?.en ?? text?.zh : text?.zh ?? text?.en) ?? "";

/** An instant in the round's time zone. */
export const moment = at => instant(at, language === "zh" ? "zh-CN" : "en-GB", {
  timeZone, year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

/** A day, given as `2026-11-30`. */
export const day = date => instant(`${date}T12:00:00Z`, language === "zh" ? "zh-CN" : "en-GB", { timeZone: "UTC", year: "numeric", month: "long", day: "numeric" });

/** Whether there is a text for something that a program says. */
export const isSaid = key => key in texts;
