// Formats of numbers and instants. Intl takes 0.2 s to load on a slow phone, some browsers lack it, and some know no time zones.

/** A whole number with separators of thousands. */
export const count = number => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

/** An instant in the time zone, formatted by Intl with these options; if Intl cannot, the instant as written, or in UTC. */
export function instant(at, language, options) {
  try {
    return new Intl.DateTimeFormat(language, options).format(new Date(at));
  } catch {
    const [, date, time, zone] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[^Z+-]*(.*)$/.exec(at) ?? /^(.{10})T(.{5})/.exec(new Date(at).toISOString());
    return `${date} ${time} ${!zone || zone === "Z" ? "UTC" : `UTC${zone}`}`;
  }
}
