// Explains at once when a script of the voter's page fails before the paper is shown. Without any script the same part of the page appears
// after some seconds, by its style sheet. The page must import this module first.
const page = document.getElementById("vote");

function show() {
  if (page.dataset.view === "loading") page.dataset.broken = "";
}

addEventListener("error", show);
addEventListener("unhandledrejection", show);
