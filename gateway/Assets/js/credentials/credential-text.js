// Finds a credential in a text that was typed, pasted, or arrived in a link. Messengers and mail programs change links: they add
// punctuation and parameters, encode characters, insert invisible ones, and break lines.

/** Letters and digits of a credential. */
export const codeLength = 26;

/** Letters and digits of the second part of a credential in two parts. */
export const secondLength = 10;

/** The last characters of both parts, which agree on slips that belong together. */
const checkLength = 2;

/** Whether two parts are of slips that belong together. */
export const belongTogether = (first, second) => first.slice(-checkLength) === second.slice(-checkLength);

/** Whether a credential is all that the round asks for. */
export const isWhole = (credential, hasTwoParts) => !hasTwoParts || credential.length === codeLength + secondLength;

/** The letters of a credential: without i, l, o (read as 1, 1, 0) and u. */
const isCode = text => /^[0-9a-hjkmnp-tv-z]+$/.test(text);

/** Undoes percent-encoding. Bytes that are not UTF-8 become spaces. */
const decode = text => text.replace(/(?:%[0-9a-f]{2})+/gi, bytes => {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes.replace(/%[0-7][0-9a-f]/gi, decodeURIComponent).replace(/%../g, " ");
  }
});

/** The text as a person would read it: decoded (links are sometimes encoded twice), and without invisible characters. */
export const visible = text => decode(decode(text)).replace(/\p{Cf}/gu, "").trim();

/**
 * Reads a text. `credential` is null when the text contains none. `count` is then the number of letters and digits that were found in its
 * place. `round` is the round of a whole link, otherwise null.
 */
export function readCode(text) {
  // Full-width characters become ASCII. `=0D=0A` is a line break of quoted-printable mail.
  const plain = visible(text).normalize("NFKC").replace(/(=0d)?=0a/gi, " ").toLowerCase();
  const link = /\/vote\/([a-z0-9-]*)/.exec(plain);
  const rest = link ? afterLink(plain.slice(link.index + link[0].length)) : plain;
  // A code may be in groups: spaces, dashes, and what mail programs put at the ends and beginnings of lines do not end it.
  const runs = rest.split(/[^0-9a-z\s\p{Pd}=>]+/u).map(run => run.split(/[^0-9a-z]+/).filter(Boolean)).filter(run => run.length > 0);
  const credential = runs.map(fewestGroups).filter(Boolean).sort((one, other) => one.groups - other.groups)[0]?.code ?? null;
  return { credential, count: runs[0]?.join("").length ?? 0, round: link && plain[link.index + link[0].length] === "#" ? link[1] : null };
}

const afterLink = text => text.slice(text.indexOf("#") + 1);

/** The groups that follow each other and make up a code: as few as possible, the first ones of these; null if there are none. */
function fewestGroups(groups) {
  let best = null;
  for (let from = 0; from < groups.length; from++) {
    let code = "";
    for (let to = from; to < groups.length && code.length < codeLength; to++) {
      code += groups[to].replace(/o/g, "0").replace(/[il]/g, "1");
      const count = to - from + 1;
      if (code.length === codeLength && isCode(code) && (best === null || count < best.groups)) best = { code, groups: count };
    }
  }
  return best;
}

/** Reads a second part. `part` is null when the text is none; `count` is the number of letters and digits in it. */
export function readSecond(text) {
  const typed = visible(text).normalize("NFKC").toLowerCase().replace(/[^0-9a-z]/g, "").replace(/o/g, "0").replace(/[il]/g, "1");
  return { part: typed.length === secondLength && isCode(typed) ? typed : null, count: typed.length };
}
