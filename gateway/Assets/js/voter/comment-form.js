// The comment on a unit: the text, whether a copy stays on the device, and the copy of a comment that was sent earlier.
import { cleanComment, commentMax, cutComment } from "./comment-text.js";
import { lengthOf } from "../browser/characters.js";
import { byId, el, fill } from "../dom.js";
import { count } from "../browser/formats.js";
import { say } from "../text.js";

/** The field for the comment. `put(text, keeps)` stores it in the draft; `mayKeep` offers to keep the comment after sending. */
export function commentField(draft, unit, mayKeep, put) {
  const left = el("span", { class: "hint figures", id: "comment-left" });
  const note = el("p", { class: "hint", id: "comment-note", role: "status" });
  const keeps = el("input", { type: "checkbox", id: "comment-keep", checked: draft.keepsComment(unit), onchange: () => put(text.value, keeps.checked) });
  const text = el("textarea", {
    id: "comment", rows: 3, "aria-describedby": "comment-hint comment-left comment-note",
    oninput: () => {
      const typed = text.value;
      const clean = cleanComment(typed);
      const fits = cutComment(clean);
      // An unchanged text is not set again, because that would end the input of a Chinese word.
      if (fits !== typed) replace(text, fits);
      fill(note, fits !== clean ? say("commentCut", count(lengthOf(clean) - commentMax)) : clean !== typed ? say("commentCleaned") : "");
      text.removeAttribute("aria-invalid");
      showLeft();
      put(text.value, keeps.checked);
    },
  });
  const showLeft = () => fill(left, say("commentLeft", count(commentMax - lengthOf(text.value))));
  text.value = cutComment(cleanComment(draft.comment(unit)));
  showLeft();
  return el("details", { class: "fold", id: "comment-fold", open: text.value !== "" },
    el("summary", {}, say("comment")),
    el("div", { class: "field" },
      el("label", { for: "comment" }, say("commentLabel")), text, el("p", { class: "hint", id: "comment-hint" }, say("commentHint")), left, note,
      mayKeep && [el("label", { class: "choice" }, keeps, el("span", {}, say("keepComment"))), el("p", { class: "hint" }, say("keepCommentHint"))]));
}

/** Replaces the text and leaves the cursor before the same text as it was. */
function replace(field, text) {
  const after = field.value.length - field.selectionEnd;
  field.value = text;
  const at = Math.max(0, text.length - after);
  field.setSelectionRange(at, at);
}

/** The copy of the comment that was sent, with what can be done with it; null if the device has none. */
export function keptComment(draft, unit) {
  const kept = draft.comments.get(unit);
  if (!kept) return null;
  const done = el("p", { class: "same-done", role: "status" });
  const remove = () => {
    draft.comments.remove(unit);
    fill(box, el("p", { role: "status" }, say("keptRemoved")));
  };
  const use = () => {
    byId("comment-fold").open = true;
    const field = byId("comment");
    field.value = kept;
    byId("comment-keep").checked = true;
    field.dispatchEvent(new Event("input"));
    fill(done, say("keptUsed"));
    field.focus();
  };
  const button = (id, text, act) => el("button", { type: "button", id, class: "button button-quiet button-small", onclick: act }, text);
  const box = el("div", { class: "notice kept-comment" },
    el("p", {}, say("kept")), el("blockquote", { id: "kept-text" }, kept),
    el("p", { class: "actions" }, button("kept-use", say("useKept"), use), button("kept-remove", say("removeKept"), remove)), done);
  return box;
}
