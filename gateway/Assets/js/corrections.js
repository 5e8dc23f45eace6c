// The form of an answer: removes a correction without a request to the server, so that the other corrections keep what was typed.
const status = document.querySelector("[data-removed]");

for (const button of document.querySelectorAll("[data-removes]")) {
  button.addEventListener("click", event => {
    event.preventDefault();
    button.closest("[data-correction]").remove();
    status.textContent = status.dataset.removed;
    document.getElementById("corrections").focus();
  });
}
