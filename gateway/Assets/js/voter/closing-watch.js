// Notices that voting has ended while the paper is open: at the announced time, from then on each minute (the time may have been
// extended), and when the voter returns to the page.
const askEvery = 60_000;
const spread = 5_000;
const timerMax = 24 * 3600 * 1000;

/** Calls `ended` with the refusal of the paper, once. `closesAt` is an instant or null, `ask` returns the refusal or null. */
export function watchClosing(closesAt, ask, ended) {
  let asked = Date.now();
  let timer = null;

  async function look() {
    asked = Date.now();
    const refused = await ask();
    if (refused?.code !== "not-open") return plan();
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onVisible);
    ended(refused);
  }

  /** A random delay spreads the requests of voters who wait for the same close. */
  function plan() {
    clearTimeout(timer);
    if (closesAt === null) return;
    const wait = Math.max(closesAt - Date.now(), asked + askEvery - Date.now(), 0) + spread * Math.random();
    timer = setTimeout(wait > timerMax ? plan : look, Math.min(wait, timerMax));
  }

  function onVisible() {
    if (!document.hidden && Date.now() - asked > askEvery) look();
  }

  document.addEventListener("visibilitychange", onVisible);
  plan();
}
