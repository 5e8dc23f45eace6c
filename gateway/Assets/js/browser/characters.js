// Characters of a text, as the server counts them: Unicode scalar values, not UTF-16 units.

/** The number of characters. */
export const lengthOf = text => [...text].length;
