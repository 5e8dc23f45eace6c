// Photographs of an inspector: made smaller on the device, kept there until they are sent, and shown beside those that were sent.
import { el } from "../dom.js";
import { say } from "../text.js";

const longestSide = 1600;
const previewSide = 160;

const sized = (picture, side) => {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = el("canvas", {});
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
};

/**
 * The picture as a JPEG whose longest side is bounded, with a small preview. What the camera has written beside the pixels, such as the
 * place, is left out; so a picture that this browser cannot read is not taken, and null is returned.
 */
export async function reduced(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const preview = sized(picture, previewSide).toDataURL("image/jpeg", 0.7);
    const jpeg = await new Promise((done, fail) => sized(picture, longestSide).toBlob(blob => blob ? done(blob) : fail(new Error("no picture")), "image/jpeg", 0.8));
    picture.close();
    return { jpeg, preview };
  } catch {
    return null;
  }
}

/** The pictures of a criterion; the list is made with the first. */
function shots(row) {
  const known = row.querySelector(".shots");
  if (known) return known;
  const made = el("ul", { class: "shots", tabindex: "0", "aria-label": row.querySelector("h2").textContent });
  row.querySelector(".claim").after(made);
  return made;
}

const picture = (source, title) => [el("img", { src: source, alt: "", width: "108", height: "72" }), el("span", {}, title)];

const ticked = id => {
  const box = el("input", { type: "checkbox", name: "evidence", value: id });
  box.checked = true;
  return box;
};

/** Shows a photograph that is not sent yet. */
export function addWaiting(row, { id, preview, title, bytes }, remove) {
  shots(row).append(el("li", { class: "shot shot-own", "data-waits": id }, picture(preview, title),
    el("small", { class: "quiet" }, say("photograph-waits", Math.ceil(bytes / 1024))), el("button", { type: "button", class: "button button-quiet button-small", onclick: remove }, say("remove"))));
}

/** Shows a filed photograph, attached to the sheet, in the place of the waiting one with this id. */
export function addFiled(row, evidence, { id, title, size }, waitingId = null) {
  const form = row.closest("form");
  const waiting = waitingId && form.querySelector(`[data-waits="${waitingId}"]`);
  const known = form.querySelector(`[name=evidence][value="${id}"]`);
  if (known) {
    // The same picture was filed before.
    known.checked = true;
    waiting?.remove();
    return;
  }
  const item = el("li", { class: "shot shot-own" }, el("a", { href: `${evidence}/${id}/file` }, picture(`${evidence}/${id}/thumbnail`, title)),
    el("label", { class: "choice small" }, ticked(id), ` ${Math.ceil(size / 1024)} KB`));
  if (waiting) waiting.replaceWith(item);
  else shots(row).append(item);
}

/** Attached evidence of which the page, kept before it was filed, knows only the number. */
export const addUnknown = (form, id) => document.getElementById("visit").parentElement.append(el("label", { class: "choice" }, ticked(id), ` ${id}`));
