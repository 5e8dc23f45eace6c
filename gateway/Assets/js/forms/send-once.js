// A double click on a button sends its form once.
const pause = 1000;

export function sendOnce() {
  const sent = new WeakMap();
  // On the window: after the modules of the forms, which may keep a form on the page and send it themselves.
  addEventListener("submit", event => {
    if (event.defaultPrevented) return;
    const { target: form, submitter, timeStamp: at } = event;
    const last = sent.get(form);
    if (last?.submitter === submitter && at - last.at < pause) event.preventDefault();
    else sent.set(form, { submitter, at });
  });
}
