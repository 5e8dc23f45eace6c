// Notices that voting has ended while the paper is open: soon after the announced time, from then on each minute (the time may have been
// extended), every few minutes before (an administrator may close by hand), and when the voter returns to the page.
const seldom = 300_000;
const often = 60_000;
const spread = 5_000;

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
    const wait = Math.min(seldom, Math.max(0, (closesAt ?? Infinity) - Date.now()));
    timer = setTimeout(() => document.hidden ? plan() : look(), Math.max(wait, asked + often - Date.now()) + spread * Math.random());
  }

  function onVisible() {
    if (!document.hidden && Date.now() - asked > often) look();
  }

  document.addEventListener("visibilitychange", onVisible);
  plan();
}
