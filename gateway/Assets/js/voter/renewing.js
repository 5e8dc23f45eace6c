// Notices that another tab or device of the voter may have sent slips.

// A tab that becomes visible again asks for the state of the ballot at most this often.
const pause = 5000;

/**
 * Calls `renew` when the newest state of the ballot is needed, and `refresh` when another tab has changed the draft. While the tab is
 * hidden nothing is asked.
 */
export function renewWhenShown(draft, refresh, renew) {
  let at = Date.now();
  let started = draft.units.length;
  const now = () => {
    at = Date.now();
    renew();
  };
  draft.addEventListener("change", () => (started = draft.units.length));
  draft.addEventListener("elsewhere", () => {
    // Slips that are gone were sent or cleared in the other tab.
    const isLess = draft.units.length < started;
    started = draft.units.length;
    refresh();
    if (isLess && document.hidden) at = 0;
    else if (isLess) now();
  });
  document.addEventListener("visibilitychange", () => !document.hidden && Date.now() - at > pause && now());
  addEventListener("pageshow", event => event.persisted && now());
}
