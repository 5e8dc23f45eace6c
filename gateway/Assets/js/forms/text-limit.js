// Fields with a maximum of characters in data-characters. Nothing that is typed or pasted is cut: the counter says how much is too much,
// and the server refuses a text that is too long with a fault at the field.
import { lengthOf } from "../browser/characters.js";

/** How many characters the text may still have; negative for too many. The server does not count blanks around it. */
export const charactersLeft = (text, most) => most - lengthOf(text.trim());

/** Whether so few characters are left that a screen reader says the number: a tenth, and at least 20. */
export const isNear = (left, most) => left <= Math.max(20, most / 10);

/** The first field with too long a text; null where there is none. */
export const firstTooLong = fields => fields.find(field => charactersLeft(field.value, Number(field.dataset.characters)) < 0) ?? null;
