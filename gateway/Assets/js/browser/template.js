// Texts with placeholders. The server fills them by the same rules.

/** A text with its placeholders filled in: `{0}`, or `{0:unit|units}` for the singular or plural of a number. */
export const fill = (template, ...values) => template.replace(/\{(\d)(?::([^|}]*)\|([^}]*))?\}/g, (_, place, one, many) =>
  one === undefined ? values[place] : String(values[place]) === "1" ? one : many);
