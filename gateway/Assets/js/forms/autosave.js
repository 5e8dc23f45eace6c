// Saves a form while the person types. The form is posted to its own address and asks for JSON, so the server reads it as it reads the
// form that the button sends.
import { fill } from "../browser/template.js";

const pause = 1500;

/** The form goes with the button: the sign-in page carries it, and it is shown again afterwards. */
function offerSignIn(state) {
  const again = Object.assign(document.createElement("button"), { type: "submit", name: "act", value: "save", className: "button button-quiet button-small", textContent: state.dataset.signIn });
  state.textContent = state.dataset.ended;
  state.append(" ", again);
}

/** `show` is called after every input; `accept` gets the answer of a save and returns the text of the state. */
export function autosave(form, state, show, accept) {
  let timer = 0;
  let running = null;
  let isChanged = false;

  async function save() {
    if (running) return;
    isChanged = false;
    state.textContent = state.dataset.saving;
    running = fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(new FormData(form)), redirect: "manual" });
    try {
      const answer = await running;
      const body = answer.headers.get("content-type")?.includes("json") ? await answer.json() : null;
      if (answer.ok && body) {
        state.textContent = accept(body) ?? fill(state.dataset.saved, new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }));
        const unread = body.unreadable?.length > 0;
        if (unread) state.textContent = state.dataset.partly;
        form.dataset.unsent = isChanged || unread ? "yes" : "";
        form.dispatchEvent(new CustomEvent("saved"));
      } else if (answer.status === 401 || body?.code === "form-expired") {
        offerSignIn(state);
      } else {
        state.textContent = { stale: state.dataset.other, "bad-request": state.dataset.unreadable }[body?.code] ?? state.dataset.failed;
      }
    } catch {
      state.textContent = state.dataset.failed;
      isChanged = true;
    }
    running = null;
    if (isChanged) timer = setTimeout(save, pause);
  }

  form.addEventListener("input", () => {
    isChanged = true;
    show();
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  });
  // A save that runs while the form is sent would make the sent version stale.
  form.addEventListener("submit", async event => {
    clearTimeout(timer);
    if (!running) return;
    event.preventDefault();
    const { submitter } = event;
    await running.catch(() => null);
    setTimeout(() => form.requestSubmit(submitter), 0);
  });
  show();
}
