// Makes a comment acceptable to the system, which refuses control characters, characters that change the direction of writing, halves of
// characters, and more than 500 characters.
import { lengthOf } from "../browser/characters.js";

/** Characters of a comment. */
export const commentMax = 500;

/**
 * Replaces separators of lines and pages, as text from word processors has them, by line breaks, and removes other control characters,
 * characters that change the direction of writing, and halves of surrogate pairs.
 */
export const cleanComment = text => text.replace(/\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]/g, "\n").replace(/(?![\n\t])\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/gu, "");

/** The beginning of the text that is not too long. */
export const cutComment = text => lengthOf(text) > commentMax ? [...text].slice(0, commentMax).join("") : text;
