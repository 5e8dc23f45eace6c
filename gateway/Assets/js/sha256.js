// SHA-256 (FIPS 180-4) of a short text. The browser's implementation is not available on sites without https, as in closed networks.
const turn = (x, bits) => (x >>> bits) | (x << (32 - bits));

/** The first 32 fractional bits of the square roots and cube roots of the first primes. */
function roots() {
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every(prime => n % prime)) primes.push(n);
  const fraction = x => ((x - Math.floor(x)) * 2 ** 32) | 0;
  return { start: primes.slice(0, 8).map(prime => fraction(Math.sqrt(prime))), constants: primes.map(prime => fraction(Math.cbrt(prime))) };
}

function block(state, constants, bytes, offset) {
  const w = new Int32Array(64);
  for (let i = 0; i < 16; i++) w[i] = bytes.getInt32(offset + 4 * i);
  for (let i = 16; i < 64; i++) {
    const s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    const s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + w[i]) | 0;
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + state[i]) | 0);
}

/** The hash in lower-case hexadecimal. */
export function sha256(text) {
  const content = new TextEncoder().encode(text);
  const padded = new Uint8Array((content.length + 9 + 63) & ~63);
  padded.set(content);
  padded[content.length] = 0x80;
  const bytes = new DataView(padded.buffer);
  bytes.setUint32(padded.length - 4, 8 * content.length);
  const { start, constants } = roots();
  let state = start;
  for (let offset = 0; offset < padded.length; offset += 64) state = block(state, constants, bytes, offset);
  return state.map(word => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
