// Opens the browser's own way to print.
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
