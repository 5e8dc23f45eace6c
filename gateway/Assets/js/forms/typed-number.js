// Numbers as people type them.

/** The number, or null. Full-width characters count as usual ones, units behind the number do not count. */
export function numberOf(text) {
  const match = text.normalize("NFKC").replace("。", ".").match(/^\s*(\d+(?:\.\d+)?)/);
  return match ? Number(match[1]) : null;
}

/** A number as a text without the errors of binary fractions. */
export const plain = number => String(Math.round(number * 1e6) / 1e6);
