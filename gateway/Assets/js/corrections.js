// The form of an answer: a correction goes away at once, without asking the server; the others keep what was typed in them.
const told = document.querySelector("[data-removed]");

for (const button of document.querySelectorAll("[data-removes]")) {
  button.addEventListener("click", event => {
    event.preventDefault();
    button.closest("[data-correction]").remove();
    told.textContent = told.dataset.removed;
    document.getElementById("corrections").focus();
  });
}
