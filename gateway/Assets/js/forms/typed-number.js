// Numbers as people type them.

/** The number, or null. Full-width characters and minus signs count as usual ones, units behind the number do not count. */
export function numberOf(text) {
  const match = text.normalize("NFKC").replace("。", ".").replace(/[−–]/, "-").match(/^\s*([+-]?(?:\d+(?:\.\d+)?|\.\d+))/);
  return match ? Number(match[1]) : null;
}

/** The number where it can be points, which are not negative; null otherwise. */
export const readPoints = text => {
  const number = numberOf(text);
  return number === null || number < 0 ? null : number;
};

/** A number as a text without the errors of binary fractions. */
export const plain = number => String(Math.round(number * 1e6) / 1e6);
