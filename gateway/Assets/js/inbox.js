// Names the number of ticked matters on the button that acts on them.
const form = document.getElementById("ticked");
const button = document.getElementById("accept");
if (form && button) {
  const usual = button.textContent;
  const show = () => {
    const count = form.querySelectorAll("input[type=checkbox]:checked").length;
    button.textContent = count === 0 ? usual : button.dataset.some.replace(/\{0(?::([^|}]*)\|([^}]*))?\}/g, (all, one, many) => (one === undefined ? count : count === 1 ? one : many));
  };
  form.addEventListener("change", show);
  addEventListener("pageshow", show);
}
