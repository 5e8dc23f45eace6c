// Calls the API for one voter. Sending is repeated a few times, which is safe: a ballot counts once, however often it is sent.
const slipsPerBallot = 200;
const bytesPerBallot = 200_000;
const retryDelays = [1, 2, 4, 8, 15, 30];

/** A request that was refused or did not reach the server; in the second case `code` is `offline`. */
export class Refused extends Error {
  constructor(code, facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

async function ask(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, options);
  } catch {
    throw new Refused("offline");
  }
  if (answer.ok) return { body: await answer.json(), at: answer.headers.get("Date") };
  const facts = await answer.json().catch(() => ({}));
  throw new Refused(facts.code ?? (answer.status >= 500 ? "busy" : "fault"), { ...facts, retryAfter: Number(answer.headers.get("Retry-After")) || null });
}

export class Ballot {
  #path;
  #credential;

  constructor(round, credential) {
    this.#path = `/api/rounds/${encodeURIComponent(round)}`;
    this.#credential = credential;
  }

  /** A browser may show a paper from its cache for a minute, so an `isOpen` of false asks the server. */
  async paper(isOpen) {
    const options = { cache: isOpen ? "default" : "no-store" };
    try {
      return (await ask(`${this.#path}/paper`, options)).body;
    } catch (refused) {
      // The paper of an internal round takes the credential. Others do not, so that shared caches may keep them.
      if (refused.code !== "no-such-credential") throw refused;
      return (await ask(`${this.#path}/paper`, { ...options, headers: this.#headers })).body;
    }
  }

  /**
   * The refusal of the paper, if it is no longer shown. Null while it is, and when there was no answer. Asks for the head alone, because
   * many voters ask at the same time and the paper is large.
   */
  async refusal() {
    const head = await fetch(`${this.#path}/paper`, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (head?.status !== 409) return null;
    return this.paper(false).then(() => null, refused => refused);
  }

  /** Receipt, units rated and units still to rate. */
  async progress() {
    return (await ask(`${this.#path}/ballot`, { headers: this.#headers, cache: "no-store" })).body;
  }

  /** Sends one ballot with its id, which is the same for each resend. While the system is busy, calls `wait` with the seconds until the next attempt. */
  async cast(slips, id, wait) {
    const body = JSON.stringify({ slips });
    for (let attempt = 0; ; attempt++) {
      try {
        const { body: answer, at } = await ask(`${this.#path}/ballot`, { method: "PUT", headers: { ...this.#headers, "Ballot-Id": id, "Content-Type": "application/json" }, body });
        return { ...answer, at };
      } catch (refused) {
        if (!["busy", "storage-full", "too-many-attempts"].includes(refused.code) || attempt >= retryDelays.length) throw refused;
        // A random delay spreads the retries of voters who were refused at the same moment.
        const seconds = Math.max(refused.facts.retryAfter ?? 0, retryDelays[attempt]) + Math.random();
        wait(Math.ceil(seconds));
        await new Promise(resume => setTimeout(resume, 1000 * seconds));
      }
    }
  }

  /** Finishes the ballot. Repeating it changes nothing. */
  async finish() {
    return (await ask(`${this.#path}/ballot/finish`, { method: "POST", headers: this.#headers })).body;
  }

  get #headers() {
    return { Authorization: `Ballot ${this.#credential}` };
  }
}

/** Splits slips into portions that fit into one ballot. */
export function portions(slips) {
  const portions = [];
  let bytes = bytesPerBallot;
  for (const slip of slips) {
    const size = new Blob([JSON.stringify(slip)]).size + 1;
    if (bytes + size > bytesPerBallot || portions[portions.length - 1].length === slipsPerBallot) {
      portions.push([]);
      bytes = 0;
    }
    portions[portions.length - 1].push(slip);
    bytes += size;
  }
  return portions;
}
