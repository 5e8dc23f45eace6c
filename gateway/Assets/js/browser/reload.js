// Reloads the page. A reload aborts a navigation that the user has just begun, so it waits while one may be under way. Downloads begin
// like navigations and leave the page as it is: the reload comes afterwards.
const patience = 10_000;
let leftAt = -Infinity;

addEventListener("beforeunload", () => { leftAt = performance.now(); });

export function reload() {
  if (performance.now() - leftAt > patience) location.reload();
  else setTimeout(reload, patience);
}
