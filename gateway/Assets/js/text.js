// Texts and forms of numbers and instants, as the server laid them into the page: in its language, and in the round's time zone.
const { texts, language, timeZone } = JSON.parse(document.getElementById("page-texts").textContent);

/** A text with its places filled: `{0}`, or `{0:unit|units}` for the word that goes with a number. */
export const say = (key, ...values) => texts[key].replace(/\{(\d)(?::([^|}]*)\|([^}]*))?\}/g, (_, place, one, many) =>
  one === undefined ? values[place] : String(values[place]) === "1" ? one : many);

/** The text of a round's label in the page's language, or in the other where it is missing. */
export const label = text => (language === "en" ? text?.en ?? text?.zh : text?.zh ?? text?.en) ?? "";

// Intl takes a slow phone a fifth of a second to load, and whole numbers do not need it.
export const count = number => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

// Nor does the paper need a time zone before there is a moment to tell.
export const moment = at => new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
  timeZone, year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
}).format(new Date(at));
